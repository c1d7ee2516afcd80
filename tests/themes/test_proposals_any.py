"""Promise 4: whatever people did, a new proposal respects it, adds up, and can be taken back."""

from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session

from hrgl.core import audit
from hrgl.core.database import reading, transaction
from hrgl.errors import HrglError
from hrgl.notes import leaving_out, statements
from hrgl.notes.statements import StatementView
from hrgl.operations import undo, worker
from hrgl.synthesis.grouping.decided import NOWHERE
from hrgl.themes import board, placing, themes
from hrgl.themes.proposals import constraints, proposals
from hrgl.themes.proposals.comparison import Proposal
from tests.builders import LINES, World, statement_ids, world
from tests.fakes import FakeEmbedder

number = st.integers(0, 30)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("create"), number, number),
        st.tuples(st.just("move"), number, number),
        st.tuples(st.just("queue"), number, number),
        st.tuples(st.just("rename"), number, number),
        st.tuples(st.just("merge"), number, number),
        st.tuples(st.just("dissolve"), number, number),
        st.tuples(st.just("set_aside"), number, number),
        st.tuples(st.just("adopt"), st.integers(2, 4), number),
    ),
    min_size=3,
    max_size=12,
)
codes = count(1)


def _act(engine: Engine, here: World, ids: list[int], act: tuple[str, int, int]) -> None:
    """Do it, if there is something to do it to; a refusal changes nothing."""
    name, one, other = act
    if name == "adopt":
        _adopt(engine, here, one)
        return
    with transaction(engine) as session:
        live = placing.live(session, edition_id=here.edition.id)
        picked = [ids[one % len(ids)]]
        who = here.facilitator
        if name == "create":
            themes.create(session, who, name=f"Begun {one} {other}", statement_ids=picked)
        elif name == "queue":
            themes.move(session, who, statement_ids=picked, theme_id=None)
        elif name == "set_aside":
            leaving_out.set_aside_statements(
                session, who, statement_ids=picked, because="off the subject"
            )
        elif live:
            theme, second = live[other % len(live)], live[one % len(live)]
            if name == "move":
                themes.move(session, who, statement_ids=picked, theme_id=theme.id)
            elif name == "rename":
                themes.rename(
                    session,
                    who,
                    theme_id=theme.id,
                    name=f"Named {one} {other}",
                    seen_version=theme.version,
                )
            elif name == "dissolve":
                themes.dissolve(session, who, theme_id=theme.id, seen_version=theme.version)
            else:
                themes.merge(
                    session, who, theme_id=theme.id, into_id=second.id, seen_version=theme.version
                )


def _propose(engine: Engine, here: World, wanted: int) -> int:
    return worker.propose_themes(
        engine, here.facilitator, themes=wanted, progress=lambda *_: None, load=FakeEmbedder
    ).id


def _adopt(engine: Engine, here: World, wanted: int) -> None:
    made = _propose(engine, here, wanted)
    with transaction(engine) as session:
        proposals.adopt_proposal(session, here.facilitator, clustering_id=made)


def _decided(session: Session, here: World) -> tuple[dict[str, int | None], dict[int, str]]:
    """Where people put statements, and what they call themes."""
    pinned = {
        s.reference: s.theme_id
        for s in statements.list_statements(session, edition_id=here.edition.id)
        if s.pinned
    }
    named = {
        theme.id: theme.name
        for theme in placing.live(session, edition_id=here.edition.id)
        if theme.named_by_person
    }
    return pinned, named


def _state(session: Session, here: World) -> object:
    now = board.board(session, edition_id=here.edition.id)
    return (
        sorted((t.id, t.name, t.reviewed, tuple(s.id for s in t.statements)) for t in now.themes),
        [s.id for s in now.queue],
    )


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(ACTS, st.integers(2, 4))
def test_a_new_proposal_moves_no_pin_renames_nothing_adds_up_and_can_be_taken_back(
    engine: Engine, acts: list[tuple[str, int, int]], wanted: int
) -> None:
    with transaction(engine) as session:
        here = world(session, code=f"any-{next(codes)}")
        ids = statement_ids(session, here, LINES)
    for act in acts:
        try:
            _act(engine, here, ids, act)
        except HrglError:
            continue  # refused in words, as a page would show it
    with reading(engine) as session:
        decided, before = _decided(session, here), _state(session, here)
        material = proposals.material(session, edition_id=here.edition.id)
        binds = constraints.decided(session, edition_id=here.edition.id, material=material)
    if not material:
        return
    made = _propose(engine, here, wanted)
    with reading(engine) as session:
        assert _state(session, here) == before
        found = proposals.latest_proposal(session, edition_id=here.edition.id)
    assert found is not None
    _adds_up(found, material)
    shaped = {s.id for s, theme in zip(material, binds.themes, strict=True) if theme != NOWHERE}
    assert not any(s.id in shaped for theme in found.themes for s in theme.moving)
    try:
        with transaction(engine) as session:
            proposals.adopt_proposal(session, here.facilitator, clustering_id=made)
    except HrglError:
        return  # nothing to take over: everything stands as proposed
    with reading(engine) as session:
        assert _decided(session, here) == decided
        [entry] = audit.history(session, edition_id=here.edition.id, limit=1)
    with transaction(engine) as session:
        undo.undo(session, here.facilitator, entry_id=entry.id)
    with reading(engine) as session:
        assert _state(session, here) == before


def _adds_up(found: Proposal, material: list[StatementView]) -> None:
    """Each statement once: joining, moving, staying where a person put it, or there already."""
    every = [s.id for theme in found.themes for s in theme.statements]
    every += [s.id for s in found.queue]
    assert sorted(every) == sorted(s.id for s in material)
    for theme in found.themes:
        there = [s for s in theme.statements if theme.into and s.theme_id == theme.into.id]
        parts = [*theme.joining, *theme.moving, *theme.staying, *there]
        assert sorted(s.id for s in parts) == sorted(s.id for s in theme.statements)
        assert not any(s.pinned for s in (*theme.joining, *theme.moving))
