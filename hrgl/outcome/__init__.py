"""The Outcome Document: drafted, published, adopted."""
