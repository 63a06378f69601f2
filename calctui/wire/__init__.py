"""What reaches the terminal: only cells that changed, and never more frames than the line carries."""
