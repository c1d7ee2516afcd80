"""Promises 4 and 5: a proposal changes nothing by itself, moves no pin, and is always the same."""

import json
import random
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from hrgl.core import jobs
from hrgl.core.database import reading, transaction
from hrgl.core.enums import JobState
from hrgl.core.models import Clustering, Embedding
from hrgl.errors import NotNow, NotValid, OutOfDate
from hrgl.notes import leaving_out
from hrgl.operations import worker
from hrgl.themes import board, proposed_tags, themes
from hrgl.themes.proposals import proposals, taking_over
from tests.builders import LINES, World, statement_ids, world
from tests.fakes import FakeEmbedder

MORE = """* Residents should be able to read the budget
* Interpretation makes participation possible
* Suppliers report on working conditions in procurement contracts"""


def propose(engine: Engine, here: World, wanted: int | None = 3) -> Clustering:
    return worker.propose_themes(
        engine, here.facilitator, themes=wanted, progress=lambda *_: None, load=FakeEmbedder
    )


@pytest.fixture
def here(engine: Engine) -> World:
    with transaction(engine) as session:
        made = world(session)
        statement_ids(session, made, LINES)
        return made


def board_of(engine: Engine, here: World) -> board.Board:
    with reading(engine) as session:
        return board.board(session, edition_id=here.edition.id)


def test_a_proposal_changes_nothing_by_itself(engine: Engine, here: World) -> None:
    before = board_of(engine, here)
    made = propose(engine, here)
    assert board_of(engine, here) == before
    with transaction(engine) as session:
        proposals.adopt_proposal(session, here.facilitator, clustering_id=made.id)
    after = board_of(engine, here)
    assert len(after.themes) == 3
    assert sum(len(theme.statements) for theme in after.themes) + len(after.queue) == 6


def test_single_groups_can_be_taken_over(engine: Engine, here: World) -> None:
    made = propose(engine, here)
    with transaction(engine) as session:
        found = proposals.latest_proposal(session, edition_id=here.edition.id)
        assert found is not None
        second = {2: taking_over.whole(found.themes[1])}
        [theme] = proposals.adopt_proposal(
            session, here.facilitator, clustering_id=made.id, taken=second
        )
    assert [each.id for each in board_of(engine, here).themes] == [theme.id]
    with transaction(engine) as session, pytest.raises(NotValid, match="at least one"):
        proposals.adopt_proposal(session, here.facilitator, clustering_id=made.id, taken={})
    with transaction(engine) as session, pytest.raises(OutOfDate, match=r"^What would become of"):
        proposals.adopt_proposal(session, here.facilitator, clustering_id=made.id, taken=second)


def test_a_group_whose_statements_people_have_all_placed_begins_no_empty_theme(
    engine: Engine, here: World
) -> None:
    with transaction(engine) as session:
        ids = [s.id for s in proposals.material(session, edition_id=here.edition.id)]
        themes.create(session, here.facilitator, name="Everything", statement_ids=ids)
    made = propose(engine, here)
    with transaction(engine) as session, pytest.raises(NotNow, match="nothing to take over"):
        proposals.adopt_proposal(session, here.facilitator, clustering_id=made.id)
    assert [theme.name for theme in board_of(engine, here).themes] == ["Everything"]


def test_names_and_pins_survive_a_new_proposal(engine: Engine, here: World) -> None:
    made = propose(engine, here)
    with transaction(engine) as session:
        proposals.adopt_proposal(session, here.facilitator, clustering_id=made.id)
        first, second, *_ = board.board(session, edition_id=here.edition.id).themes
        themes.rename(
            session, here.facilitator, theme_id=first.id, name="Ours", seen_version=first.version
        )
        pinned = second.statements[0].id
        themes.move(session, here.facilitator, statement_ids=[pinned], theme_id=first.id)
        statement_ids(session, here, MORE)
    again = propose(engine, here)
    with transaction(engine) as session:
        proposals.adopt_proposal(session, here.facilitator, clustering_id=again.id)
    ours = board_of(engine, here).theme(first.id)
    assert ours is not None
    assert ours.name == "Ours"
    assert pinned in {statement.id for statement in ours.statements}


def test_the_same_statements_give_a_byte_identical_proposal_in_any_order_of_entry(
    engine: Engine,
) -> None:
    lines = [*LINES.splitlines(), *MORE.splitlines()]
    results = []
    for turn in range(2):
        with transaction(engine) as session:
            made = world(session, code=f"204{turn}")
            for line in lines:
                statement_ids(session, made, line)
        clustering = propose(engine, made)
        by_reference = {}
        with reading(engine) as session:
            for row in proposals.material(session, edition_id=made.edition.id):
                by_reference[row.reference] = row.text
        results.append(_with_texts(clustering.result, by_reference))
        random.Random(7).shuffle(lines)
    assert results[0] == results[1]


