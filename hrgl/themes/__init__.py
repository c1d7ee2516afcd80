"""What belongs together: themes, where statements stand, tags, points, a second look."""
