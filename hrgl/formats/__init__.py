"""Pure: readers of notes and writers of documents – bytes in, values out, and back."""
