"""What a desk is told of the map: the spots of its own edition, to whoever may place statements."""

import pytest
from sqlalchemy import Engine

from hrgl.core.database import transaction
from hrgl.core.models import Spot
from hrgl.core.vector_store import text_digest
from hrgl.notes.statements import list_statements
from tests.builders import world
from tests.web.test_desk import Sitting, _client, _sign_in, sitting

__all__ = ["sitting"]


@pytest.fixture
def laid_out(sitting: Sitting) -> list[list[int]]:
    """The first two statements have spots."""
    edition_id = sitting.here.edition.id
    with transaction(sitting.engine) as session:
        rows = list_statements(session, edition_id=edition_id)[:2]
        for at, row in enumerate(rows):
            key = text_digest(row.text)
            spot = {"text_sha256": key, "model": "m", "x": at, "y": 7, "later": False}
            session.add(Spot(edition_id=edition_id, **spot))
        return [[row.id, at, 7] for at, row in enumerate(rows)]


def test_the_spots_are_told_by_statement(sitting: Sitting, laid_out: list[list[int]]) -> None:
    assert sitting.get("map").json() == {"spots": laid_out}


def test_where_nothing_was_laid_out_there_is_no_spot(sitting: Sitting) -> None:
    assert sitting.get("map").json() == {"spots": []}


@pytest.mark.parametrize("role", ["rapporteur", "steering", "participant"])
def test_who_may_not_place_statements_sees_no_map(
    engine: Engine, sitting: Sitting, laid_out: list[list[int]], role: str
) -> None:
    with transaction(engine) as session:
        member = getattr(sitting.here, role)
        token = _sign_in(session, member) if member.account_id else "nobody"
    with _client(engine, token) as client:
        other = Sitting(client, engine, sitting.here, sitting.ids, "")
        assert other.get("map").status_code in {401, 403}
    assert laid_out


def test_the_map_of_another_edition_is_refused(
    engine: Engine, sitting: Sitting, laid_out: list[list[int]]
) -> None:
    with transaction(engine) as session:
        elsewhere = world(session, code="2032")
    assert sitting.get("map", edition=elsewhere.edition.id).status_code == 403
    assert laid_out
