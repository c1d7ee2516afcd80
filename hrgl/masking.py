"""Names and words made unreadable at the same length, so that every span of a text stays valid."""

import re
import unicodedata
from collections.abc import Iterable

BLOCK = "█"


def folded(name: str) -> str:
    """A name as it is compared: without regard to case, spaces or how accents are stored."""
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()


def pattern(names: Iterable[str]) -> re.Pattern[str]:
    """What finds any of these names as whole words, also in the name of a file."""
    written = {
        r"[\s_.\-]+".join(re.escape(word) for word in unicodedata.normalize(form, name).split())
        for name in names
        for form in ("NFC", "NFD")
    }
    if not written:
        return re.compile(r"(?!)")
    longest_first = "|".join(sorted(written, key=len, reverse=True))
    # an accent stored as a sign of its own belongs to the letter before it
    return re.compile(rf"(?<![^\W_])(?:{longest_first})(?![^\W_]|[\u0300-\u036f])", re.IGNORECASE)


def blackened(text: str) -> str:
    """The same number of characters and lines, and nothing to read."""
    return re.sub(r"[^\n]", BLOCK, text)


def masked(text: str, find: re.Pattern[str]) -> str:
    """The text with what is found blackened."""
    return find.sub(lambda found: blackened(found.group()), text)


def is_black(text: str) -> bool:
    """Whether nothing is left to read."""
    return bool(text) and not text.replace(BLOCK, "").strip()
