"""A proposal of few statements: fewer themes than were asked for, not one for each of them."""

import pytest
from sqlalchemy import Engine

from hrgl.core.database import transaction
from hrgl.operations import worker
from tests.builders import LINES, statement_ids, world
from tests.fakes import FakeEmbedder


@pytest.mark.parametrize(("lines", "asked", "most"), [(6, 12, 3), (1, 12, 1), (6, 2, 2)])
def test_there_are_no_more_themes_than_could_have_two_statements_each(
    engine: Engine, lines: int, asked: int, most: int
) -> None:
    with transaction(engine) as session:
        here = world(session)
        statement_ids(session, here, "\n".join(LINES.splitlines()[:lines]))
    made = worker.propose_themes(
        engine, here.facilitator, themes=asked, progress=lambda *_: None, load=FakeEmbedder
    )
    assert len(made.result["themes"]) == most
    assert made.parameters == {"themes": asked}
