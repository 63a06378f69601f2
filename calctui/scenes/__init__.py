"""The kinds of moving picture, one file a kind, found by file name."""
