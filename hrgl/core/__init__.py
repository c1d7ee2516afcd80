"""What every noun stands on: the tables, the database, permissions, the log of acts, undo."""
