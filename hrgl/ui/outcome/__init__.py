"""The page Outcome, view by view."""
