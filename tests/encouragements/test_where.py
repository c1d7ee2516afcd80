"""The trace answers for every statement, in both directions, with the words of each time."""

from datetime import datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from hrgl.core import audit
from hrgl.core.database import reading, transaction
from hrgl.core.enums import Kind, Stage, Support
from hrgl.editions import editions
from hrgl.encouragements import candidates, encouragements, evidence, wordings
from hrgl.encouragements.tracing.destinations import destinations, whereto
from hrgl.encouragements.tracing.flow import by_theme, flow_home, statement_flow
from hrgl.encouragements.tracing.grounds import encouragement_grounds, rooms_home
from hrgl.encouragements.tracing.happened import Course, course_of, courses_of_all
from hrgl.encouragements.tracing.ledgers import ledger_by_room, ledger_home
from hrgl.encouragements.tracing.looking_up import look_up
from hrgl.encouragements.tracing.stories import StatementStory, statement_story
from hrgl.encouragements.tracing.tracing_home import traces_home
from hrgl.errors import NotFound, NotNow
from hrgl.notes import leaving_out, lineage, notes, statements
from hrgl.notes.references import short
from hrgl.notes.statements import Disposition, list_statements
from hrgl.operations import undo
from hrgl.themes import taking_up, themes
from tests.builders import World, statement_ids, submitted, world


@pytest.fixture
def here(session: Session) -> World:
    """A world with six statements in its one room."""
    return world(session)


def _story(session: Session, here: World, statement_id: int) -> StatementStory:
    return statement_story(session, edition_id=here.edition.id, statement_id=statement_id)


def _what(story: StatementStory) -> list[str]:
    return [each.what for each in story.happened]


def test_the_trace_answers_for_every_statement_of_the_demonstration_in_both_directions(
    demonstration: Engine,
) -> None:
    with reading(demonstration) as session:
        edition_id = editions.by_code(session, "2023-demo").id
        rows = list_statements(session, edition_id=edition_id)
        grounds = {
            key: encouragement_grounds(session, edition_id=edition_id, encouragement_id=key)
            for key in destinations(session, edition_id=edition_id)
        }
        down = {
            (key, ground.statement.id, ground.support)
            for key, found in grounds.items()
            for ground in found.standing
        }
        up = set()
        for row in rows:
            for wanted in (row.reference, row.short.lower(), f"{{{row.short}}}"):
                found = look_up(session, edition_id=edition_id, wanted=wanted, rows=rows)
                assert found.statements == (row,)
            story = statement_story(session, edition_id=edition_id, statement_id=row.id, rows=rows)
            _answers(story)
            up |= {(c.encouragement_id, row.id, c.support) for c in story.cited if not c.until}
        assert up == down
        assert len(up) > 100
        for key, ground in grounds.items():
            assert rooms_home(ground).rows[-1][-1] == sum(1 for each in up if each[0] == key)
        account = ledger_by_room(session, edition_id=edition_id, rows=rows)
        flow = statement_flow(session, edition_id=edition_id, rows=rows)
        assert account.every.statements == flow.statements == len(rows)
        table = traces_home(session, edition_id=edition_id)
        assert [line[0] for line in table.rows] == [row.reference for row in rows]
        assert [line[4] for line in table.rows] == [row.who for row in rows]


def _answers(story: StatementStory) -> None:
    """A story says where its statement ended: in the theme and the encouragements that it has."""
    row = story.statement
    assert story.ended.endswith(".")
    assert ".." not in story.ended
    if row.disposition is Disposition.OPEN:
        assert (f"“{row.theme}”" if row.theme else "Waits") in story.ended
    standing = [each for each in story.cited if each.until is None]
    assert bool(standing) == (row.disposition is Disposition.CITED)
    assert all(each.named in story.ended for each in standing)
    assert all(each.then.number >= 1 and each.then.at <= each.since for each in standing)
    if row.theme:
        assert any(row.theme in each.what for each in story.happened)


