"""The drafts, or what is published, as participants read it, and what one has just said of it."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, case, col, or_, select

from hrgl.core import codes
from hrgl.core.columns import now
from hrgl.core.enums import CommentKind, DocumentMark, Stage
from hrgl.core.models import Comment, Encouragement, OutcomeDocument, Wording
from hrgl.encouragements.commenting.commenting import mark_of
from hrgl.encouragements.groups import group_headings
from hrgl.formats.writers.document import LEAD_IN
from hrgl.formats.writers.footnotes import footnotes_in_brackets
from hrgl.formats.writers.frozen import parse
from hrgl.notes.door.receipts import SHOWN_FOR
from hrgl.notes.door.rounds import DraftsLink
from hrgl.notes.references import as_printed


@dataclass(frozen=True)
class ShownDraft:
    """An encouragement at its place; `group` is the heading above it, if one begins there.

    A draft is shown as it is worded now, what is published as it was published. `mark` goes with
    what is said of it, and proves that this wording was shown.
    """

    id: int
    place: int
    group: str
    wording: int
    heading: str
    explanation: str
    examples: str
    mark: str


def as_read(heading: str, explanation: str, examples: str) -> tuple[str, str, str]:
    """The texts of a wording as a page shows them: references and footnotes stand in brackets."""
    texts = (footnotes_in_brackets(as_printed(each)) for each in (heading, explanation, examples))
    return next(texts), next(texts), next(texts)


def drafts_shown(session: Session, *, link: DraftsLink) -> list[ShownDraft]:
    """What has a place and a heading, in the order of the places; nothing while it is closed."""
    if not link.is_open:
        return []
    return _published_texts(session, link) if link.published else _drafts(session, link)


def _drafts(session: Session, link: DraftsLink) -> list[ShownDraft]:
    query = (
        select(Encouragement, Wording)
        .join(Wording, col(Wording.encouragement_id) == Encouragement.id)
        .where(
            Encouragement.edition_id == link.edition_id,
            Wording.number == Encouragement.wording,
            col(Encouragement.place).is_not(None),
            Encouragement.stage != Stage.SET_ASIDE,
            Wording.heading != "",
        )
        .order_by(col(Encouragement.place))
    )
    waiting = [(g.place, g.heading) for g in group_headings(session, edition_id=link.edition_id)]
    shown = []
    for row, wording in session.exec(query).all():
        place, group = row.place or 0, ""
        while waiting and waiting[0][0] <= place:
            group = waiting.pop(0)[1]
        mark = mark_of(link.keys[0], row.id, row.wording)
        texts = as_read(wording.heading, wording.explanation, wording.examples)
        shown.append(ShownDraft(row.id, place, group, row.wording, *texts, mark))
    return shown


def number_shown(session: Session, *, edition_id: int) -> OutcomeDocument | None:
    """The latest number of the document that was not withdrawn, or else the one adopted."""
    withdrawn = col(OutcomeDocument.mark).is_not_distinct_from(DocumentMark.WITHDRAWN)
    query = (
        select(OutcomeDocument)
        .where(
            OutcomeDocument.edition_id == edition_id,
            or_(~withdrawn, col(OutcomeDocument.adopted_on).is_not(None)),
        )
        .order_by(case((withdrawn, 1), else_=0), col(OutcomeDocument.number).desc())
    )
    return session.exec(query.limit(1)).first()


def _published_texts(session: Session, link: DraftsLink) -> list[ShownDraft]:
    """The encouragements of the number that stands, with the wordings they were published in."""
    number = number_shown(session, edition_id=link.edition_id)
    if number is None:
        return []
    query = select(Encouragement.place, Encouragement.id, Encouragement.wording).where(
        Encouragement.edition_id == link.edition_id, col(Encouragement.place).is_not(None)
    )
    at_place = {place: (key, wording) for place, key, wording in session.exec(query).all()}
    shown = []
    for section in parse(number.content).sections:
        if section.place not in at_place:
            continue
        key, wording = at_place[section.place]
        texts = as_read(section.heading, section.explanation, section.examples)
        mark = mark_of(link.keys[0], key, wording)
        shown.append(ShownDraft(key, section.place or 0, section.group, wording, *texts, mark))
    return shown


def lead_in_shown(session: Session, *, link: DraftsLink) -> str:
    """The words with which every encouragement begins, as they were published."""
    number = number_shown(session, edition_id=link.edition_id) if link.published else None
    return parse(number.content).form.lead_in if number else LEAD_IN


@dataclass(frozen=True)
class JustSaid:
    """Something the sender of a page has said: of which wording, and what that became meanwhile."""

    encouragement_id: int
    kind: CommentKind
    text: str
    wording: int
    wording_now: int
    set_aside: bool


@dataclass(frozen=True)
class SenderPage:
    """What the page of a sender tells for a few minutes: their receipt, and what they said.

    The receipt is empty where they go on with one that they have from before.
    """

    receipt: str
    said: tuple[JustSaid, ...]

    @property
    def latest(self) -> JustSaid:
        """What was said last."""
        return self.said[-1]


def sender_page(session: Session, *, link: DraftsLink, sender: str) -> SenderPage | None:
    """What the sender of a page said of the drafts; none once it is too long ago."""
    query = (
        select(Comment, Wording.number, Encouragement)
        .join(Encouragement, col(Encouragement.id) == Comment.encouragement_id)
        .join(Wording, col(Wording.id) == Comment.wording_id)
        .where(
            Encouragement.edition_id == link.edition_id,
            Comment.sender_sha256 == codes.code_digest(sender),
        )
        .order_by(col(Comment.id))
    )
    rows = session.exec(query).all()
    if not rows or now() - max(comment.sent_at for comment, *_ in rows) > SHOWN_FOR:
        return None
    receipts = (codes.receipt_of(key, sender) for key in link.keys)
    own = rows[0][0].receipt_sha256
    receipt = next((r for r in receipts if _digest(r) == own), "")
    said = tuple(
        JustSaid(e.id, c.kind, c.text, number, e.wording, e.stage is Stage.SET_ASIDE)
        for c, number, e in rows
        if not c.withdrawn
    )
    return SenderPage(receipt, said) if said else None


def _digest(receipt: str) -> str:
    return codes.code_digest(codes.normalised_code(receipt))


def minutes_shown() -> int:
    """For how many minutes a receipt is shown."""
    return int(SHOWN_FOR / timedelta(minutes=1))
