"""What sentences mean, read by a process apart: the one that draws pages holds no model.

The process is started when somebody asks for the first time, and ends by itself when nobody has
asked for a while. Whoever asks says how long they wait; what is not there by then comes later, and
meanwhile words alone must do. What was read is remembered here, and sentences that somebody is
only typing are kept nowhere else.
"""

import logging
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from threading import Condition, Lock, Thread, current_thread
from time import monotonic
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine

from hrgl.core import vector_store
from hrgl.core.database import transaction
from hrgl.errors import HrglError
from hrgl.settings import ROOT, settings

_logger = logging.getLogger("hrgl.core.meaning")
_PROGRAM = "hrgl.synthesis.vectors.sentences"  # by name: to import it would be to import the model
REMEMBERED = 1000  # sentences; a vector takes 1.5 KB
SENTENCES_AT_ONCE = (
    64  # statements; whoever asks for a sentence meanwhile waits for no more of them
)
WAIT_FOR_MEANING = 8.0  # seconds; how long it takes until the process has loaded its model
_AFTER_A_FAILURE = 60.0  # seconds without another try: a model that is not there stays away

Vector = NDArray[np.float32]


class Meanings(Protocol):
    """What reads sentences."""

    @property
    def model(self) -> str | None:
        """The name under which its vectors are kept; none while it is not known."""
        ...

    @property
    def kept(self) -> int:
        """How many vectors of statements it has kept so far."""
        ...

    def of(self, texts: Sequence[str], *, patience: float = WAIT_FOR_MEANING) -> dict[str, Vector]:
        """The vectors of these texts, as far as they are there after so many seconds."""
        ...

    def keep(self, engine: Engine, texts: Sequence[str]) -> None:
        """Read these statements when there is time, and keep their vectors."""
        ...


class SentenceReader:
    """Reads sentences in a process apart; what somebody waits for comes first."""

    def __init__(
        self, command: Sequence[str] = (sys.executable, "-m", _PROGRAM), wanted: str = ""
    ) -> None:
        self.model: str | None = None
        self._wanted = wanted
        self.kept = 0
        self._command = command
        self._change = Condition()
        self._known: OrderedDict[str, Vector] = OrderedDict()
        self._asked: dict[str, None] = {}
        self._to_keep: dict[str, Engine] = {}
        self._thread: Thread | None = None
        self._line: Connection | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._not_before = 0.0
        self._closed = False

    def of(self, texts: Sequence[str], *, patience: float = WAIT_FOR_MEANING) -> dict[str, Vector]:
        """The vectors of these texts, as far as they are there after so many seconds."""
        until = monotonic() + patience
        with self._change:
            missing = [text for text in texts if text not in self._known]
            self._asked |= dict.fromkeys(missing[:REMEMBERED])
            if missing:
                self._begin()
            while self._asked.keys() & set(missing) and self._change.wait(until - monotonic()):
                pass
            for text in texts:
                if text in self._known:
                    self._known.move_to_end(text)
            return {text: self._known[text] for text in texts if text in self._known}

    def keep(self, engine: Engine, texts: Sequence[str]) -> None:
        """Read these statements when there is time, and keep their vectors."""
        with self._change:
            self._to_keep |= dict.fromkeys(texts, engine)
            if texts:
                self._begin()

    def close(self) -> None:
        """End the process; nobody will ask any more."""
        with self._change:
            self._closed = True
            self._asked.clear()
            self._to_keep.clear()
            self._change.notify_all()
            thread = self._thread
        self._hang_up()
        if thread is not None:
            thread.join(5)

    def _begin(self) -> None:
        if self._closed or monotonic() < self._not_before:
            self._give_up()
        elif self._thread is None:
            self._thread = Thread(target=self._serve, daemon=True, name="reading sentences")
            self._thread.start()

    def _give_up(self) -> None:
        self._asked.clear()
        self._to_keep.clear()
        self._change.notify_all()

    def _serve(self) -> None:
        try:
            while self._do_next():
                pass
        except (EOFError, OSError) as error:
            with self._change:
                if not self._closed:
                    _logger.warning("The process that reads sentences ended", exc_info=error)
                self._not_before = monotonic() + _AFTER_A_FAILURE
                self._give_up()
            self._hang_up()
        finally:
            with self._change:
                if self._thread is current_thread():
                    self._thread = None
                self._change.notify_all()

    def _do_next(self) -> bool:
        """Read what is wanted next; whether there was anything."""
        with self._change:
            sentences = list(self._asked)[:SENTENCES_AT_ONCE]
            texts = sentences or list(self._to_keep)[:SENTENCES_AT_ONCE]
            if not texts:
                self._thread = None
                return False
        found = dict(zip(texts, self._read(texts), strict=True))
        if not sentences:
            self._store(found)
        with self._change:
            for text in texts:
                (self._asked if sentences else self._to_keep).pop(text, None)
            self._known |= found if sentences else {}
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
            self._change.notify_all()
        return True

    def _read(self, texts: list[str]) -> NDArray[np.float32]:
        for attempt in (1, 2):
            line = self._line or self._call()
            try:
                line.send(texts)
                found: NDArray[np.float32] = line.recv()
                return found
            except (EOFError, OSError):
                # it goes when nobody has asked for a while, and comes again when somebody does
                self._hang_up()
                if attempt == 2 or self._closed:
                    raise
        raise EOFError

    def _store(self, found: dict[str, Vector]) -> None:
        with self._change:
            engines = {self._to_keep[text] for text in found if text in self._to_keep}
        for engine in engines:
            mine = {t: v for t, v in found.items() if self._to_keep.get(t) is engine}
            if engine.dialect.name == "postgresql":
                # a question's engine sees one moment only; who writes must see what was written
                engine = engine.execution_options(isolation_level="READ COMMITTED")
            # a vector that could not be kept is only read again
            with suppress(HrglError):
                with transaction(engine) as session:
                    vector_store.keep_vectors(session, mine, self.model or "")
                self.kept += len(mine)

    def _call(self) -> Connection:
        """The line to the process, which is started."""
        ours, theirs = Pipe()
        download = "yes" if settings().allow_download else "no"
        model = self._wanted or settings().model
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 – our own program
                [*self._command, str(theirs.fileno()), download, model],
                cwd=ROOT,
                pass_fds=[theirs.fileno()],
            )
        self._line = ours
        self.model = str(ours.recv())
        return ours

    def _hang_up(self) -> None:
        line, process = self._line, self._process
        self._line = self._process = None
        if line is not None:
            line.close()
        if process is not None:
            process.kill()
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)


_beside: list[dict[str, SentenceReader]] = []
_lock = Lock()


def at_hand(model: str = "") -> Meanings | None:
    """What reads sentences in this process with a model, or the usual one, if anything does."""
    with _lock:
        if not _beside:
            return None
        readers = _beside[-1]
        return readers.setdefault(model, SentenceReader(wanted=model))


@contextmanager
def sentences_beside() -> Iterator[SentenceReader]:
    """Let sentences be read for as long as the block lasts: by the usual model, which it gives,
    and by any other one that is asked for.
    """
    readers = {"": SentenceReader()}
    _beside.append(readers)
    try:
        yield readers[""]
    finally:
        with _lock:
            _beside.remove(readers)
        for reader in readers.values():
            reader.close()
