"""Texts turned into vectors, offline and always the same."""

from collections.abc import Callable

Progress = Callable[[float], None]  # told the share of the texts that is done, 0 to 1

# under which name the vectors of the packaged model of sixteen languages are kept
MULTILINGUAL = "universal-sentence-encoder-multilingual-3"
