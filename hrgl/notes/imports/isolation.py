"""Work on what people bring, done beside the pages: in processes that may neither grow nor go on.

A page asks for a job and looks again later; meanwhile it holds nobody up. A job that nobody wants
any more, because its file was taken away or its tab was closed, stops.
"""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from threading import Condition, Event, Thread, current_thread
from typing import Any, Generic, TypeVar
from weakref import WeakSet, finalize

from hrgl.notes.imports import reader
from hrgl.notes.imports.reader import Opened, Refused
from hrgl.settings import ROOT

_logger = logging.getLogger("hrgl.notes.imports.isolation")
_Answer = TypeVar("_Answer")
READER_SECONDS = 60.0
# what somebody has read and not yet imported; what all have
MOST_CHARACTERS, MOST_PIECES, MOST_OF_ALL = 4_000_000, 50_000, 150 * 1024 * 1024
_HARD, _IDLE, _LOOK = 2.0, 60.0, 0.05  # seconds
_TOO_LONG = f"takes longer than {READER_SECONDS:.0f} seconds to read."
_AS_TEXT = "Copy the notes into a .txt file."
_NO_ROOM = (
    "is not taken in: others are bringing so much that there is no room for more. "
    "Bring it again in a few minutes."
)
_BROKE = "could not be read. Open it in its own program, save it again and choose the new file."


@dataclass(eq=False)
class _Order:
    """What is to be done, for whom, and what came of it."""

    owner: Hashable
    name: str
    work: Callable[..., Any]
    given: Sequence[Any]
    afterwards: Callable[[], object]
    begun: bool = False
    unwanted: bool = False
    done: Event = field(default_factory=Event)
    answer: Any = None

    def finish(self, answer: Any) -> None:
        """Keep the answer, and let go of what it was made from."""
        self.answer, self.given = answer, ()
        self.done.set()
        self.afterwards()

    def drop(self) -> None:
        """Nobody wants it any more; said even by the collector, so that nothing is locked here."""
        self.unwanted = True
        self.given = ()


class PendingReading(Generic[_Answer]):
    """What a page holds of something that is done aside; letting go of it stops the work."""

    def __init__(self, order: _Order) -> None:
        self._order = order
        self._end = finalize(self, order.drop)

    @property
    def done(self) -> bool:
        """Whether there is an answer."""
        return self._order.done.is_set()

    @property
    def begun(self) -> bool:
        """Whether its turn has come."""
        return self._order.begun

    def wait(self, seconds: float) -> bool:
        """Wait for the answer, at most so long; whether there is one."""
        return self._order.done.wait(max(0.0, seconds))

    @property
    def answer(self) -> _Answer | Refused:
        """What came of it; asked only when it is done."""
        found: _Answer | Refused = self._order.answer
        return found

    def stop(self) -> None:
        """Nobody wants it any more."""
        self._end()


class ReaderDesk:
    """One reader; its process is started when there is work and ends when there is none.

    Whoever waits longest is next, but nobody twice while somebody else waits. `way_out` is what to
    do with a file that takes too long.
    """

    def __init__(self, way_out: str = _AS_TEXT) -> None:
        self._way_out = way_out
        self._waiting: list[_Order] = []
        self._change = Condition()
        self._last: Hashable = None
        self._thread: Thread | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None
        self._kept: WeakSet[_Order] = WeakSet()

    def ask(
        self,
        owner: Hashable,
        name: str,
        work: Callable[..., _Answer],
        *given: Any,
        afterwards: Callable[[], object] = bool,
    ) -> PendingReading[_Answer]:
        """Have a function of `reader` done for somebody; `name` is what a refusal names."""
        order = _Order(owner, name, work, given, afterwards)
        self._add(order)
        return PendingReading(order)

    def expect_work(self) -> None:
        """Let the process come already, which takes half a second."""
        if self._line is None:
            self._add(_Order(None, "", reader.cuts, [()], bool))

    def _add(self, order: _Order) -> None:
        with self._change:
            self._waiting.append(order)
            if self._thread is None:
                self._thread = Thread(target=self._serve, daemon=True, name="reading aside")
                self._thread.start()
            self._change.notify()

    def _serve(self) -> None:
        try:
            while order := self._next():
                self._do(order)
        finally:
            # whatever happened, the next order finds somebody
            with self._change:
                if self._thread is current_thread():
                    self._thread = None

    def _do(self, order: _Order) -> None:
        order.begun = True
        answer: Any = Refused(f"{order.name} {_BROKE}")
        try:
            answer = self._admitted(order, self._have_done(order))
        finally:
            order.finish(answer)

    def _next(self) -> _Order | None:
        """The next order that somebody still wants; none, and the thread ends, after a while."""
        with self._change:
            while True:
                for each in [each for each in self._waiting if each.unwanted]:
                    self._waiting.remove(each)
                    each.finish(None)
                if self._waiting:
                    others = (each for each in self._waiting if each.owner != self._last)
                    order = next(others, self._waiting[0])
                    self._waiting.remove(order)
                    self._last = order.owner
                    return order
                if not self._change.wait(_IDLE):
                    self._hang_up()
                    self._thread = None
                    return None

    def _admitted(self, order: _Order, answer: Any) -> Any:
        """The answer, if there is room for it beside what people keep here already."""
        if not isinstance(answer, Opened):
            return answer
        everybody = [each.answer for each in self._kept]
        mine = [each.answer for each in self._kept if each.owner == order.owner]
        for what, noun, most in (
            ("pieces", "lines and rows", MOST_PIECES),
            ("characters", "characters", MOST_CHARACTERS),
        ):
            together = sum(getattr(each, what) for each in (answer, *mine))
            if together > most:
                return Refused(
                    f"{order.name} and the files before it hold {together:,} {noun}; at most "
                    f"{most:,} are looked through at once. Import those first, or take some away."
                )
        if sum(each.weight for each in (answer, *everybody)) > MOST_OF_ALL:
            return Refused(f"{order.name} {_NO_ROOM}")
        self._kept.add(order)
        return answer

    def _have_done(self, order: _Order) -> Any:
        given = order.given
        if order.unwanted:
            return None
        try:
            line = self._call()
            began = time.monotonic()
            line.send((order.work, given))
            while not line.poll(_LOOK):
                if order.unwanted or time.monotonic() - began > READER_SECONDS:
                    self._hang_up()
                    return Refused(f"{order.name} {_TOO_LONG} {self._way_out}")
            answer = line.recv()
            if time.monotonic() - began > _HARD:
                # what has grown at hard work does not shrink again
                self._hang_up()
            return answer
        except (EOFError, OSError) as error:
            _logger.warning("The process that reads files ended in the middle", exc_info=error)
            self._hang_up()
            return Refused(f"{order.name} {_BROKE}")

    def _call(self) -> Connection:
        """The line to the process, which is started if there is none."""
        if self._line is not None:
            return self._line
        ours, theirs = Pipe()
        # files come from outside: whoever reads them is told none of our settings
        told = {key: value for key, value in os.environ.items() if not key.startswith("HRGL_")}
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 – our own program
                [sys.executable, "-m", reader.__name__, str(theirs.fileno())],
                cwd=ROOT,
                env=told,
                pass_fds=[theirs.fileno()],
            )
        self._line = ours
        ours.recv()  # it is there
        return ours

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.kill()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(10)
        self._line = self._process = None
