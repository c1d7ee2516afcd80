"""Which draft a returned file is of, asked before anything else of it is read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from hrgl.errors import NotValid
from hrgl.formats.draft_marks import STAMP_NAMES, STAMP_PROPERTY, identified
from hrgl.formats.readers.package import Package, Walker
from hrgl.formats.readers.returned.values import Stamp
from hrgl.formats.readers.sniffing import NAMES, look_into

_MOST_BYTES = 20 * 1024 * 1024
_MOST_FIXED = 20_000
_DIGITS = re.compile(r"\d{1,9}", re.ASCII)
_WAY_BACK = "Open it in Word or LibreOffice, save it as .docx and bring that file."


@dataclass
class OpenedDraft:
    """A returned file, opened: its stamp, and what it was sent with that is no wording.

    `fixed` are paragraphs of the text, `beside` those in the head and at the foot of its pages, if
    the file still knows.
    """

    package: Package
    main: str
    stamp: Stamp
    fixed: list[str]
    beside: list[str] | None


def stamp_of(data: bytes, *, name: str = "The file") -> Stamp:
    """Which draft a file is of; raises NotValid saying the way out for what cannot be read."""
    return open_returned(name, data).stamp


def open_returned(name: str, data: bytes) -> OpenedDraft:
    """Open a file that should be a draft that was sent; raises NotValid saying the way out."""
    package, main = _word_file(name, data)
    stamped = _Stamped()
    for member in sorted(package.members):
        if re.fullmatch(r"customXml/item\d{1,4}\.xml", member) and stamped.stamp is None:
            package.walk(member, stamped)
    properties = _Properties()
    package.walk("docProps/custom.xml", properties)
    package.walk("docProps/core.xml", properties)
    stamp = stamped.stamp or properties.stamp
    if stamp is None:
        raise NotValid(
            f"“{name}” is no draft that was taken out here. Take the draft out as a Word file, "
            "have the changes made in that file, and bring it back; what stands in other files "
            "can be proposed by hand.",
            "file",
        )
    beside = stamped.texts["beside"] if stamped.stamp else None
    return OpenedDraft(package, main, stamp, stamped.texts["fixed"], beside)


def _word_file(name: str, data: bytes) -> tuple[Package, str]:
    if len(data) > _MOST_BYTES:
        raise NotValid(
            f"“{name}” has more than 20 MB. Take pictures out of it and save it again.", "file"
        )
    inside = look_into(name, data)
    if inside.package is None or inside.ending != ".docx":
        what = NAMES.get(inside.ending, "no Word document")
        raise NotValid(f"“{name}” is {what}. {_WAY_BACK}", "file")
    if any(member.rpartition("/")[2] == "vbaProject.bin" for member in inside.package.members):
        raise NotValid(
            f"“{name}” holds macros, which are not let in. Save it as .docx, without them, and "
            "bring that file.",
            "file",
        )
    return inside.package, inside.main


class _Stamped(Walker):
    """Reads the stamp of the part that is made for it."""

    def __init__(self) -> None:
        super().__init__()
        self.stamp: Stamp | None = None
        self.texts: dict[str, list[str]] = {"fixed": [], "beside": []}
        self._into: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        # The only element whose name alone would not do: others may stamp drafts, too.
        if tag.startswith(f"{{{STAMP_NAMES}}}"):
            super().start(tag, attributes)
        elif self.package is not None:
            self.package.count()

    def opened(self, tag: str, given: Mapping[str, str]) -> None:
        number = given.get("number", "")
        if tag == "draft" and _DIGITS.fullmatch(number):
            self.stamp = Stamp(given.get("edition", ""), int(number), given.get("digest", ""))
        elif tag in self.texts and len(self.texts[tag]) < _MOST_FIXED:
            self._into = self.texts[tag]
            self._into.append("")

    def closed(self, tag: str) -> None:
        self._into = None

    def said(self, text: str) -> None:
        if self._into is not None:
            self._into[-1] += text


class _Properties(Walker):
    """Reads the stamp from a file's properties, which other programs keep more often."""

    def __init__(self) -> None:
        super().__init__()
        self.stamp: Stamp | None = None
        self._text: list[str] | None = None

    def opened(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "identifier" or (tag == "property" and given.get("name") == STAMP_PROPERTY):
            self._text = []

    def said(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def closed(self, tag: str) -> None:
        if tag in ("identifier", "property") and self._text is not None:
            found = identified("".join(self._text))
            self._text = None
            if found and self.stamp is None:
                self.stamp = Stamp(*found)
