"""A lesson in other forms than the moving one: as linear text to read or to hear."""
