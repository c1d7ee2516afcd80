"""A wording as it is read: what supports it, how it begins, what it quotes."""
