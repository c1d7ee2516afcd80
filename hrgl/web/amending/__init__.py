"""Amendments as desks are told of them, and the acts that any desk can send."""
