"""Texts turned into vectors, offline and always the same."""
