"""Candidates: begun for each theme or from picked statements, and merged into one another."""

from typing import Any

import pytest
from sqlmodel import Session, select

from hrgl.core import audit
from hrgl.core.enums import Kind, Stage, Support
from hrgl.core.models import (
    Edition,
    Encouragement,
    GroupHeading,
    Member,
    Statement,
    Theme,
    Workshop,
)
from hrgl.encouragements import candidates, encouragements, evidence, groups, outlines, views
from hrgl.encouragements import wordings as words
from hrgl.errors import NotNow, NotValid, OutOfDate
from hrgl.notes import notes
from hrgl.notes.references import named_in
from hrgl.operations.undo import undo
from hrgl.themes import themes
from hrgl.themes.board import board
from tests.builders import World, statement_ids, world


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


def _two_themes(session: Session, here: World) -> tuple[Theme, Theme]:
    ids = statement_ids(session, here)
    first = themes.create(session, here.facilitator, name="Budget", statement_ids=ids[:4])
    return first, themes.create(session, here.facilitator, name="Youth", statement_ids=ids[4:6])


def _each(session: Session, who: Member, *of: Theme) -> list[Encouragement]:
    versions = {theme.id: theme.version for theme in of}
    return candidates.begin_each(session, who, theme_ids=list(versions), theme_versions=versions)


def _state(session: Session, here: World) -> Any:
    found = views.list_encouragements(session, edition_id=here.edition.id)
    return [
        (
            *(d.id, d.place, d.stage, d.heading, d.explanation, d.remarks, d.wording),
            sorted((e.statement_id, e.support) for e in evidence.evidence_of(session, d.id)),
            sorted(encouragements.themes_of(session, encouragement_id=d.id)),
        )
        for d in found
    ]


def _undo_last(session: Session, here: World) -> None:
    [last] = audit.history(session, edition_id=here.edition.id, limit=1)
    undo(session, here.facilitator, entry_id=last.id)


def test_one_candidate_for_each_theme_is_one_act_with_outline_evidence_and_place(
    session: Session, here: World
) -> None:
    first, second = _two_themes(session, here)
    before = len(audit.history(session, edition_id=here.edition.id))
    begun = _each(session, here.facilitator, first, second)
    assert len(audit.history(session, edition_id=here.edition.id)) == before + 1
    assert [row.place for row in begun] == [1, 2]
    drafts = views.list_encouragements(session, edition_id=here.edition.id)
    assert [d.heading for d in drafts] == ["", ""]
    for draft, theme in zip(drafts, (first, second), strict=True):
        cited = evidence.evidence_of(session, draft.id)
        rows = [session.get_one(Statement, each.statement_id) for each in cited]
        shorts = {"-".join(row.reference.rsplit("-", 2)[1:]) for row in rows}
        assert set(named_in(draft.explanation)) == shorts
        assert 1 <= len(rows) <= outlines.MOST_OUTLINED
        assert encouragements.themes_of(session, encouragement_id=draft.id) == [theme.id]


def test_every_word_of_an_outline_is_a_statement_s_own(session: Session, here: World) -> None:
    first, _ = _two_themes(session, here)
    [begun] = _each(session, here.facilitator, first)
    texts = {
        s.short: s.text for s in board(session, edition_id=here.edition.id).themes[0].statements
    }
    [wording] = words.wordings(session, encouragement_id=begun.id)
    for line in wording.explanation.splitlines():
        [short] = named_in(line)
        assert line == f"– {texts[short]} {{{short}}}"


