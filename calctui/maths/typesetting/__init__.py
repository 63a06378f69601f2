"""Trees into Unicode, on one line or in two dimensions: set as written, never changed."""
