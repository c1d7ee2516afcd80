"""Names and words made unreadable at the same length, so that every span of a text stays valid.

A name is found however it is written: in capitals or not, with accents or without and however
these are stored, with any apostrophe or none, with hyphen, blank or neither, and as "Family,
Given".
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

BLOCK = "█"
_APOSTROPHES = "'’‘ʼ‛′`´ʹʻ＇"
# letters with a stroke or grown together, which Unicode does not take apart
_WHOLE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
    | dict.fromkeys(_APOSTROPHES, "'")
)
# accents, points and vowel signs that may be left out; elsewhere a mark makes another letter
_ACCENT = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")
_BETWEEN = r"[\s_.@\-‐-―]*"


def searchable(text: str) -> str:
    """A text as it is searched: letters without accents and case, one kind of apostrophe."""
    if text.isascii():
        return text.casefold().translate(_WHOLE)
    apart = text
    for _ in range(2):  # casefolding makes new letters to be taken apart, and taking apart capitals
        apart = unicodedata.normalize("NFKD", apart.translate(_WHOLE)).casefold()
    bare = _ACCENT.sub("", apart).translate(_WHOLE)
    return "".join(sign for sign in bare if unicodedata.category(sign) != "Cf")


def name_words(name: str) -> list[str]:
    """The words of a name, given names first, without any sign between their letters."""
    family, comma, given = name.partition(",")
    straight = searchable(f"{given} {family}" if comma and given.strip() else name).replace("'", "")
    return "".join(sign if _in_word(sign) else " " for sign in straight).split()


def _in_word(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign).startswith("M")


def folded_name(name: str) -> str:
    """A name as it is compared with others, whatever the order of its words."""
    return " ".join(sorted(name_words(name)))


class Names:
    """What finds any of these names in a text as whole words, also in the name of a file."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        written = {form for name in self.names for form in _forms(name_words(name))}
        longest_first = "|".join(sorted(written, key=len, reverse=True)) or r"(?!)"
        self._find = re.compile(rf"(?<![^\W_])(?:{longest_first})(?![^\W_])")

    def search(self, text: str) -> bool:
        """Whether a text holds one of the names."""
        return bool(self._find.search(searchable(text)))

    def masked(self, text: str) -> str:
        """The text with the names blackened."""
        if not self.search(text):
            return text
        signs = [searchable(sign) for sign in text]
        at = [place for place, sign in enumerate(signs) for _ in sign]
        made = list(text)
        for found in self._find.finditer("".join(signs)):
            first, last = at[found.start()], at[found.end() - 1]
            # an accent stored as a sign of its own belongs to the letter before it
            while last + 1 < len(text) and not signs[last + 1]:
                last += 1
            made[first : last + 1] = blackened(text[first : last + 1])
        return "".join(made)


def _forms(name: list[str]) -> Iterator[str]:
    """How the words of a name may follow one another; before a comma stand the last of them."""
    spelt = ["'?".join(re.escape(sign) for sign in word) for word in name]
    if spelt:
        yield _BETWEEN.join(spelt)
    for at in range(1, len(spelt)):
        yield rf"{_BETWEEN.join(spelt[at:])}\s*,\s*{_BETWEEN.join(spelt[:at])}"


def blackened(text: str) -> str:
    """The same number of characters and lines, and nothing to read."""
    return re.sub(r"[^\n]", BLOCK, text)


def is_black(text: str) -> bool:
    """Whether nothing is left to read."""
    return bool(text) and not text.replace(BLOCK, "").strip()