def test_an_outline_takes_one_statement_of_each_room_before_a_second_one(
    session: Session, here: World
) -> None:
    other = Workshop(edition_id=here.edition.id, code="B2")
    session.add(other)
    session.flush()
    text = "* Publish what is bought\n* Ask youth"
    taken = notes.add_note(session, here.rapporteur, workshop_id=other.id, text=text)
    theirs = [statement.id for statement in taken.statements]
    theme = themes.create(
        session,
        here.facilitator,
        name="Budget",
        statement_ids=[*statement_ids(session, here), *theirs],
    )
    row = board(session, edition_id=here.edition.id).theme(theme.id)
    assert row is not None
    rooms = [s.workshop for s in outlines.typical_over_rooms(row)]
    assert len(set(rooms[:2])) == 2
    assert sorted(rooms) == sorted([here.workshop.code, other.code] * 2)


def test_a_reservation_is_cited_as_one_and_stands_last(session: Session, here: World) -> None:
    ids = statement_ids(session, here)
    for each in ids[:2]:
        session.get_one(Statement, each).kind = Kind.RESERVATION
    begun = candidates.begin_from_statements(session, here.facilitator, statement_ids=ids[:3])
    cited = {e.statement_id: e.support for e in evidence.evidence_of(session, begun.id)}
    assert cited == {
        ids[0]: Support.RESERVATION,
        ids[1]: Support.RESERVATION,
        ids[2]: Support.SUPPORTS,
    }
    theme = themes.create(session, here.facilitator, name="All", statement_ids=ids)
    row = board(session, edition_id=here.edition.id).theme(theme.id)
    assert row is not None
    assert {s.id for s in outlines.typical_over_rooms(row)}.isdisjoint(ids[:2])


def test_when_all_places_are_taken_the_rest_are_candidates(session: Session, here: World) -> None:
    first, second = _two_themes(session, here)
    session.get_one(Edition, here.edition.id).places = 1
    begun = _each(session, here.facilitator, first, second)
    assert [row.place for row in begun] == [1, None]


def test_no_second_candidate_is_begun_for_a_theme_that_got_one_meanwhile(
    session: Session, here: World
) -> None:
    first, second = _two_themes(session, here)
    _each(session, here.facilitator, second)
    with pytest.raises(NotNow, match="an encouragement from “Youth” by now"):
        _each(session, here.facilitator, first, second)
    stale = {"theme_ids": [first.id], "theme_versions": {first.id: first.version - 1}}
    with pytest.raises(OutOfDate):
        candidates.begin_each(session, here.facilitator, **stale)
    with pytest.raises(NotValid, match="has an encouragement already"):
        _each(session, here.facilitator)


def test_what_was_begun_can_be_taken_back(session: Session, here: World) -> None:
    first, second = _two_themes(session, here)
    before = _state(session, here)
    _each(session, here.facilitator, first, second)
    _undo_last(session, here)
    assert _state(session, here) == before == []


def test_a_statement_that_is_left_out_begins_no_candidate(session: Session, here: World) -> None:
    ids = statement_ids(session, here)
    session.get_one(Statement, ids[0]).set_aside_because = "no idea"
    with pytest.raises(NotNow):
        candidates.begin_from_statements(session, here.facilitator, statement_ids=ids[:1])
    with pytest.raises(NotValid, match="Pick at least one"):
        candidates.begin_from_statements(session, here.facilitator, statement_ids=[])


def _merge(session: Session, here: World, into: Encouragement, other: Encouragement) -> None:
    candidates.merge_candidates(
        session,
        here.facilitator,
        encouragement_id=into.id,
        seen_version=into.version,
        other_id=other.id,
        other_seen_version=other.version,
    )


def _two_worded(session: Session, here: World) -> tuple[Encouragement, Encouragement]:
    first, second = _two_themes(session, here)
    ids = sorted(session.exec(select(Statement.id)).all())
    cited = {ids[0]: Support.SUPPORTS, ids[1]: Support.RESERVATION}
    return (
        words.word(
            session,
            here.facilitator,
            heading="publish",
            explanation="One.",
            examples="Graz, Austria: a hotline",
            theme_ids=[first.id],
            citations=cited,
        ),
        words.word(
            session,
            here.facilitator,
            heading="ask",
            explanation="Two.",
            theme_ids=[second.id, first.id],
            citations={ids[1]: Support.SUPPORTS, ids[4]: Support.EXAMPLE},
        ),
    )


