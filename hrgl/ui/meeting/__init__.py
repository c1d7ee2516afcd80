"""The page Meeting: a screen for the room, led by keys, which everybody else follows."""
