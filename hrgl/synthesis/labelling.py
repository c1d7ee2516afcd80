"""Naming themes in the statements' own words: a first title, for people to change.

Phrases of one to three words are taken as they stand in the statements and weighed in the manner
of class-based TF-IDF (Grootendorst, BERTopic, 2022): how many statements of the theme say it,
times the logarithm of how much oftener than elsewhere. What is spread evenly weighs next to
nothing, so the function words of languages without a stop list mostly drop out as well.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from hrgl.synthesis.stop_words import NOT_IN_TITLES, STOP_WORDS

LONGEST = 3
MOST_WORDS = 6
CONSIDERED = 40
LENGTH_BONUS = 0.5  # for each further word: a pair wins once it is said 2/3 as often as the word
SECOND_SHARE = 0.35  # a second phrase must weigh this much of the first, if that stands by itself
FULLER_SHARE = 0.45  # a word gives way to a phrase with it in that weighs this much of the word
FLOOR = 0.05  # so that the frequent words still come first where nothing tells themes apart

JOINING = frozenset({"and", "for", "of"})
WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")

Phrase = tuple[str, ...]


class _Said:
    """What is said in the themes: statements per phrase, and how each phrase is written."""

    def __init__(self) -> None:
        self.by_theme: defaultdict[int, Counter[Phrase]] = defaultdict(Counter)
        self.sizes: Counter[int] = Counter()
        self.everywhere: Counter[Phrase] = Counter()
        self.written: defaultdict[Phrase, Counter[str]] = defaultdict(Counter)
        self.position: dict[Phrase, int] = {}

    def add(self, text: str, theme: int) -> None:
        """Count each phrase of a statement once."""
        found = set()
        for at, phrase, surface, weight in _phrases(text):
            self.written[phrase][surface] += weight
            self.position[phrase] = min(at, self.position.get(phrase, at))
            found.add(phrase)
        self.by_theme[theme].update(found)
        self.everywhere.update(found)
        self.sizes[theme] += 1


def titles(texts: Sequence[str], labels: Sequence[int]) -> tuple[str, ...]:
    """Return a title for each of the clusters 0, 1, … that `labels` gives to the n `texts`.

    Two to six words that occur in the cluster's own statements, joined by "and" at most; one where
    there are no more, and "Theme 3" where there is no word at all. No two are alike.
    Rows of the queue (-1) only tell what is common everywhere.
    """
    said = _Said()
    for text, label in sorted(set(zip(texts, labels, strict=True))):
        said.add(text, label)
    taken: set[frozenset[str]] = set()
    return tuple(_title(said, theme, taken) for theme in range(max(labels, default=-1) + 1))


def content_words(text: str) -> list[str]:
    """Return the words that carry meaning: not stop words, not mere numbers or signs."""
    return [word for word in WORD.findall(text) if not _is_empty(word, STOP_WORDS)]


def _title(said: _Said, theme: int, taken: set[frozenset[str]]) -> str:
    weights = _weights(said, theme)
    best = sorted(weights, key=lambda p: (-weights[p], -len(p), said.position[p], p))[:CONSIDERED]
    fuller = list(dict.fromkeys(_fuller(phrase, best, weights) for phrase in best))
    for first, second in _pairs(fuller, weights):
        words = frozenset(first + second)
        if words not in taken:
            taken.add(words)
            parts = [_as_written(said, phrase) for phrase in (first, second) if phrase]
            title = " and ".join(parts)
            return title[0].upper() + title[1:]
    return f"Theme {theme + 1}"


def _weights(said: _Said, theme: int) -> dict[Phrase, float]:
    """Weigh a theme's phrases; those of a single statement only where there are no others."""
    counts = said.by_theme[theme]
    if said.sizes[theme] > 3 and max(counts.values(), default=0) > 1:
        counts = Counter({phrase: count for phrase, count in counts.items() if count > 1})
    elsewhere = said.sizes.total() - said.sizes[theme] + 1
    weights = {}
    for phrase, count in counts.items():
        inside = count / said.sizes[theme]
        outside = (said.everywhere[phrase] - said.by_theme[theme][phrase] + 1) / elsewhere
        lift = max(0.0, math.log(inside / outside)) + FLOOR
        weights[phrase] = inside * lift * (1 + LENGTH_BONUS * (len(phrase) - 1))
    return weights


