"""A process apart that holds the model and reads sentences for whoever holds the other end.

Started as `python -m hrgl.synthesis.vectors.sentences LINE DOWNLOAD MODEL`: LINE is an open file
that both share, DOWNLOAD yes or no, MODEL empty for the packaged one. It says the name under which
its vectors are kept, then gives n × d vectors for every n texts, until nobody is at the other end
or nobody has asked for a while.
"""

import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection

from hrgl.synthesis.vectors import embedding
from hrgl.synthesis.vectors.embedding import Embedder

IDLE_AFTER = 300.0  # seconds; the model takes half a gigabyte, and comes again in a few seconds


def serve_sentences(
    line: Connection, load: Callable[[], Embedder], idle: float = IDLE_AFTER
) -> None:
    """Read what is asked for over a line until it ends, or nobody has asked for so long."""
    model = load()
    line.send(model.model)
    while line.poll(idle):
        try:
            texts = line.recv()
        except EOFError:
            return
        line.send(model.encode(texts))


def run_reader() -> None:
    """Serve the line whose number is given."""
    # Ctrl + C reaches whoever started this too, and the line ends with them
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    number, download, model = sys.argv[1:]
    name = embedding.kept_as(model or embedding.DEFAULT_MODEL)
    with Connection(int(number)) as line:
        serve_sentences(line, lambda: embedding.load_once(name, download=download == "yes"))


if __name__ == "__main__":
    run_reader()
