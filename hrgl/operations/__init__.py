"""What keeps an installation going: backup, erasure, the worker, the demonstration, the server."""
