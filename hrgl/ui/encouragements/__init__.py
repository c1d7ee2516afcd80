"""The page Encouragements: the wording and what it stands on."""
