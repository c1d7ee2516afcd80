"""What people want together, apart or in parts, and what the machine takes from it."""

from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.database import reading, transaction
from hrgl.core.enums import Support
from hrgl.core.models import EncouragementTheme, Member, Placement, Theme, Tie
from hrgl.encouragements import wordings
from hrgl.errors import NotAllowed, NotFound, NotNow, NotValid
from hrgl.notes import leaving_out
from hrgl.notes.statements import list_statements
from hrgl.operations import undo, worker
from hrgl.operations.sentences import sentence
from hrgl.synthesis.grouping.decided import NOWHERE, Decided
from hrgl.themes import splitting, themes, ties
from hrgl.themes.proposals import constraints, proposals
from tests.builders import World, statement_ids, world
from tests.fakes import FakeEmbedder
from tests.operations.test_undo import last_entry
from tests.operations.test_undo_any import state

MIXED = """* Budgets need plain words on money and taxes
* Money and taxes belong in plain words
* Plain words on taxes make money clear
* Schools teach children their rights
* Children learn rights in schools
* Teach rights to all children in schools"""


def _read(engine: Engine, actor: Member, number: int = 2) -> None:
    worker.propose_themes(engine, actor, themes=number, progress=lambda *_: None, load=FakeEmbedder)


@pytest.fixture
def here(session: Session) -> tuple[World, list[int]]:
    found = world(session)
    return found, statement_ids(session, found, MIXED)


def _decided(session: Session, found: World) -> Decided:
    material = proposals.material(session, edition_id=found.edition.id)
    return constraints.decided(session, edition_id=found.edition.id, material=material)


def test_tied_statements_are_pairs_that_bind_the_next_proposal(
    session: Session, here: tuple[World, list[int]]
) -> None:
    found, ids = here
    ties.tie(session, found.facilitator, statement_ids=ids[:3], together=True)
    ties.tie(session, found.facilitator, statement_ids=[ids[3], ids[0]], together=False)
    decided = _decided(session, found)
    assert set(decided.together) == {(0, 1), (0, 2), (1, 2)}
    assert decided.apart == ((0, 3),)


def test_tying_the_other_way_round_takes_the_place_of_the_first_and_can_be_taken_back(
    session: Session, here: tuple[World, list[int]]
) -> None:
    found, ids = here
    ties.tie(session, found.facilitator, statement_ids=ids[:2], together=True)
    before = state(session, found)
    ties.tie(session, found.facilitator, statement_ids=ids[1::-1], together=False)
    [only] = ties.ties_of(session, edition_id=found.edition.id)
    assert not only.together
    undo.undo(session, found.facilitator, entry_id=last_entry(session))
    assert state(session, found) == before
    [only] = ties.ties_of(session, edition_id=found.edition.id)
    ties.untie(session, found.facilitator, tie_ids=[only.id])
    assert ties.ties_of(session, edition_id=found.edition.id) == []


def test_one_statement_too_many_and_left_out_ones_are_not_tied(
    session: Session, here: tuple[World, list[int]]
) -> None:
    found, ids = here
    with pytest.raises(NotValid, match="from two"):
        ties.tie(session, found.facilitator, statement_ids=ids[:1], together=True)
    leaving_out.set_aside_statements(
        session, found.facilitator, statement_ids=ids[:1], because="no"
    )
    with pytest.raises(NotNow, match="left out"):
        ties.tie(session, found.facilitator, statement_ids=ids[:2], together=True)
    with pytest.raises(NotAllowed, match="may not decide on themes"):
        ties.tie(session, found.steering, statement_ids=ids[1:3], together=True)


def test_statements_and_ties_of_another_edition_are_out_of_reach(
    session: Session, here: tuple[World, list[int]]
) -> None:
    found, ids = here
    other = world(session, code="2032")
    with pytest.raises(NotFound, match="One of these statements is not there"):
        ties.tie(session, other.facilitator, statement_ids=ids[:2], together=True)
    [row] = ties.tie(session, found.facilitator, statement_ids=ids[:2], together=True)
    with pytest.raises(NotFound, match="not there any more"):
        ties.untie(session, other.facilitator, tie_ids=[row.id])
    assert session.get(Tie, row.id) is not None


