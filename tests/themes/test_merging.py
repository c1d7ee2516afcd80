"""Themes merged, looked through and dissolved: nothing is lost, and what was decided goes on."""

from collections.abc import Callable

import pytest
from sqlmodel import Session

from hrgl.core.models import Clustering, Theme
from hrgl.encouragements import encouragements, wordings
from hrgl.errors import NotFound, NotNow, NotValid, OutOfDate
from hrgl.synthesis.grouping.decided import NOWHERE
from hrgl.themes import board, placing, themes
from hrgl.themes.proposals import constraints, proposals
from tests.builders import World, statement_ids, world
from tests.telling import told, told_of


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


@pytest.fixture
def ids(session: Session, here: World) -> list[int]:
    return statement_ids(session, here)


def _theme(session: Session, here: World, name: str, ids: list[int]) -> Theme:
    return themes.create(session, here.facilitator, name=name, statement_ids=ids)


def _by_the_machine(session: Session, here: World, name: str, ids: list[int]) -> Theme:
    """A theme in which no person has decided anything."""
    run = Clustering(
        edition_id=here.edition.id,
        member_id=here.facilitator.id,
        model="m",
        parameters={},
        statements_sha256="",
        result={},
    )
    session.add(run)
    theme = _theme(session, here, name, ids)
    session.flush()
    theme.named_by_person, theme.clustering_id = False, run.id
    for placement in placing.placed_in(session, theme.id):
        placement.pinned, placement.fit = False, 0.5
    session.flush()
    return theme


def _merge(session: Session, here: World, theme: Theme, into: Theme) -> Theme:
    return themes.merge(
        session, here.facilitator, theme_id=theme.id, into_id=into.id, seen_version=theme.version
    )


def _bound(session: Session, here: World) -> set[str | None]:
    """The names of the themes that bind the next proposal."""
    session.flush()
    material = proposals.material(session, edition_id=here.edition.id)
    found = constraints.decided(session, edition_id=here.edition.id, material=material)
    return {s.theme for s, at in zip(material, found.themes, strict=True) if at != NOWHERE}


def test_two_themes_of_one_encouragement_feed_it_once_when_they_are_one(
    session: Session, here: World, ids: list[int]
) -> None:
    first, second = _theme(session, here, "First", ids[:1]), _theme(session, here, "Second", [])
    third = _theme(session, here, "Third", [])
    both = wordings.word(session, here.facilitator, heading="both", theme_ids=[first.id, second.id])
    only = wordings.word(session, here.facilitator, heading="one", theme_ids=[first.id])
    other = wordings.word(session, here.facilitator, heading="other", theme_ids=[third.id])
    _merge(session, here, first, second)
    session.flush()
    fed = {
        row.id: sorted(encouragements.themes_of(session, encouragement_id=row.id))
        for row in (both, only, other)
    }
    assert fed == {
        both.id: [first.id, second.id],
        only.id: [first.id, second.id],
        other.id: [third.id],
    }
    now = board.board(session, edition_id=here.edition.id).theme(second.id)
    assert now is not None
    assert now.encouragements == (f"candidate {both.id}", f"candidate {only.id}")


def test_merging_keeps_pins_and_what_the_machine_placed_as_they_were(
    session: Session, here: World, ids: list[int]
) -> None:
    first = _by_the_machine(session, here, "First", ids[:2])
    second = _theme(session, here, "Second", ids[2:3])
    themes.move(session, here.facilitator, statement_ids=ids[1:2], theme_id=first.id)
    assert _merge(session, here, first, second) is second
    assert first.merged_into_id == second.id
    placed = placing.placed_in(session, second.id)
    assert {(p.statement_id, p.pinned, p.fit) for p in placed} == {
        (ids[0], False, 0.5),
        (ids[1], True, None),
        (ids[2], True, None),
    }
    assert told(session) == (
        "theme.merged",
        {"name": "First", "into": "Second", "into_id": second.id, "statements": 2},
    )
    assert told_of(session, here.facilitator, first)


def test_a_theme_that_others_were_merged_into_binds_the_next_proposal(
    session: Session, here: World, ids: list[int]
) -> None:
    first = _by_the_machine(session, here, "First", ids[:1])
    second = _by_the_machine(session, here, "Second", ids[1:2])
    _by_the_machine(session, here, "Third", ids[2:3])
    assert _bound(session, here) == set()
    _merge(session, here, first, second)
    assert _bound(session, here) == {"Second"}


def test_a_theme_binds_the_next_proposal_once_it_was_looked_through_named_or_worded_from(
    session: Session, here: World, ids: list[int]
) -> None:
    looked, named, worded, moved, _ = (
        _by_the_machine(session, here, name, [each])
        for name, each in zip(["Looked", "Named", "Worded", "Moved", "Left"], ids, strict=False)
    )
    assert _bound(session, here) == set()
    themes.mark_reviewed(
        session, here.facilitator, theme_id=looked.id, reviewed=True, seen_version=looked.version
    )
    themes.rename(
        session, here.facilitator, theme_id=named.id, name="Named", seen_version=named.version
    )
    wordings.word(session, here.facilitator, heading="do it", theme_ids=[worded.id])
    themes.move(session, here.facilitator, statement_ids=ids[5:6], theme_id=moved.id)
    assert _bound(session, here) == {"Looked", "Named", "Worded", "Moved"}


