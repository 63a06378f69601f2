"""Figures become rows of coloured cells; the only room that imports plotext."""
