"""How two formulas are compared: answers as they are typed, points, rounding, and what numbers cannot show."""
