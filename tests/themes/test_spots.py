"""The map of an edition: laid out with a proposal; from then on nothing on it moves."""

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from hrgl.core import vector_store
from hrgl.core.database import reading, transaction
from hrgl.core.models import Spot
from hrgl.notes import statements
from hrgl.operations import worker
from hrgl.synthesis.vectors.embedding import Embedder
from hrgl.themes import spots
from hrgl.themes.spots import MapSpot
from tests.builders import LINES, World, statement_ids, world
from tests.fakes import FakeEmbedder
from tests.themes.test_proposals import MORE, propose

Points = dict[str, tuple[int, int]]


class Otherwise(FakeEmbedder):
    """Another model."""

    def _place(self, word: str) -> int:
        return super()._place(word[::-1])


@pytest.fixture
def here(engine: Engine) -> World:
    with transaction(engine) as session:
        made = world(session)
        statement_ids(session, made, LINES)
        return made


def _more(engine: Engine, here: World, lines: str) -> None:
    with transaction(engine) as session:
        statement_ids(session, here, lines)


def _shown(engine: Engine, here: World) -> Points:
    """Where each statement stands, by its words."""
    with reading(engine) as session:
        rows = statements.list_statements(session, edition_id=here.edition.id)
        found = spots.map_of(session, edition_id=here.edition.id, rows=rows)
    return {row.text: (found[row.id].x, found[row.id].y) for row in rows if row.id in found}


def _kept(engine: Engine) -> set[tuple[str, int, int, bool]]:
    with reading(engine) as session:
        return {(s.text_sha256, s.x, s.y, s.later) for s in session.exec(select(Spot)).all()}


def test_before_a_proposal_there_is_no_map(engine: Engine, here: World) -> None:
    assert _shown(engine, here) == {}


def test_a_proposal_lays_out_every_statement_and_a_second_one_moves_none(
    engine: Engine, here: World
) -> None:
    propose(engine, here)
    before = _shown(engine, here)
    assert len(before) == 6
    kept = _kept(engine)
    propose(engine, here, 2)
    assert (_shown(engine, here), _kept(engine)) == (before, kept)


def test_what_comes_later_is_put_beside_the_others_and_moves_none(
    engine: Engine, here: World
) -> None:
    propose(engine, here)
    before = _shown(engine, here)
    _more(engine, here, MORE)
    assert _shown(engine, here) == before  # nothing is known of the new ones yet
    propose(engine, here)
    after = _shown(engine, here)
    assert len(after) == 9
    assert before.items() <= after.items()
    assert sum(later for *_, later in _kept(engine)) == 3


def test_what_was_read_already_stands_on_the_map_before_the_next_proposal_in_its_lasting_place(
    engine: Engine, here: World
) -> None:
    propose(engine, here)
    before = _shown(engine, here)
    _more(engine, here, MORE)
    _read(engine, here)
    meanwhile = _shown(engine, here)
    assert len(meanwhile) == 9
    assert before.items() <= meanwhile.items()
    propose(engine, here)
    assert _shown(engine, here) == meanwhile


def _read(engine: Engine, here: World) -> None:
    with transaction(engine) as session:
        rows = statements.list_statements(session, edition_id=here.edition.id)
        texts = [row.text for row in rows]
        vectors = dict(zip(texts, FakeEmbedder().encode(texts), strict=True))
        model = vector_store.model_of_latest(session, edition_id=here.edition.id)
        assert model is not None
        vector_store.keep_vectors(session, vectors, model)


def test_when_more_than_half_came_later_the_next_proposal_lays_all_out_anew(
    engine: Engine, here: World
) -> None:
    propose(engine, here)
    many = "\n".join(f"* Towns learn from town number {row} about money" for row in range(7))
    _more(engine, here, many)
    propose(engine, here)
    assert len(_kept(engine)) == 13
    assert not any(later for *_, later in _kept(engine))


def test_another_model_has_a_map_of_its_own(
    engine: Engine, here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose(engine, here)
    before = _kept(engine)
    monkeypatch.setattr(worker, "_model", lambda: "another")
    load: type[Embedder] = Otherwise
    worker.propose_themes(engine, here.facilitator, themes=2, progress=lambda *_: None, load=load)
    with reading(engine) as session:
        assert set(session.exec(select(Spot.model)).all()) == {"another"}
    assert len(_kept(engine)) == 6
    assert _kept(engine) != before


def test_two_editions_that_hold_the_same_words_have_maps_of_their_own(
    engine: Engine, here: World
) -> None:
    propose(engine, here)
    before = _shown(engine, here)
    with transaction(engine) as session:
        elsewhere = world(session, code="2032")
        statement_ids(session, elsewhere, MORE + "\n" + LINES)
    propose(engine, elsewhere)
    assert len(_shown(engine, elsewhere)) == 9
    assert _shown(engine, here) == before


def test_a_map_that_is_continued_keeps_all_that_stood_there() -> None:
    texts = [f"Text {row}" for row in range(10)]
    vectors = FakeEmbedder().encode([f"word{row % 3} word{row}" for row in range(10)])
    whole = spots.continued(texts[:6], vectors[:6], {})
    more = spots.continued(texts, vectors, whole)
    assert whole.items() <= more.items()
    assert [spot.later for spot in more.values()].count(True) == 4
    again = spots.continued(texts[::-1], vectors[::-1], whole)
    assert again == more


def test_the_half_is_of_those_that_were_laid_out_however_slowly_the_others_came() -> None:
    texts = [f"Text {row}" for row in range(13)]
    vectors = FakeEmbedder().encode([f"word{row % 3} word{row}" for row in range(13)])
    known: dict[str, MapSpot] = {}
    for number in (6, 9, 12):
        known = spots.continued(texts[:number], vectors[:number], known)
    assert [spot.later for spot in known.values()].count(True) == 6
    known = spots.continued(texts, vectors, known)
    assert not any(spot.later for spot in known.values())
