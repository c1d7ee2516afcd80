"""Naming themes in the statements' own words: first titles, for people to choose from and change.

A title is a phrase as it stands in a typical statement of the theme (see `candidates`), or two of
them joined by "and". It is worth the more …

- the more of the theme's statements say its words, and the fewer others do;
- the better the middle of all statements that say its words finds those of the theme (as
  `SaidInThemes.nearness` measures it), which keeps a corner from standing for the whole;
- the more it reads like a name: whole, not cut before or after a word that belongs to it, not
  ending on an adjective.

Two are joined where they say clearly more than one: both must be able to stand alone.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hrgl.synthesis.naming.phrases import Phrase
from hrgl.synthesis.naming.said import LEAST, SaidInThemes
from hrgl.synthesis.naming.shapes import (
    Candidate,
    as_spelled,
    faults_of,
    naming_of,
    phrases_of,
    shape_of,
)
from hrgl.synthesis.naming.stop_words import AND
from hrgl.synthesis.naming.word_forms import is_vague

OTHERS = 2  # alternatives offered beside a title
CORE = 25  # words of a theme: a candidate has one of these
CONSIDERED = 60  # phrases of a theme that are looked at closely
JOINABLE = 12  # phrases of which two may be joined
FLOOR = 0.05  # so that the frequent words still come first where nothing tells themes apart
# What is left of a phrase's value if …
JOINED = 0.9  # … two make one title
ALONE = 0.4  # … it is a single word, or says what everybody says
SAYS_MORE = 1.1  # as much as either part must a joined title say
AKIN = 5  # letters with which words must begin otherwise to be joined
OFTEN, MOSTLY = 0.05, 0.35  # a commonplace: in so many statements, so few of them here
EVEN = 0.3  # how much it takes from a joined title that one of the two is worth less
PART_SAID = 0.06  # of the theme's statements must say each part of it


@dataclass(frozen=True)
class Naming:
    """What a theme could be called: its title, and others to choose from, the best first."""

    title: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Name:
    """A title that could be: its value, the phrases in it, and the words it says."""

    value: float
    parts: tuple[Phrase, ...]
    telling: frozenset[str]


def titles(
    texts: Sequence[str], labels: Sequence[int], vectors: NDArray[np.float32] | None = None
) -> tuple[str, ...]:
    """Return the title of each of the clusters 0, 1, …, as `named` gives them."""
    return tuple(naming.title for naming in named(texts, labels, vectors))


def named(
    texts: Sequence[str], labels: Sequence[int], vectors: NDArray[np.float32] | None = None
) -> tuple[Naming, ...]:
    """Name each of the clusters 0, 1, … that `labels` gives to the n `texts`.

    Two to six words that follow one another in a statement of the cluster, or two such phrases
    joined by "and"; one word where there are no more, and "Theme 3" where there is no word at all.
    No two titles are alike, and no alternative says mostly what the title or another one says.
    Rows of the queue (-1) only tell what is common everywhere. `vectors`: n × d, of unit length;
    without them only words count.
    """
    said = SaidInThemes(texts, labels, vectors)
    taken: set[frozenset[str] | str] = set()
    return tuple(_named(said, theme, taken) for theme in range(max(labels, default=-1) + 1))


def _named(said: SaidInThemes, theme: int, taken: set[frozenset[str] | str]) -> Naming:
    weights = _weights(said, theme)
    core = frozenset(sorted(weights, key=lambda w: (-weights[w], w))[:CORE])
    found = phrases_of(said, theme, core)
    joined_by = f" {AND.get(said.languages.get(theme, ''), 'and')} "
    chosen: list[tuple[str, frozenset[str]]] = []
    for name in _in_order(said, theme, found, weights):
        title = _opened(joined_by.join(as_spelled(found[part]) for part in name.parts))
        if name.telling in taken or title in taken or _alike(name.telling, chosen):
            continue
        if not chosen:
            taken |= {name.telling, title}
        chosen.append((title, name.telling))
        if len(chosen) > OTHERS:
            break
    if not chosen:
        return Naming(f"Theme {theme + 1}")
    return Naming(chosen[0][0], tuple(title for title, _ in chosen[1:]))


def _alike(telling: frozenset[str], chosen: Sequence[tuple[str, frozenset[str]]]) -> bool:
    """Say whether more than half of these words were offered already."""
    return any(len(telling & words) * 2 > len(telling) for _, words in chosen)


def _weights(said: SaidInThemes, theme: int) -> dict[str, float]:
    """Weigh words by the share that says them, times the logarithm of how much oftener here."""
    size = said.sizes[theme]
    elsewhere = len(said.rows) - size + 1
    weights = {}
    for word, count in said.counts[theme].items():
        outside = (said.everywhere(word) - count + 1) / elsewhere
        lift = max(0.0, math.log(count / size / outside)) + FLOOR
        weights[word] = count / size * lift * naming_of(said, word)
    return weights


def _in_order(
    said: SaidInThemes, theme: int, found: dict[Phrase, Candidate], weights: dict[str, float]
) -> list[_Name]:
    """Give what could be the title, the best first: phrases, and pairs of them."""
    shapes = {phrase: shape_of(said, theme, each) for phrase, each in found.items()}
    first = {
        phrase: shapes[phrase] * sum(sorted(weights[word] for word in each.telling)[-2:])
        for phrase, each in found.items()
    }
    names = {}
    considered = sorted(first, key=lambda p: (-first[p], len(p), p))[:CONSIDERED]
    said.compare(word for phrase in considered for word in found[phrase].telling)
    for phrase in considered:
        weighed = _weighed(said, theme, found[phrase].telling)
        value = _value(said, theme, said.saying(weighed), weighed) * shapes[phrase]
        if all(_is_commonplace(said, theme, word) for word in weighed):
            value *= ALONE
        names[phrase] = _Name(value, (phrase,), frozenset(found[phrase].telling))
    pairs = _pairs(said, theme, found, names, shapes)
    every = [
        _Name(name.value * (ALONE if len(name.parts[0]) == 1 else 1), name.parts, name.telling)
        for name in names.values()
    ]
    return sorted([*every, *pairs], key=lambda name: (-round(name.value, 9), name.parts))


def _weighed(said: SaidInThemes, theme: int, telling: Phrase) -> Phrase:
    """Return the words a phrase is weighed by: those that tell what, if there are any.

    Names of places do not, nor vague words, nor what is common and mostly said elsewhere.
    """
    kept = [word for word in telling if not (said.is_name(word, theme) or is_vague(word))]
    return tuple(word for word in kept if not _is_commonplace(said, theme, word)) or telling


def _is_commonplace(said: SaidInThemes, theme: int, word: str) -> bool:
    return said.everywhere(word) > OFTEN * len(said.rows) and said.own(word, theme) < MOSTLY


def _value(
    said: SaidInThemes, theme: int, saying: NDArray[np.float32], telling: Sequence[str]
) -> float:
    ahead = max(LEAST, said.ahead(saying, theme))
    return math.sqrt(ahead) * said.nearness(telling, theme)


def _pairs(
    said: SaidInThemes,
    theme: int,
    found: dict[Phrase, Candidate],
    names: dict[Phrase, _Name],
    shapes: dict[Phrase, float],
) -> Iterator[_Name]:
    """Yield two phrases as one title where they say clearly more than either."""
    fewest = max(2.0, PART_SAID * said.sizes[theme])
    able = [
        phrase
        for phrase in names
        if len(phrase) < 3
        and min(said.counts[theme][word] for word in found[phrase].telling) >= fewest
        and faults_of(said, theme, found[phrase]) == 1
        and not all(_is_commonplace(said, theme, word) for word in found[phrase].telling)
    ]
    able = sorted(able, key=lambda p: (-names[p].value, p))[:JOINABLE]
    for at, one in enumerate(able):
        for other in able[at + 1 :]:
            if _akin(found[one].telling, found[other].telling):
                continue
            telling = (*found[one].telling, *found[other].telling)
            apart = [said.saying(found[part].telling) for part in (one, other)]
            together = np.maximum(*apart)
            alone = max(said.ahead(each, theme) for each in apart)
            if said.ahead(together, theme) < SAYS_MORE * alone:
                continue
            values = sorted(names[part].value for part in (one, other))
            shape = math.sqrt(shapes[one] * shapes[other]) * JOINED
            shape *= (values[0] / values[1]) ** EVEN
            value = _value(said, theme, together, telling) * shape
            yield _Name(value, (one, other), frozenset(telling))


def _akin(one: Phrase, other: Phrase) -> bool:
    """Say whether two phrases have words that begin alike, as "technical" and "technology"."""
    return bool({word[:AKIN] for word in one} & {word[:AKIN] for word in other})


def _opened(title: str) -> str:
    """Begin with a capital where the letter has one: "ß" has none of its own."""
    capital = title[0].upper()
    return capital + title[1:] if len(capital) == 1 else title
