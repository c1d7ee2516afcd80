"""Names and addresses of people, as they are kept."""

import re
import unicodedata

from hrgl.errors import NotValid

LONGEST_NAME, LONGEST_EMAIL = 80, 254
# they turn the reading direction of whatever follows them on a screen
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def valid_email(email: str) -> str:
    """An address as it is kept: without what surrounds it, in small letters."""
    email = email.strip().lower()
    plain = not any(unicodedata.category(character)[0] == "C" for character in email)
    shape = re.fullmatch(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+", email)
    if not (plain and shape) or len(email) > LONGEST_EMAIL:
        raise NotValid("This is not an e-mail address. It looks like name@city.example.", "email")
    return email


def valid_name(name: str) -> str:
    """A name as it is kept: one line, without signs that turn the reading direction."""
    kept = (c for c in name if c not in TURNING)
    spaced = "".join(" " if unicodedata.category(c) in {"Cc", "Cs"} else c for c in kept)
    name = " ".join(spaced.split())
    if not name:
        raise NotValid("Please give the name under which others shall see this person.", "name")
    if len(name) > LONGEST_NAME:
        raise NotValid(f"A name has at most {LONGEST_NAME} characters. Shorten it.", "name")
    return name
