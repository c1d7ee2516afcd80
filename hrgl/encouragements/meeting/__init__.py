"""A meeting of the steering group: who is there, what is before it, what it decides, minutes."""