def test_a_theme_in_which_a_person_decided_anything_stays_and_any_other_does_not(
    session: Session, here: tuple[World, list[int]]
) -> None:
    found, ids = here
    kept, loose = (Theme(edition_id=found.edition.id, name=name) for name in ("Kept", "Loose"))
    session.add_all([kept, loose])
    session.flush()
    for at, statement_id in enumerate(ids[:4]):
        theme = kept if at < 2 else loose
        session.add(
            Placement(statement_id=statement_id, theme_id=theme.id, member_id=found.organiser.id)
        )
    session.flush()
    assert set(_decided(session, found).themes) == {NOWHERE}
    themes.mark_reviewed(
        session, found.facilitator, theme_id=kept.id, reviewed=True, seen_version=kept.version
    )
    assert _decided(session, found).themes == (0, 0, *[NOWHERE] * 4)
    wordings.word(
        session,
        found.facilitator,
        heading="do it",
        explanation="",
        theme_ids=[loose.id],
        citations={},
    )
    assert _decided(session, found).themes == (0, 0, 1, 1, NOWHERE, NOWHERE)


def test_a_proposal_keeps_what_a_person_split_and_what_she_tied(engine: Engine) -> None:
    with transaction(engine) as session:
        found = world(session)
        ids = statement_ids(session, found, MIXED)
        theme = themes.create(session, found.facilitator, name="All", statement_ids=ids[:4])
    _read(engine, found.facilitator)
    with transaction(engine) as session:
        splitting.split_theme(
            session,
            found.facilitator,
            theme_id=theme.id,
            names=["Odd"],
            parts=[[ids[0], ids[3]]],
            seen_version=theme.version,
        )
        ties.tie(session, found.facilitator, statement_ids=[ids[4], ids[5]], together=False)
    _read(engine, found.facilitator, 3)
    with reading(engine) as session:
        latest = proposals.latest_proposal(session, edition_id=found.edition.id)
        assert latest is not None
        group = {s.id: theme.number for theme in latest.themes for s in theme.statements}
        assert not any(theme.moving or theme.staying for theme in latest.themes)
    assert group[ids[0]] == group[ids[3]] != group[ids[1]] == group[ids[2]]
    assert group.get(ids[4]) != group.get(ids[5])


def test_the_parts_of_a_theme_are_shown_before_anything_changes(engine: Engine) -> None:
    with transaction(engine) as session:
        found = world(session)
        ids = statement_ids(session, found, MIXED)
        theme = themes.create(session, found.facilitator, name="All", statement_ids=ids)
    asked: dict[str, Any] = {"edition_id": found.edition.id, "theme_id": theme.id}
    with reading(engine) as session:
        assert splitting.preview(session, **asked, parts=2) == []
    _read(engine, found.facilitator)
    with reading(engine) as session:
        parts = splitting.preview(session, **asked, parts=2)
        assert sorted(s.id for part in parts for s in part.statements) == sorted(ids)
        assert {frozenset(s.id for s in part.statements) for part in parts} == {
            frozenset(ids[:3]),
            frozenset(ids[3:]),
        }
        assert len({part.title for part in parts}) == 2
        with pytest.raises(NotValid, match="2 to 5"):
            splitting.preview(session, **asked, parts=1)


def test_splitting_pins_every_statement_feeds_the_same_wordings_and_can_be_taken_back(
    session: Session, here: tuple[World, list[int]]
) -> None:
    found, ids = here
    theme = themes.create(session, found.facilitator, name="All", statement_ids=ids)
    row = wordings.word(
        session,
        found.facilitator,
        heading="do it",
        explanation="",
        theme_ids=[theme.id],
        citations={ids[0]: Support.SUPPORTS},
    )
    before = state(session, found)
    [new] = splitting.split_theme(
        session,
        found.facilitator,
        theme_id=theme.id,
        names=["Schools"],
        parts=[ids[3:]],
        seen_version=theme.version,
    )
    rows = {s.id: s for s in list_statements(session, edition_id=found.edition.id)}
    assert {rows[each].theme for each in ids[3:]} == {"Schools"}
    assert {rows[each].theme for each in ids[:3]} == {"All"}
    assert all(rows[each].pinned for each in ids)
    fed = select(EncouragementTheme.theme_id).where(
        col(EncouragementTheme.encouragement_id) == row.id
    )
    assert set(session.exec(fed).all()) == {theme.id, new.id}
    undo.undo(session, found.facilitator, entry_id=last_entry(session))
    assert state(session, found) == before


