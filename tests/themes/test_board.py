"""The board: what a theme is about is read from all its statements, and figures tell something."""

import numpy as np
import pytest
from sqlmodel import Session

from hrgl.core import vector_store
from hrgl.notes import heard, notes, plenary
from hrgl.notes.notes import About
from hrgl.themes import board, splitting, themes
from hrgl.themes.proposals import proposals
from tests.builders import LINES, World, statement_ids, world
from tests.fakes import FakeEmbedder


def _with_vectors(session: Session, here: World, texts: list[str]) -> None:
    """A proposal was made once, so the vectors of these texts are kept."""
    proposals.store(
        session,
        here.facilitator,
        model="fake",
        parameters={},
        statements_sha256="0" * 64,
        result={"themes": [], "queue": [], "fit": {}},
    )
    vectors = FakeEmbedder().encode(texts)
    vector_store.keep_vectors(session, dict(zip(texts, vectors, strict=True)), "fake")


def _theme(session: Session, here: World, theme_id: int) -> board.ThemeRow:
    found = board.board(session, edition_id=here.edition.id).theme(theme_id)
    assert found is not None
    return found


def test_a_theme_that_people_made_has_typical_statements_and_a_line(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here)
    made = themes.create(session, here.facilitator, name="Rights", statement_ids=ids)
    found = _theme(session, here, made.id)
    assert len(found.typical) == 3
    assert found.line is not None
    assert found.line.statement in found.statements


def test_what_is_typical_is_nearest_the_middle_of_all_whoever_placed_it(session: Session) -> None:
    here = world(session)
    near = [f"Budget office {name} explains budget figures" for name in ("north", "south", "west")]
    far = ["Swimming lessons teach refugee children confidence"]
    ids = statement_ids(session, here, "\n".join(f"* {text}" for text in [*far, *near]))
    _with_vectors(session, here, [*far, *near])
    made = themes.create(session, here.facilitator, name="Mixed", statement_ids=ids)
    found = _theme(session, here, made.id)
    assert {s.text for s in found.typical} == set(near)
    assert found.near == pytest.approx(_cosines(FakeEmbedder().encode([*far, *near])), abs=1e-5)


def _cosines(vectors: np.ndarray) -> list[float]:
    middle = vectors.sum(axis=0)
    return [float(v @ middle / np.linalg.norm(v) / np.linalg.norm(middle)) for v in vectors]


def test_both_parts_of_a_split_theme_say_what_they_are_about(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here)
    _with_vectors(session, here, [line.removeprefix("* ") for line in LINES.splitlines()])
    made = themes.create(session, here.facilitator, name="Rights", statement_ids=ids)
    [other] = splitting.split_theme(
        session,
        here.facilitator,
        theme_id=made.id,
        names=["Money"],
        parts=[ids[:3]],
        seen_version=made.version,
    )
    for theme_id in (made.id, other.id):
        found = _theme(session, here, theme_id)
        assert len(found.typical) == 3
        assert found.line is not None


def test_what_was_not_read_yet_is_told_in_its_order(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here)
    made = themes.create(session, here.facilitator, name="Rights", statement_ids=ids[1:])
    assert [s.id for s in _theme(session, here, made.id).typical] == ids[1:4]


def test_the_plenary_has_words_of_a_room_whose_themes_people_made(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here)
    themes.create(session, here.facilitator, name="Rights", statement_ids=ids)
    [room] = plenary.results(session, edition_id=here.edition.id)
    assert len(room.typical) == 3


def test_what_is_not_known_of_the_speakers_is_not_counted_as_nought(session: Session) -> None:
    here = world(session)
    made = themes.create(
        session, here.facilitator, name="Rights", statement_ids=statement_ids(session, here)
    )
    assert _theme(session, here, made.id).heard == "6 statements from 1 workshop"
    ids = []
    for who in (here.rapporteur, here.facilitator, here.organiser):
        more = notes.add_note(
            session,
            who,
            workshop_id=here.workshop.id,
            text=f"* {who.name} hears small cities",
            about=About(region="Europe"),
        )
        ids += [statement.id for statement in more.statements]
    themes.move(session, here.facilitator, statement_ids=ids, theme_id=made.id)
    assert _theme(session, here, made.id).heard == "9 statements from 1 workshop, 1 region"
    assert heard.heard(()) == "0 statements"
