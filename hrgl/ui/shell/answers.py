"""Answers about a whole edition: worked out once for everybody, kept until somebody acts."""

from collections import OrderedDict, deque
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Lock
from time import monotonic
from typing import Any

from hrgl.core.audit import Revision


@dataclass(frozen=True)
class Moment:
    """A state of an edition: its revision, and between which instants that was read."""

    revision: Revision
    began: float
    ended: float


def moment_of(revision: Callable[[], Revision]) -> Moment:
    """The state that this question finds."""
    began = monotonic()
    return Moment(revision(), began, monotonic())


@dataclass
class _Slot:
    """The place of one answer; whoever works it out holds the lock."""

    lock: Lock = field(default_factory=Lock)
    kept: tuple[Moment, Any] | None = None

    def good(self, moment: Moment, exactly: bool) -> tuple[Moment, Any] | None:
        """What is kept if it shows this state, or (unless exactly that is wanted) a later one."""
        kept = self.kept
        if kept is None:
            return None
        later = kept[0].began >= moment.ended and not exactly
        return kept if later or kept[0].revision == moment.revision else None


class Keeper:
    """So many answers, the least asked for forgotten first."""

    def __init__(self, at_most: int) -> None:
        self.at_most = at_most
        self._slots: OrderedDict[Hashable, _Slot] = OrderedDict()
        self._lock = Lock()

    def answer(
        self,
        key: Hashable,
        moment: Moment,
        work: Callable[[], tuple[Moment, Any]],
        *,
        exactly: bool = False,
    ) -> Any:
        """The kept answer if it is good for this moment; else one works, the others wait for it."""
        slot = self._slot(key)
        kept = slot.good(moment, exactly)
        if kept is None:
            with slot.lock:
                kept = slot.good(moment, exactly) or work()
                slot.kept = kept
        return kept[1]

    def _slot(self, key: Hashable) -> _Slot:
        with self._lock:
            slot = self._slots.setdefault(key, _Slot())
            self._slots.move_to_end(key)
            while len(self._slots) > self.at_most:
                self._slots.popitem(last=False)
            return slot


class RenderQueue:
    """Only so many pages are drawn at once: in turn, each is done sooner than all together.

    Whoever came first is next, but whoever has just acted and waits to see what came of it goes
    ahead: they have waited once. A semaphore would let newcomers in before those who wait.
    """

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._waiting: deque[Event] = deque()
        self._lock = Lock()
        self._people = 0

    @property
    def busy(self) -> bool:
        """Whether somebody's page is being drawn, or waits for it."""
        return self._people > 0

    @contextmanager
    def turn(self, *, ahead: bool = False) -> Iterator[None]:
        """Wait for a place, draw, and hand the place on."""
        place = self._come(ahead)
        place.wait()
        try:
            yield
        finally:
            self._go()

    @contextmanager
    def away(self) -> Iterator[None]:
        """Within a turn: let others draw while this page waits for what is done elsewhere."""
        self._go()
        try:
            yield
        finally:
            self._come(ahead=True).wait()

    def _come(self, ahead: bool) -> Event:
        place = Event()
        with self._lock:
            self._people += 1
            if self._free:
                self._free -= 1
                place.set()
            elif ahead:
                self._waiting.appendleft(place)
            else:
                self._waiting.append(place)
        return place

    def _go(self) -> None:
        with self._lock:
            self._people -= 1
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1
