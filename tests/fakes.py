"""Stand-ins for what is slow: a few lines instead of ninety megabytes of weights."""

import hashlib
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from hrgl.synthesis.naming.phrases import content_words


class FakeEmbedder:
    """Texts that share words of content come out near one another; the same on every machine.

    Each word adds 1 at one of 64 places, given by its SHA-256; rows have unit length, except that
    a text without content gives zeros. `seen` lists the texts of every call.
    """

    model = "fake"
    dimensions = 64

    def __init__(self) -> None:
        self.seen: list[list[str]] = []

    def encode(
        self, texts: Sequence[str], progress: Callable[[float], None] | None = None
    ) -> NDArray[np.float32]:
        """Return n × 64 vectors and report progress once."""
        self.seen.append(list(texts))
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in content_words(text):
                vectors[row, self._place(word.lower())] += 1
        if progress is not None and texts:
            progress(1.0)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)

    def _place(self, word: str) -> int:
        return int.from_bytes(hashlib.sha256(word.encode()).digest()[:8]) % self.dimensions


def blobs(themes: int, each: int, seed: int = 0) -> tuple[list[str], NDArray[np.float64]]:
    """Statements around `themes` directions in 64 dimensions, `each` of them a theme."""
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(themes, 64)) * 3
    vectors = np.repeat(centres, each, axis=0) + rng.normal(size=(themes * each, 64))
    return [f"Statement {row:04}" for row in range(len(vectors))], vectors
