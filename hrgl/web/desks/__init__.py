"""What all desks have in common: questions by GET, and acts by POST that are each done once."""
