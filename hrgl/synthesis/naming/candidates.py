"""Phrases as they stand in a statement: what a title can be made of.

The runs between stop words and punctuation of RAKE (Rose et al., "Automatic Keyword Extraction from
Individual Documents", 2010) and their parts, and two such runs with the function word that stands
between them, which is RAKE's "adjoining keywords"; and what has a right, a choice or a duty to do.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from hrgl.synthesis.naming.phrases import Phrase, Tokens
from hrgl.synthesis.naming.stop_words import ELIDED, JOINING

LONGEST_RUN = 4
MOST_WORDS = 6
LOOK_BEHIND = 8  # characters before a word that tell whether it opens a sentence
OF = frozenset({"of", "de", "du", "des", "del", "von"})  # what follows belongs to the word before
POSSESSIVE = re.compile(r"['’]s?\b(?!\w)")
# After these, "to" and a verb name something: the right to die.
_LEADING = "ability chance choice decision duty freedom obligation opportunity option right"
LEADING_TO = frozenset(_LEADING.split())
_NO_DOING = "be have do get make this that it them him her"
NO_DOING = frozenset(_NO_DOING.split())


@dataclass(slots=True)
class Found:
    """A candidate in one statement: its words folded, the telling ones among them, its setting."""

    phrase: Phrase
    telling: Phrase
    surface: str
    opens: bool  # the sentence, where a capital means nothing
    named: bool  # after a word that names follow
    before: str  # the telling word it was cut off from, folded, or ""
    after: str  # the telling word, or "of", that follows it, folded, or ""
    joined: float  # 1, or less for two runs joined by a word that seldom makes one name of two


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
                yield _found(row, first, last)
        if row.kinds[stop - 1].folded in LEADING_TO:
            yield from _to_do(row, stop - 1, core)
        if number + 1 < len(spans) and row.kinds[stop].joining:
            yield from _joined(row, (start, stop), spans[number + 1], core)


def _to_do(row: Tokens, at: int, core: frozenset[str]) -> Iterator[Found]:
    """Yield "right to die", where nothing is done to anything."""
    verb, kinds = at + 2, row.kinds
    if verb >= len(kinds) or kinds[at + 1].folded != "to" or kinds[at].folded not in core:
        return
    follow = kinds[verb + 1] if verb + 1 < len(kinds) and row.close[verb + 1] else None
    does = not (kinds[verb].telling or kinds[verb].article or kinds[verb].folded in NO_DOING)
    alone = follow is None or not (follow.telling or follow.article)
    if does and alone and row.close[at + 1] and row.close[verb]:
        yield _found(row, at, verb + 1)


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
            yield _found(row, first, last)


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


def _found(row: Tokens, first: int, last: int) -> Found:
    kinds, surface = row.kinds[first:last], row.surface(first, last)
    lead = row.kinds[first - 1] if first and row.close[first] else None
    follow = row.kinds[last] if last < len(row.kinds) and row.close[last] else None
    opens = _opens_sentence(row.pieces[2 * first], first == 0)
    if opens and surface[1:2].islower():
        surface = surface[0].lower() + surface[1:]
    surface = _unelided(surface)
    phrase = tuple(kind.folded for kind in kinds)
    telling = tuple(kind.folded for kind in kinds if kind.telling)
    joined = math.prod(JOINING.get(word, 1.0) for word in phrase[1:-1])
    if any(kind.article for kind in kinds):
        joined *= 0.8 if "and" in phrase else 0.9
    joined *= 0.8 if POSSESSIVE.search(surface) else 1.0
    return Found(
        phrase,
        telling,
        surface,
        opens,
        named=lead is not None and lead.names > 0,
        before=lead.folded if lead and lead.telling else "",
        after=follow.folded if follow and (follow.telling or follow.folded in OF) else "",
        joined=joined,
    )


def _unelided(surface: str) -> str:
    """Return a phrase without "l'" or "d'" before it."""
    first, _, rest = surface.replace("’", "'").partition("'")
    return surface[len(first) + 1 :] if rest and first.lower() in ELIDED else surface


def _opens_sentence(gap: str, first: bool) -> bool:
    before = gap[-LOOK_BEHIND:].rstrip(" \"'“‘(")
    return before[-1] in ".!?:…\n-–•*" if before else first or len(gap) >= LOOK_BEHIND
