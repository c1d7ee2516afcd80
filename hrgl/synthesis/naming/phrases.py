"""Words and phrases as they stand in a statement: what a title can be made of.

Candidates are the runs between stop words and punctuation of RAKE (Rose et al., "Automatic Keyword
Extraction from Individual Documents", 2010) and their parts, and two such runs with the function
word that stands between them, which is RAKE's "adjoining keywords". There is no tagger: whether a
word names something is read from the words it is found after.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
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

LONGEST_RUN = 4
MOST_WORDS = 6
LOOK_BEHIND = 8  # characters before a word that tell whether it opens a sentence
KEPT = 100_000  # words of which is kept what is known of them
TELLING = 4  # words of content from which a statement tells a reader what its theme is about
WORD = re.compile(r"([^\W_]+(?:[-'’][^\W_]+)*)")
WEAK_ENDS = ("ed", "ous", "ful", "ical", "onal", "ental", "ible", "less", "wise", "cial", "sive")
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
    weak_end: bool  # a participle or an adjective, going by its ending
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


@dataclass(slots=True)
class Found:
    """A candidate in one statement: its words folded, the telling ones among them, its setting."""

    phrase: Phrase
    telling: Phrase
    surface: str
    opens: bool  # the sentence, where a capital means nothing
    named: bool  # after a word that names follow
    whole: float  # 1, or less for what begins or, worse, ends within a run
    joined: float  # 1, or less for two runs joined by a word that seldom makes one name of two
    weak_end: bool  # on a participle or an adjective, unless an article makes a noun of it


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
    return Tokens(pieces, kinds, [gap == " " for gap in pieces[:-1:2]])


def runs(row: Tokens) -> list[tuple[int, int]]:
    """Return the [start, stop) of each run of telling words with only spaces between."""
    found: list[tuple[int, int]] = []
    for at, kind in enumerate(row.kinds):
        if not kind.telling:
            continue
        if found and found[-1][1] == at and row.close[at]:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


def candidates(row: Tokens, core: frozenset[str]) -> Iterator[Found]:
    """Yield what in a statement could be a title or part of one, and holds a word of `core`."""
    spans = runs(row)
    for number, (start, stop) in enumerate(spans):
        for first in range(start, stop):
            for last in _ends(row, first, first, min(first + LONGEST_RUN, stop), core):
                yield _found(row, first, last, _whole(first > start, last < stop))
        if number + 1 < len(spans) and row.kinds[stop].joining:
            yield from _joined(row, (start, stop), spans[number + 1], core)


def _joined(
    row: Tokens, before: tuple[int, int], after: tuple[int, int], core: frozenset[str]
) -> Iterator[Found]:
    gap = row.kinds[before[1] : after[0]]
    if not gap or not gap[0].joining or not all(row.close[before[1] : after[0] + 1]):
        return
    if len(gap) > 2 or (len(gap) == 2 and not gap[1].article):
        return
    for first in range(max(before[0], before[1] - LONGEST_RUN), before[1]):
        for last in _ends(row, first, after[0], min(after[1], first + MOST_WORDS), core):
            yield _found(row, first, last, _whole(first > before[0], last < after[1]))


def _ends(row: Tokens, first: int, after: int, most: int, core: frozenset[str]) -> Iterator[int]:
    """Yield where to end, after `after`, so that one word is of the core and none comes twice."""
    seen: set[str] = set()
    for at in range(first, most):
        word = row.kinds[at].folded
        if word in seen:
            return
        seen.add(word)
        if at >= after and not core.isdisjoint(seen):
            yield at + 1


def _whole(late: bool, early: bool) -> float:
    return (0.85 if late else 1.0) * (0.7 if early else 1.0)


def _found(row: Tokens, first: int, last: int, whole: float) -> Found:
    kinds, surface = row.kinds[first:last], row.surface(first, last)
    before = row.kinds[first - 1].names if first and row.close[first] else 0
    opens = _opens_sentence(row.pieces[2 * first], first == 0)
    if opens and surface[1:2].islower():
        surface = surface[0].lower() + surface[1:]
    phrase = tuple(kind.folded for kind in kinds)
    telling = tuple(kind.folded for kind in kinds if kind.telling)
    joined = math.prod(JOINING.get(word, 1.0) for word in phrase[1:-1])
    joined *= 0.8 if "and" in phrase and any(kind.article for kind in kinds) else 1.0
    joined *= 0.8 if "'" in surface or "’" in surface else 1.0
    weak_end = kinds[-1].weak_end and not (len(kinds) > 1 and kinds[-2].article)
    return Found(phrase, telling, surface, opens, before > 0, whole, joined, weak_end)


def _opens_sentence(gap: str, first: bool) -> bool:
    before = gap[-LOOK_BEHIND:].rstrip(" \"'“‘(")
    return before[-1] in ".!?:…\n-–•*" if before else first or len(gap) >= LOOK_BEHIND


def _bare(small: str) -> str:
    """Return a word without "'s" behind it, or "l'" and "d'" before it."""
    first, *rest = small.split("'")
    return rest[0] if rest and first in ELIDED else first


@lru_cache(maxsize=KEPT)
def _kind(word: str, language: str) -> WordKind:
    small = word.lower().replace("’", "'")
    return WordKind(
        folded=stem(word),
        telling=not _is_empty(word, not_in_titles(language), 3) and not _is_adverb(small),
        joining=small in JOINING,
        article=small in ARTICLES,
        weak_end=small.endswith(WEAK_ENDS),
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