def test_merging_joins_evidence_and_themes_and_keeps_both_wordings(
    session: Session, here: World
) -> None:
    into, other = _two_worded(session, here)
    ids = sorted(session.exec(select(Statement.id)).all())
    _merge(session, here, into, other)
    cited = {e.statement_id: e.support for e in evidence.evidence_of(session, into.id)}
    assert cited == {
        ids[0]: Support.SUPPORTS,
        ids[1]: Support.RESERVATION,  # what was decided here holds
        ids[4]: Support.EXAMPLE,
    }
    assert len(encouragements.themes_of(session, encouragement_id=into.id)) == 2
    latest, first = words.wordings(session, encouragement_id=into.id)
    assert (first.explanation, latest.heading) == ("One.", "publish")
    assert latest.explanation == "One.\n\nask\n\nTwo."
    assert (latest.examples, latest.why) == ("Graz, Austria: a hotline", "merged with “ask”")
    assert (other.stage, other.merged_into_id) == (Stage.SET_ASIDE, into.id)
    assert other.set_aside_because == "merged into “publish”"
    [kept] = words.wordings(session, encouragement_id=other.id)
    assert (kept.heading, kept.explanation) == ("ask", "Two.")
    assert evidence.evidence_of(session, other.id) == []


def test_a_merge_that_is_taken_back_leaves_no_trace(session: Session, here: World) -> None:
    into, other = _two_worded(session, here)
    before = _state(session, here)
    _merge(session, here, into, other)
    assert _state(session, here) != before
    _undo_last(session, here)
    assert _state(session, here) == before


def test_what_was_merged_can_be_brought_back_as_a_candidate(session: Session, here: World) -> None:
    into, other = _two_worded(session, here)
    _merge(session, here, into, other)
    encouragements.bring_back_encouragement(
        session, here.facilitator, encouragement_id=other.id, seen_version=other.version
    )
    assert (other.stage, other.merged_into_id, other.set_aside_because) == (Stage.DRAFT, None, "")


def test_words_too_long_together_are_not_merged_and_nothing_is_lost(
    session: Session, here: World
) -> None:
    into, other = (
        words.word(session, here.facilitator, heading=name, explanation=name * 2500)
        for name in ("a", "b")
    )
    with pytest.raises(NotValid, match="too long: 5005 characters"):
        _merge(session, here, into, other)
    with pytest.raises(NotValid, match="Choose another"):
        _merge(session, here, into, into)


def test_a_group_has_its_heading_until_it_is_changed_or_taken_away(
    session: Session, here: World
) -> None:
    who = here.facilitator
    group = groups.head_group(session, who, place=2, heading=" Begin  at home ")
    assert (group.place, group.heading) == (2, "Begin at home")
    with pytest.raises(OutOfDate):
        groups.head_group(session, who, place=2, heading="Mine")  # somebody had headed it
    with pytest.raises(NotNow):
        groups.head_group(session, who, place=2, heading="Begin at home", seen_version=1)
    groups.head_group(session, who, place=2, heading="Begin here", seen_version=group.version)
    with pytest.raises(OutOfDate):
        groups.unhead_group(session, who, place=2, seen_version=1)
    groups.unhead_group(session, who, place=2, seen_version=group.version)
    assert groups.group_headings(session, edition_id=here.edition.id) == []
    _undo_last(session, here)
    assert [g.heading for g in session.exec(select(GroupHeading)).all()] == ["Begin here"]


@pytest.mark.parametrize(("place", "heading"), [(0, "x"), (3, "x"), (1, "  "), (1, "x" * 121)])
def test_a_heading_of_a_group_stands_at_a_place_and_says_something(
    session: Session, here: World, place: int, heading: str
) -> None:
    with pytest.raises(NotValid):
        groups.head_group(session, here.facilitator, place=place, heading=heading)
