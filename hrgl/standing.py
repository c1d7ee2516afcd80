"""Where an edition stands, and what is next for each of the people who work on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from hrgl import outcome, proposals, reviews
from hrgl.board import Board, board
from hrgl.editions import Room, rooms
from hrgl.models import Edition, Member
from hrgl.statements import Said
from hrgl.words import Role, Stage


@dataclass(frozen=True)
class Standing:
    """The figures of the home page."""

    rooms: tuple[Room, ...]
    board: Board
    drafts: tuple[reviews.Draft, ...]
    places: int | None
    published: int | None

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
    def idle_themes(self) -> int:
        return sum(1 for theme in self.board.themes if not theme.encouragements)

    @property
    def placed(self) -> int:
        return sum(1 for draft in self.drafts if draft.place)

    @property
    def approved(self) -> int:
        return sum(1 for draft in self.drafts if draft.place and draft.approved)

    @property
    def objections(self) -> int:
        return sum(len(draft.objections) for draft in self.drafts)


def standing(session: Session, *, edition_id: int, rows: Sequence[Said] | None = None) -> Standing:
    """Where an edition stands now."""
    numbers = outcome.published(session, edition_id=edition_id)
    return Standing(
        tuple(rooms(session, edition_id=edition_id)),
        board(session, edition_id=edition_id, rows=rows, read=False),
        tuple(reviews.drafts(session, edition_id=edition_id)),
        session.get_one(Edition, edition_id).places,
        numbers[0].number if numbers else None,
    )


@dataclass(frozen=True)
class Next:
    """One sentence and one button: what a person does next."""

    sentence: str
    button: str
    page: str


def next_for(session: Session, *, member_id: int, now: Standing) -> Next:
    """What is next for this member."""
    member = session.get_one(Member, member_id)
    if now.published is not None:
        return Next(f"Number {now.published} of the document is published.", "Read it", "outcome")
    if member.role is Role.RAPPORTEUR:
        return _for_rapporteur(now)
    if member.role is Role.STEERING:
        return _for_steering(session, member)
    if member.role is Role.ORGANISER and not outcome.in_the_way(
        session, edition_id=member.edition_id
    ):
        return Next("Every place is approved. The document can be published.", "Publish", "outcome")
    return _for_facilitator(session, member, now)


def _for_rapporteur(now: Standing) -> Next:
    empty = [room.code for room in now.rooms if not room.statements and not room.next_generation]
    unsummed = [room.code for room in now.rooms if room.statements and not room.summary]
    if empty:
        return Next(f"No notes from {', '.join(empty)} yet.", "Write notes", "notes")
    if unsummed:
        return Next(f"{', '.join(unsummed)}: the summary is missing.", "Write it", "notes")
    return Next("All rooms have delivered. You can still add notes.", "Open the notes", "notes")


def _for_steering(session: Session, member: Member) -> Next:
    waiting = reviews.waiting_for(session, member_id=member.id)
    if not waiting:
        return Next("You have spoken on everything submitted so far.", "See reviews", "reviews")
    return Next(
        f"{_number(len(waiting), 'encouragement')} for your review.", "Start reviewing", "reviews"
    )


def _for_facilitator(session: Session, member: Member, now: Standing) -> Next:
    if not now.statements:
        return Next("There are no notes yet. They come from the workshops.", "Open notes", "notes")
    if now.objections:
        return Next(
            f"{_number(now.objections, 'objection')} without an answer.", "Answer", "reviews"
        )
    if not now.board.themes:
        made = proposals.latest(session, edition_id=member.edition_id)
        sentence = f"{now.statements} statements are there, but no themes yet."
        return Next(sentence, "Look at the proposal" if made else "Propose themes", "themes")
    if now.board.queue:
        verb = "stands" if len(now.board.queue) == 1 else "stand"
        sentence = f"{_number(len(now.board.queue), 'statement')} {verb} in no theme yet."
        return Next(sentence, "Open the queue", "themes")
    if now.places is None:
        sentence = "It is not set how many encouragements there shall be."
        if member.role is Role.ORGANISER:
            return Next(sentence, "Set it", "setup")
        return Next(f"{sentence} An organiser does it.", "Word candidates", "encouragements")
    if now.placed < now.places:
        free = now.places - now.placed
        return Next(
            f"{_number(free, 'place')} still without an encouragement.", "Word", "encouragements"
        )
    drafts = [d for d in now.drafts if d.place and d.stage is Stage.DRAFT]
    if drafts:
        return Next(
            f"{_number(len(drafts), 'encouragement')} not yet submitted.", "Open", "encouragements"
        )
    return Next("Everything is with the steering group.", "See reviews", "reviews")


def _number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
