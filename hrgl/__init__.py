"""hrgl: from a workshop's notes to the Outcome Document."""

__version__ = "0.1.0"
