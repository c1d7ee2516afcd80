"""The page History: acts as plain sentences."""