def _with_texts(result: dict[str, Any], texts: dict[str, str]) -> str:
    """A result with texts in the place of references, all its keys, in an order of its own."""
    found = json.dumps(result, ensure_ascii=False)
    for reference, text in texts.items():
        found = found.replace(json.dumps(reference), json.dumps(text, ensure_ascii=False))
    return json.dumps(_in_order(json.loads(found)), ensure_ascii=False, sort_keys=True)


def _in_order(value: Any) -> Any:
    """Lists of statements are kept by reference, which another order of entry changes."""
    if isinstance(value, dict):
        return {key: _in_order(each) for key, each in value.items()}
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return sorted(value)
    return [_in_order(each) for each in value] if isinstance(value, list) else value


def test_a_second_run_computes_no_vector_again(engine: Engine, here: World) -> None:
    propose(engine, here)

    def never() -> FakeEmbedder:
        raise AssertionError("the model was loaded although nothing is new")

    worker.propose_themes(engine, here.facilitator, themes=2, progress=lambda *_: None, load=never)
    with reading(engine) as session:
        assert len(session.exec(select(Embedding)).all()) == 6 + len(proposed_tags.texts())


def test_what_was_left_out_is_not_proposed(engine: Engine, here: World) -> None:
    with transaction(engine) as session:
        [first, *_] = proposals.material(session, edition_id=here.edition.id)
        leaving_out.set_aside_statements(
            session, here.facilitator, statement_ids=[first.id], because="off topic"
        )
    made = propose(engine, here)
    proposed = {r for theme in made.result["themes"] for r in theme["statements"]}
    assert first.reference not in proposed | set(made.result["queue"])
    assert len(proposed | set(made.result["queue"])) == 5


def test_a_proposal_says_when_statements_came_since(engine: Engine, here: World) -> None:
    propose(engine, here)
    with transaction(engine) as session:
        found = proposals.latest_proposal(session, edition_id=here.edition.id)
        assert found is not None
        assert not found.out_of_date
        statement_ids(session, here, MORE)
        later = proposals.latest_proposal(session, edition_id=here.edition.id)
        assert later is not None
        assert later.out_of_date


def test_one_proposal_at_a_time_and_its_progress_is_seen(engine: Engine, here: World) -> None:
    with transaction(engine) as session:
        job = jobs.ask_for_proposal(session, here.facilitator, themes=2)
    with transaction(engine) as session, pytest.raises(NotNow, match="being made already"):
        jobs.ask_for_proposal(session, here.facilitator, themes=2)
    assert worker.work_once(engine, load=FakeEmbedder)
    assert not worker.work_once(engine, load=FakeEmbedder)
    with reading(engine) as session:
        done = jobs.latest_job(session, edition_id=here.edition.id, kind=jobs.PROPOSE)
    assert done is not None
    assert (done.id, done.state, done.progress) == (job.id, JobState.DONE, 1.0)


def test_work_without_statements_fails_in_words(engine: Engine) -> None:
    with transaction(engine) as session:
        made = world(session)
        jobs.ask_for_proposal(session, made.facilitator, themes=2)
    worker.work_once(engine, load=FakeEmbedder)
    with reading(engine) as session:
        job = jobs.latest_job(session, edition_id=made.edition.id, kind=jobs.PROPOSE)
    assert job is not None
    assert job.state is JobState.FAILED
    assert "There are no statements yet" in job.message


def test_a_bug_in_the_worker_is_told_with_a_reference_and_does_not_end_it(
    engine: Engine, here: World
) -> None:
    def broken() -> FakeEmbedder:
        raise ZeroDivisionError

    with transaction(engine) as session:
        jobs.ask_for_proposal(session, here.facilitator, themes=2)
    assert worker.work_once(engine, load=broken)
    with transaction(engine) as session:
        job = jobs.latest_job(session, edition_id=here.edition.id, kind=jobs.PROPOSE)
        assert job is not None
        assert job.message.startswith("Something went wrong (")
        jobs.ask_for_proposal(session, here.facilitator, themes=2)


def test_two_themes_at_least_are_asked_for(session: Session) -> None:
    made = world(session)
    with pytest.raises(NotValid, match="between 2 and 60"):
        jobs.ask_for_proposal(session, made.facilitator, themes=1)
