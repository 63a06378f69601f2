"""How a computational graph is checked, laid out, drawn and run."""
