"""Words as they stand in a statement, and what is known of each wherever it stands.

There is no tagger: whether a word names something is read from the words it is found after.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from hrgl.synthesis.naming.spoken import ENGLISH, language_of
from hrgl.synthesis.naming.stop_words import (
    ARTICLES,
    BEFORE_NAMES,
    BEFORE_VERBS,
    ELIDED,
    JOINING,
    not_in_titles,
    stop_words,
)

KEPT = 100_000  # words of which is kept what is known of them
TELLING = 4  # words of content from which a statement tells a reader what its theme is about
WORD = re.compile(r"([^\W_]+(?:[-'’][^\W_]+)*)")
HATEFUL = frozenset({"crime", "group", "incident", "post", "speech"})
HUMAN = frozenset({"people", "person"})
LIKE_NAMES = {
    "assembly",
    "early",
    "elderly",
    "family",
    "reply",
    "supply",
    "weekly",
    "monthly",
    "daily",
}


Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordKind:
    """What is known of a word wherever it stands."""

    folded: str
    telling: bool
    joining: bool
    article: bool
    names: int  # 1 if a name is likely to follow, -1 if a verb or nothing of that sort


@dataclass(slots=True)
class Tokens:
    """The words of a statement in their order; `close` if only a space parts one from the last."""

    pieces: list[str]  # what stands before the first word, the word, what stands before the next …
    kinds: list[WordKind]
    close: list[bool]

    def surface(self, first: int, last: int) -> str:
        """Return the words [first, last) as they are written."""
        return "".join(self.pieces[2 * first + 1 : 2 * last])


def content_words(text: str) -> list[str]:
    """Return the words that carry meaning: not stop words, not mere numbers or signs."""
    empty = stop_words(language_of(text) or ENGLISH)
    return [word for word in WORD.findall(text) if not _is_empty(word, empty)]


def is_telling(text: str) -> bool:
    """Say whether a text tells a reader what its theme is about, or is a word or two."""
    return len(content_words(text)) >= TELLING


@lru_cache(maxsize=KEPT)
def stem(word: str) -> str:
    """Bring "City", "city's" and "cities" together; crude, and only used to compare."""
    small = _bare(word.lower().replace("’", "'"))
    if small.endswith("ies") and len(small) > 4:
        return small[:-3] + "y"
    return small[:-1] if small.endswith("s") and len(small) > 3 and small[-2] not in "su" else small


def tokens(text: str) -> Tokens:
    """Return the words of a statement in their order."""
    pieces, language = WORD.split(text), language_of(text) or ENGLISH
    kinds = [_kind(word, language) for word in pieces[1::2]]
    close = [gap == " " for gap in pieces[:-1:2]]
    for at in range(1, len(kinds)):
        # "people" says nothing, but "young people" does
        if kinds[at].folded in HUMAN and close[at] and kinds[at - 1].telling:
            kinds[at] = replace(kinds[at], telling=True)
        # and one who hates says little, but hate speech is the opposite of speech
        if kinds[at - 1].folded == "hate" and close[at] and kinds[at].folded in HATEFUL:
            kinds[at - 1] = replace(kinds[at - 1], telling=True)
    return Tokens(pieces, kinds, close)


def _bare(small: str) -> str:
    """Return a word without "'s" behind it, or "l'" and "d'" before it."""
    first, *rest = small.split("'")
    return rest[0] if rest and first in ELIDED else first


def _folded(word: str) -> str:
    """Return the stem, with "taxes" and "leashes" beside "tax" and "leash"."""
    folded = stem(word)
    return (
        folded[:-1]
        if folded.endswith(("xe", "che", "she", "sse", "zze")) and (word[-1:] in "sS")
        else folded
    )


@lru_cache(maxsize=KEPT)
def _kind(word: str, language: str) -> WordKind:
    small = word.lower().replace("’", "'")
    return WordKind(
        folded=_folded(word),
        telling=not _is_empty(word, not_in_titles(language), 3) and not _is_adverb(small),
        joining=small in JOINING,
        article=small in ARTICLES,
        names=(small in BEFORE_NAMES) - (small in BEFORE_VERBS),
    )


def _is_adverb(small: str) -> bool:
    return small.endswith("ly") and len(small) > 4 and small not in LIKE_NAMES


@lru_cache(maxsize=KEPT)
def _is_empty(word: str, stop_words: frozenset[str], shortest: int = 2) -> bool:
    """Say whether a word means nothing by itself; "EU" may be short, "im" may not."""
    small = word.lower().replace("’", "'")
    base = _bare(small)
    return (
        not any(letter.isalpha() for letter in word)
        or {small, base, small.replace("'", "")} & stop_words != set()
        or small.endswith("n't")
        or (len(base) < shortest and not (word.isupper() and len(word) > 1) and word.isascii())
    )