def _fuller(phrase: Phrase, best: list[Phrase], weights: dict[Phrase, float]) -> Phrase:
    """Return "public schools" for "schools" where enough statements say so."""
    for longer in best:
        if len(longer) > len(phrase) == 1 and phrase[0] in longer:
            return longer if weights[longer] >= FULLER_SHARE * weights[phrase] else phrase
    return phrase


def _pairs(best: list[Phrase], weights: dict[Phrase, float]) -> Iterator[tuple[Phrase, Phrase]]:
    """Yield a first phrase and perhaps a second (else empty), the most telling pairs first."""
    for at, first in enumerate(best):
        alone = len(first) > 1
        for second in best[at + 1 :]:
            if alone and weights[second] < SECOND_SHARE * weights[first]:
                break
            if _go_together(first, second):
                yield first, second
        yield first, ()


def _go_together(first: Phrase, second: Phrase) -> bool:
    return (
        len(first) + len(second) < MOST_WORDS
        and not set(first) & set(second)
        and "and" not in first + second
    )


def _phrases(text: str) -> Iterator[tuple[int, Phrase, str, int]]:
    """Yield position, phrase (folded), the way it is written and its weight as a spelling.

    The first word of a sentence says little about capitals: it counts in small letters, with
    weight 0, so any other occurrence decides.
    """
    for run in _runs(text):
        for start in range(len(run)):
            for end in range(start + 1, min(start + LONGEST, len(run)) + 1):
                words = run[start:end]
                if _is_phrase([word.group() for word in words]):
                    at, surface = words[0].start(), text[words[0].start() : words[-1].end()]
                    opens = start == 0 and _opens_sentence(text, at)
                    if opens and surface[1:2].islower():
                        surface = surface[0].lower() + surface[1:]
                    yield at, tuple(folded(w.group()) for w in words), surface, int(not opens)


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the words that follow one another with nothing but a space between."""
    run: list[re.Match[str]] = []
    for word in WORD.finditer(text):
        if run and text[run[-1].end() : word.start()] != " ":
            yield run
            run = []
        run.append(word)
    yield run


def _opens_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?:…\n-–•*"


def _is_phrase(words: list[str]) -> bool:
    ends, inner = (words[0], words[-1]), words[1:-1]
    return not any(_is_empty(word, NOT_IN_TITLES, 3) for word in ends) and not any(
        _is_empty(word, NOT_IN_TITLES) and word.lower() not in JOINING for word in inner
    )


@lru_cache(maxsize=100_000)
def _is_empty(word: str, stop_words: frozenset[str], shortest: int = 2) -> bool:
    """Say whether a word means nothing by itself; "EU" may be short, "im" may not."""
    small = word.lower().replace("’", "'")
    base = small.split("'")[0]
    return (
        not any(letter.isalpha() for letter in word)
        or {small, base, small.replace("'", "")} & stop_words != set()
        or small.endswith("n't")
        or (len(base) < shortest and not (word.isupper() and len(word) > 1) and word.isascii())
    )


def folded(word: str) -> str:
    """Bring "City", "city's" and "cities" together; crude, and only used to compare."""
    small = re.split("['’]", word.lower())[0]
    if small.endswith("ies") and len(small) > 4:
        return small[:-3] + "y"
    return small[:-1] if small.endswith("s") and len(small) > 3 and small[-2] not in "su" else small


def _as_written(said: _Said, phrase: Phrase) -> str:
    """Return the commonest spelling, plurals counting double: they read more like a theme."""
    spellings = said.written[phrase]
    return min(spellings, key=lambda s: (-spellings[s] * (1 + s.endswith("s")), s))
