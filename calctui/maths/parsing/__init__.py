"""From text to a bounded tree, and no further."""
