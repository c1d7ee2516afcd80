"""The workshops of an edition: added, changed and removed by organisers."""

import re
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, delete, func, select

from hrgl.core import audit
from hrgl.core.database import fetch
from hrgl.core.models import (
    Comment,
    Door,
    EarlierSummary,
    Edition,
    Input,
    Member,
    Note,
    NoteDraft,
    Round,
    Statement,
    Workshop,
)
from hrgl.core.permissions import Permission, require
from hrgl.editions.editions import LONGEST_QUESTION, LONGEST_TITLE, one_line
from hrgl.errors import NotFound, NotNow, NotValid

_CODE = re.compile(r"[A-Z0-9]{1,16}")
TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True)
class Plan:
    """What is known of a workshop before it begins; times as 14:30, or empty."""

    code: str
    title: str
    question: str = ""
    day: date | None = None
    starts: str = ""
    ends: str = ""
    next_generation: bool = False


def add_workshop(session: Session, actor: Member, *, plan: Plan) -> Workshop:
    """Add a workshop to the edition; from then on notes can be written in it."""
    require(actor, Permission.SET_UP)
    plan = _checked(plan)
    _refuse_if_taken(session, actor, plan.code, None)
    workshop = Workshop(edition_id=actor.edition_id, code=plan.code)
    _take_over(workshop, plan)
    session.add(workshop)
    audit.record(session, actor, "workshop.added", workshop, code=workshop.code)
    return workshop


def change_workshop(
    session: Session, actor: Member, *, workshop_id: int, plan: Plan, seen_version: int
) -> Workshop:
    """Change what is planned; the code stays once a statement carries it in its reference."""
    require(actor, Permission.SET_UP)
    workshop = fetch(session, Workshop, workshop_id, actor=actor, seen_version=seen_version)
    plan = _checked(plan)
    if plan.code != workshop.code.upper():
        _refuse_if_written(session, workshop)
        _refuse_if_taken(session, actor, plan.code, workshop.id)
        _rename_participants(session, workshop, plan.code)
        workshop.code = plan.code
    _take_over(workshop, plan)
    audit.record(session, actor, "workshop.changed", workshop, code=workshop.code)
    return workshop


def remove_workshop(
    session: Session, actor: Member, *, workshop_id: int, seen_version: int
) -> Workshop:
    """Take out a workshop in which nothing was ever written."""
    require(actor, Permission.SET_UP)
    workshop = fetch(session, Workshop, workshop_id, actor=actor, seen_version=seen_version)
    if workshop.last_number or workshop.summary or _is_written_in(session, workshop):
        raise NotNow(
            f"Notes were written in {workshop.code}, so it stays. Only a workshop without "
            "notes and without a summary can be removed."
        )
    _drop_drafts(session, workshop)
    session.exec(delete(Door).where(col(Door.workshop_id) == workshop.id))
    session.exec(delete(Round).where(col(Round.workshop_id) == workshop.id))
    session.exec(delete(Member).where(col(Member.workshop_id) == workshop.id))
    session.delete(workshop)
    audit.record(session, actor, "workshop.removed", workshop, code=workshop.code)
    return workshop


def _checked(plan: Plan) -> Plan:
    """The plan as a workshop can hold it, or the sentence that says what is wrong."""
    code = plan.code.strip().upper()
    if not _CODE.fullmatch(code):
        raise NotValid(
            "A code has 1 to 16 letters (A to Z) and digits, without spaces: A1, for instance.",
            "code",
        )
    title = one_line(plan.title, LONGEST_TITLE, "title", "title")
    if not title:
        raise NotValid("A workshop needs a title. Please give one.", "title")
    for field, time in (("starts", plan.starts), ("ends", plan.ends)):
        if time and not TIME.fullmatch(time):
            raise NotValid("Please write times as hours and minutes: 14:30.", field)
    if plan.starts and plan.ends and plan.ends <= plan.starts:
        raise NotValid("The workshop ends before it begins. Please change a time.", "ends")
    question = one_line(plan.question, LONGEST_QUESTION, "guiding question", "question")
    return Plan(code, title, question, plan.day, plan.starts, plan.ends, plan.next_generation)


