"""What every noun stands on: tables, database, permissions, acts and their log."""
