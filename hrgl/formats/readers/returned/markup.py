"""The paragraphs of a Word file with who put in and who took out which of their words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from hrgl.formats.draft_marks import as_written
from hrgl.formats.readers.package import Walker
from hrgl.formats.readers.returned.revisions import (
    Anchor,
    Signature,
    TrackedPiece,
    WordParagraph,
    revision_of,
)

# How something looked before, drawn a second time for old programs, or never shown as words.
_UNSEEN = frozenset(
    {"rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange"}
    | {"trPrChange", "tcPrChange", "numberingChange", "Fallback", "instrText", "delInstrText"}
    | {"rt", "sdtPr", "sdtEndPr"}
)
_PUT_IN, _TAKEN_OUT = frozenset({"ins", "moveTo"}), frozenset({"del", "moveFrom"})
# Inside these, "put in" is said of a number or a sign of a formula, not of words.
_PROPERTIES = frozenset({"numPr", "ctrlPr", "rPr", "sectPr", "pPr", "tcPr", "tblPr"})
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_PICTURES = frozenset({"drawing", "pict", "object"})
_HOLDERS = frozenset({"tbl", "tr", "tc", "txbxContent"})
_TEXT_BOX, _TABLE = "a text box", "a table"


_Signed = Signature | None


@dataclass
class _Open:
    """A paragraph being read: its words come in many small pieces."""

    at: int
    letters: list[tuple[list[str], Signature | None, Signature | None]] = field(
        default_factory=list
    )
    length: int = 0
    row: tuple[Signature | None, Signature | None] = (None, None)


class WordBody(Walker):
    """Collects the paragraphs of a part, with bookmarks and the ends of comments' ranges."""

    def __init__(self, where: str = "") -> None:
        super().__init__()
        self.skipped = _UNSEEN
        self.paragraphs: list[WordParagraph] = []
        self.starts: dict[str, Anchor] = {}
        self.ends: dict[str, Anchor] = {}
        self.references: dict[str, Anchor] = {}
        self._where = [where]
        self._blocks, self._last_block = [0], 0
        self._path: list[tuple[str, str]] = []
        self._open: list[_Open] = []
        self._inserted: list[Signature] = []
        self._deleted: list[Signature] = []
        self._rows: list[list[Signature | None]] = []
        self._names: list[str] = []
        self._known: dict[Signature, Signature] = {}
        self._boxed = False

    @property
    def authors(self) -> set[str]:
        """Who changed anything."""
        return {each.author for each in self._known}

    def opened(self, tag: str, given: Mapping[str, str]) -> None:
        parent = self._path[-1][0] if self._path else ""
        done = ""
        if tag in _PUT_IN or tag in _TAKEN_OUT:
            done = self._changed(tag, parent, given)
        elif tag == "p":
            self._begin(given)
        elif parent == "r" and self._open:
            self._in_run(tag, given)
        elif tag == "pStyle" and self._open:
            self.paragraphs[self._open[-1].at].style = given.get("val", "")
        elif tag in ("cellIns", "cellDel") and self._rows:
            self._rows[-1][tag == "cellDel"] = self._revision(given)
        else:
            done = self._around(tag, given)
        self._path.append((tag, done))

    def _around(self, tag: str, given: Mapping[str, str]) -> str:
        """Take notice of what is marked in paragraphs; gives the tag of what holds them."""
        if tag == "bookmarkStart":
            names = self.paragraphs[self._open[-1].at].names if self._open else self._names
            names.append(given.get("name", ""))
        elif tag == "commentRangeStart":
            self.starts.setdefault(given.get("id", ""), self._here(ahead=True))
        elif tag == "commentRangeEnd":
            self.ends.setdefault(given.get("id", ""), self._here(ahead=False))
        elif tag == "altChunk":
            self.paragraphs.append(WordParagraph("another document", self._blocks[-1]))
            self.paragraphs[-1].pictures.append(TrackedPiece("[document]"))
        elif tag in _HOLDERS:
            self._into(tag)
            return tag
        return ""

    def _into(self, holder: str) -> None:
        if holder in ("tr", "tc"):
            self._rows.append(list(self._rows[-1]) if self._rows else [None, None])
        else:
            self._where.append(self._where[0] or (_TABLE if holder == "tbl" else _TEXT_BOX))
        if holder != "tr":
            self._new_block()

    def _out_of(self, holder: str) -> None:
        (self._rows if holder in ("tr", "tc") else self._where).pop()
        if holder != "tr":
            self._blocks.pop()
        if holder == "tbl":
            # What stands after a table is not joined with what stands before it.
            self._blocks.pop()
            self._new_block()
        self._boxed |= holder == "txbxContent"

    def closed(self, tag: str) -> None:
        if not self._path:
            return
        _, done = self._path.pop()
        if done == "ins":
            self._inserted.pop()
        elif done == "del":
            self._deleted.pop()
        elif done in _HOLDERS:
            self._out_of(done)
        elif tag == "p" and self._open:
            self._finish(self._open.pop())
        elif tag in _PICTURES and self._open:
            if not self._boxed:
                picture = TrackedPiece("[picture]", *self._now())
                self.paragraphs[self._open[-1].at].pictures.append(picture)
            self._boxed = False

    def said(self, text: str) -> None:
        tag = self._path[-1][0] if self._path else ""
        if tag in ("t", "delText") and self._open:
            self._add(text, unsigned=tag == "delText")

    def _in_run(self, tag: str, given: Mapping[str, str]) -> None:
        if tag in _SIGNS:
            self._add(_SIGNS[tag])
        elif tag == "br" and given.get("type") not in ("page", "column"):
            self._add("\n")
        elif tag == "sym":
            self._add(_sign(given.get("char", "")))
        elif tag == "commentReference":
            self.references.setdefault(given.get("id", ""), self._here(ahead=False))
        elif tag in _PICTURES:
            self._boxed = False

    def _changed(self, tag: str, parent: str, given: Mapping[str, str]) -> str:
        """Take notice of a change; gives which of the two stacks it lies on, if any."""
        kind = int(tag in _TAKEN_OUT)
        above = self._path[-2][0] if len(self._path) > 1 else ""
        if parent == "rPr" and above == "pPr" and self._open:
            paragraph = self.paragraphs[self._open[-1].at]
            both = [paragraph.mark.inserted, paragraph.mark.deleted]
            both[kind] = self._revision(given)
            paragraph.mark = TrackedPiece("\n", *both)
        elif parent == "trPr" and self._rows:
            self._rows[-1][kind] = self._revision(given)
        elif parent not in _PROPERTIES:
            (self._deleted if kind else self._inserted).append(self._revision(given))
            return "del" if kind else "ins"
        return ""

    def _revision(self, given: Mapping[str, str]) -> Signature:
        found = revision_of(given)
        return self._known.setdefault(found, found)

    def _begin(self, given: Mapping[str, str]) -> None:
        paragraph = WordParagraph(self._where[-1], self._blocks[-1])
        paragraph.mark = TrackedPiece("\n", *self._now())
        paragraph.identifier = given.get("paraId", "")
        paragraph.names, self._names = self._names, []
        self._open.append(_Open(len(self.paragraphs)))
        self.paragraphs.append(paragraph)

    def _finish(self, paragraph: _Open) -> None:
        self.paragraphs[paragraph.at].pieces = [
            TrackedPiece(as_written("".join(letters)), inserted, deleted)
            for letters, inserted, deleted in paragraph.letters
        ]

    def _now(self) -> tuple[Signature | None, Signature | None]:
        """Who put in, and who took out, what stands here."""
        row = self._rows[-1] if self._rows else [None, None]
        return (
            self._inserted[-1] if self._inserted else row[0],
            self._deleted[-1] if self._deleted else row[1],
        )

    def _add(self, text: str, *, unsigned: bool = False) -> None:
        inserted, deleted = self._now()
        if unsigned and deleted is None:
            deleted = Signature("", "")
        # LibreOffice fills rows that were put in with a sign of no width.
        if self._rows and text == "\u200d":
            return
        paragraph = self._open[-1]
        paragraph.length += len(text)
        last = paragraph.letters[-1] if paragraph.letters else None
        if last and last[1] is inserted and last[2] is deleted:
            last[0].append(text)
        else:
            paragraph.letters.append(([text], inserted, deleted))

    def _here(self, *, ahead: bool) -> Anchor:
        """This point; between paragraphs the begin of the next one, or the end of the last."""
        if self._open:
            return Anchor(self._open[-1].at, self._open[-1].length)
        if ahead or not self.paragraphs:
            return Anchor(len(self.paragraphs), 0)
        return Anchor(
            len(self.paragraphs) - 1, sum(len(p.text) for p in self.paragraphs[-1].pieces)
        )

    def _new_block(self) -> None:
        self._last_block += 1
        self._blocks.append(self._last_block)


def _sign(code: str) -> str:
    """The sign with a code of hexadecimal digits, as far as there is one."""
    number = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{2,5}", code) else 0xFFFD
    return as_written(chr(number))
