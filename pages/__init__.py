"""One file a screen, straight-line: ask, draw, do."""
