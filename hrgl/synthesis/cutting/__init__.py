"""A note's text cut into statements, and what in it is none."""
