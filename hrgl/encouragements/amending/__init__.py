"""Amendments: other words for a part of a wording, from their proposal to what they became."""
