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

from hrgl.synthesis.stop_words import (
    ARTICLES,
    BEFORE_NAMES,
    BEFORE_VERBS,
    ELIDED,
    JOINING,
    NOT_IN_TITLES,
    STOP_WORDS,
)

LONGEST_RUN = 4
MOST_WORDS = 6
TELLING = 4  # words of content from which a statement tells a reader what its theme is about
WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
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
class Kind:
    """What is known of a word wherever it stands."""

    folded: str
    telling: bool
    joining: bool
    article: bool
    weak_end: bool  # a participle or an adjective, going by its ending
    names: int  # 1 if a name is likely to follow, -1 if a verb or nothing of that sort


@dataclass(slots=True)
class Token:
    """A word in its place: `close` if only a space parts it from the one before."""

    at: int
    end: int
    kind: Kind
    close: bool


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
    return [word for word in WORD.findall(text) if not _is_empty(word, STOP_WORDS)]


def is_telling(text: str) -> bool:
    """Say whether a text tells a reader what its theme is about, or is a word or two."""
    return len(content_words(text)) >= TELLING


def folded(word: str) -> str:
    """Bring "City", "city's" and "cities" together; crude, and only used to compare."""
    small = _bare(word.lower().replace("’", "'"))
    if small.endswith("ies") and len(small) > 4:
        return small[:-3] + "y"
    return small[:-1] if small.endswith("s") and len(small) > 3 and small[-2] not in "su" else small


def tokens(text: str) -> list[Token]:
    """Return the words of a statement in their order."""
    made, end = [], -1
    for match in WORD.finditer(text):
        start = match.start()
        made.append(Token(start, match.end(), _kind(match[0]), text[end:start] == " "))
        end = match.end()
    return made


def runs(row: list[Token]) -> list[tuple[int, int]]:
    """Return the [start, stop) of each run of telling words with only spaces between."""
    found: list[tuple[int, int]] = []
    for at, token in enumerate(row):
        if not token.kind.telling:
            continue
        if found and found[-1][1] == at and token.close:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


def candidates(text: str, row: list[Token], core: frozenset[str]) -> Iterator[Found]:
    """Yield what in a statement could be a title or part of one, and holds a word of `core`."""
    spans = runs(row)
    for number, (start, stop) in enumerate(spans):
        for first in range(start, stop):
            for last in range(first + 1, min(first + LONGEST_RUN, stop) + 1):
                if _holds(row[first:last], core):
                    yield _found(text, row, first, last, _whole(first > start, last < stop))
        if number + 1 < len(spans) and row[stop].kind.joining:
            yield from _joined(text, row, (start, stop), spans[number + 1], core)


def _joined(
    text: str,
    row: list[Token],
    before: tuple[int, int],
    after: tuple[int, int],
    core: frozenset[str],
) -> Iterator[Found]:
    gap = row[before[1] : after[0]]
    if not gap or not gap[0].kind.joining or not all(t.close for t in [*gap, row[after[0]]]):
        return
    if len(gap) > 2 or (len(gap) == 2 and not gap[1].kind.article):
        return
    for first in range(max(before[0], before[1] - LONGEST_RUN), before[1]):
        for last in range(after[0] + 1, min(after[1], first + MOST_WORDS) + 1):
            if _holds(row[first:last], core):
                whole = _whole(first > before[0], last < after[1])
                yield _found(text, row, first, last, whole)


def _holds(words: list[Token], core: frozenset[str]) -> bool:
    """Say whether one of the words is of the core and none comes twice."""
    distinct = {token.kind.folded for token in words}
    return len(distinct) == len(words) and not core.isdisjoint(distinct)


def _whole(late: bool, early: bool) -> float:
    return (0.85 if late else 1.0) * (0.7 if early else 1.0)


def _found(text: str, row: list[Token], first: int, last: int, whole: float) -> Found:
    words = row[first:last]
    at = words[0].at
    surface = text[at : words[-1].end]
    before = row[first - 1].kind.names if first and words[0].close else 0
    opens = _opens_sentence(text, at)
    if opens and surface[1:2].islower():
        surface = surface[0].lower() + surface[1:]
    phrase = tuple(token.kind.folded for token in words)
    telling = tuple(token.kind.folded for token in words if token.kind.telling)
    joined = math.prod(JOINING.get(word, 1.0) for word in phrase[1:-1])
    joined *= 0.8 if "and" in phrase and any(token.kind.article for token in words) else 1.0
    joined *= 0.8 if "'" in surface or "’" in surface else 1.0
    weak_end = words[-1].kind.weak_end and not (len(words) > 1 and words[-2].kind.article)
    return Found(phrase, telling, surface, opens, before > 0, whole, joined, weak_end)


def _opens_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 8) : at].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?:…\n-–•*"


def _bare(small: str) -> str:
    """Return a word without "'s" behind it, or "l'" and "d'" before it."""
    first, *rest = small.split("'")
    return rest[0] if rest and first in ELIDED else first


@lru_cache(maxsize=100_000)
def _kind(word: str) -> Kind:
    small = word.lower().replace("’", "'")
    return Kind(
        folded=folded(word),
        telling=not _is_empty(word, NOT_IN_TITLES, 3) and not _is_adverb(small),
        joining=small in JOINING,
        article=small in ARTICLES,
        weak_end=small.endswith(WEAK_ENDS),
        names=(small in BEFORE_NAMES) - (small in BEFORE_VERBS),
    )


def _is_adverb(small: str) -> bool:
    return small.endswith("ly") and len(small) > 4 and small not in LIKE_NAMES


@lru_cache(maxsize=100_000)
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
