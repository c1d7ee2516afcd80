"""Titles, lines and tags for a group, in the words of its statements."""