def test_a_theme_is_looked_through_anew_after_another_was_merged_into_it(
    session: Session, here: World, ids: list[int]
) -> None:
    first, second = _theme(session, here, "First", ids[:1]), _theme(session, here, "Second", [])
    for theme in (first, second):
        themes.mark_reviewed(
            session, here.facilitator, theme_id=theme.id, reviewed=True, seen_version=theme.version
        )
        assert theme.reviewed
    _merge(session, here, first, second)
    assert second.reviewed is False


def test_looking_through_is_told_and_can_be_taken_off(session: Session, here: World) -> None:
    theme = _theme(session, here, "First", [])
    for reviewed in (True, False):
        marked = themes.mark_reviewed(
            session,
            here.organiser,
            theme_id=theme.id,
            reviewed=reviewed,
            seen_version=theme.version,
        )
        assert marked.reviewed is reviewed
        assert told(session) == ("theme.reviewed", {"name": "First", "reviewed": reviewed})
        assert told_of(session, here.organiser, theme)


def test_a_theme_that_was_looked_through_can_be_dissolved_and_binds_nothing_then(
    session: Session, here: World, ids: list[int]
) -> None:
    theme = _by_the_machine(session, here, "First", ids[:2])
    kept = _theme(session, here, "Second", ids[2:3])
    themes.mark_reviewed(
        session, here.facilitator, theme_id=theme.id, reviewed=True, seen_version=theme.version
    )
    assert _bound(session, here) == {"First", "Second"}
    themes.dissolve(session, here.facilitator, theme_id=theme.id, seen_version=theme.version)
    assert told(session) == ("theme.dissolved", {"name": "First", "statements": 2, "cited": 0})
    assert told_of(session, here.facilitator, theme)
    assert _bound(session, here) == {"Second"}
    now = board.board(session, edition_id=here.edition.id)
    assert [each.id for each in now.themes] == [kept.id]
    assert {row.id for row in now.queue} == set(ids) - {ids[2]}


def test_nothing_is_done_to_a_theme_that_is_no_more_or_is_not_as_it_was_seen(
    session: Session, here: World, ids: list[int]
) -> None:
    gone, left = _theme(session, here, "Gone", ids[:1]), _theme(session, here, "Left", [])
    _merge(session, here, gone, left)
    ended = _theme(session, here, "Ended", [])
    themes.dissolve(session, here.facilitator, theme_id=ended.id, seen_version=ended.version)
    for theme, became in ((gone, "Fadi merged it into “Left” at"), (ended, "Fadi dissolved it at")):
        for act in _acts(session, here, theme, theme.version):
            with pytest.raises(
                NotNow, match=f"The theme “{theme.name}” no longer exists. {became}"
            ):
                act()
        assert placing.became(session, theme_id=theme.id).startswith(became)
    assert placing.became(session, theme_id=0) == "It was taken back."
    assert placing.theme_then(session, theme_id=left.id) == (left.version, "Left", "")
    for act in _acts(session, here, left, left.version - 1)[:4]:
        with pytest.raises(OutOfDate):
            act()
    with pytest.raises(NotValid, match="another theme to merge into") as refusal:
        _merge(session, here, left, left)
    assert refusal.value.field == "into"


def test_no_act_reaches_a_theme_of_another_edition(session: Session, here: World) -> None:
    there = world(session, code="2032")
    theme, other = _theme(session, here, "Ours", []), _theme(session, there, "Theirs", [])
    for act in _acts(session, there, theme, theme.version):
        with pytest.raises(NotFound):
            act()
    with pytest.raises(NotFound):
        _merge(session, there, other, theme)


def _acts(session: Session, here: World, theme: Theme, version: int) -> list[Callable[[], object]]:
    """Everything that can be done to a theme; the first four only to what was seen."""
    who = here.facilitator
    one: dict[str, int] = {"theme_id": theme.id, "seen_version": version}
    other = themes.create(session, who, name=f"Other than {theme.name} {version}")
    ids = statement_ids(session, here)
    return [
        lambda: themes.rename(session, who, name="New", **one),
        lambda: themes.merge(session, who, into_id=other.id, **one),
        lambda: themes.dissolve(session, who, **one),
        lambda: themes.mark_reviewed(session, who, reviewed=True, **one),
        lambda: themes.merge(
            session, who, theme_id=other.id, into_id=theme.id, seen_version=other.version
        ),
        lambda: themes.move(session, who, statement_ids=ids[:1], theme_id=theme.id),
    ]