def test_the_words_are_those_of_the_moment_of_citing_and_those_of_now(
    session: Session, here: World
) -> None:
    first, second, *_ = statement_ids(session, here)
    row = submitted(session, here, [first])
    wordings.reword(
        session,
        here.facilitator,
        encouragement_id=row.id,
        heading="do it better",
        explanation="Because.",
        seen_version=row.version,
    )
    cited = {"encouragement_id": row.id, "statement_ids": [second]}
    evidence.cite(session, here.facilitator, **cited, support=Support.EXAMPLE)  # type: ignore[arg-type]
    evidence.cite(session, here.facilitator, **cited, support=Support.RESERVATION)  # type: ignore[arg-type]
    [early] = _story(session, here, first).cited
    assert (early.then.heading, early.now.heading) == ("do the thing number 1", "do it better")
    assert (early.then.number, early.now.number) == (1, 2)
    [late] = _story(session, here, second).cited
    assert (late.then.number, late.support, late.until) == (2, Support.RESERVATION, None)
    assert _what(_story(session, here, second)) == [
        "Cited as example for 1 “do it better”",
        "Cited for 1 “do it better” as reservation from here on",
    ]
    evidence.uncite(session, here.facilitator, **cited)  # type: ignore[arg-type]
    [gone] = _story(session, here, second).cited
    assert isinstance(gone.until, datetime)
    down = encouragement_grounds(session, edition_id=here.edition.id, encouragement_id=row.id)
    assert [(each.statement.id, each.until is None) for each in down.standing] == [(first, True)]
    assert [(each.statement.id, each.until) for each in down.former] == [(second, gone.until)]


def test_an_encouragement_set_aside_still_says_on_what_it_stood(
    session: Session, here: World
) -> None:
    first, *_ = statement_ids(session, here)
    row = submitted(session, here, [first])
    encouragements.set_aside_encouragement(
        session,
        here.facilitator,
        encouragement_id=row.id,
        because="Said elsewhere.",
        seen_version=row.version,
    )
    story = _story(session, here, first)
    [once] = story.cited
    assert (once.stage, once.why_ended) == (Stage.SET_ASIDE, "set aside because: Said elsewhere")
    assert story.ended == "In the theme “Theme 1”; no encouragement is worded from it yet."
    down = encouragement_grounds(session, edition_id=here.edition.id, encouragement_id=row.id)
    assert (down.standing, down.rooms) == ((), ())
    assert [each.statement.id for each in down.former] == [first]
    assert rooms_home(down).rows == [["All rooms", "", 0, 0, 0, 0]]


def test_what_a_merged_candidate_stood_on_is_told_of_both_and_so_is_taking_it_back(
    engine: Engine,
) -> None:
    with transaction(engine) as session:
        here = world(session)
        first, second, *_ = statement_ids(session, here)
        into, other = (
            submitted(session, here, [key], place=n) for n, key in ((1, first), (2, second))
        )
        candidates.merge_candidates(
            session,
            here.facilitator,
            encouragement_id=into.id,
            seen_version=into.version,
            other_id=other.id,
            other_seen_version=other.version,
        )
    asked = {"edition_id": here.edition.id}
    with reading(engine) as session:
        story = _story(session, here, second)
        assert [(c.encouragement_id, c.until is None) for c in story.cited] == [
            (other.id, False),
            (into.id, True),
        ]
        assert story.cited[0].why_ended == "merged into 1 “do the thing number 1”"
        assert _what(story)[-1] == (
            "Cited as support for 1 “do the thing number 1”, "
            "no longer for candidate “do the thing number 2”"
        )
        down = encouragement_grounds(session, **asked, encouragement_id=into.id)
        assert {each.statement.id for each in down.standing} == {first, second}
        assert all(each.since for each in down.standing)
        left = encouragement_grounds(session, **asked, encouragement_id=other.id)
        assert ([e.statement.id for e in left.former], left.standing) == ([second], ())
    with transaction(engine) as session:
        undo.undo(session, here.facilitator, entry_id=max(_entry_ids(session, here)))
    with reading(engine) as session:
        story = _story(session, here, second)
        standing = [c.encouragement_id for c in story.cited if c.until is None]
        assert standing == [other.id]
        left = encouragement_grounds(session, **asked, encouragement_id=other.id)
        assert [each.statement.id for each in left.standing] == [second]


