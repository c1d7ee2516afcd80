"""One line that says what a theme is about, in people's own words: a statement, or a clause of one.

Nothing is written anew. Of the statements nearest the middle of the theme and their clauses, the
line is the one that fits best, is short, and says most of what the others there say too.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hrgl.synthesis.naming.phrases import TELLING, content_words, stem

CENTRAL = 20  # statements of best fit that are looked at
SHORTEST_QUOTE, LONGEST_QUOTE = 20, 120  # characters of a line
HANDY = 90  # characters up to which a line is as good as any
OTHERWISE = 2  # words of content that a line has beyond those of the title
SHARED = 1.0  # what a line gains if its words are also in all the others
CUT_OFF = 0.5  # what a clause loses that has none of its statement's shared words
LEANING = 0.8  # what is left of a line that begins with a word pointing to what was said before
_END = re.compile(r"(?<=[.!?…])\s+|\s*[;:–—]\s+|\s+-\s+|\n+")
_LEANS = re.compile(
    r"(?:and|but|or|so|it|its|it’s|it's|this|that|these|those|they|them|he|she|there|then|also|same"
    r"|und|aber|das|dies|sie|et|mais|ce|cela|ils|elles|y|pero|esto|eso)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Quote:
    """The characters [start, end) of the statement at this row."""

    row: int
    start: int
    end: int


def quote(texts: Sequence[str], fits: Sequence[float], title: str) -> Quote | None:
    """Return the line for a theme of n statements with their fit, 0 to 1; None if none is apt.

    A line has four words of content at least, two of them not in the title. The same for the same
    statements in any order; of equal texts the first row is taken.
    """
    order = sorted(range(len(texts)), key=lambda row: (-fits[row], texts[row], row))
    central = list({texts[row]: row for row in reversed(order)}.values())[::-1][:CENTRAL]
    said = Counter(word for row in central for word in _words(texts[row]))
    common = {word: (count - 1) / len(central) for word, count in said.items()}
    named = _words(title)
    best: tuple[float, Quote] | None = None
    for row in central:
        for start, end in _lines(texts[row]):
            line = texts[row][start:end]
            words = _words(line)
            if len(words) < TELLING or len(words - named) < OTHERWISE:
                continue
            shared = sum(common[word] for word in words)
            whole = sum(common[word] for word in _words(texts[row]))
            kept = 1 - CUT_OFF * (1 - shared / whole) if whole else 1.0
            value = fits[row] * (1 + SHARED * shared / len(words)) * kept * _shape(line)
            if best is None or round(value, 6) > best[0]:
                best = round(value, 6), Quote(row, start, end)
    return best[1] if best else None


def _words(text: str) -> set[str]:
    return {stem(word) for word in content_words(text)}


def _shape(line: str) -> float:
    worth = min(1.0, HANDY / len(line))
    return worth * (LEANING if _LEANS.match(line) else 1.0)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of the whole statement and those of its clauses, if they are a good length."""
    ends = [0, *(at for found in _END.finditer(text) for at in found.span()), len(text)]
    spans = {(0, len(text)), *zip(ends[::2], ends[1::2], strict=True)}
    for start, end in sorted(spans):
        line = text[start:end]
        start, end = end - len(line.lstrip()), end - len(line) + len(line.rstrip())
        if SHORTEST_QUOTE <= end - start <= LONGEST_QUOTE:
            yield start, end
