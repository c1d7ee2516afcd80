"""Acts taken back: what comes back, and what is in the way of taking an act back."""

from typing import Any

import pytest
from sqlmodel import Session, col, select

from hrgl.core import changes
from hrgl.core.acts import ACTS
from hrgl.core.enums import Stage, Support
from hrgl.core.models import (
    AuditEntry,
    Encouragement,
    EncouragementTheme,
    Evidence,
    Statement,
    Wording,
)
from hrgl.encouragements import evidence, wordings
from hrgl.errors import NotFound, NotNow
from hrgl.notes import lineage, notes
from hrgl.notes.statements import list_statements
from hrgl.operations import undo
from hrgl.operations.undo import reason_against
from hrgl.themes import placing, themes
from tests.builders import World, approved, statement_ids, world
from tests.forming import FORM_STAYS
from tests.operations.test_undo_any import state
from tests.publishing import publish_as_read
from tests.reporting import REPORT_STAYS
from tests.ruling import RULE_STAYS
from tests.telling import told, told_of

# One act of each kind that cannot be taken back, with words of the sentence that says why.
CANNOT = {
    **RULE_STAYS,
    **FORM_STAYS,
    **REPORT_STAYS,
    "note.added": "withdraw a statement, or edit the note",
    "input.sent": "as they left it",
    "input.taken": "withdraw its statements instead",
    "input.declined": "Take the input instead",
    "round.set": "Open or close the round again",
    "comment.sent": "What a sender did with a comment",
    "door.set": "Set the door again",
    "workshop.added": "Change the workshop again",
    "workshop.summarised": "Put an earlier summary back",
    "workshop.removed": "Add the workshop again",
    "review.given": "A later word of the same member",
    "objection.answered": "An answer that was given stays",
    "amendments.proposed": "Withdraw the amendment instead",
    "amendments.withdrawn": "Propose it again instead",
    "reviews.agreed": "A later word of the same member",
    "objection.ruled": "let the objector speak again",
    "meeting.opened": "stays in its minutes",
    "document.published": "What is published never changes",
    "edition.described": "Change it again instead",
    "member.changed": "Change what the person is",
    "person.erased": "What was erased cannot come back",
    "proposal.asked_for": "changes nothing",
    "proposal.stopped": "Ask for a proposal again",
    "themes.proposed": "changes nothing by itself",
    "sample.placed": "A second look moves nothing",
    "draft.returned": "Decide on what came with it",
    "margin.settled": "Decide on what came with it",
}


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


@pytest.fixture
def ids(session: Session, here: World) -> list[int]:
    return statement_ids(session, here)


def _last(session: Session) -> int:
    session.flush()
    return session.exec(select(AuditEntry.id).order_by(col(AuditEntry.id).desc())).first() or 0


def _undo(session: Session, here: World, entry: int | None = None) -> AuditEntry:
    done = undo.undo(session, here.facilitator, entry_id=entry or _last(session))
    session.flush()
    session.expire_all()
    return done


@pytest.mark.parametrize(("act", "words"), CANNOT.items())
def test_what_cannot_be_taken_back_says_what_to_do_instead(act: str, words: str) -> None:
    assert words in reason_against(act, has_changes=True)


def test_every_reason_is_one_of_an_act_and_the_rest_can_be_taken_back() -> None:
    reasons = {act.why_it_stays for act in ACTS.values()} - {""}
    assert reasons == {ACTS[act].why_it_stays for act in CANNOT}
    assert reason_against("theme.created", has_changes=True) == ""
    assert reason_against("theme.created", has_changes=False) == "There is nothing to take back."
    assert reason_against("proposal.adopted", has_changes=True) == ""


def test_a_theme_that_was_dissolved_comes_back_with_its_statements_and_how_they_were_placed(
    session: Session, here: World, ids: list[int]
) -> None:
    theme = themes.create(session, here.facilitator, name="Money", statement_ids=ids[:2])
    first, _ = placing.placed_in(session, theme.id)
    first.pinned, first.fit = False, 0.5
    session.flush()
    changes.take_changes(session)  # part of no act
    before = state(session, here)
    themes.dissolve(session, here.facilitator, theme_id=theme.id, seen_version=theme.version)
    dissolved = _last(session)
    entry = _undo(session, here)
    assert told(session) == ("act.undone", {"what": "theme.dissolved"})
    assert told_of(session, here.facilitator, session.get_one(AuditEntry, dissolved))
    assert entry.id == _last(session)
    assert state(session, here) == before
    assert {(p.statement_id, p.pinned, p.fit) for p in placing.placed_in(session, theme.id)} == {
        (ids[0], False, 0.5),
        (ids[1], True, None),
    }


def test_a_candidate_comes_back_with_its_words_their_moment_its_themes_and_its_evidence(
    session: Session, here: World, ids: list[int]
) -> None:
    theme = themes.create(session, here.facilitator, name="Money")
    row = wordings.word(
        session,
        here.facilitator,
        heading="publish budgets",
        theme_ids=[theme.id],
        citations={ids[0]: Support.EXAMPLE},
    )
    before = [each.model_dump() for each in _of(session, row.id)]
    _undo(session, here)
    assert _of(session, row.id) == []
    _undo(session, here)
    assert [each.model_dump() for each in _of(session, row.id)] == before
    assert session.get_one(Encouragement, row.id).stage is Stage.DRAFT
    _undo(session, here)
    assert _of(session, row.id) == []