def test_what_was_split_joined_and_counted_as_another_leads_on(
    session: Session, here: World
) -> None:
    first, second, third, fourth, *_ = statement_ids(session, here)
    actor = here.facilitator
    made = lineage.split_statement(session, actor, statement_id=first, at=7, seen_version=1)
    leaving_out.same_as(session, actor, statement_id=third, of_id=fourth)
    old = _story(session, here, first)
    assert [short(each) for each in old.descent.became] == ["A1-07", "A1-08"]
    assert old.ended == "Withdrawn: split into A1-07 and A1-08."
    new = _story(session, here, made[0].id)
    assert [short(each) for each in new.descent.came_from] == ["A1-01"]
    assert _what(new) == ["Made by splitting or joining others"]
    assert [short(each) for each in _story(session, here, fourth).counted_with] == ["A1-03"]
    row = submitted(session, here, [fourth])
    assert _story(session, here, third).ended == (
        f"Counted as the same as A1-04. Cited in 1 “{_heading(session, here, row.id)}” as support."
    )
    leaving_out.set_aside_statements(session, actor, statement_ids=[second], because="A slip.")
    assert _story(session, here, second).ended == "Set aside because: A slip."


def _heading(session: Session, here: World, encouragement_id: int) -> str:
    return destinations(session, edition_id=here.edition.id)[encouragement_id].now.heading


def test_a_corrected_statement_says_how_it_read_before(session: Session, here: World) -> None:
    ids = statement_ids(session, here, "* Publish the budgett in plain words\n* Pay people")
    rows = list_statements(session, edition_id=here.edition.id)
    for text in ("* Publish the budget in plain words\n* Pay people\n* Ask the young ones too",):
        notes.revise(session, here.rapporteur, note_id=rows[0].note_id, text=text, seen_version=1)
    corrected, as_before = (_story(session, here, key) for key in ids)
    [former] = corrected.former
    assert former.text == "Publish the budgett in plain words"
    assert former.until >= corrected.said_at
    assert as_before.former == ()
    came_later = list_statements(session, edition_id=here.edition.id)[2]
    assert _story(session, here, came_later.id).former == ()


def test_what_was_taken_back_is_told_as_taken_back(engine: Engine) -> None:
    with transaction(engine) as session:
        here = world(session)
        first, *_ = statement_ids(session, here)
        themes.create(session, here.facilitator, name="Money", statement_ids=[first])
    with transaction(engine) as session:
        entry = max(_entry_ids(session, here))
        undo.undo(session, here.facilitator, entry_id=entry)
    with reading(engine) as session:
        assert _what(_story(session, here, first)) == [
            "Put into the theme that was begun there",
            "Taken out of the theme that was begun there (an act was taken back)",
        ]


def _entry_ids(session: Session, here: World) -> list[int]:
    return [each.id for each in audit.history(session, edition_id=here.edition.id)]


