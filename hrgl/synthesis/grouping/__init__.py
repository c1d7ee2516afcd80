"""Statements grouped by their vectors, and what can be said of a grouping."""
