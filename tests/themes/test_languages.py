"""Which model compares statements: by what they are or as chosen; never two, undoing nobody."""

import json
from typing import Any

import numpy as np
import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from hrgl.core import meaning, vector_store
from hrgl.core.database import reading, transaction
from hrgl.core.enums import Languages
from hrgl.core.models import Clustering, Edition, Spot
from hrgl.encouragements.checking.support import find_support
from hrgl.notes.languages import compared_as, how_compared, model_of_sentences, why_compared
from hrgl.operations import worker
from hrgl.synthesis.vectors import MULTILINGUAL, embedding
from hrgl.themes import board, themes
from hrgl.themes.proposals import proposals
from hrgl.themes.proposals.models import told_models
from tests.builders import LINES, World, statement_ids, world
from tests.fakes import FakeEmbedder

GERMAN = """* Die Stadt soll das Budget in einfachen Worten zeigen
* Schulungen für die Beschaffung und die Menschenrechte
* Kinderbetreuung macht die Beteiligung für Eltern möglich"""
ENGLISH = ["Publish the budget", "Train the staff in human rights", "Pay for the time people give"]


@pytest.fixture
def here(engine: Engine) -> World:
    with transaction(engine) as session:
        made = world(session)
        statement_ids(session, made, LINES)
        return made


def propose(engine: Engine, here: World) -> Clustering:
    return worker.propose_themes(
        engine, here.facilitator, themes=3, progress=lambda *_: None, load=FakeEmbedder
    )


def _choose(engine: Engine, here: World, languages: Languages) -> None:
    with transaction(engine) as session:
        session.get_one(Edition, here.edition.id).languages = languages


def _told(engine: Engine, here: World) -> str:
    with reading(engine) as session:
        return " ".join(told_models(session, edition_id=here.edition.id))


@pytest.mark.parametrize(
    ("english", "german", "many"),
    [(3, 0, False), (3, 1, False), (38, 2, True), (39, 2, False), (0, 2, True), (0, 0, False)],
)
def test_from_one_in_twenty_on_two_at_least_the_model_of_english_is_not_enough(
    english: int, german: int, many: bool
) -> None:
    texts = [ENGLISH[0]] * english + ["Die Mieten sind zu hoch"] * german
    assert compared_as(texts, Languages.AUTO).in_many is many
    assert compared_as(texts, Languages.MULTILINGUAL).in_many
    assert not compared_as(texts, Languages.ENGLISH).in_many


def test_in_english_the_result_is_the_same_to_the_byte_whatever_was_chosen_but_several(
    engine: Engine, here: World
) -> None:
    made: dict[Languages, Any] = {}
    for chosen in (Languages.AUTO, Languages.ENGLISH):
        _choose(engine, here, chosen)
        row = propose(engine, here)
        made[chosen] = json.dumps([row.model, row.parameters, row.result])
    assert made[Languages.AUTO] == made[Languages.ENGLISH]
    assert json.loads(made[Languages.AUTO])[1] == {"themes": 3}


def test_when_german_notes_come_the_next_proposal_reads_anew_and_undoes_nobody(
    engine: Engine, here: World
) -> None:
    first = propose(engine, here)
    assert "compared the statements by the model of English" in _told(engine, here)
    with transaction(engine) as session:
        proposals.adopt_proposal(session, here.facilitator, clustering_id=first.id)
        ids = [s.id for s in proposals.material(session, edition_id=here.edition.id)]
        themes.create(session, here.facilitator, name="Ours", statement_ids=ids[:2])
        before = board.board(session, edition_id=here.edition.id)
        late = statement_ids(session, here, GERMAN)
    told = _told(engine, here)
    assert (
        "The next proposal reads all statements anew: 3 of 9 statements are not in English" in told
    )
    assert "Nothing that people decided changes" in told
    second = propose(engine, here)
    assert first.model == embedding.kept_as(embedding.DEFAULT_MODEL)
    assert second.model == MULTILINGUAL
    assert second.parameters["languages"] == {"chosen": "auto", "statements": 9, "others": 3}
    assert "model of sixteen languages: 3 of 9 statements were not in English." in _told(
        engine, here
    )
    with reading(engine) as session:
        after = board.board(session, edition_id=here.edition.id)
        assert after.themes == before.themes
        assert len(after.queue) == len(before.queue) + len(late)
        assert set(session.exec(select(Spot.model)).all()) == {MULTILINGUAL}


def test_vectors_of_two_models_are_never_compared(engine: Engine, here: World) -> None:
    propose(engine, here)
    texts = [line.removeprefix("* ") for line in LINES.splitlines()]
    with transaction(engine) as session:
        before = vector_store.latest_of(session, texts, edition_id=here.edition.id)
        others = {text: np.ones(512, dtype=np.float32) for text in texts}
        vector_store.keep_vectors(session, others, MULTILINGUAL)
    with reading(engine) as session:
        after = vector_store.latest_of(session, texts, edition_id=here.edition.id)
    assert before.any()
    assert np.array_equal(before, after)


def test_a_sentence_is_read_by_the_model_of_the_statements(
    engine: Engine, here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(meaning, "at_hand", asked.append)

    def support(session: Session) -> None:
        find_support(session, edition_id=here.edition.id, text="Publish the budget")

    with transaction(engine) as session:
        support(session)
        statement_ids(session, here, GERMAN)
        support(session)  # before a first proposal: as one would compare them
    propose(engine, here)
    _choose(engine, here, Languages.ENGLISH)
    with reading(engine) as session:
        support(session)  # the choice counts from the next proposal on
    propose(engine, here)
    with reading(engine) as session:
        support(session)
    assert asked == ["", MULTILINGUAL, MULTILINGUAL, ""]


def test_a_model_that_the_settings_name_compares_all_and_it_is_said(
    engine: Engine, here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HRGL_MODEL", "/srv/ours")
    _choose(engine, here, Languages.MULTILINGUAL)
    assert propose(engine, here).model == "/srv/ours"
    assert "the model /srv/ours" in _told(engine, here)
    with reading(engine) as session:
        how = how_compared(session, edition_id=here.edition.id)
        assert "whatever is chosen" in why_compared(how)
        assert model_of_sentences(session, edition_id=here.edition.id) == ""
