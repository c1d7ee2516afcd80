"""What was said in a workshop: notes, and the statements they are cut into."""
