"""Lesson files: from YAML to a lesson that can be played, and the list of all lessons."""
