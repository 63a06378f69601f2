"""Markdown with live numbers and set formulas, taken apart."""
