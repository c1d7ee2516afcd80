"""Why statements wait in the queue, and what comes nearest to them."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from hrgl.core.database import reading, transaction
from hrgl.core.models import Statement
from hrgl.operations import worker
from hrgl.themes import themes
from hrgl.themes.proposals import proposals, queue_reasons
from hrgl.themes.proposals.queue_reasons import QueueReason
from tests.builders import LINES, World, statement_ids, world
from tests.fakes import FakeEmbedder


@pytest.fixture
def here(engine: Engine) -> World:
    with transaction(engine) as session:
        made = world(session)
        statement_ids(session, made, LINES + "\n* And so on")
        return made


def _reasons(engine: Engine, here: World) -> dict[str, QueueReason]:
    with reading(engine) as session:
        found = queue_reasons.reasons(session, edition_id=here.edition.id)
        return {_text(session, each): reason for each, reason in found.items()}


def _text(session: Session, statement_id: int) -> str:
    row = session.get_one(Statement, statement_id)
    return row.reference.rsplit("-", 1)[1]


def test_what_says_nothing_by_itself_waits_and_the_reason_is_told(
    engine: Engine, here: World
) -> None:
    found = _reasons(engine, here)
    assert found["07"].because == "says nothing by itself: only words that mean nothing alone"
    assert found["01"] == QueueReason("there is no proposal")


def test_a_statement_is_told_the_theme_a_proposal_puts_it_into(engine: Engine, here: World) -> None:
    made = worker.propose_themes(
        engine, here.facilitator, themes=2, progress=lambda *_: None, load=FakeEmbedder
    )
    with reading(engine) as session:
        found = proposals.latest_proposal(session, edition_id=here.edition.id)
    assert found is not None
    assert [s.text for s in found.queue] == ["And so on"]
    first = found.themes[0]
    told = _reasons(engine, here)[first.statements[0].reference.rsplit("-", 1)[1]]
    assert told.because == "proposed, but not taken over"
    assert told.nearest == ((first.title, made.result["fit"][first.statements[0].reference]),)
    with transaction(engine) as session:
        statement_ids(session, here, "* Rain falls on the market square")
        proposals.adopt_proposal(session, here.facilitator, clustering_id=made.id)
    assert _reasons(engine, here) == {
        "07": QueueReason("says nothing by itself: only words that mean nothing alone"),
        "08": QueueReason("came after the latest proposal"),
    }


def test_a_statement_that_fits_nowhere_is_told_the_nearest_themes_by_their_names_of_today(
    engine: Engine, here: World
) -> None:
    with transaction(engine) as session:
        rows = proposals.material(session, edition_id=here.edition.id)
        first, second, stray = rows[:2], rows[2:5], rows[5]
        made = proposals.store(
            session,
            here.facilitator,
            model="m",
            parameters={"themes": 2},
            statements_sha256=proposals.material_digest(rows),
            result={
                "themes": [
                    {"title": title, "statements": [s.reference for s in group], "typical": []}
                    for title, group in (("Budget", first), ("People", second))
                ],
                "queue": [stray.reference],
                "fit": {stray.reference: 0.12},
                "offers": {stray.reference: [[1, 0.12], [0, 0.1]]},
            },
        )
        theme, _ = proposals.adopt_proposal(session, here.facilitator, clustering_id=made.id)
        themes.rename(
            session, here.facilitator, theme_id=theme.id, name="Money", seen_version=theme.version
        )
    assert _reasons(engine, here)[stray.reference.rsplit("-", 1)[1]] == QueueReason(
        "fits none of the proposed themes", (("People", 0.12), ("Money", 0.1))
    )


def test_a_queue_that_is_empty_asks_for_no_reasons(session: Session) -> None:
    made = world(session)
    assert queue_reasons.reasons(session, edition_id=made.edition.id) == {}


@pytest.mark.parametrize(
    ("fit", "word"), [(0.61, "close"), (0.6, "close"), (0.5, "fairly close"), (0.2, "not close")]
)
def test_the_nearest_theme_is_told_in_a_few_words(fit: float, word: str) -> None:
    name = "Participation of people who are seldom heard in budget decisions of the city"
    told = QueueReason("fits none of the proposed themes", ((name, fit), ("Other", 0.1))).told
    assert told == (
        f"fits none of the proposed themes; nearest: “Participation of people who …”, {word}"
    )
    assert len(told) <= 100


def test_a_name_of_one_long_word_is_cut_too_and_without_a_theme_the_reason_stands_alone() -> None:
    told = QueueReason("proposed, but not taken over", (("x" * 80, 0.9),)).told
    assert len(told) <= 100
    assert QueueReason("came after the latest proposal").told == "came after the latest proposal"
