"""What is said in the themes, word by word: who says it, and how near it stands to a theme.

Everything is kept in the order of the texts, so that nothing depends on the order of entry.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from hrgl.synthesis.naming.phrases import Tokens, tokens
from hrgl.synthesis.naming.spoken import in_their_language
from hrgl.synthesis.naming.word_forms import GERMAN

KNOWN_BY = 300  # statements by which a theme is known
LEAST = 0.01  # nearness and cover of what is no nearer to a theme than chance
ENDS = 6  # times that another word may follow for each time that none does
DRAWN_BACK = 1  # statements that a word's middle is drawn towards that of all: one says little


class SaidInThemes:
    """The n different statements of all themes, with their words and, if there are, n × d vectors.

    Those of a theme in its own language: `languages`. Rows of the queue (theme -1) only tell what
    is common everywhere.
    """

    def __init__(
        self,
        texts: Sequence[str],
        labels: Sequence[int],
        vectors: NDArray[np.float32] | None = None,
    ) -> None:
        at = {pair: row for row, pair in enumerate(zip(texts, labels, strict=True))}
        kept, self.languages = in_their_language(texts, labels)
        pairs = _spread(sorted(kept, key=lambda pair: (pair[1], pair[0])))
        self.texts = [text for text, _ in pairs]
        self.themes = np.array([theme for _, theme in pairs], dtype=int)
        self.rows = [tokens(text) for text in self.texts]
        self.leaning: Counter[str] = Counter()  # above 0: after "the" and "of"; below: "to", "we"
        self.ending: Counter[str] = Counter()  # below 0: other words follow nearly always
        self.capitals: Counter[str] = Counter()  # above 0: more often with a capital than without
        self._saying: defaultdict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(self.rows):
            for word in {kind.folded for kind in row.kinds if kind.telling}:
                self._saying[word].append(number)
            self._observe(row)
        self._near: dict[str, NDArray[np.float32]] = {}
        self._vectors = None
        if vectors is not None and len(pairs) and np.any(vectors):
            stacked = np.asarray(vectors, np.float32)[[at[pair] for pair in pairs]]
            self._vectors = stacked - stacked.mean(axis=0)

    def _observe(self, row: Tokens) -> None:
        """Note what telling words stand after, and whether others follow them."""
        before, kinds = None, row.kinds
        for at, kind in enumerate(kinds):
            if kind.telling:
                if before and row.close[at]:
                    way = at > 1 and before.folded == "to" and kinds[at - 2].telling
                    self.leaning[kind.folded] += 0 if way else before.names  # the way to school
                    self.capitals[kind.folded] += _capital(row.pieces[2 * at + 1])
                followed = at + 1 < len(kinds) and row.close[at + 1] and kinds[at + 1].telling
                self.ending[kind.folded] += -1 if followed else ENDS
            before = kind

    def everywhere(self, word: str) -> int:
        """The statements that say a word."""
        return len(self._saying.get(word, ()))

    @cached_property
    def sizes(self) -> Counter[int]:
        """The statements of each theme."""
        return Counter(self.themes.tolist())

    @cached_property
    def counts(self) -> dict[int, Counter[str]]:
        """For each theme the statements that say each of its words."""
        found: defaultdict[int, Counter[str]] = defaultdict(Counter)
        themes = self.themes.tolist()
        for word, rows in self._saying.items():
            for row in rows:
                found[themes[row]][word] += 1
        return found

    def own(self, word: str, theme: int) -> float:
        """Of the statements that say a word the share that is the theme's."""
        return self.counts[theme][word] / max(1, self.everywhere(word))

    def typical(self, theme: int, most: int) -> list[int]:
        """The rows of a theme, at most so many: those nearest to its middle."""
        own = np.flatnonzero(self.themes == theme)
        if self._vectors is None or len(own) <= most:
            return [int(row) for row in own]
        here = self._vectors[own]
        fits = np.round(here @ here.mean(axis=0), 9)
        return sorted(int(own[at]) for at in np.argsort(-fits, kind="stable")[:most])

    def saying(self, words: Sequence[str]) -> NDArray[np.float32]:
        """For each row the share of these words it says, 0 to 1."""
        share = np.zeros(len(self.rows), dtype=np.float32)
        for word in words:
            share[self._saying[word]] += 1
        return share / np.float32(len(words))

    def ahead(self, saying: NDArray[np.float32], theme: int) -> float:
        """How much more is said of it in the theme than elsewhere, -1 to 1."""
        inside = self.themes == theme
        size = int(inside.sum())
        within = float(saying[inside].sum())
        return within / size - (float(saying.sum()) - within + 1) / (len(inside) - size + 1)

    def nearness(self, words: Sequence[str], theme: int) -> float:
        """How well the middle of the statements with these words finds those of the theme.

        Of as many statements as the theme has, those nearest to that middle: the share that is the
        theme's, from 0 at chance to 1. Without vectors always 1.
        """
        if self._vectors is None:
            return 1.0
        near = sum((self._near[word] for word in words), np.zeros(len(self.rows), np.float32))
        inside = self.themes == theme
        size, total = int(inside.sum()), len(inside)
        if size == total:
            return 1.0
        limit = np.partition(near, total - size)[total - size]
        share = float((near[inside] >= limit).sum()) / size
        return max(LEAST, (share - size / total) / (1 - size / total))

    def compare(self, words: Iterable[str]) -> None:
        """Work out how near each row is to the middle of the statements that say each word."""
        new = sorted(set(words) - set(self._near))
        if self._vectors is None or not new:
            return
        middles = np.stack(
            [
                self._vectors[self._saying[word]].sum(axis=0) / (self.everywhere(word) + DRAWN_BACK)
                for word in new
            ]
        )
        self._near.update(zip(new, middles @ self._vectors.T, strict=True))

    def is_name(self, word: str, theme: int) -> bool:
        """Say whether a word is written like a place or a person wherever it stands."""
        return self.languages[theme] != GERMAN and self.capitals[word] > 0

    def is_noun(self, word: str, theme: int) -> bool:
        """Say whether a German word is written like a noun; in other languages it may be one."""
        return self.languages[theme] != GERMAN or self.capitals[word] >= 0


def _spread(pairs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Keep of each theme at most so many statements, evenly from its first to its last."""
    kept = []
    for _, group in groupby(pairs, key=lambda pair: pair[1]):
        rows = list(group)
        few = min(KNOWN_BY, len(rows))
        kept += [rows[at * len(rows) // few] for at in range(few)]
    return kept


def _capital(word: str) -> int:
    """Return 1 for a word written like "Graz", -1 for one like "town" or "EU"."""
    return 1 if word[0].isupper() and word[1:2].islower() else -1