def test_of_the_log_is_read_for_one_statement_what_all_of_it_says_of_it(
    session: Session, here: World
) -> None:
    ids = statement_ids(session, here)
    row = submitted(session, here, ids[:3])
    actor, edition = here.facilitator, {"edition_id": here.edition.id}
    theme = themes.create(session, actor, name="Other", statement_ids=ids[1:2])
    themes.move(session, actor, statement_ids=[ids[0]], theme_id=theme.id)
    statements.mark(session, actor, statement_id=ids[0], kind=Kind.NEED, seen_version=1)
    for support in (Support.EXAMPLE, Support.RESERVATION):
        evidence.cite(
            session, actor, encouragement_id=row.id, statement_ids=ids[:1], support=support
        )
    there = whereto(session, **edition)
    every = courses_of_all(session, **edition, there=there)
    for key in ids:
        alone = course_of(session, **edition, statement_id=key, there=there)
        assert alone == every.get(key, Course())
    assert [each.what for each in every[ids[0]].happened] == [
        "Put into the theme “Theme 1”",
        "Cited as support for candidate “do the thing number 1”",
        "Moved from the theme “Theme 1” to “Other”",
        "Marked as: Need",
        "Cited for 1 “do the thing number 1” as example from here on",
        "Cited for 1 “do the thing number 1” as reservation from here on",
    ]


def test_the_ledger_and_the_flow_add_up_by_room_and_over_all(session: Session, here: World) -> None:
    ids = statement_ids(session, here)
    submitted(session, here, ids[:2])
    leaving_out.set_aside_statements(
        session, here.facilitator, statement_ids=ids[2:3], because="off topic"
    )
    account = ledger_by_room(session, edition_id=here.edition.id)
    assert account.told == "6 statements = 2 cited + 3 open + 1 set aside"
    assert ledger_home(account).rows == [
        ["A1", "Room", 2, 3, 0, 1, 0, 6],
        ["All rooms", "", 2, 3, 0, 1, 0, 6],
    ]
    flow = statement_flow(session, edition_id=here.edition.id)
    assert [tuple(row) for row in flow_home(flow).rows] == [
        ("A1", "Theme 1", "1 “do the thing number 1”", 2),
        ("A1", "in no theme", "not cited yet", 3),
        ("A1", "set aside", "left out", 1),
        ("All rooms", "", "", 6),
    ]
    theme = themes.create(session, here.facilitator, name="Else", statement_ids=ids[3:5])
    taking_up.not_take_up(
        session, here.facilitator, theme_id=theme.id, because="Out of reach.", seen_version=1
    )
    assert _story(session, here, ids[3]).ended == (
        "In the theme “Else”, which is not taken up because: Out of reach."
    )
    later = by_theme(statement_flow(session, edition_id=here.edition.id))
    assert later.rows[0] == ["Else", "A1 2", "not taken up: 2", 2]
    assert by_theme(flow).rows[0] == ["Theme 1", "A1 2", "1 “do the thing number 1”: 2", 2]


@pytest.mark.parametrize("text", ["explanation", "examples"])
def test_a_split_stays_as_long_as_a_wording_names_what_came_of_it(
    engine: Engine, text: str
) -> None:
    with transaction(engine) as session:
        here = world(session)
        first, *_ = statement_ids(session, here)
        lineage.split_statement(session, here.facilitator, statement_id=first, at=7, seen_version=1)
        [split] = [max(_entry_ids(session, here))]
        words = {"heading": "do it", text: "As was said in {a1-08}."}
        wordings.word(session, here.facilitator, **words)  # type: ignore[arg-type]
        worded = max(_entry_ids(session, here))
    with pytest.raises(NotNow, match="A1-08 is named in a wording"), transaction(engine) as session:
        undo.undo(session, here.facilitator, entry_id=split)
    with transaction(engine) as session:
        assert look_up(session, edition_id=here.edition.id, wanted="{A1-08}").statements
        for entry_id in (worded, split):
            undo.undo(session, here.facilitator, entry_id=entry_id)


def test_what_is_of_another_edition_is_not_there(session: Session, here: World) -> None:
    there = world(session, code="2032")
    [elsewhere, *_] = statement_ids(session, there)
    row = submitted(session, there, [elsewhere])
    with pytest.raises(NotFound):
        _story(session, here, elsewhere)
    with pytest.raises(NotFound):
        encouragement_grounds(session, edition_id=here.edition.id, encouragement_id=row.id)
