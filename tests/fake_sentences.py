"""A reader of sentences whose model is a stand-in: started as the true one is, and as quick."""

import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from hrgl.synthesis.vectors.sentences import serve_sentences
from tests.fakes import FakeEmbedder


class Mortal(FakeEmbedder):
    """Dies of the word "poison"."""

    def encode(self, texts, progress=None):  # type: ignore[no-untyped-def]
        """As the stand-in does, or not at all."""
        if "poison" in texts:
            os._exit(1)
        return super().encode(texts, progress)


if __name__ == "__main__":
    if Path(sys.argv[1]).exists():
        sys.exit("the model is not there")
    with Connection(int(sys.argv[2])) as line:
        serve_sentences(line, Mortal)
