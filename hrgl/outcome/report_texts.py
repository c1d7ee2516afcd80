"""The report back as text, ready to copy: what became of what a receipt, or a room, brought."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from hrgl.core.enums import CommentKind, InputState
from hrgl.core.models import Edition
from hrgl.encouragements.commenting import comments
from hrgl.encouragements.commenting.comments import Commented, CommentState, CommentView
from hrgl.encouragements.commenting.followed import FollowedComment, said_under_digest
from hrgl.encouragements.tracing.ledgers import ORDER, LedgerLine, ledger_by_room
from hrgl.encouragements.tracing.trace import Trace, Went, trace_of_digest
from hrgl.formats.writers.document import Document, as_one_line, full_sentence
from hrgl.notes.statements import Disposition
from hrgl.outcome.conference import number_that_holds

_INPUT_STATES = {
    InputState.WAITING: "It waits to be read by a facilitator.",
    InputState.DECLINED: "It was read and declined: {because}",
    InputState.WITHDRAWN: "It is withdrawn. Nothing of it goes on.",
}
_COMMENT_STATES = {
    CommentState.WITHDRAWN: "You have withdrawn it.",
    CommentState.COUNTED: "It is counted: it matches your experience.",
    CommentState.COLLECTED: "It stands among the proposals for local implementation.",
    CommentState.WAITING: "It waits for its answer.",
}
_ENDINGS = {
    Disposition.CITED: "stand behind encouragements",
    Disposition.OPEN: "stand in the themes, and no encouragement cites them",
    Disposition.SAME_AS: "say the same as another, and are counted with it",
    Disposition.SET_ASIDE: "were left out, each with its reason",
    Disposition.WITHDRAWN: "were withdrawn",
}


def report_of_digest(session: Session, *, sha256: str) -> str:
    """What became of what was sent under a receipt; "" where nothing was."""
    found = trace_of_digest(session, sha256=sha256)
    said = said_under_digest(session, sha256=sha256)
    lines = [*(_of_input(found) if found else ()), *_of_comments(said)]
    return "\n".join(lines).strip()


def heading_of_report(session: Session, *, edition_id: int) -> str:
    """The document that all was for, and its adoption, as the first lines of every report.

    "" as long as no number is published: until then everything may still change.
    """
    document = _standing(session, edition_id)
    if document is None:
        return ""
    title = session.get_one(Edition, edition_id).title
    told = f"{document.form.name} “{document.title}”, number {document.number}."
    lines = (told, document.adoption, document.mark, f"SHA-256 {document.sha256}")
    return f"What became of what was said at “{title}”\n\n" + "\n".join(
        filter(None, map(as_one_line, lines))
    )


def _standing(session: Session, edition_id: int) -> Document | None:
    found = number_that_holds(session, edition_id=edition_id)
    return found[1] if found else None


def _of_input(found: Trace) -> Iterator[str]:
    day = f"{found.sent_at.day} {found.sent_at:%B %Y}"
    yield f"What you sent in workshop {found.workshop}: {as_one_line(found.title)}, on {day}"
    if state := _INPUT_STATES.get(found.state):
        yield state.format(because=as_one_line(found.because))
    for went in found.statements:
        yield f"– {went.reference}: “{as_one_line(went.text)}”"
        if ended := ended_in_words(went):
            yield f"  {ended}"
        for each in went.encouragements:
            where = f"encouragement {each.place}" if each.place else "a draft of an encouragement"
            yield f"  It went into {where}: “{as_one_line(each.sentence)}”"
    yield ""


def ended_in_words(went: Went) -> str:
    """Where a statement ended, as a sentence for whoever said it; "" where encouragements tell."""
    if went.disposition is Disposition.WITHDRAWN:
        return f"Taken out: {went.because}."
    if went.disposition is Disposition.SET_ASIDE:
        return f"Left out: {went.because}."
    if went.disposition is Disposition.SAME_AS:
        return f"Counted together with {went.because}, which says the same."
    if went.theme:
        return f"In the theme “{went.theme}”."
    return "Waits to be put into a theme." if not went.encouragements else ""


def _of_comments(said: Sequence[FollowedComment]) -> Iterator[str]:
    if said:
        yield "What you said of the encouragements"
    for each in said:
        where = f"encouragement {each.place}" if each.place else "an encouragement without a place"
        words = f" “{as_one_line(each.text)}”" if each.text else ""
        yield f"– On {where} ({each.kind}):{words}".rstrip(":")
        yield f"  {_COMMENT_STATES.get(each.state) or f'Answer: {each.what}.'}"
        if each.reason:
            yield f"  {as_one_line(each.reason)}"


@dataclass(frozen=True)
class RoomReport:
    """What became of what a room brought, as a text of its own."""

    room: str
    title: str
    text: str


def reports_by_room(session: Session, *, edition_id: int) -> list[RoomReport]:
    """A report for each room that said anything, in the order of their codes."""
    document = _standing(session, edition_id)
    said = comments.of(session, edition_id=edition_id)
    head = heading_of_report(session, edition_id=edition_id)
    return [
        RoomReport(line.room, line.title, "\n".join((head, "", *_of_room(line, document, said))))
        for line in ledger_by_room(session, edition_id=edition_id).rooms
        if line.statements
    ]


def report_of_all(session: Session, *, edition_id: int) -> str:
    """One report for everybody: the document, then room by room."""
    document = _standing(session, edition_id)
    said = comments.of(session, edition_id=edition_id)
    parts = [heading_of_report(session, edition_id=edition_id)]
    parts += [
        "\n".join(_of_room(line, document, said))
        for line in ledger_by_room(session, edition_id=edition_id).rooms
        if line.statements
    ]
    return "\n\n".join(parts)


def _of_room(
    line: LedgerLine, document: Document | None, said: Sequence[Commented]
) -> Iterator[str]:
    count = _count(line.statements, "statement")
    yield f"Room {line.room}: {as_one_line(line.title)}"
    yield f"What was said here became {count}:"
    for ending, number in zip(ORDER, line.counts, strict=True):
        if number:
            yield f"– {number} {_ENDINGS[ending]}"
    for section in document.sections if document else ():
        cited = sum(each.workshop == line.room for each in section.citations)
        if document and cited:
            sentence = full_sentence(document.form.lead_in, section.heading)
            yield f"{section.place}. {sentence} ({_count(cited, 'statement')} from here)"
    told = [each for about in said for each in about.comments if each.room == line.room]
    yield from _of_rooms_comments(told)


def _of_rooms_comments(told: Sequence[CommentView]) -> Iterator[str]:
    """What a room said of the drafts, as numbers; of a room that may not be told, nothing."""
    proposals = sum(each.kind is CommentKind.PROPOSAL for each in told)
    on_drafts = [each for each in told if each.kind is not CommentKind.PROPOSAL]
    if on_drafts:
        answered = sum(1 for each in on_drafts if each.what)
        yield f"Of the drafts you said {_count(len(on_drafts), 'thing')}; {answered} answered."
    if proposals:
        yield f"{_count(proposals, 'proposal')} for local implementation came from here."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
