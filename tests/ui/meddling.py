"""What somebody else may do to the object of an act between its being drawn and being pressed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from hrgl.core import jobs
from hrgl.core.enums import AdoptionMode, DoorState, Kind, ObjectionAnswer, Role, Support, Verdict
from hrgl.core.models import (
    AuditEntry,
    Door,
    Edition,
    Encouragement,
    Evidence,
    Input,
    Job,
    Member,
    Placement,
    Review,
    Statement,
    Tag,
    Theme,
    Tie,
    Wording,
    Workshop,
)
from hrgl.editions import editions, proxies, summaries, workshops
from hrgl.editions.workshops import Plan
from hrgl.encouragements import encouragements, evidence, places, wordings
from hrgl.encouragements.consenting import objections, reviews
from hrgl.notes import leaving_out, notes, statements
from hrgl.notes.door import doors, inputs
from hrgl.operations import undo
from hrgl.outcome import adopting
from hrgl.people import accounts
from hrgl.themes import placing, tags, themes, ties

Meddle = Callable[[Session, Member], object]


@dataclass(frozen=True)
class Meddling:
    """One thing somebody else does, in a word, and how."""

    name: str
    do: Meddle


def with_what(drawn: Mapping[str, Any]) -> Iterator[Meddling]:
    """Everything somebody else may do to what an act is bound to."""
    for name, make in _BY_ARGUMENT.items():
        bound = drawn.get(name)
        first = bound[0] if isinstance(bound, list | tuple) and bound else bound
        if isinstance(first, int) and first:
            yield from (Meddling(f"{name}: {what}", do) for what, do in make(first).items())
    yield Meddling("the edition is described anew", _describe)
    yield Meddling("the rules are set anew", _rules)


def member_of(session: Session, role: Role, edition_id: int) -> Member:
    """Somebody else of the edition, of this role."""
    query = select(Member).where(
        Member.edition_id == edition_id, Member.role == role, col(Member.active)
    )
    found = session.exec(query.order_by(col(Member.id).desc())).first()
    assert found is not None
    return found


def _third(session: Session, actor: Member, *, name: str = "A third theme") -> Theme:
    there = session.exec(select(Theme).where(Theme.name == name)).first()
    return there or themes.create(session, actor, name=name)


def _version(session: Session, model: type, row_id: int) -> int:
    return int(session.get_one(model, row_id).version)


def _of_theme(theme_id: int) -> dict[str, Meddle]:
    def seen(session: Session) -> dict[str, int]:
        return {"theme_id": theme_id, "seen_version": _version(session, Theme, theme_id)}

    def placed(session: Session) -> list[int]:
        return [p.statement_id for p in placing.placed_in(session, theme_id)]

    def waiting(session: Session, edition_id: int) -> list[int]:
        return [
            s.id for s in statements.list_statements(session, edition_id=edition_id) if s.waiting
        ]

    return {
        "renamed": lambda s, b: themes.rename(s, b, name="Renamed meanwhile", **seen(s)),
        "merged away": lambda s, b: themes.merge(s, b, into_id=_third(s, b).id, **seen(s)),
        "dissolved": lambda s, b: themes.dissolve(s, b, **seen(s)),
        "looked through": lambda s, b: themes.mark_reviewed(
            s, b, reviewed=not s.get_one(Theme, theme_id).reviewed, **seen(s)
        ),
        "one goes": lambda s, b: themes.move(
            s, b, statement_ids=placed(s)[-1:], theme_id=_third(s, b).id
        ),
        "one comes": lambda s, b: themes.move(
            s, b, statement_ids=waiting(s, b.edition_id)[-1:], theme_id=theme_id
        ),
    }


def _of_statement(statement_id: int) -> dict[str, Meddle]:
    def seen(session: Session) -> dict[str, int]:
        version = _version(session, Statement, statement_id)
        return {"statement_id": statement_id, "seen_version": version}

    one = {"statement_ids": [statement_id]}
    return {
        "moved": lambda s, b: themes.move(s, b, theme_id=_third(s, b).id, **one),
        "set aside": lambda s, b: leaving_out.set_aside_statements(
            s, b, because="meanwhile", **one
        ),
        "withdrawn": lambda s, b: leaving_out.withdraw_statement(
            s, b, because="meanwhile", **seen(s)
        ),
        "marked": lambda s, b: statements.mark(s, b, kind=Kind.LESSON, **seen(s)),
        "brought back": lambda s, b: leaving_out.bring_back_statements(s, b, **one),
    }


def _of_encouragement(row_id: int) -> dict[str, Meddle]:
    def seen(session: Session) -> dict[str, int]:
        version = _version(session, Encouragement, row_id)
        return {"encouragement_id": row_id, "seen_version": version}

    def free(session: Session) -> int:
        taken = set(session.exec(select(Encouragement.place)).all())
        return next(place for place in range(1, 13) if place not in taken)

    def cited(session: Session) -> list[int]:
        query = select(Evidence.statement_id).where(Evidence.encouragement_id == row_id)
        return list(session.exec(query).all())

    return {
        "reworded": lambda s, b: wordings.reword(
            s, b, heading="reword it meanwhile", explanation="Other words.", **seen(s)
        ),
        "remarked": lambda s, b: wordings.remark(s, b, remarks="A remark.", **seen(s)),
        "set aside": lambda s, b: encouragements.set_aside_encouragement(
            s, b, because="said elsewhere", **seen(s)
        ),
        "brought back": lambda s, b: encouragements.bring_back_encouragement(s, b, **seen(s)),
        "placed": lambda s, b: places.give_place(s, b, place=free(s), **seen(s)),
        "cited as something else": lambda s, b: evidence.cite(
            s, b, encouragement_id=row_id, statement_ids=cited(s)[:1], support=Support.RESERVATION
        ),
        "uncited": lambda s, b: evidence.uncite(
            s, b, encouragement_id=row_id, statement_ids=cited(s)
        ),
    }


def _of_wording(wording_id: int) -> dict[str, Meddle]:
    def of(session: Session, name: str) -> Meddle:
        return _of_encouragement(session.get_one(Wording, wording_id).encouragement_id)[name]

    def by(session: Session, b: Member) -> Member:
        return member_of(session, Role.FACILITATOR, b.edition_id)

    return {
        name: lambda s, b, name=name: of(s, name)(s, by(s, b))  # type: ignore[misc]
        for name in ("reworded", "remarked", "set aside", "placed")
    }


def _of_review(review_id: int) -> dict[str, Meddle]:
    def again(session: Session, _: Member) -> object:
        review = session.get_one(Review, review_id)
        objector = session.get_one(Member, review.member_id)
        return reviews.give(
            session, objector, wording_id=review.wording_id, verdict=Verdict.LIVE_WITH
        )

    return {
        "answered": lambda s, b: objections.answer_objection(
            s, b, review_id=review_id, answer=ObjectionAnswer.DECLINED, reason="Meanwhile."
        ),
        "superseded": again,
    }


def _of_workshop(workshop_id: int) -> dict[str, Meddle]:
    def seen(session: Session) -> dict[str, int]:
        version = _version(session, Workshop, workshop_id)
        return {"workshop_id": workshop_id, "seen_version": version}

    def plan(session: Session) -> Plan:
        return Plan(session.get_one(Workshop, workshop_id).code, "Another title")

    def door(session: Session, b: Member, **about: Any) -> object:
        query = select(Door.version).where(Door.workshop_id == workshop_id)
        version = session.exec(query).first() or 0
        act = doors.set_state if about else doors.renew
        return act(session, b, workshop_id=workshop_id, seen_version=version, **about)

    return {
        "changed": lambda s, b: workshops.change_workshop(s, b, plan=plan(s), **seen(s)),
        "removed": lambda s, b: workshops.remove_workshop(s, b, **seen(s)),
        "written in": lambda s, b: notes.add_note(
            s, b, workshop_id=workshop_id, text="* Meanwhile so."
        ),
        "summarised": lambda s, b: summaries.summarise(s, b, summary="Meanwhile.", **seen(s)),
        "door set": lambda s, b: door(s, b, state=DoorState.CLOSED),
        "door renewed": door,
    }


def _of_member(member_id: int) -> dict[str, Meddle]:
    def seen(session: Session) -> dict[str, int]:
        return {"member_id": member_id, "seen_version": _version(session, Member, member_id)}

    return {
        "renamed": lambda s, b: accounts.change_member(
            s, b, name="X", role=Role.STEERING, **seen(s)
        ),
        "closed": lambda s, b: accounts.close(s, b, **seen(s)),
        "reopened": lambda s, b: accounts.reopen(s, b, **seen(s)),
    }


def _of_input(input_id: int) -> dict[str, Meddle]:
    def seen(session: Session) -> dict[str, int]:
        return {"input_id": input_id, "seen_version": _version(session, Input, input_id)}

    def corrected(session: Session, _: Member) -> None:
        session.get_one(Input, input_id).text = "Something else altogether is asked for."

    return {
        "taken": lambda s, b: inputs.take_input(s, b, **seen(s)),
        "declined": lambda s, b: inputs.decline(s, b, because="Meanwhile", **seen(s)),
        "corrected": corrected,
    }


def _of_tie(tie_id: int) -> dict[str, Meddle]:
    def turned(session: Session, b: Member) -> object:
        row = session.get_one(Tie, tie_id)
        ids = [row.statement_id, row.other_id]
        return ties.tie(session, b, statement_ids=ids, together=not row.together)

    return {"let go": lambda s, b: ties.untie(s, b, tie_ids=[tie_id]), "turned round": turned}


def _of_note(note_id: int) -> dict[str, Meddle]:
    return {
        "revised": lambda s, b: notes.revise(
            s, b, note_id=note_id, text="* Written anew meanwhile", seen_version=1
        )
    }


_BY_ARGUMENT: dict[str, Callable[[int], dict[str, Meddle]]] = {
    "theme_id": _of_theme,
    "into_id": _of_theme,
    "theme_ids": _of_theme,
    "statement_id": _of_statement,
    "statement_ids": _of_statement,
    "of_id": _of_statement,
    "encouragement_id": _of_encouragement,
    "wording_id": _of_wording,
    "review_id": _of_review,
    "workshop_id": _of_workshop,
    "member_id": _of_member,
    "proxy_id": lambda proxy_id: {"ended": lambda s, b: proxies.end_proxy(s, b, proxy_id=proxy_id)},
    "input_id": _of_input,
    "tie_ids": _of_tie,
    "note_id": _of_note,
    "tag_id": lambda tag_id: {
        "removed": lambda s, b: tags.remove_tag(
            s, b, tag_id=tag_id, seen_version=_version(s, Tag, tag_id)
        )
    },
    "job_id": lambda job_id: {"stopped": lambda s, b: jobs.stop(s, b, job_id=job_id)},
    "entry_id": lambda entry_id: {"taken back": lambda s, b: undo.undo(s, b, entry_id=entry_id)},
    "number": lambda number: {
        "adopted": lambda s, b: adopting.record_adoption(
            s,
            b,
            number=number,
            adopted_by="Another body",
            mode=AdoptionMode.ADOPTED,
            adopted_on=editions.date.today(),
        )
    },
}


def _describe(session: Session, b: Member) -> object:
    version = _version(session, Edition, b.edition_id)
    return editions.describe(
        session, b, title="Meanwhile", question="", starts=None, ends=None, seen_version=version
    )


def _rules(session: Session, b: Member) -> object:
    version = _version(session, Edition, b.edition_id)
    return editions.set_rules(session, b, places=12, quorum=1, seen_version=version)


__all__ = ["AuditEntry", "Job", "Meddling", "Placement", "member_of", "with_what"]
