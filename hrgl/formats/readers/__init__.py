"""Files that people bring, of any kind, read into notes as they stand in them."""
