"""The page Meeting: what everybody in it is told, its acts, and its minutes as a file."""
