"""Where an edition stands: the figures of the home page."""

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from hrgl.core.enums import Stage
from hrgl.core.models import Amendment, Edition, Encouragement, Meeting, OutcomeDocument
from hrgl.editions.consent_rules import Rule, rule_of
from hrgl.editions.deliveries import Delivery, list_deliveries
from hrgl.encouragements import views
from hrgl.encouragements.commenting import comments
from hrgl.encouragements.round_trip import margins
from hrgl.notes.door import inbox
from hrgl.outcome.numbers import adopted_number, binding_number, published
from hrgl.themes.tally import Tally, tally


@dataclass(frozen=True)
class Standing:
    """The figures of the home page; by encouragement, comments that are `unanswered` and open
    amendments that are `unrecommended`; the number of the `meeting` that is open.

    `to_place`: notes of Word files that found no place.
    """

    rooms: tuple[Delivery, ...]
    tally: Tally
    drafts: tuple[views.EncouragementView, ...]
    places: int | None
    published: int | None
    adopted: str
    unread: tuple[inbox.Unread, ...]
    unanswered: dict[int, int]
    unrecommended: dict[int, int]
    meeting: int | None
    rule: Rule
    to_place: int

    @property
    def delivered(self) -> int:
        return sum(1 for room in self.rooms if room.statements)

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(room.code for room in self.rooms if not room.statements)

    @property
    def statements(self) -> int:
        return sum(room.statements for room in self.rooms)

    @property
    def placed(self) -> int:
        return sum(1 for draft in self.drafts if draft.place)

    @property
    def candidates(self) -> tuple[views.EncouragementView, ...]:
        """What is worded and has no place."""
        return tuple(d for d in self.drafts if d.stage is Stage.DRAFT and not d.place)

    @property
    def free(self) -> tuple[int, ...]:
        """The places of the document that no encouragement has."""
        taken = {draft.place for draft in self.drafts}
        return tuple(each for each in range(1, (self.places or 0) + 1) if each not in taken)

    @property
    def approved(self) -> int:
        return sum(1 for draft in self.drafts if draft.place and draft.approved)

    @property
    def objected(self) -> tuple[views.EncouragementView, ...]:
        """What is in review with an objection that nobody has answered."""
        submitted = (draft for draft in self.drafts if draft.stage is Stage.SUBMITTED)
        return tuple(draft for draft in submitted if draft.unanswered)


def edition_progress(session: Session, *, edition_id: int) -> Standing:
    """Where an edition stands now; asked for on every page, so nothing is read to count it."""
    numbers = published(session, edition_id=edition_id)
    binding, adopted = binding_number(numbers), adopted_number(numbers)
    return Standing(
        tuple(list_deliveries(session, edition_id=edition_id)),
        tally(session, edition_id=edition_id),
        tuple(views.list_encouragements(session, edition_id=edition_id)),
        session.get_one(Edition, edition_id).places,
        binding.number if binding else None,
        _adopted(adopted) if adopted else "",
        tuple(inbox.unread(session, edition_id=edition_id)),
        comments.waiting_comments(session, edition_id=edition_id),
        _unrecommended(session, edition_id),
        _open_meeting(session, edition_id),
        rule_of(session, edition_id=edition_id),
        margins.without_place(session, edition_id=edition_id),
    )


def _unrecommended(session: Session, edition_id: int) -> dict[int, int]:
    query = (
        select(Encouragement.id, func.count(col(Amendment.id)))
        .join(Amendment, col(Amendment.encouragement_id) == Encouragement.id)
        .where(
            Encouragement.edition_id == edition_id,
            Encouragement.stage != Stage.SET_ASIDE,
            col(Amendment.outcome).is_(None),
            col(Amendment.recommendation).is_(None),
        )
        .group_by(col(Encouragement.id), col(Encouragement.place))
        .order_by(col(Encouragement.place).nulls_last(), col(Encouragement.id))
    )
    return dict(session.exec(query).all())


def _open_meeting(session: Session, edition_id: int) -> int | None:
    query = select(Meeting.number).where(
        Meeting.edition_id == edition_id, col(Meeting.closed_at).is_(None)
    )
    return session.exec(query).first()


def _adopted(row: OutcomeDocument) -> str:
    return f"number {row.number} was {row.adoption_mode} by {row.adopted_by}"
