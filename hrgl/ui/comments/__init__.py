"""The page Comments."""
