"""What is asked of the processes that read: to open files, to search texts, to cut them."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from hrgl.formats.readers.personal import PersonalSpan
from hrgl.formats.readers.reading import shown_name
from hrgl.notes.imports import reader
from hrgl.notes.imports.isolation import PendingReading, ReaderDesk, _Order
from hrgl.notes.imports.reader import Opened
from hrgl.synthesis.cutting.cutting import Cut

# what stands in the files of others is opened apart from what is known to be text of a good size
_opening, _cutting = ReaderDesk(), ReaderDesk()


def have_opened(
    owner: Hashable, file_name: str, data: bytes, *, afterwards: Callable[[], object] = bool
) -> PendingReading[Opened]:
    """Have a file looked into; `afterwards` is called when its bytes are no longer needed."""
    if refusal := reader.refused_at_sight(file_name, data):
        return answered(refusal, afterwards)
    name = f"“{shown_name(file_name)}”"
    _cutting.expect_work()
    return _opening.ask(owner, name, reader.opened, file_name, data, afterwards=afterwards)


def answered(answer: Any, afterwards: Callable[[], object] = bool) -> PendingReading[Any]:
    """What needs no work."""
    order = _Order(None, "", bool, (), afterwards)
    order.finish(answer)
    return PendingReading(order)


def have_people_found(
    owner: Hashable, name: str, texts: Sequence[str]
) -> PendingReading[tuple[tuple[PersonalSpan, ...], ...]]:
    """Have texts of a file searched for what may point to persons."""
    return _cutting.ask(owner, f"“{name}”", reader.people_in, texts)


def have_cut(owner: Hashable, name: str, texts: Sequence[str]) -> PendingReading[tuple[Cut, ...]]:
    """Have texts of a file cut into statements."""
    return _cutting.ask(owner, f"“{name}”", reader.cuts, texts)
