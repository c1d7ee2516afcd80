"""Naming themes in the statements' own words: a first title, for people to change.

A title is a phrase as it stands in a statement of the theme (see `phrases`). Words are weighed in
the manner of class-based TF-IDF (Grootendorst, BERTopic, 2022): the share of the theme's statements
that say the word, times the logarithm of how much oftener than elsewhere. A phrase weighs what its
words weigh together, more if several statements have it, less if it is unlikely to name anything.
Only where no phrase is good enough are two joined by "and".
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hrgl.synthesis.naming.phrases import Found, Phrase, Tokens, candidates, tokens
from hrgl.synthesis.naming.spoken import in_their_language
from hrgl.synthesis.naming.stop_words import AND, VAGUE

CORE = 25  # words of a theme: a candidate has one of these
CONSIDERED = 60  # phrases for a pair
FLOOR = 0.05  # so that the frequent words still come first where nothing tells themes apart
FURTHER = (1.0, 0.8, 0.4, 0.2, 0.1, 0.1)  # what a phrase's best, second, … word counts for
REPEATED_PHRASE = 0.35  # more for each doubling of the statements that have the phrase
GOOD_ENOUGH = 0.9  # of what the theme's best single word is worth; else a pair is tried
COMMON = 0.06  # the share of a theme's statements from which on a word is fully trusted
# What is left of a phrase's value if …
SELDOM = 0.75  # … next to nobody else in the theme says one of its words
RARE = 0.85  # … nor anywhere
ALONE = 0.6  # … it is a single word
LENGTHY = 0.93  # … it has more than two telling words, for each further
NOT_A_NAME = 0.5  # … one of its words is found after "to" and "we" rather than "the" and "of"
PROPER_NAME = 0.4  # … it is written like a place or a person: where, not what
NAMED = 1.15  # … it stands after "the" or "of" somewhere


class _Said:
    """What is said in the themes: statements per word, and what sort of word it seems to be."""

    def __init__(self) -> None:
        self.languages: dict[int, str] = {}
        self.texts: defaultdict[int, list[str]] = defaultdict(list)
        self.by_theme: defaultdict[int, Counter[str]] = defaultdict(Counter)
        self.everywhere: Counter[str] = Counter()
        self.total = 0
        self.leaning: Counter[str] = Counter()  # above 0: after "the" and "of"; below: "to", "we"
        self.ending: Counter[str] = Counter()  # below 0: other words follow twice as often as not

    def add(self, text: str, theme: int) -> None:
        """Count each word of a statement once."""
        row = tokens(text)
        self.texts[theme].append(text)
        self.total += 1
        words = {kind.folded for kind in row.kinds if kind.telling}
        self.by_theme[theme].update(words)
        self.everywhere.update(words)
        self._observe(row)

    def _observe(self, row: Tokens) -> None:
        """Note what telling words stand after, and whether others follow them."""
        before, kinds = None, row.kinds
        for at, kind in enumerate(kinds):
            if kind.telling:
                if before and row.close[at]:
                    self.leaning[kind.folded] += before.names
                followed = at + 1 < len(kinds) and row.close[at + 1] and kinds[at + 1].telling
                self.ending[kind.folded] += -1 if followed else 2
            before = kind


@dataclass
class _Candidate:
    """A phrase of a theme, over all statements that have it."""

    telling: Phrase
    statements: int = 0
    named: bool = False
    whole: float = 0.0
    joined: float = 1.0
    weak_end: bool = False
    written: Counter[str] = field(default_factory=Counter)

    def add(self, found: Found) -> None:
        self.named |= found.named
        self.joined, self.weak_end = found.joined, found.weak_end
        self.whole = max(self.whole, found.whole)
        self.written[found.surface] += int(not found.opens)


def titles(texts: Sequence[str], labels: Sequence[int]) -> tuple[str, ...]:
    """Return a title for each of the clusters 0, 1, … that `labels` gives to the n `texts`.

    Two to six words that follow one another in a statement of the cluster; where no such phrase
    says enough, two phrases joined by "and"; one word where there are no more, and "Theme 3" where
    there is no word at all. No two are alike.
    Rows of the queue (-1) only tell what is common everywhere.
    """
    said = _Said()
    pairs, said.languages = in_their_language(texts, labels)
    for text, label in pairs:
        said.add(text, label)
    taken: set[frozenset[str] | str] = set()
    return tuple(_title(said, theme, taken) for theme in range(max(labels, default=-1) + 1))


def _title(said: _Said, theme: int, taken: set[frozenset[str] | str]) -> str:
    weights = _weights(said, theme)
    found = _gathered(said, theme, weights)
    top = max(weights.values(), default=1.0)
    values = {p: _value(said, theme, c, weights, top) for p, c in found.items()}
    for parts in _in_order(values, found):
        words = frozenset(word for phrase in parts for word in found[phrase].telling)
        joined_by = AND.get(said.languages[theme], "and")
        title = f" {joined_by} ".join(_as_written(found[phrase]) for phrase in parts)
        title = _opened(title)
        if words not in taken and title not in taken:
            taken |= {words, title}
            return title
    return f"Theme {theme + 1}"


def _weights(said: _Said, theme: int) -> dict[str, float]:
    size = len(said.texts[theme])
    elsewhere = said.total - size + 1
    weights = {}
    for word, count in said.by_theme[theme].items():
        outside = (said.everywhere[word] - count + 1) / elsewhere
        lift = max(0.0, math.log(count / size / outside)) + FLOOR
        weights[word] = count / size * lift * _naming(said, word)
    return weights


def _gathered(said: _Said, theme: int, weights: dict[str, float]) -> dict[Phrase, _Candidate]:
    core = frozenset(sorted(weights, key=lambda w: (-weights[w], w))[:CORE])
    gathered: dict[Phrase, _Candidate] = {}
    for text in said.texts[theme]:
        seen = set()
        for found in candidates(tokens(text), core):
            candidate = gathered.get(found.phrase)
            if candidate is None:
                candidate = gathered[found.phrase] = _Candidate(found.telling)
            candidate.add(found)
            if found.phrase not in seen:
                candidate.statements += 1
                seen.add(found.phrase)
    return gathered


def _value(
    said: _Said, theme: int, found: _Candidate, weights: dict[str, float], top: float
) -> float:
    """Weigh a phrase: what its words weigh together, times what speaks for and against it."""
    telling = found.telling
    ranked = sorted((weights[word] for word in telling), reverse=True)
    value = sum(share * weight for share, weight in zip(FURTHER, ranked, strict=False))
    value *= ranked[0] / top * _shape(found)
    for word in telling:
        value *= _trust(said, theme, word)
    return value * (NOT_A_NAME if found.weak_end or said.ending[telling[-1]] < 0 else 1.0)


def _shape(found: _Candidate) -> float:
    worth = found.whole * (NAMED if found.named else 1.0)
    if len(found.telling) == 1:
        return worth * ALONE
    worth *= LENGTHY ** (len(found.telling) - 2) * found.joined
    worth *= 1 + REPEATED_PHRASE * math.log2(found.statements)
    return worth * (PROPER_NAME if _is_proper_name(found) else 1.0)


def _trust(said: _Said, theme: int, word: str) -> float:
    """Return what one of its words leaves of a phrase's value: 1 if many say it and it names."""
    enough = max(2.0, COMMON * len(said.texts[theme]))
    left = SELDOM + (1 - SELDOM) * min(1.0, said.by_theme[theme][word] / enough)
    return left * _naming(said, word) * (RARE if said.everywhere[word] < 3 else 1.0)