def _take_over(workshop: Workshop, plan: Plan) -> None:
    workshop.title, workshop.question = plan.title, plan.question
    workshop.day, workshop.starts, workshop.ends = plan.day, plan.starts, plan.ends
    workshop.next_generation = plan.next_generation


def _refuse_if_taken(session: Session, actor: Member, code: str, own_id: int | None) -> None:
    # the edition's row is held, so that two organisers cannot take the same code at once
    fetch(session, Edition, actor.edition_id, actor=actor)
    for other in list_workshops(session, edition_id=actor.edition_id):
        if other.code.upper() == code and other.id != own_id:
            raise NotValid(
                f"The code {code} is taken by the workshop “{other.title}”. Choose another.", "code"
            )


def _refuse_if_written(session: Session, workshop: Workshop) -> None:
    if workshop.last_number:
        raise NotNow(
            f"Statements carry the code {workshop.code} in their references, so it stays. "
            "Everything else can be changed."
        )


def _rename_participants(session: Session, workshop: Workshop, code: str) -> None:
    query = select(Member).where(Member.workshop_id == workshop.id)
    for member in session.exec(query).all():
        member.name = f"Participants of {code}"


def _is_written_in(session: Session, workshop: Workshop) -> bool:
    written = select(Note.id).where(Note.workshop_id == workshop.id).limit(1)
    summed = select(EarlierSummary.id).where(EarlierSummary.workshop_id == workshop.id).limit(1)
    sent = select(Input.id).where(Input.workshop_id == workshop.id).limit(1)
    said = select(Comment.id).where(Comment.workshop_id == workshop.id).limit(1)
    return any(session.exec(each).first() is not None for each in (written, summed, sent, said))


def _drop_drafts(session: Session, workshop: Workshop) -> None:
    """An empty draft may go; one with text is work of somebody who is typing at this moment."""
    drafts = select(NoteDraft).where(NoteDraft.workshop_id == workshop.id)
    for draft in session.exec(drafts).all():
        if draft.text.strip():
            raise NotNow(f"Somebody is typing a note in {workshop.code}. Ask them first.")
        session.delete(draft)
    session.flush()


@dataclass(frozen=True)
class Planned:
    """A workshop as the organiser sees it, and how far its plan can still be changed."""

    id: int
    version: int
    plan: Plan
    statements: int
    can_recode: bool


def planned(session: Session, *, edition_id: int) -> list[Planned]:
    """An edition's workshops in the order of their codes, with what was said in each."""
    counted = dict(
        session.exec(
            select(Statement.workshop_id, func.count(col(Statement.id)))
            .join(Workshop, col(Workshop.id) == Statement.workshop_id)
            .where(Workshop.edition_id == edition_id, col(Statement.withdrawn_because).is_(None))
            .group_by(col(Statement.workshop_id))
        ).all()
    )
    return [
        Planned(w.id, w.version, _plan_of(w), counted.get(w.id, 0), not w.last_number)
        for w in list_workshops(session, edition_id=edition_id)
    ]


def _plan_of(w: Workshop) -> Plan:
    return Plan(w.code, w.title, w.question, w.day, w.starts, w.ends, w.next_generation)


def workshop_by_code(session: Session, edition: Edition, code: str) -> Workshop:
    """The workshop of this code in the edition."""
    found = list_workshops(session, edition_id=edition.id)
    for workshop in found:
        if workshop.code.lower() == code.lower():
            return workshop
    known = ", ".join(workshop.code for workshop in found)
    raise NotFound(
        f"Edition {edition.code} has no workshop {code!r}. Its workshops: {known or 'none yet'}."
    )


def list_workshops(session: Session, *, edition_id: int) -> list[Workshop]:
    """An edition's workshops in the order of their codes."""
    query = select(Workshop).where(Workshop.edition_id == edition_id).order_by(Workshop.code)
    return list(session.exec(query).all())


def get_workshop(session: Session, *, workshop_id: int) -> Workshop:
    """One workshop as it stands."""
    return session.get_one(Workshop, workshop_id)
