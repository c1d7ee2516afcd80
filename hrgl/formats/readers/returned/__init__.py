"""Drafts that come back as Word files: who changed what where, and what is said in the margin."""