def test_what_stays_gets_the_name_it_was_given_and_leaves_the_old_one_to_a_part(
    session: Session, here: tuple[World, list[int]]
) -> None:
    found, ids = here
    theme = themes.create(session, found.facilitator, name="All", statement_ids=ids)
    asked: dict[str, Any] = {"theme_id": theme.id, "names": ["All"], "parts": [ids[3:]]}
    with pytest.raises(NotValid, match="give the theme a name"):
        splitting.split_theme(session, found.facilitator, **asked, rest=" ", seen_version=1)
    [new] = splitting.split_theme(
        session, found.facilitator, **asked, rest="Plain words", seen_version=1
    )
    assert (theme.name, new.name) == ("Plain words", "All")
    [last] = audit.history(session, edition_id=found.edition.id, limit=1)
    assert sentence(last).endswith("split “All”, now “Plain words”: 3 statements went to All")
    undo.undo(session, found.facilitator, entry_id=last.id)
    assert theme.name == "All"


@pytest.mark.parametrize(
    ("names", "parts", "told"),
    [
        (["A"], [[]], "at least one statement"),
        ([], [], "at least one statement"),
        (["A", "B"], [[0], [0]], "changed since"),
        (["A"], [[0, 1, 2, 3, 4, 5]], "changed since"),
        (["ALL"], [[0]], "called 'All' already"),
    ],
)
def test_a_split_that_does_not_fit_the_theme_is_refused_in_words(
    session: Session,
    here: tuple[World, list[int]],
    names: list[str],
    parts: list[list[int]],
    told: str,
) -> None:
    found, ids = here
    theme = themes.create(session, found.facilitator, name="All", statement_ids=ids)
    with pytest.raises((NotValid, NotNow), match=told):
        splitting.split_theme(
            session,
            found.facilitator,
            theme_id=theme.id,
            names=names,
            parts=[[ids[at] for at in part] for part in parts],
            seen_version=theme.version,
        )


def test_others_like_the_one_that_is_moved_are_offered_to_go_along(engine: Engine) -> None:
    with transaction(engine) as session:
        found = world(session)
        ids = statement_ids(session, found, MIXED)
    asked: dict[str, Any] = {"edition_id": found.edition.id, "statement_ids": [ids[3]]}
    with reading(engine) as session:
        assert constraints.likely_to_go_along(session, **asked) == []  # nothing was read yet
    _read(engine, found.facilitator)
    with reading(engine) as session:
        offered = [s.id for s in constraints.likely_to_go_along(session, **asked)]
        assert set(offered[:2]) == {ids[4], ids[5]}
        assert set(offered) == set(ids) - {ids[3]}
    with transaction(engine) as session:
        theme = themes.create(session, found.facilitator, name="Money", statement_ids=ids[:2])
    with reading(engine) as session:
        offered = [s.id for s in constraints.likely_to_go_along(session, **asked, into_id=theme.id)]
        assert not set(offered) & set(ids[:2])  # what stands elsewhere is not offered
        mixed = constraints.likely_to_go_along(
            session, edition_id=found.edition.id, statement_ids=[ids[0], ids[3]]
        )
        assert mixed == []  # two that come from different places have no company in common


def test_what_people_decided_is_compared_with_the_machine_left_to_itself(engine: Engine) -> None:
    with transaction(engine) as session:
        found = world(session)
        ids = statement_ids(session, found, MIXED)
        themes.create(session, found.facilitator, name="Odd", statement_ids=[ids[0], ids[3]])
        themes.create(session, found.facilitator, name="Rest", statement_ids=[*ids[1:3], *ids[4:]])
    _read(engine, found.facilitator)
    with reading(engine) as session:
        latest = proposals.latest_proposal(session, edition_id=found.edition.id)
    assert latest is not None
    assert all(theme.changes_nothing for theme in latest.themes)
    assert {frozenset(s.id for s in group) for group in latest.unbound} == {
        frozenset(ids[:3]),
        frozenset(ids[3:]),
    }
    assert latest.kept is not None
    assert latest.kept.elsewhere > 0
    assert latest.kept.pairs.value < 1
