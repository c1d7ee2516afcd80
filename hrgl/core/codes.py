"""Codes that people read and type: of doors and of receipts, in letters nobody mistakes."""

import hashlib
import hmac
import secrets

# neither 0 nor O, neither 1 nor I nor L, and no U that is taken for V
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_DOOR, _RECEIPT, _GROUP = 6, 16, 4


def new_door() -> str:
    """A code of six letters for a door: short enough to be typed from a screen."""
    return "".join(secrets.choice(LETTERS) for _ in range(_DOOR))


def receipt_of(key: str, ticket: str) -> str:
    """The receipt of an input, of 78 bits, in groups of four: 7KQ2-M9XA-PT4R-8WJC.

    Whoever has only the key, or only the ticket, cannot work it out.
    """
    number = int.from_bytes(hmac.digest(key.encode(), ticket.encode(), "sha256"), "big")
    signs = []
    for _ in range(_RECEIPT):
        number, at = divmod(number, len(LETTERS))
        signs.append(LETTERS[at])
    letters = "".join(signs)
    return "-".join(letters[at : at + _GROUP] for at in range(0, _RECEIPT, _GROUP))


def normalised_code(code: str) -> str:
    """A code as it is kept, however it was typed: with spaces, without dashes, in small letters."""
    return "".join(c for c in code.upper()[:100] if c in LETTERS)


def code_digest(code: str) -> str:
    """What is kept of a code that must not be known: its SHA-256."""
    return hashlib.sha256(code.encode()).hexdigest()
