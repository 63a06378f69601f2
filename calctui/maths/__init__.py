"""What is computed: numbers and formulas; no lesson, no screen."""
