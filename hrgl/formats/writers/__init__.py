"""The Outcome Document and tables, written as files that people take home."""
