"""What several kinds of scene are built from."""
