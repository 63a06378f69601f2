"""An animated lesson player for the terminal: calculus for machine learning."""

__version__ = "0.1.0"
