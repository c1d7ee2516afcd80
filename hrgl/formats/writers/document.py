"""The Outcome Document as a value: what every writer is given, its words and its canonical form."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, repeat

from hrgl.formats.writers.labels import LABELS

LEAD_IN = "We encourage local governments to"
DEMONSTRATION = "demonstration data – not the published Outcome Document"
DRAFT = "DRAFT"
NO_HEADING_YET = "(no heading yet)"
EXAMPLES = "Examples"
NO_PLACE_YET = "No encouragement has a place yet."
CANDIDATES = "Candidates without a place"
ANNEX = "Annex: Evidence by reference"
RESERVATIONS = "Reservations voiced"
REMARKS = "Remarks"
NOT_ALL_AGREED = "Not all agreed. One member of the steering group objected:"
ANOTHER_OBJECTED = "Another member objected:"
COLUMNS = ("Reference", "Statement", "Cited as", "Workshop", "Who")
CITED_AS = {"supports": "support", "example": "example", "reservation": "reservation"}

# no XML may hold the first three groups; the others turn text round, or mark a pasted file
_UNFIT = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069\ufeff]"
)


class DocumentPart(StrEnum):
    """The parts of the document that an edition may switch on or off, in their first order."""

    PREAMBLE = "preamble"
    EXAMPLES = "examples"
    RESERVATIONS = "reservations"
    RAISED = "raised"  # one line on who stood behind an encouragement
    REMARKS = "remarks"
    METHOD = "method"
    ORGANISATIONS = "organisations"
    EVIDENCE = "evidence"
    COMMENTS = "comments"
    CITE = "cite"
    CONTACT = "contact"


PARTS = tuple(part.value for part in DocumentPart)


@dataclass(frozen=True)
class Citation:
    """A statement behind an encouragement, as far as it may be shown."""

    reference: str
    support: str  # supports | example | reservation
    text: str
    workshop: str
    who: str  # "" where nothing may be shown of the speaker


@dataclass(frozen=True)
class Form:
    """What the edition says of its document besides the encouragements; "" where it says nothing.

    `parts` are the parts that are printed, in their order, as values of DocumentPart; `language`
    is a tag of BCP 47.
    """

    name: str = "Outcome Document"
    subtitle: str = ""
    symbol: str = ""  # the document's own number
    motto: str = ""
    place: str = ""
    dated: str = ""  # the day of the document, in words
    issuer: str = ""
    auspices: str = ""
    co_organisers: tuple[str, ...] = ()
    preamble: tuple[str, ...] = ()
    lead_in: str = LEAD_IN
    contact: str = ""
    isbn: str = ""
    doi: str = ""
    parts: tuple[str, ...] = PARTS
    language: str = "en"

    def prints(self, part: DocumentPart) -> bool:
        """Whether a part is switched on."""
        return part.value in self.parts


@dataclass(frozen=True)
class CommentedOn:
    """A comment from the round and what became of it, as the annex of comments lists it."""

    about: str  # "Encouragement 4"
    said: str
    answer: str
    reason: str


@dataclass(frozen=True)
class Translated:
    """The texts of the document in a further language, as far as people have translated them.

    `texts` are pairs of the text's name and its words: "name", "preamble.1", "e.4.heading".
    `state` says in words how far they were checked, and which are of an earlier wording.
    """

    language: str
    state: str
    texts: tuple[tuple[str, str], ...]


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
    group: str = ""  # the heading above it and those that follow, where one begins
    earlier: tuple[str, ...] = ()  # editions in which something near it was said: ("2021", "2023")

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
    def raised(self) -> str:
        """One sentence on who stood behind it."""
        if not self.citations:
            return "No statement is cited."
        return f"Rests on {as_one_line(self.heard)}."

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
    notice or "". Candidates and themes are empty in a published document. `method` are sentences on
    how it came about; `organisations` and `workshops` as far as they may be named. `format` is 1
    for what was published before there was a form.

    The last four are no part of what was published: they are told when a number is printed.
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
    form: Form = Form()
    method: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    workshops: tuple[tuple[str, str], ...] = ()  # code and title: the key to the references
    comments: tuple[CommentedOn, ...] = ()
    translations: tuple[Translated, ...] = ()
    format: int = 2
    sha256: str = ""  # the digest of what was published; "" of a draft
    adoption: str = ""  # "Adopted by the Conference on 8 February 2023, as a guideline …"
    mark: str = ""  # that the number was withdrawn or corrected, and why
    labels: tuple[tuple[str, str], ...] = ()  # LABELS in a further language

    @property
    def draft(self) -> bool:
        """Whether it has yet to be published."""
        return self.number is None

    def label(self, key: str) -> str:
        """What stands over a part of it: one of LABELS, in the language of the document."""
        return dict(self.labels).get(key, LABELS[key])

    @property
    def annex(self) -> tuple[Section, ...]:
        """All that rests on evidence, in the order in which it stands in the document."""
        return tuple(each for each in (*self.sections, *self.candidates) if each.citations)


def full_sentence(lead_in: str, heading: str) -> str:
    """An encouragement as one sentence: "We encourage local governments to publish budgets."."""
    words = as_one_line(heading)
    end = "" if words[-1:] in ".!?…" else "."
    return f"{as_one_line(lead_in)} {words}{end}".strip()


def short_reference(reference: str, edition: str) -> str:
    """A reference as the document prints it, without the edition: HRGL-2023-B2-07 is B2-07."""
    return reference.removeprefix(f"HRGL-{edition.upper()}-")


def paragraphs(text: str) -> list[str]:
    """What people wrote as its paragraphs, one a line, without characters no file may hold."""
    lines = (_UNFIT.sub("", each).replace("\t", " ").strip() for each in text.splitlines())
    return [each for each in lines if each]


def as_one_line(text: str) -> str:
    """What people wrote as one line."""
    return " ".join(paragraphs(text))
