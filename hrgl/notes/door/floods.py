"""Likely floods among what waits to be read: shown folded, never decided on by the machine."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

from hrgl.core.enums import InputState
from hrgl.notes.door.inbox import Waiting

# people of one room do not send ten inputs with a fifth of a second between any two
ALIKE, CROWDED, GAP = 3, 10, timedelta(seconds=0.2)
_COMPARED = 200


class Arrived(Protocol):
    """What came in at a moment: an input, or a comment."""

    @property
    def id(self) -> int: ...

    @property
    def version(self) -> int: ...

    @property
    def text(self) -> str: ...

    @property
    def sent_at(self) -> datetime: ...


_Arrived = TypeVar("_Arrived", bound=Arrived)


@dataclass(frozen=True)
class Flood(Generic[_Arrived]):
    """What most likely came from one hand, and what makes one think so."""

    inputs: tuple[_Arrived, ...]
    why: str

    @property
    def seen(self) -> dict[int, int]:
        """The inputs by number, each with the version that is shown."""
        return {each.id: each.version for each in self.inputs}


def apart(found: Sequence[Waiting]) -> tuple[list[Waiting], list[Flood[Waiting]]]:
    """What stands for itself, in its order, and the floods among the rest."""
    floods = floods_among([each for each in found if each.state is InputState.WAITING])
    folded = {each.id for flood in floods for each in flood.inputs}
    return [each for each in found if each.id not in folded], floods


def floods_among(waiting: Sequence[_Arrived]) -> list[Flood[_Arrived]]:
    """The floods among what waits: first what says the same, then what came all at once."""
    floods = list(_alike(waiting))
    folded = {each.id for flood in floods for each in flood.inputs}
    return [*floods, *_dense([each for each in waiting if each.id not in folded])]


def _alike(waiting: Sequence[_Arrived]) -> Iterator[Flood[_Arrived]]:
    groups: dict[str, list[_Arrived]] = {}
    for each in waiting:
        groups.setdefault(_letters(each.text), []).append(each)
    for group in groups.values():
        if len(group) >= ALIKE:
            yield Flood(tuple(group), "say the same but for numbers and signs")


def _letters(text: str) -> str:
    # without any letters it is itself: numbers alone are no likeness
    return re.sub(r"[\W\d_]+", "", text.casefold())[:_COMPARED] or text


def _dense(waiting: Sequence[_Arrived]) -> Iterator[Flood[_Arrived]]:
    if not waiting:
        return
    by_time = sorted(waiting, key=lambda each: (each.sent_at, each.id))
    runs = [[by_time[0]]]
    for before, after in pairwise(by_time):
        if after.sent_at - before.sent_at > GAP:
            runs.append([])
        runs[-1].append(after)
    for run in runs:
        if len(run) >= CROWDED:
            seconds = max(1, round((run[-1].sent_at - run[0].sent_at).total_seconds()))
            came = "a second" if seconds == 1 else f"{seconds} seconds"
            yield Flood(tuple(run), f"came within {came}")
