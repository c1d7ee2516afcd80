"""The Conference: the document as it is put before it, what is proposed to do with it, adoption."""

from collections import defaultdict
from dataclasses import dataclass

from sqlmodel import Session

from hrgl.core.enums import CommentKind
from hrgl.core.models import Edition, OutcomeDocument
from hrgl.editions.consent_rules import rule_in_words, rule_of
from hrgl.encouragements.commenting import comments
from hrgl.encouragements.commenting.comments import CommentState, CommentView
from hrgl.encouragements.consenting.reviewers import reviewers
from hrgl.encouragements.views import EncouragementView, list_encouragements
from hrgl.formats.writers.document import Document
from hrgl.notes.door.floods import floods_among
from hrgl.outcome.numbers import as_it_stands, binding_number, published, seen_of
from hrgl.outcome.outcome import current_document


@dataclass(frozen=True)
class LocalProposal:
    """A proposal for local implementation as a hall may read it; `alike` is how many say the same.

    What looks like a flood is told once, with how many there are.
    """

    text: str
    room: str
    alike: int = 1


@dataclass(frozen=True)
class BeforeConference:
    """The document that the Conference has before it, and the proposals by the places they are to.

    It is the number that stands, or else the draft.
    """

    document: Document
    proposals: dict[int, tuple[LocalProposal, ...]]

    @property
    def proposed(self) -> int:
        """How many proposals came, those of a flood counted each."""
        return sum(each.alike for found in self.proposals.values() for each in found)


def before_conference(session: Session, *, edition_id: int) -> BeforeConference:
    """What is put before the Conference at this moment."""
    document = current_document(session, edition_id=edition_id)
    return BeforeConference(document, proposals_by_place(session, edition_id=edition_id))


def number_that_holds(
    session: Session, *, edition_id: int
) -> tuple[OutcomeDocument, Document] | None:
    """The number whose words hold, and how it is printed; none as long as there is only a draft."""
    numbers = published(session, edition_id=edition_id)
    row = binding_number(numbers)
    if row is None:
        return None
    zone = session.get_one(Edition, edition_id).time_zone
    return row, as_it_stands(row, numbers, zone=zone)


def proposals_by_place(
    session: Session, *, edition_id: int
) -> dict[int, tuple[LocalProposal, ...]]:
    """The proposals for local implementation that were not taken back, by place, oldest first."""
    found: dict[int, list[CommentView]] = defaultdict(list)
    for about in comments.of(session, edition_id=edition_id):
        for said in about.comments:
            proposed = said.kind is CommentKind.PROPOSAL
            if about.place and proposed and said.state is not CommentState.WITHDRAWN:
                found[about.place].append(said)
    return {place: _told_once(said) for place, said in found.items()}


def _told_once(said: list[CommentView]) -> tuple[LocalProposal, ...]:
    """Each proposal, and of what most likely came from one hand the first with their number."""
    first = {flood.inputs[0].id: len(flood.inputs) for flood in floods_among(said)}
    folded = {each.id for flood in floods_among(said) for each in flood.inputs} - first.keys()
    return tuple(
        LocalProposal(each.text, each.room, first.get(each.id, 1))
        for each in said
        if each.id not in folded
    )


@dataclass(frozen=True)
class ToAdopt:
    """The number whose words hold, by which consent it came about, and its adoption if it was.

    `place` is where the document says that it is issued. `seen` travels with the act of adoption.
    """

    number: int
    title: str
    sha256: str
    encouragements: int
    consent: tuple[str, ...]
    adoption: str
    place: str
    seen: str


def to_adopt(session: Session, *, edition_id: int) -> ToAdopt | None:
    """What the Conference may adopt, or has adopted; none as long as no number is published."""
    found = number_that_holds(session, edition_id=edition_id)
    if found is None:
        return None
    row, document = found
    return ToAdopt(
        row.number,
        document.title,
        row.sha256,
        len(document.sections),
        consent_in_words(session, edition_id=edition_id),
        document.adoption,
        document.form.place,
        seen_of(row),
    )


def consent_in_words(session: Session, *, edition_id: int) -> tuple[str, ...]:
    """Who agreed to the wordings, as numbers, and by which rule."""
    group = len(reviewers(session, edition_id=edition_id))
    placed = [d for d in list_encouragements(session, edition_id=edition_id) if d.place]
    rule = rule_in_words(rule_of(session, edition_id=edition_id), group)
    return (*_agreed(placed), *rule[:3]) if placed else tuple(rule[:3])


def _agreed(placed: list[EncouragementView]) -> list[str]:
    fewest, most = (number(d.in_favour for d in placed) for number in (min, max))
    span = str(fewest) if fewest == most else f"{fewest} to {most}"
    told = [f"To each wording {span} of the steering group agreed, or can live with it."]
    overruled = [str(d.place) for d in placed if d.overruled]
    if overruled:
        told.append(f"A minority that was overruled stands beside {', '.join(overruled)}.")
    return told


def standing_now(session: Session, *, edition_id: int) -> tuple[int, str]:
    """The number whose words hold, 0 if none does, and the sentence on its adoption."""
    found = number_that_holds(session, edition_id=edition_id)
    return (found[0].number, found[1].adoption) if found else (0, "")
