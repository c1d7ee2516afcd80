"""The Outcome Document as a value: what every writer is given, its words and its canonical form."""

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from itertools import chain, repeat
from typing import Any

LEAD_IN = "We encourage local governments to"
DEMONSTRATION = "demonstration data – not the published Outcome Document"
DRAFT = "DRAFT"
NO_HEADING_YET = "(no heading yet)"
EXAMPLES = "Examples"
NO_PLACE_YET = "No encouragement has a place yet."
CANDIDATES = "Candidates without a place"
ANNEX = "Annex: Evidence by reference"
RESERVATIONS = "Reservations voiced"
NOT_ALL_AGREED = "Not all agreed. One member of the steering group objected:"
ANOTHER_OBJECTED = "Another member objected:"
COLUMNS = ("Reference", "Statement", "Cited as", "Workshop", "Who")
CITED_AS = {"supports": "support", "example": "example", "reservation": "reservation"}

# No XML may hold the first three groups; the others turn the text after them round, or are a mark
# of the file that was pasted from.
_UNFIT = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069\ufeff]"
)


@dataclass(frozen=True)
class Citation:
    """A statement behind an encouragement, as far as it may be shown."""

    reference: str
    support: str  # supports | example | reservation
    text: str
    workshop: str
    who: str  # "" where nothing may be shown of the speaker


@dataclass(frozen=True)
class Section:
    """One encouragement; `place` is None for a candidate in a draft."""

    place: int | None
    heading: str
    explanation: str
    remarks: str
    heard: str  # "5 statements from 3 workshops, 4 actor types, 2 regions", what is known of it
    citations: tuple[Citation, ...]
    examples: str = ""
    minority: tuple[str, ...] = ()  # the reasons of objections that were overruled, without names

    @property
    def dissent(self) -> tuple[str, ...]:
        """What is printed of members who objected to the end, one sentence each."""
        begins = chain((NOT_ALL_AGREED,), repeat(ANOTHER_OBJECTED))
        reasons = filter(None, map(as_one_line, self.minority))
        return tuple(f"{begin} “{reason}”" for reason, begin in zip(reasons, begins, strict=False))

    @property
    def reservations(self) -> tuple[Citation, ...]:
        """The minority views, which stay visible beside the encouragement."""
        return tuple(c for c in self.citations if c.support == "reservation")

    @property
    def evidence(self) -> str:
        """One line on what the encouragement rests on."""
        if not self.citations:
            return "Evidence: no statement is cited."
        references = ", ".join(as_one_line(c.reference) for c in self.citations)
        return f"Evidence: {as_one_line(self.heard)} ({references})"

    @property
    def label(self) -> str:
        """What the annex calls it."""
        return "Candidate" if self.place is None else f"Encouragement {self.place}"

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Its evidence by reference, under COLUMNS."""
        return tuple(
            (c.reference, c.text, CITED_AS.get(c.support, c.support), c.workshop, c.who)
            for c in self.citations
        )


@dataclass(frozen=True)
class ThemeSection:
    """A theme in a draft, with its statements: what is there before anything is worded."""

    name: str
    description: str
    statements: tuple[Citation, ...]


@dataclass(frozen=True)
class Document:
    """An Outcome Document, published or as a draft.

    `number` is None for a draft; `status` is a sentence for the front ("Draft of 3 February 2023:
    7 of 12 encouragements approved." or "Number 1, published on …"); `notice` is the demonstration
    notice or "". Candidates and themes are empty in a published document.
    """

    edition: str
    series: str
    title: str
    question: str
    dates: str
    number: int | None
    status: str
    notice: str
    sections: tuple[Section, ...]
    candidates: tuple[Section, ...] = ()
    themes: tuple[ThemeSection, ...] = ()

    @property
    def draft(self) -> bool:
        """Whether it has yet to be published."""
        return self.number is None

    @property
    def annex(self) -> tuple[Section, ...]:
        """All that rests on evidence, in the order in which it stands in the document."""
        return tuple(each for each in (*self.sections, *self.candidates) if each.citations)


def paragraphs(text: str) -> list[str]:
    """What people wrote as its paragraphs, one a line, without characters no file may hold."""
    lines = (_UNFIT.sub("", each).replace("\t", " ").strip() for each in text.splitlines())
    return [each for each in lines if each]


def as_one_line(text: str) -> str:
    """What people wrote as one line."""
    return " ".join(paragraphs(text))


def canonical(document: Document) -> str:
    """The one JSON text of a document: sorted keys, no spaces, UTF-8."""
    return json.dumps(as_data(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def as_data(document: Document) -> dict[str, Any]:
    """A document as data; where nobody was overruled it is what it was before that was printed."""
    raw = asdict(document)
    for section in (*raw["sections"], *raw["candidates"]):
        if not section["minority"]:
            del section["minority"]
    return raw


def sha256(content: str) -> str:
    """The digest by which a published document is known."""
    return hashlib.sha256(content.encode("utf-8")).hexdigest()


def parse(content: str) -> Document:
    """The document a canonical text stands for."""
    raw: dict[str, Any] = json.loads(content)
    for key in ("sections", "candidates"):
        raw[key] = tuple(_section(each) for each in raw[key])
    raw["themes"] = tuple(
        ThemeSection(**{**each, "statements": _citations(each["statements"])})
        for each in raw["themes"]
    )
    return Document(**raw)


def _section(raw: dict[str, Any]) -> Section:
    minority = tuple(raw.get("minority", ()))
    return Section(**{**raw, "citations": _citations(raw["citations"]), "minority": minority})


def _citations(raw: list[dict[str, Any]]) -> tuple[Citation, ...]:
    return tuple(Citation(**each) for each in raw)
