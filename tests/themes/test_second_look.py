"""A second look: the same sample for everybody, placed blind, and how far two people agree."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from hrgl.core import audit
from hrgl.core.database import reading, transaction
from hrgl.core.models import Placement, SamplePlacement, Theme
from hrgl.errors import NotFound, NotNow
from hrgl.operations import undo
from hrgl.themes import placing, second_look, themes
from tests.builders import World, statement_ids, world

NOTE = "\n".join(f"* The council should publish figure number {at} on water" for at in range(36))


@pytest.fixture
def here(engine: Engine) -> World:
    """Three themes with twelve statements each."""
    with transaction(engine) as session:
        made = world(session)
        ids = statement_ids(session, made, NOTE)
        for at, name in enumerate(("Money", "Water", "Law")):
            picked = ids[12 * at : 12 * at + 12]
            themes.create(session, made.facilitator, name=name, statement_ids=picked)
        return made


def _themes(session: Session, here: World) -> dict[str, Theme]:
    return {theme.name: theme for theme in placing.live(session, edition_id=here.edition.id)}


def _place(session: Session, here: World, wanted: int, *, wrong: int = 0) -> list[int]:
    """Both place the first of the sample where they stand, but the second errs in some."""
    drawn = second_look.sample(session, edition_id=here.edition.id)[:wanted]
    other = [theme.id for theme in _themes(session, here).values()]
    for at, row in enumerate(drawn):
        assert row.theme_id is not None
        err = next(each for each in other if each != row.theme_id)
        for actor, theme_id in (
            (here.facilitator, row.theme_id),
            (here.organiser, err if at < wrong else row.theme_id),
        ):
            second_look.place_blind(session, actor, statement_id=row.id, theme_id=theme_id)
    return [row.id for row in drawn]


def test_the_sample_is_the_same_for_everybody_and_spread_over_the_themes(
    engine: Engine, here: World
) -> None:
    with reading(engine) as session:
        first = second_look.sample(session, edition_id=here.edition.id)
        assert second_look.sample(session, edition_id=here.edition.id) == first
    assert len(first) == len({row.id for row in first}) == 30
    assert [sum(row.theme == name for row in first) for name in ("Money", "Water", "Law")] == [
        10
    ] * 3


def test_what_somebody_has_placed_stays_in_the_sample_wherever_it_is_moved(
    engine: Engine, here: World
) -> None:
    with transaction(engine) as session:
        begun = _place(session, here, 5)
        themes.move(session, here.facilitator, statement_ids=begun, theme_id=None)
    with reading(engine) as session:
        drawn = second_look.sample(session, edition_id=here.edition.id)
    assert {row.id for row in drawn[:5]} == set(begun)
    assert len(drawn) == 30


def test_placing_moves_nothing_and_the_second_place_takes_the_first_ones(
    engine: Engine, here: World
) -> None:
    with transaction(engine) as session:
        before = session.exec(select(Placement.statement_id, Placement.theme_id)).all()
        row, *_ = second_look.sample(session, edition_id=here.edition.id)
        for name in ("Money", "Law"):
            theme = _themes(session, here)[name]
            second_look.place_blind(
                session, here.facilitator, statement_id=row.id, theme_id=theme.id
            )
        assert session.exec(select(Placement.statement_id, Placement.theme_id)).all() == before
        [placed] = session.exec(select(SamplePlacement)).all()
        mine = second_look.placed_by(
            session, edition_id=here.edition.id, member_id=here.facilitator.id
        )
        assert mine == {row.id: placed.theme_id} == {row.id: _themes(session, here)["Law"].id}


def test_a_second_look_stands_in_the_history_without_where_and_is_not_taken_back(
    engine: Engine, here: World
) -> None:
    with transaction(engine) as session:
        _place(session, here, 1)
        latest, *_ = audit.history(session, edition_id=here.edition.id, limit=1)
        assert latest.act == "sample.placed"
        assert set(latest.detail) == {"reference"}
        with pytest.raises(NotNow, match="place the statement again"):
            undo.undo(session, here.facilitator, entry_id=latest.id)


def test_only_statements_of_the_sample_and_themes_that_live_are_placed(
    engine: Engine, here: World
) -> None:
    with transaction(engine) as session:
        live = _themes(session, here)
        drawn = second_look.sample(session, edition_id=here.edition.id)
        rest = session.exec(
            select(Placement.statement_id).where(
                Placement.statement_id.not_in([row.id for row in drawn])  # type: ignore[attr-defined]
            )
        ).first()
        assert rest is not None
        with pytest.raises(NotNow, match="not in the sample"):
            second_look.place_blind(
                session, here.facilitator, statement_id=rest, theme_id=live["Money"].id
            )
        themes.merge(
            session,
            here.facilitator,
            theme_id=live["Law"].id,
            into_id=live["Money"].id,
            seen_version=live["Law"].version,
        )
        themes.dissolve(
            session, here.facilitator, theme_id=live["Water"].id, seen_version=live["Water"].version
        )
        for name in ("Law", "Water"):
            with pytest.raises(NotNow, match="no longer exists"):
                second_look.place_blind(
                    session, here.facilitator, statement_id=drawn[0].id, theme_id=live[name].id
                )


def test_another_edition_is_out_of_reach(engine: Engine, here: World) -> None:
    with transaction(engine) as session:
        there = world(session, code="2032")
        row, *_ = second_look.sample(session, edition_id=here.edition.id)
        theme = _themes(session, here)["Money"]
        with pytest.raises(NotFound, match="This statement is not there"):
            second_look.place_blind(
                session, there.facilitator, statement_id=row.id, theme_id=theme.id
            )
        assert second_look.sample(session, edition_id=there.edition.id) == []
        _place(session, here, 12)
        assert second_look.agreements(session, edition_id=there.edition.id) == []


def test_agreement_is_told_from_ten_statements_that_both_placed(
    engine: Engine, here: World
) -> None:
    with transaction(engine) as session:
        _place(session, here, 9)
        assert second_look.agreements(session, edition_id=here.edition.id) == []
        _place(session, here, 10)
        [found] = second_look.agreements(session, edition_id=here.edition.id)
    assert (found.one, found.other, found.both) == ("Fadi", "Olga", 10)
    assert (found.kappa.value, found.kappa.words) == (1, "almost perfect")


def test_what_two_people_place_differently_lowers_their_agreement(
    engine: Engine, here: World
) -> None:
    with transaction(engine) as session:
        _place(session, here, 30, wrong=15)
        [found] = second_look.agreements(session, edition_id=here.edition.id)
    assert found.both == 30
    assert found.kappa.low < found.kappa.value < 0.5
    assert found.kappa.words in {"slight", "fair"}


def test_a_merged_theme_counts_as_the_one_it_was_merged_into_and_a_dissolved_one_not(
    engine: Engine, here: World
) -> None:
    with transaction(engine) as session:
        _place(session, here, 30, wrong=0)
        live = _themes(session, here)
        for name, into in (("Law", "Water"), ("Water", "Money")):
            theme = session.get_one(Theme, live[name].id)
            themes.merge(
                session,
                here.facilitator,
                theme_id=theme.id,
                into_id=live[into].id,
                seen_version=theme.version,
            )
        [found] = second_look.agreements(session, edition_id=here.edition.id)
        assert (found.both, found.kappa.value) == (30, 1)
        mine = second_look.placed_by(
            session, edition_id=here.edition.id, member_id=here.facilitator.id
        )
        assert set(mine.values()) == {live["Money"].id}
        money = session.get_one(Theme, live["Money"].id)
        themes.dissolve(session, here.facilitator, theme_id=money.id, seen_version=money.version)
        assert second_look.agreements(session, edition_id=here.edition.id) == []
