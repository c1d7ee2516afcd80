"""The page Reviews: what it is told, and its acts, by whoever may."""
