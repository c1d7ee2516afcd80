"""Nobody reaches into another edition: every act with somebody else's ids is refused."""

from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, col, func, select

from hrgl.core.database import transaction
from hrgl.core.enums import DoorState, Role, Support, Verdict
from hrgl.core.models import (
    Amendment,
    AuditEntry,
    Comment,
    Evidence,
    Input,
    Job,
    MarginNote,
    Note,
    Placement,
    Review,
    SentDraft,
    Statement,
    Tag,
    Theme,
    Tie,
    Translation,
    Wording,
)
from hrgl.core.permissions import PERMISSIONS
from hrgl.encouragements import wordings
from hrgl.encouragements.consenting import reviews
from hrgl.errors import HrglError, NotFound, NotValid
from hrgl.outcome import adopting
from hrgl.themes import tags, themes, ties
from hrgl.themes.proposals import proposals
from tests.amending import propose
from tests.builders import World, statement_ids, submitted, wording_id, world
from tests.commenting import say, set_round
from tests.core.test_permissions import ACTS, _function
from tests.forming import translate_text
from tests.meeting_room import meeting_ids
from tests.ruling import name_proxy
from tests.sending import send, set_door
from tests.word_files import one_file_back, the_note


def _ids(session: Session, there: World) -> dict[str, int]:
    """One row of everything in an edition that an act can name."""
    ids = statement_ids(session, there)
    draft = submitted(session, there, ids[:2])
    candidate = wordings.word(session, there.facilitator, heading="a candidate")
    other = themes.create(session, there.facilitator, name="Other", statement_ids=ids[2:3])
    review = reviews.give(
        session,
        there.steering,
        wording_id=wording_id(session, draft, 1),
        verdict=Verdict.OBJECT,
        reason="Too vague",
    )
    clustering = proposals.store(
        session,
        there.facilitator,
        model="m",
        parameters={},
        statements_sha256="",
        result={"themes": [], "queue": [], "fit": {}},
    )
    job = Job(edition_id=there.edition.id, member_id=there.facilitator.id, kind="propose themes")
    session.add(job)
    session.flush()
    tag = tags.confirm(
        session, there.facilitator, theme_id=other.id, vocabulary="sdg_targets", code="16.6"
    )
    set_door(session, there, DoorState.MODERATED, 0)
    sent, _ = send(session, there)
    set_round(session, there)
    said, _ = say(session, there, draft)
    propose(session, there.steering, draft, ("works", "helps"))
    one_file_back(session, there, draft)
    [tied] = ties.tie(session, there.facilitator, statement_ids=ids[3:5], together=True)
    theme = session.exec(select(Theme).where(Theme.edition_id == there.edition.id)).first()
    note = session.exec(select(Note).where(Note.workshop_id == there.workshop.id)).one()
    entry = session.exec(
        select(AuditEntry).where(
            AuditEntry.act == "theme.created", AuditEntry.subject_id == other.id
        )
    ).one()
    assert theme is not None
    return {
        "workshop_id": there.workshop.id,
        "note_id": note.id,
        "statement_id": ids[3],
        "of_id": ids[4],
        "theme_id": theme.id,
        "into_id": other.id,
        "tag_id": tag.id,
        "encouragement_id": candidate.id,
        "other_id": draft.id,
        "wording_id": wording_id(session, draft),
        "review_id": review.id,
        "clustering_id": clustering.id,
        "entry_id": entry.id,
        "member_id": there.steering.id,
        "job_id": job.id,
        "input_id": sent.id,
        "tie_id": tied.id,
        "comment_id": said.id,
        "for_id": there.second.id,
        "proxy_id": name_proxy(session, there).id,
        "margin_id": the_note(session, there, "new words").id,
        "translation_id": translate_text(session, there).id,
        **meeting_ids(session, there),
    }


def _named(arguments: dict[str, Any]) -> list[str]:
    return [name for name in arguments if name.endswith(("_id", "_ids"))]


def _with(
    arguments: dict[str, Any], foreign: dict[str, int], only: str, own: dict[str, int]
) -> Any:
    """The arguments with one id of the other edition and the rest of one's own."""
    made = dict(arguments)
    for name in _named(arguments):
        source = foreign if name == only else own
        made[name] = [source[name[:-1]]] if name.endswith("_ids") else source[name]
    return made


def _everything(session: Session, there: World) -> object:
    tables: list[type[SQLModel]] = [
        Theme,
        Tag,
        Placement,
        Statement,
        Evidence,
        Wording,
        Review,
        Note,
        Job,
        Input,
        Comment,
        Tie,
        Amendment,
        MarginNote,
        SentDraft,
        Translation,
    ]
    rows = [[r.model_dump() for r in session.exec(select(table)).all()] for table in tables]
    entries = session.exec(
        select(func.count(col(AuditEntry.id))).where(AuditEntry.edition_id == there.edition.id)
    ).one()
    return rows, entries


REACHING = [
    (name, argument) for name, (_, given) in sorted(ACTS.items()) for argument in _named(given)
]


# it looks among what is cited here, and there the statement is not
SAID_OTHERWISE = {("evidence.uncite", "statement_ids"): NotValid}


def test_most_acts_name_something() -> None:
    assert len({name for name, _ in REACHING}) > 20


def test_no_act_reaches_what_belongs_to_another_edition(engine: Engine) -> None:
    with transaction(engine) as session:
        here, there = world(session), world(session, code="2032")
        own, foreign = _ids(session, here), _ids(session, there)
        before = _everything(session, there)
    for name, argument in REACHING:
        permission, given = ACTS[name]
        for role in PERMISSIONS[permission] - {Role.PARTICIPANT}:
            arguments = _with(given, foreign, argument, own)
            with pytest.raises(HrglError) as refused, transaction(engine) as session:
                _function(name)(session, here.of(role), **arguments)
            expected = SAID_OTHERWISE.get((name, argument), NotFound)
            assert refused.type is expected, (name, argument, refused.value)
    with transaction(engine) as session:
        assert _everything(session, there) == before


def test_lists_inside_an_act_do_not_reach_there_either(engine: Engine) -> None:
    with transaction(engine) as session:
        here, there = world(session), world(session, code="2032")
        own, foreign = _ids(session, here), _ids(session, there)
    with pytest.raises(NotFound, match="theme is not"), transaction(engine) as session:
        wordings.word(
            session, here.facilitator, heading="h", theme_ids=[own["theme_id"], foreign["theme_id"]]
        )
    with pytest.raises(NotFound, match="statements is not"), transaction(engine) as session:
        wordings.word(
            session,
            here.facilitator,
            heading="h",
            citations={foreign["statement_id"]: Support.SUPPORTS},
        )
    with pytest.raises(NotFound, match="statements is not"), transaction(engine) as session:
        themes.create(
            session,
            here.facilitator,
            name="n",
            statement_ids=[own["statement_id"], foreign["statement_id"]],
        )


def test_a_document_of_another_edition_cannot_be_adopted_by_its_number(engine: Engine) -> None:
    with transaction(engine) as session:
        here, _ = world(session), world(session, code="2032")
    _, given = ACTS["adopting.record_adoption"]
    with pytest.raises(NotFound, match="no number 1"), transaction(engine) as session:
        adopting.record_adoption(session, here.organiser, **given)
