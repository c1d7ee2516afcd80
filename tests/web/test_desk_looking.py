"""What a desk asks about some statements: which are like one, which may follow what was moved."""

import numpy as np
from sqlmodel import select

from hrgl.core import vector_store
from hrgl.core.database import transaction
from hrgl.core.models import Clustering, Placement
from hrgl.notes import statements
from tests.web.test_desk import Sitting, _move, _theme, sitting

__all__ = ["sitting"]


def test_the_statements_most_like_one_and_those_that_may_follow_are_told(sitting: Sitting) -> None:
    one, two, three, four, *_ = sitting.ids
    money, people = _theme(sitting, "Money", one, two, three, four), _theme(sitting, "People")
    assert sitting.get("like", statement=one).json() == {"ids": [one]}  # nothing was read yet
    _read(sitting, {one: [1, 0], two: [0.9, 0.1], three: [0, 1], four: [0, 1]})
    assert sitting.get("like", statement=one).json()["ids"][:2] == [one, two]
    sitting.send(_move(sitting, people, one))
    asked = {"from": money, "into": people, "moved": one}
    assert sitting.get("along", **asked).json()["ids"][:1] == [two]
    assert sitting.get("along", **{**asked, "moved": 10**9 - 1}).json() == {"ids": []}
    assert sitting.get("like", statement=0).status_code == 404
    assert sitting.get("nothing").status_code == 404


def _read(sitting: Sitting, vectors: dict[int, list[float]]) -> None:
    """As after a proposal: placed by the machine, with these vectors and zeros for the others."""
    here = sitting.here
    with transaction(sitting.engine) as session:
        session.add(
            Clustering(
                edition_id=here.edition.id,
                member_id=here.facilitator.id,
                model="m",
                parameters={},
                statements_sha256="0" * 64,
                result={},
            )
        )
        for placement in session.exec(select(Placement)).all():
            placement.pinned = False
        rows = statements.list_statements(session, edition_id=here.edition.id)
        kept = {row.text: np.array(vectors.get(row.id, [0, 0]), np.float32) for row in rows}
        vector_store.keep_vectors(session, kept, "m")
