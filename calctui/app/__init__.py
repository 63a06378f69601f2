"""The program in the terminal: Textual screens, thin widgets, keys. Nothing here knows calculus."""
