"""From the tree to the pieces of a lesson, with all that is wrong on the way."""
