"""What is public, kept in memory as it was made, until anything public changes."""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from sqlalchemy import Engine

from hrgl.core.database import reading
from hrgl.errors import NotFound
from hrgl.outcome.public_numbers import KnownEdition, KnownNumber, known_editions, public_state

MOST_KEPT = 64 * 1024 * 1024  # bytes of pages and files, of all editions
_NOTHING = "There is nothing here."


@dataclass(frozen=True)
class KeptAnswer:
    """A page or a file as it is sent, with the mark by which a browser knows it again."""

    body: bytes
    media_type: str
    etag: str
    gzipped: bytes | None

    @property
    def size(self) -> int:
        """The bytes that it takes."""
        return len(self.body) + len(self.gzipped or b"")


def kept_answer(body: bytes, media_type: str, *, packed: bool = True) -> KeptAnswer:
    """An answer to be kept; what is packed already is not packed again."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    # without the time, so that two processes give the same
    gzipped = gzip.compress(body, 6, mtime=0) if packed else None
    return KeptAnswer(body, media_type, etag, gzipped)


@dataclass(frozen=True)
class OnShelf:
    """All that is public at a moment."""

    editions: tuple[KnownEdition, ...] = ()

    def edition(self, code: str) -> KnownEdition:
        """A public edition; what is not public is as if it were not there."""
        for each in self.editions:
            if each.edition.code == code:
                return each
        raise NotFound(_NOTHING)

    def number(self, code: str, number: int) -> KnownNumber:
        """A number of a public edition."""
        for each in self.edition(code).numbers:
            if each.number == number:
                return each
        raise NotFound(_NOTHING)


class PublicShelf:
    """The public numbers and what was made of them; one question tells whether they still hold."""

    def __init__(self, engine: Engine, *, most: int = MOST_KEPT) -> None:
        self.engine = engine
        self.most = most
        self._lock = Lock()
        self._state: tuple[Any, ...] | None = None
        self._there = OnShelf()
        self._kept: OrderedDict[Hashable, KeptAnswer] = OrderedDict()

    def look(self) -> OnShelf:
        """What is public now."""
        with reading(self.engine) as session:
            state = public_state(session)
            with self._lock:
                if state == self._state:
                    return self._there
            there = OnShelf(tuple(known_editions(session, public_only=True)))
        with self._lock:
            self._state, self._there = state, there
            self._kept.clear()
        return there

    def answer(self, there: OnShelf, name: Hashable, make: Callable[[], KeptAnswer]) -> KeptAnswer:
        """What is kept under a name, or else made now; the least used goes when there is much."""
        with self._lock:
            found = self._kept.get(name)
            if found is not None:
                self._kept.move_to_end(name)
                return found
        made = make()
        with self._lock:
            if there is self._there:  # else it is of something that was public before
                self._kept[name] = made
                while sum(each.size for each in self._kept.values()) > self.most:
                    self._kept.popitem(last=False)
        return made
