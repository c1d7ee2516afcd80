"""The document as files for everybody: each made once, by a thread apart, one after the other."""

import re

from anyio import CapacityLimiter, to_thread

from hrgl.errors import NotFound, TooFast
from hrgl.formats.writers.blocks import Extent
from hrgl.formats.writers.writing import DOCUMENT_FORMATS, DocumentFormat
from hrgl.outcome.public_numbers import KnownNumber
from hrgl.web.public.shelf import KeptAnswer, OnShelf, PublicShelf, kept_answer

MOST_WAITING = 40
_BUSY = "Many files are asked for at this moment. Wait a minute, then ask again."
_FORMATS = {each.name: each for each in DOCUMENT_FORMATS}
# what is a zip inside, or packs its own pages
_PACKED = frozenset({"docx", "pptx", "xlsx", "epub", "pdf", "zip"})


class Downloads:
    """The files of public numbers; writing one takes a while, and never holds up a page."""

    def __init__(self, shelf: PublicShelf) -> None:
        self.shelf = shelf
        self._limiter: CapacityLimiter | None = None
        self._waiting = 0

    async def file(
        self, code: str, number: int, name: str, *, short: bool
    ) -> tuple[KeptAnswer, str]:
        """A number in a format, and what the file is called."""
        if self._waiting >= MOST_WAITING:
            raise TooFast(_BUSY, seconds=60)
        if self._limiter is None:
            self._limiter = CapacityLimiter(1)
        self._waiting += 1
        try:
            there = await to_thread.run_sync(self.shelf.look)
            found = there.number(code, number)
            wanted = _FORMATS.get(name)
            if wanted is None:
                raise NotFound("There is nothing here.")
            answer = await to_thread.run_sync(
                self._made, there, found, wanted, short, limiter=self._limiter
            )
        finally:
            self._waiting -= 1
        return answer, _file_name(found, wanted, short)

    def _made(
        self, there: OnShelf, number: KnownNumber, wanted: DocumentFormat, short: bool
    ) -> KeptAnswer:
        extent = Extent.SHORT if short else Extent.FULL
        return self.shelf.answer(
            there,
            ("file", number.row.sha256, number.number, wanted.name, extent),
            lambda: kept_answer(
                wanted.write(number.document, extent),
                wanted.media_type,
                packed=wanted.name not in _PACKED,
            ),
        )


def _file_name(number: KnownNumber, wanted: DocumentFormat, short: bool) -> str:
    code = re.sub(r"[^A-Za-z0-9-]+", "-", number.edition.code).strip("-")
    return (
        f"outcome-document-{code}-number-{number.number}{'-short' if short else ''}{wanted.suffix}"
    )
