"""What a file is inside, whatever its name says."""

from collections.abc import Mapping
from dataclasses import dataclass

from hrgl.errors import NotValid
from hrgl.formats.readers.opendocument import is_locked
from hrgl.formats.readers.package import Package, Walker

NAMES = {
    ".docx": "a Word document",
    ".odt": "an OpenDocument text",
    ".xlsx": "an Excel workbook",
    ".ods": "an OpenDocument spreadsheet",
    ".pdf": "a PDF",
}
_OFFICE = {"word": ".docx", "xl": ".xlsx"}
# Each has kin: templates, and the texts that LibreOffice makes of web pages.
_OPEN = {
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
}
_OLD = (
    ("EncryptedPackage", "is locked with a password. Save it without one and choose that file."),
    ("WordDocument", "is an old Word document (.doc). Open it and save it as .docx."),
    ("Workbook", "is an old Excel workbook (.xls). Open it and save it as .xlsx."),
    ("Book", "is an old Excel workbook (.xls). Open it and save it as .xlsx."),
)
_SHOWN_ONLY = (
    "is a presentation or a drawing. Copy its text into a .txt or .docx file and bring that."
)


@dataclass(frozen=True)
class Inside:
    """What a file is: the ending it should have, "" for text, and its opened archive if any.

    `main` is the part of the archive that holds the document.
    """

    ending: str = ""
    package: Package | None = None
    main: str = ""


def look_into(name: str, data: bytes) -> Inside:
    """Say what a file is inside; raises NotValid for what is known and not read."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _archive(name, Package(name, data))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotValid(f"“{name}” {_old(data)}", "file")
    if data[:1024].lstrip().startswith(b"%PDF"):
        return Inside(".pdf")
    if data.lstrip()[:5] == b"{\\rtf":
        raise NotValid(
            f"“{name}” is a rich text file (.rtf). Open it and save it as .docx or .odt.", "file"
        )
    return Inside()


def _old(data: bytes) -> str:
    for mark, way_out in _OLD:
        if mark.encode("utf-16-le") in data:
            return way_out
    return "is an old office file. Open it in its own program and save it as .docx or .xlsx."


def _archive(name: str, package: Package) -> Inside:
    main = _Main()
    package.walk("_rels/.rels", main)
    ending = _OFFICE.get(main.target.partition("/")[0], "")
    if ending and main.target in package.members:
        return Inside(ending, package, main.target)
    kind = ""
    if "mimetype" in package.members:
        kind = package.read("mimetype", 200).decode("ascii", "replace").strip()
    family = kind.partition("-")[0]
    if family in _OPEN and "content.xml" in package.members:
        if is_locked(package):
            raise package.locked()
        return Inside(_OPEN[family], package, "content.xml")
    if kind or main.target:
        raise NotValid(f"“{name}” {_SHOWN_ONLY}", "file")
    if "[Content_Types].xml" in package.members or "META-INF/manifest.xml" in package.members:
        raise package.damaged()
    raise NotValid(
        f"“{name}” is an archive of files. Unpack it and bring the files with the notes.", "file"
    )


class _Main(Walker):
    """Finds the part that an office file names as its document."""

    target = ""

    def opened(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "Relationship" and given.get("Type", "").endswith("/officeDocument"):
            self.target = given.get("Target", "").lstrip("/")
