"""The margin of Word files that came back: what waits there for a place, and what is settled."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, and_, col, func, or_, select

from hrgl.core.enums import MarginKind, WordingField
from hrgl.core.models import Amendment, Encouragement, MarginNote, ReturnedDraft, SentDraft, Wording
from hrgl.synthesis.wording.amending import carried

_WITHOUT_PLACE = and_(
    col(MarginNote.settled_because) == "",
    col(MarginNote.reply_to_id).is_(None),
    or_(
        and_(MarginNote.kind == MarginKind.CHANGE, col(MarginNote.amendment_id).is_(None)),
        and_(MarginNote.kind == MarginKind.COMMENT, col(MarginNote.encouragement_id).is_(None)),
    ),
)


@dataclass(frozen=True)
class MarginView:
    """A note in the margin of a file that came back, with the answers to it.

    `standing` is where it stands in the current wording: None if the words there changed since.
    """

    id: int
    version: int
    kind: MarginKind
    author: str
    dated: str
    file: str
    number: int  # of the Word file that went out
    at: datetime
    encouragement_id: int | None
    wording: int | None
    field: WordingField | None
    standing: tuple[int, int] | None
    quote: str
    text: str
    why_unplaced: str
    reply_to_id: int | None
    amendment: int | None
    settled_because: str
    replies: tuple["MarginView", ...] = ()

    @property
    def waits(self) -> bool:
        """Whether it still needs a place, or a reason why it has none."""
        if self.settled_because or self.reply_to_id:
            return False
        if self.kind is MarginKind.CHANGE:
            return self.amendment is None
        return self.encouragement_id is None

    @property
    def open(self) -> bool:
        """Whether nobody has said yet what became of it; a change that was placed is elsewhere."""
        return not self.settled_because and self.amendment is None


def margin_notes(session: Session, *, edition_id: int) -> list[MarginView]:
    """The notes in the margins of an edition's files, as they came, each with its answers."""
    query = (
        select(MarginNote, ReturnedDraft, SentDraft.number, Amendment.number)
        .join(ReturnedDraft, col(ReturnedDraft.id) == MarginNote.returned_id)
        .join(SentDraft, col(SentDraft.id) == ReturnedDraft.sent_id)
        .join(Amendment, col(Amendment.id) == MarginNote.amendment_id, isouter=True)
        .where(MarginNote.edition_id == edition_id)
        .order_by(col(MarginNote.id))
    )
    rows = session.exec(query).all()
    worded, current = _texts(session, {row.encouragement_id for row, *_ in rows})
    return _threads(
        [
            _view(row, file, number, amendment, worded, current)
            for row, file, number, amendment in rows
        ]
    )


def _texts(session: Session, ids: set[int | None]) -> tuple[dict[int, Wording], dict[int, Wording]]:
    """The wordings of these encouragements, and by encouragement the current one."""
    query = (
        select(Wording, Encouragement.wording)
        .join(Encouragement, col(Encouragement.id) == Wording.encouragement_id)
        .where(col(Wording.encouragement_id).in_(ids - {None}))
    )
    rows = session.exec(query).all()
    current = {row.encouragement_id: row for row, number in rows if row.number == number}
    return {row.id: row for row, _ in rows}, current


def _view(
    row: MarginNote,
    file: ReturnedDraft,
    number: int,
    amendment: int | None,
    worded: dict[int, Wording],
    current: dict[int, Wording],
) -> MarginView:
    wording = worded[row.wording_id] if row.wording_id else None
    return MarginView(
        row.id,
        row.version,
        row.kind,
        row.author,
        row.dated,
        file.name,
        number,
        file.returned_at,
        row.encouragement_id,
        wording.number if wording else None,
        row.field,
        _standing(row, wording, current),
        row.quote,
        row.text,
        row.why_unplaced,
        row.reply_to_id,
        amendment,
        row.settled_because,
    )


def _standing(
    row: MarginNote, wording: Wording | None, current: dict[int, Wording]
) -> tuple[int, int] | None:
    if wording is None or row.field is None or row.start is None or row.end is None:
        return None
    then, now = (
        getattr(each, row.field.value) for each in (wording, current[wording.encouragement_id])
    )
    return carried(row.start, row.end, then, now)


def _threads(views: Iterable[MarginView]) -> list[MarginView]:
    """Each comment with all that answers it, however deep; the answers by themselves no more."""
    answers: dict[int, list[MarginView]] = defaultdict(list)
    first: dict[int, int] = {}
    roots: list[MarginView] = []
    for view in views:  # an answer comes after what it answers
        root = first.get(view.reply_to_id or 0)
        first[view.id] = root or view.id
        if root is None:
            roots.append(view)
        else:
            answers[root].append(view)
    return [replace(root, replies=tuple(answers[root.id])) for root in roots]


def without_place(session: Session, *, edition_id: int) -> int:
    """How many notes of an edition wait for a place, or for a reason why they have none."""
    query = select(func.count(col(MarginNote.id))).where(
        MarginNote.edition_id == edition_id, _WITHOUT_PLACE
    )
    return session.exec(query).one()
