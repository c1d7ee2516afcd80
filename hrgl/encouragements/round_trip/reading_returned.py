"""Word files that came back, read by a process apart: they come from outside."""

from collections.abc import Callable, Hashable, Sequence

from hrgl.errors import NotValid
from hrgl.formats.readers.reading import shown_name
from hrgl.formats.readers.returned.coming_back import read_returned
from hrgl.formats.readers.returned.stamps import stamp_of
from hrgl.formats.readers.returned.values import Returned, SentText, Stamp
from hrgl.notes.imports.isolation import PendingReading, ReaderDesk

_WAY_OUT = "Ask for it once more, with only the changes that are needed."
_TOO_MUCH = f"This file needs more memory to be read than drafts ever do. {_WAY_OUT}"
_desk = ReaderDesk(_WAY_OUT)


def have_stamp_read(owner: Hashable, name: str, data: bytes) -> PendingReading[Stamp]:
    """Have it read of which draft a file is."""
    shown = shown_name(name)
    return _desk.ask(owner, f"“{shown}”", stamp_read, shown, data)


def have_returned_read(
    owner: Hashable,
    name: str,
    data: bytes,
    sent: Sequence[SentText],
    *,
    afterwards: Callable[[], object] = bool,
) -> PendingReading[Returned]:
    """Have it read what was changed and commented in a file, against what was sent."""
    shown = shown_name(name)
    return _desk.ask(owner, f"“{shown}”", returned_read, shown, data, sent, afterwards=afterwards)


def stamp_read(name: str, data: bytes) -> Stamp:
    """Of which draft a file is; done in the process apart."""
    try:
        return stamp_of(data, name=name)
    except MemoryError as error:
        raise NotValid(_TOO_MUCH) from error


def returned_read(name: str, data: bytes, sent: Sequence[SentText]) -> Returned:
    """What was changed and commented in a file; done in the process apart."""
    try:
        return read_returned(data, sent, name=name)
    except MemoryError as error:
        raise NotValid(_TOO_MUCH) from error
