"""What runs in the symbolic helper's process: the only code that knows sympy."""
