"""What statements come nearest to follows the acts, and only what differs is told."""

from typing import Any

import pytest
from sqlmodel import select

from hrgl.core.database import transaction
from hrgl.core.models import Placement
from hrgl.operations import worker
from hrgl.themes import themes
from hrgl.web.desk import doubting
from hrgl.web.desk.doubting import ToldBefore
from tests.builders import statement_ids
from tests.fakes import FakeEmbedder
from tests.themes.test_ties_and_splits import MIXED
from tests.web.test_desk import Sitting, _theme, sitting

__all__ = ["sitting"]


@pytest.fixture
def mixed(sitting: Sitting, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Three statements on money and three on schools, read by a proposal, in no theme yet."""
    monkeypatch.setattr(doubting, "TOLD_BEFORE", ToldBefore())
    monkeypatch.setattr("hrgl.web.desk.answers.TOLD_BEFORE", doubting.TOLD_BEFORE)
    with transaction(sitting.engine) as session:
        ids = statement_ids(session, sitting.here, MIXED)
    worker.propose_themes(
        sitting.engine,
        sitting.here.facilitator,
        themes=2,
        progress=lambda *_: None,
        load=FakeEmbedder,
    )
    return ids


def _doubts(sitting: Sitting, since: list[int]) -> dict[str, Any]:
    count, latest = since
    told: dict[str, Any] = sitting.get("doubts", count=count, latest=latest).json()
    return told


def _near(told: dict[str, Any]) -> dict[int, list[Any]]:
    return {row[0]: row[-3:] for row in told["rows"]}


def test_after_acts_only_what_differs_is_told_and_brings_a_desk_to_what_is_read_anew(
    sitting: Sitting, mixed: list[int]
) -> None:
    _theme(sitting, "Money", *mixed[:2])
    read = sitting.get("rows").json()
    near = _near(read)
    assert _doubts(sitting, read["revision"])["others"] == []
    schools = _theme(sitting, "Schools", *mixed[3:5])
    told = _doubts(sitting, read["revision"])
    assert told["all"] is False
    others = {key: other for key, *other in told["others"]}
    assert near | others == _near(sitting.get("rows").json())
    assert others[mixed[5]][0][0] == schools


def test_a_process_that_has_not_told_before_tells_all(sitting: Sitting, mixed: list[int]) -> None:
    _theme(sitting, "Money", *mixed[:2])
    told = _doubts(sitting, [0, 0])
    assert told["all"] is True
    assert {key: other for key, *other in told["others"]} == _near(sitting.get("rows").json())


def test_what_a_person_has_placed_is_in_doubt_no_longer(sitting: Sitting, mixed: list[int]) -> None:
    money = _theme(sitting, "Money", *mixed[:3], mixed[3])
    _theme(sitting, "Schools", *mixed[4:])
    with transaction(sitting.engine) as session:
        placed = session.get_one(Placement, _placement(sitting, mixed[3]))
        placed.pinned = False
    read = sitting.get("rows").json()
    assert _near(read)[mixed[3]][1] > 0
    assert _near(read)[mixed[3]][2] is True
    with transaction(sitting.engine) as session:
        themes.move(session, sitting.here.facilitator, statement_ids=[mixed[3]], theme_id=money)
    [told] = [each for each in _doubts(sitting, read["revision"])["others"] if each[0] == mixed[3]]
    assert told[2:] == [-1, False]


def _placement(sitting: Sitting, statement_id: int) -> int:
    with transaction(sitting.engine) as session:
        query = select(Placement.id).where(Placement.statement_id == statement_id)
        return session.exec(query).one()


def test_only_so_many_moments_are_remembered() -> None:
    told = ToldBefore()
    for number in range(20):
        told.keep(1, (number, number), {})
    assert told.at(1, (0, 0)) is None
    assert told.at(1, (19, 19)) == {}
    assert told.at(2, (19, 19)) is None
