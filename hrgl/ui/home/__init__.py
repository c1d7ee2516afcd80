"""The page Where we stand."""
