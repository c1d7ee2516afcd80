"""The draft as a Word file that goes out to people, and what comes back in it."""