def _of(session: Session, row_id: int) -> list[Any]:
    found: list[Any] = []
    for model in (Wording, EncouragementTheme, Evidence):
        query = select(model).where(model.encouragement_id == row_id)
        found += session.exec(query).all()
    return found


def test_a_statement_that_was_split_comes_back_with_what_stood_above_it(
    session: Session, here: World
) -> None:
    [one, *_] = statement_ids(
        session, here, "Money:\n* Publish the budget and pay the people\n\nTime:\n* Meet at noon"
    )
    session.flush()
    row = session.get_one(Statement, one)
    lineage.split_statement(
        session, here.rapporteur, statement_id=one, at=18, seen_version=row.version
    )
    split = [
        (s.text, s.context, s.disposition)
        for s in list_statements(session, edition_id=here.edition.id)
    ]
    assert len(split) == 4
    for _ in range(2):
        _undo(session, here)
        assert len(list_statements(session, edition_id=here.edition.id)) == 2
        _undo(session, here)
        session.flush()
        now = list_statements(session, edition_id=here.edition.id)
        assert [(s.text, s.context, s.disposition) for s in now] == split
    assert split[1][1]


def test_a_part_does_not_come_back_into_a_note_that_was_edited_since(
    session: Session, here: World
) -> None:
    text = "* Publish the budget and pay the people"
    [one] = statement_ids(session, here, text)
    row = session.get_one(Statement, one)
    lineage.split_statement(
        session, here.rapporteur, statement_id=one, at=18, seen_version=row.version
    )
    _undo(session, here)
    undone = _last(session)
    notes.revise(session, here.rapporteur, note_id=row.note_id, text=f"{text} too", seen_version=1)
    with pytest.raises(NotNow, match="changed since"):
        _undo(session, here, undone)


def test_nothing_comes_back_into_a_theme_that_was_merged_since_and_the_first_by_name_is_told(
    session: Session, here: World, ids: list[int]
) -> None:
    second, first, into = (
        themes.create(session, here.facilitator, name=name, statement_ids=picked)
        for name, picked in (("Second", ids[:1]), ("First", ids[1:2]), ("Into", []))
    )
    themes.move(session, here.facilitator, statement_ids=ids[:2], theme_id=None)
    queued = _last(session)
    for theme in (second, first):
        themes.merge(
            session,
            here.facilitator,
            theme_id=theme.id,
            into_id=into.id,
            seen_version=theme.version,
        )
    with pytest.raises(NotNow, match="“First” was given up since"), session.begin_nested():
        _undo(session, here, queued)
    other = themes.create(session, here.facilitator, name="Other", statement_ids=ids[2:3])
    themes.move(session, here.facilitator, statement_ids=ids[2:3], theme_id=None)
    _undo(session, here)
    assert [p.statement_id for p in placing.placed_in(session, other.id)] == [ids[2]]


def test_what_was_done_to_a_row_since_is_in_the_way(
    session: Session, here: World, ids: list[int]
) -> None:
    theme = themes.create(session, here.facilitator, name="Money", statement_ids=ids[:1])
    themes.move(session, here.facilitator, statement_ids=ids[:1], theme_id=None)
    queued = _last(session)
    themes.move(session, here.facilitator, statement_ids=ids[:1], theme_id=theme.id)
    with pytest.raises(NotNow, match="since"), session.begin_nested():
        _undo(session, here, queued)


def test_after_publication_no_act_on_encouragements_is_taken_back(
    session: Session, here: World, ids: list[int]
) -> None:
    row = approved(session, here, ids[:2])
    approved(session, here, ids[2:4], place=2)
    evidence.cite(
        session,
        here.facilitator,
        encouragement_id=row.id,
        statement_ids=ids[4:5],
        support=Support.EXAMPLE,
    )
    cited = _last(session)
    wordings.remark(
        session, here.facilitator, encouragement_id=row.id, remarks="x", seen_version=row.version
    )
    remarked = _last(session)
    themes.create(session, here.facilitator, name="Free")
    free = _last(session)
    session.flush()
    publish_as_read(session, here.organiser)
    for entry in (cited, remarked):
        with pytest.raises(NotNow, match="has been published"):
            _undo(session, here, entry)
    _undo(session, here, free)


def test_what_was_done_before_a_person_was_erased_stays_and_what_came_after_does_not(
    session: Session, here: World, ids: list[int]
) -> None:
    there = world(session, code="2032")
    themes.create(session, there.facilitator, name="Money")
    elsewhere = _last(session)
    themes.create(session, here.facilitator, name="Before")
    before = _last(session)
    erased = AuditEntry(
        edition_id=here.edition.id,
        member_id=here.organiser.id,
        act="person.erased",
        subject="edition",
        subject_id=here.edition.id,
    )
    session.add(erased)
    themes.create(session, here.facilitator, name="After")
    after = _last(session)
    with pytest.raises(NotNow, match="words were erased since"):
        _undo(session, here, before)
    _undo(session, here, after)
    _undo(session, there, elsewhere)


def test_no_act_of_another_edition_is_taken_back(session: Session, here: World) -> None:
    themes.create(session, here.facilitator, name="Money")
    entry = _last(session)
    there = world(session, code="2032")
    with pytest.raises(NotFound):
        _undo(session, there, entry)
