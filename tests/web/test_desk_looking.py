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


def test_what_is_alike_is_told_together_and_never_over_two_themes(sitting: Sitting) -> None:
    one, two, three, four, *rest = sitting.ids
    money = _theme(sitting, "Money", one, two, three, four)
    people = _theme(sitting, "People", rest[0])
    _read(sitting, {one: [1, 0], two: [0, 1], three: [1, 0.1], four: [0.1, 1], rest[0]: [1, 0]})
    groups = sitting.get("alike", place=money).json()["groups"]
    assert sorted(each for group in groups for each in group) == sorted([one, two, three, four])
    order = [each for group in groups for each in group]
    assert abs(order.index(one) - order.index(three)) == 1
    assert abs(order.index(two) - order.index(four)) == 1
    every = sitting.get("alike").json()["groups"]
    assert sorted(each for group in every for each in group) == sorted(sitting.ids)
    placed = sitting.placed()
    assert all(len({placed.get(each) for each in group}) == 1 for group in every)
    assert {placed.get(each) for group in every for each in group} == {money, people, None}
    assert sitting.get("alike", place=10**8).json() == {"groups": []}


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
