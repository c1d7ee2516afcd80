"""Starlette: sign-in, health, published documents, and the middleware in front of every page."""
