"""Office files as the zip archives of XML they are, unpacked with care: nothing runs away."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from hrgl.errors import NotValid

MOST_UNPACKED = 64 * 1024 * 1024
MOST_ELEMENTS = 1_000_000
MOST_MEMBERS = 20_000
_CHUNK = 64 * 1024
_LONG_TAG = 200
# What Python's zip reader lets through when an archive is damaged or made to hurt.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    KeyError,
    IndexError,
)


class Walker:
    """Follows the elements of an XML member; names come without their namespaces.

    No tree is built, so that memory depends on what is kept, not on what is read.
    """

    def __init__(self) -> None:
        self.skipping = 0
        self.skipped: frozenset[str] = frozenset()
        self.package: Package | None = None

    def opened(self, tag: str, given: Mapping[str, str]) -> None:
        """Take notice of an opening tag with its attributes."""

    def closed(self, tag: str) -> None:
        """Take notice of a closing tag."""

    def said(self, text: str) -> None:
        """Take in text."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Pass an opening tag on, unless it is inside something skipped."""
        if self.package is not None:
            self.package.count()
        tag = local(tag)
        if self.skipping or tag in self.skipped:
            self.skipping += 1
        else:
            # The parser, told to resolve no entities, leaves an attribute's ampersand as it is.
            self.opened(
                tag,
                {local(name): value.replace("&#38;", "&") for name, value in attributes.items()},
            )

    def end(self, tag: str) -> None:
        """Pass a closing tag on, unless it is inside something skipped."""
        if self.skipping:
            self.skipping -= 1
        else:
            self.closed(local(tag))

    def data(self, text: str) -> None:
        """Pass text on, unless it is inside something skipped."""
        if not self.skipping:
            self.said(text)

    def comment(self, text: str) -> None:
        """Leave comments out."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """Refuse a document that defines entities; office files never do."""
        if self.package is not None:
            raise self.package.damaged()

    def close(self) -> None:
        """Nothing is left to do at the end."""


def local(name: str) -> str:
    """Give a name without its namespace: strict and usual files differ only there."""
    return name.rpartition("}")[2][:_LONG_TAG]


class Package:
    """The members of an office file, read within one limit of bytes and one of elements.

    Raises NotValid naming the file for what is damaged, locked with a password or too large.
    """

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self._bytes = self._elements = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGED as error:
            raise self.damaged() from error
        if len(self._zip.namelist()) > MOST_MEMBERS:
            raise self.too_large()
        if any(member.flag_bits & 1 for member in self._zip.infolist()):
            raise self.locked()
        self.members = frozenset(self._zip.namelist())

    def damaged(self) -> NotValid:
        """The refusal of a file that breaks off or is not what it should be inside."""
        return NotValid(
            f"“{self.name}” is damaged inside. Open it in its own program, save it again "
            "and choose the new file.",
            "file",
        )

    def locked(self) -> NotValid:
        """The refusal of a file that opens with a password only."""
        return NotValid(
            f"“{self.name}” is locked with a password. Save it without one and choose that file.",
            "file",
        )

    def too_large(self) -> NotValid:
        """The refusal of a file that unpacks to more than notes ever hold."""
        return NotValid(
            f"“{self.name}” is far larger unpacked than notes ever are. Copy the notes alone "
            "into a new file and bring that.",
            "file",
        )

    def count(self) -> None:
        """Count one element more; raises NotValid when there are too many."""
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise self.too_large()

    def chunks(self, member: str) -> Iterator[bytes]:
        """Yield a member piece by piece, whatever size its entry claims to have."""
        try:
            with self._zip.open(member) as source:
                while chunk := source.read(_CHUNK):
                    self._bytes += len(chunk)
                    if self._bytes > MOST_UNPACKED:
                        raise self.too_large()
                    yield chunk
        except _DAMAGED as error:
            raise self.damaged() from error

    def read(self, member: str, most: int) -> bytes:
        """Give the first bytes of a member, at most so many."""
        found = b""
        for chunk in self.chunks(member):
            found += chunk
            if len(found) >= most:
                break
        return found[:most]

    def walk(self, member: str, walker: Walker) -> None:
        """Lead a walker through an XML member; a member that is not there is passed over.

        Entities are never expanded, nothing is fetched.
        """
        if member not in self.members:
            return
        walker.package = self
        parser = etree.XMLParser(
            target=walker, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            for chunk in self.chunks(member):
                parser.feed(chunk)
            parser.close()
        except (etree.XMLSyntaxError, etree.ParserError) as error:
            raise self.damaged() from error
