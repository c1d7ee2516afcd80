"""The wordings that are to become the document, what they stand on, and what was said of them."""
