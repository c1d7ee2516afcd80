"""Drafts as they come back from Word: sent by our own writer, then changed in Word's markup."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from hrgl.formats.draft_marks import DRAFT_FIELDS
from hrgl.formats.readers.returned.coming_back import read_returned
from hrgl.formats.readers.returned.values import Returned, SentText
from hrgl.formats.writers.marked import MarkedDraft, MarkedPart, marked_docx
from tests.office_files import R, W, zipped

ANA, TOM = ("Ana", "2026-11-20T10:30:00"), ("Tom", "2026-11-21T09:00:00")
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
UTC = "http://schemas.microsoft.com/office/word/2023/wordml/word16du"
Signed = tuple[str, str]

LANES = MarkedPart(
    7,
    1,
    "build protected lanes",
    "Children ride to school.\nParents let them go alone.\nNobody is left behind.",
    "Ghent closed its ring.",
)
TREES = MarkedPart(8, 2, "plant trees", "Streets are hot in summer.", "")
DRAFT = MarkedDraft("2026", "Outcome Document", 3, "ab12", (LANES, TREES))
EXPLANATION, EXAMPLES, HEADING = "hrgl_7_explanation_", "hrgl_7_examples_", "hrgl_7_heading_"


def sent_texts(draft: MarkedDraft = DRAFT) -> list[SentText]:
    """What stood in the draft, field by field."""
    return [
        SentText(part.key, field, getattr(part, field))
        for part in draft.parts
        for field in DRAFT_FIELDS
    ]


def run(text: str, tag: str = "t") -> str:
    """Words without a change."""
    return f'<w:r><w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def signed(by: Signed, *, utc: str = "") -> str:
    """The attributes of a change; Word writes a Z behind local time."""
    universal = f' xmlns:w16du="{UTC}" w16du:dateUtc="{utc}"' if utc else ""
    return f'w:id="901" w:author={quoteattr(by[0])} w:date="{by[1]}Z"{universal}'


def new(text: str, by: Signed = ANA, *, tag: str = "ins", utc: str = "") -> str:
    """Words that somebody put in, or a run of them that is given as markup."""
    inside = text if text.startswith("<") else run(text)
    return f"<w:{tag} {signed(by, utc=utc)}>{inside}</w:{tag}>"


def gone(text: str, by: Signed = ANA, *, tag: str = "del") -> str:
    """Words that somebody took out."""
    return f"<w:{tag} {signed(by)}>{run(text, 'delText' if tag == 'del' else 't')}</w:{tag}>"


def end(tag: str, by: Signed = ANA) -> str:
    """The properties of a paragraph whose end was put in (ins) or taken out (del)."""
    return f"<w:rPr><w:{tag} {signed(by)}/></w:rPr>"


def paragraph(*runs: str, properties: str = "", marks: Sequence[str] = ()) -> str:
    """A paragraph with the begins of bookmarks."""
    begins = "".join(
        f'<w:bookmarkStart w:id="{at}" w:name="{m}"/>' for at, m in enumerate(marks, 700)
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{begins}{''.join(runs)}</w:p>"


def style(name: str) -> str:
    """The property that gives a paragraph its style."""
    return f'<w:pStyle w:val="{name}"/>'


def about(number: int, *runs: str) -> str:
    """Words between the two ends of a comment's range, and the comment's sign."""
    inside = "".join(runs)
    return (
        f'<w:commentRangeStart w:id="{number}"/>{inside}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


class Said(NamedTuple):
    """A comment; `answers` is the number of another."""

    number: int
    text: str
    by: Signed = ANA
    answers: int | None = None


class ReturnedFile:
    """A sent draft on its way back, with what people do to it."""

    def __init__(self, draft: MarkedDraft = DRAFT) -> None:
        self.draft = draft
        with zipfile.ZipFile(io.BytesIO(marked_docx(draft))) as archive:
            self.members = {name: archive.read(name).decode() for name in archive.namelist()}

    @property
    def body(self) -> str:
        """The markup of the text."""
        return self.members["word/document.xml"]

    @body.setter
    def body(self, markup: str) -> None:
        self.members["word/document.xml"] = markup

    def whole(self, mark: str) -> str:
        """The markup of the paragraph with this bookmark."""
        found = re.search(rf'<w:p>(?:(?!<w:p>).)*w:name="{mark}"/>.*?</w:p>', self.body, re.DOTALL)
        assert found, mark
        return found[0]

    def put(self, mark: str, *paragraphs: str) -> "ReturnedFile":
        """Have other paragraphs instead of the one with this bookmark."""
        self.body = self.body.replace(self.whole(mark), "".join(paragraphs))
        return self

    def edit(self, mark: str, *runs: str, ended: str = "") -> "ReturnedFile":
        """Have other runs in the paragraph with this bookmark, its end changed or not."""
        old = self.whole(mark)
        begin, _, rest = old.partition("<w:bookmarkStart")
        head, _, rest = rest.partition("/>")
        tail = re.search(r"<w:bookmarkEnd[^>]*/></w:p>$", rest)
        assert tail
        begin = begin.replace("</w:pPr>", f"{ended}</w:pPr>")
        changed = f"{begin}<w:bookmarkStart{head}/>{''.join(runs)}{tail[0]}"
        self.body = self.body.replace(old, changed)
        return self

    def after(self, mark: str, *paragraphs: str) -> "ReturnedFile":
        """Have more paragraphs below the one with this bookmark."""
        return self.put(mark, self.whole(mark), *paragraphs)

    def part(self, kind: str, markup: str, name: str = "") -> "ReturnedFile":
        """Add a part that the document names, such as its footnotes."""
        name = name or kind
        beside = "word/_rels/document.xml.rels"
        line = f'<Relationship Id="more{name}" Type="{R}/{kind}" Target="{name}.xml"/>'
        closing = "</Relationships>"
        self.members[beside] = self.members[beside].replace(closing, line + closing)
        self.members[f"word/{name}.xml"] = markup
        return self

    def comments(self, *comments: Said, dates: Mapping[int, str] | None = None) -> "ReturnedFile":
        """Say something in the margin, with threads as Word writes them."""
        told = "".join(
            f'<w:comment w:id="{c.number}" w:author={quoteattr(c.by[0])} w:date="{c.by[1]}Z">'
            f'<w:p w14:paraId="AA{c.number}">{run(c.text)}</w:p></w:comment>'
            for c in comments
        )
        parents = "".join(
            f'<w15:commentEx w15:paraId="AA{c.number}"'
            + (f' w15:paraIdParent="AA{c.answers}"' if c.answers is not None else "")
            + "/>"
            for c in comments
        )
        self.part("comments", f'<w:comments xmlns:w="{W}" xmlns:w14="{W14}">{told}</w:comments>')
        self.part(
            "commentsExtended", f'<w15:commentsEx xmlns:w15="{W15}">{parents}</w15:commentsEx>'
        )
        if dates:
            ids = "".join(f'<a paraId="AA{n}" durableId="D{n}"/>' for n in dates)
            when = "".join(f'<a durableId="D{n}" dateUtc="{at}"/>' for n, at in dates.items())
            self.part("commentsIds", f"<x>{ids.replace('<a', '<commentId')}</x>")
            when = when.replace("<a", "<commentExtensible")
            self.part("commentsExtensible", f"<x>{when}</x>")
        return self

    def data(self) -> bytes:
        """The file."""
        return zipped(self.members)

    def read(self) -> Returned:
        """What our reader makes of it."""
        return read_returned(self.data(), sent_texts(self.draft))