def _naming(said: _Said, word: str) -> float:
    return NOT_A_NAME if said.leaning[word] < 0 or word in VAGUE else 1.0


def _is_proper_name(found: _Candidate) -> bool:
    words = _as_written(found).split()
    return all(word[0].isupper() and not word.isupper() for word in words)


def _in_order(
    values: dict[Phrase, float], found: dict[Phrase, _Candidate]
) -> Iterator[tuple[Phrase, ...]]:
    """Yield what could be the title, the best first: phrases, pairs of them, single words."""
    best = sorted(values, key=lambda p: (-values[p], len(p), p))
    single = [phrase for phrase in best if len(phrase) == 1]
    longer = [phrase for phrase in best if len(phrase) > 1]
    enough = GOOD_ENOUGH * max((values[phrase] for phrase in single), default=0.0)
    yield from ((phrase,) for phrase in longer if values[phrase] >= enough)
    yield from _pairs([p for p in best if len(p) < 3][:CONSIDERED], found)
    yield from ((phrase,) for phrase in longer + single)


def _pairs(best: list[Phrase], found: dict[Phrase, _Candidate]) -> Iterator[tuple[Phrase, ...]]:
    for at, first in enumerate(best):
        for second in best[at + 1 :]:
            if not set(found[first].telling) & set(found[second].telling):
                yield first, second


def _opened(title: str) -> str:
    """Begin with a capital where the letter has one: "ß" has none of its own."""
    capital = title[0].upper()
    return capital + title[1:] if len(capital) == 1 else title


def _as_written(found: _Candidate) -> str:
    """Return the commonest spelling; plurals count double, as they read more like a theme."""
    written = found.written
    return min(
        written, key=lambda s: ("'" in s or "’" in s, -written[s] * (1 + s.endswith("s")), s)
    )
