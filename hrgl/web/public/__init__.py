"""The published document as everybody may read it, without an account and without a script."""
