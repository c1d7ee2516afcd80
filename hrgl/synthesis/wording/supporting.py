"""Which of many texts support a sentence: by what they mean, and by the words they share with it.

The likeness of a text to the sentence is the cosine of their vectors and half the cosine of their
TF-IDF rows. Each of the likeliest texts then takes two fifths of its likeness from the twelve texts
nearest to it: what says the same as texts that fit, fits. It is one step of label spreading (Zhou
et al., "Learning with Local and Global Consistency", 2004), and only for those texts that may come
first, so nothing need be worked out beforehand when a text is added.

How many are borrowed from, and how much, was chosen on one half of the topics of ArgKP and
measured on the other (`bench.support`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from hrgl.synthesis.grouping.neighbours import unit
from hrgl.synthesis.naming.phrases import content_words, stem

if TYPE_CHECKING:
    from sklearn.feature_extraction.text import TfidfVectorizer

SHARE_OF_WORDS = 0.5  # what shared words count beside a meaning that counts 1
LENT = (
    0.4  # what a text takes from those nearest to it; less than half, so that its own counts more
)
LENDERS = 12
LOOKED_AT = 200  # texts that may come first; the others borrow nothing
_DIGITS = 6  # cosines are rounded, so that equals are equal in any company

Rows = NDArray[np.float32]


@dataclass(frozen=True)
class Weighed:
    """n texts made ready to be searched: n × d unit vectors, n × w unit rows of TF-IDF.

    A row of zeros stands where no vector is known. `weigh` gives other texts such rows.
    """

    points: Rows
    words: sparse.csr_array
    weigh: "TfidfVectorizer"


def telling_words(text: str) -> tuple[str, ...]:
    """Return the words of content of a text, brought to one form each."""
    return tuple(stem(word) for word in content_words(text))


def weighed(said: Sequence[Sequence[str]], vectors: NDArray[np.floating]) -> Weighed:
    """Make n texts ready: the words of content of each, and n × d vectors."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # slow to load

    weigh = TfidfVectorizer(analyzer=_as_it_is, sublinear_tf=True, dtype=np.float32)
    # a vocabulary of nothing is refused, so a word that nobody can say stands in it
    weigh.fit([*said, ("",)])
    rows = weigh.transform(said) if len(said) else np.zeros((0, len(weigh.vocabulary_)))
    return Weighed(unit(vectors).astype(np.float32), sparse.csr_array(rows), weigh)


def _as_it_is(words: Sequence[str]) -> Sequence[str]:
    return words


def supporting(
    texts: Weighed,
    words: Sequence[str],
    vector: NDArray[np.floating] | None,
    wanted: NDArray[np.bool_],
    number: int,
) -> list[int]:
    """Return the rows that support a sentence most, the most supporting first.

    `words`: the sentence's words of content; `vector`: shape (d,), or none where it is not known:
    then only its words find anything. `wanted`: shape (n,), which rows may be found.
    """
    fits = _fits(texts, words, vector)
    rows = np.flatnonzero(wanted & (fits > 0))
    if not len(rows):
        return []
    order = np.argsort(-fits[rows], kind="stable")[:LOOKED_AT]
    looked = np.sort(rows[order])
    final = fits[looked]
    if wanted.sum() > 1:
        final = (1 - LENT) * final + LENT * _lent(texts, looked, wanted, fits)
    best = np.argsort(-final.round(_DIGITS), kind="stable")[:number]
    return [int(row) for row in looked[best]]


def _fits(
    texts: Weighed, words: Sequence[str], vector: NDArray[np.floating] | None
) -> NDArray[np.float64]:
    """Return the likeness of each of n texts to the sentence."""
    row = sparse.csr_array(texts.weigh.transform([words]))
    fits = SHARE_OF_WORDS * (texts.words @ row.T).toarray().ravel().astype(np.float64)
    if vector is not None:
        point = unit(vector[None, :])[0].astype(np.float32)
        fits += np.clip(texts.points @ point, 0, None)
    return np.asarray(fits.round(_DIGITS), dtype=np.float64)


def _lent(
    texts: Weighed, looked: NDArray[np.intp], wanted: NDArray[np.bool_], fits: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return what the nearest of each of r rows lend it: the mean of theirs, by likeness³."""
    near = texts.points[looked] @ texts.points.T
    near += SHARE_OF_WORDS * (texts.words[looked] @ texts.words.T).toarray()
    near[:, ~wanted] = -2
    near[np.arange(len(looked)), looked] = -2
    number = min(LENDERS, int(wanted.sum()) - 1)
    found = np.argpartition(near, -number, axis=1)[:, -number:]
    weights = np.clip(np.take_along_axis(near, found, axis=1), 0, None).astype(np.float64) ** 3
    sums = weights.sum(axis=1)
    lent = (weights * fits[found]).sum(axis=1) / np.where(sums > 0, sums, 1)
    return np.where(sums > 0, lent, fits[looked])
