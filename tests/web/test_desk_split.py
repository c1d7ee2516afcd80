"""Splitting on the desk: parts are told with what they are parts of, and split as they stood."""

from typing import Any

import pytest

from hrgl.core.database import transaction
from hrgl.operations import worker
from hrgl.themes import themes
from tests.fakes import FakeEmbedder
from tests.web.test_desk import Sitting, _theme, sitting

__all__ = ["sitting"]


@pytest.fixture
def all_of_it(sitting: Sitting) -> int:
    """A theme of all statements, which were read by a proposal."""
    worker.propose_themes(
        sitting.engine,
        sitting.here.facilitator,
        themes=2,
        progress=lambda *_: None,
        load=FakeEmbedder,
    )
    return _theme(sitting, "All", *sitting.ids)


def _act(told: dict[str, Any], **other: object) -> dict[str, Any]:
    """What a desk sends that shows these parts."""
    _stays, *others = told["parts"]
    return {
        "do": "split",
        "theme": told["theme"],
        "version": told["version"],
        "held": [each for part in told["parts"] for each in part["ids"]],
        "rest": "What stays",
        "parts": [{"name": part["name"], "statements": part["ids"]} for part in others],
        **other,
    }


def test_a_theme_is_split_into_exactly_the_parts_that_were_shown(
    sitting: Sitting, all_of_it: int
) -> None:
    told = sitting.get("split", theme=all_of_it, parts=2).json()
    stays, goes = (set(part["ids"]) for part in told["parts"])
    assert stays | goes == set(sitting.ids)
    [answer] = sitting.send(_act(told))["answers"]
    assert answer["say"].startswith("Split “All”, now “What stays”")
    at = sitting.placed()
    assert {at[each] for each in stays} == {all_of_it}
    assert len({at[each] for each in goes} - {all_of_it}) == 1


def test_parts_of_a_theme_that_has_changed_are_not_split(sitting: Sitting, all_of_it: int) -> None:
    told = sitting.get("split", theme=all_of_it, parts=2).json()
    before = sitting.placed()
    with transaction(sitting.engine) as session:
        themes.move(session, sitting.here.organiser, statement_ids=sitting.ids[:1], theme_id=None)
    [answer] = sitting.send(_act(told))["answers"]
    assert "look at it again" in answer["say"]
    with transaction(sitting.engine) as session:
        themes.rename(
            session, sitting.here.organiser, theme_id=all_of_it, name="Every", seen_version=1
        )
    held = sitting.ids[1:]
    [answer] = sitting.send(_act(told, held=held))["answers"]
    assert "Olga changed this" in answer["say"]
    assert {key: at for key, at in before.items() if key in held} == sitting.placed()


def test_parts_with_a_statement_that_does_not_stand_there_are_not_split(
    sitting: Sitting, all_of_it: int
) -> None:
    told = sitting.get("split", theme=all_of_it, parts=2).json()
    foreign = [{"name": "Other", "statements": [9999]}]
    [answer] = sitting.send(_act(told, parts=foreign))["answers"]
    assert "changed since" in answer["say"]


def test_nothing_is_told_before_a_proposal_has_read_the_statements(sitting: Sitting) -> None:
    theme = _theme(sitting, "All", *sitting.ids)
    assert sitting.get("split", theme=theme, parts=2).json()["parts"] == []
    assert sitting.get("split", theme=theme, parts=9).status_code == 422
    assert sitting.get("split", theme=9999, parts=2).status_code == 404


@pytest.mark.parametrize("parts", [[], [{"name": "One", "statements": []}], [{"name": "One"}]])
def test_a_split_without_parts_is_unreadable(
    sitting: Sitting, all_of_it: int, parts: list[Any]
) -> None:
    told = sitting.get("split", theme=all_of_it, parts=2).json()
    named = {"act": "0" * 36, **_act(told, parts=parts)}
    body = {"edition": sitting.here.edition.id, "since": [0, 0], "acts": [named]}
    assert sitting.post(body).status_code == 400
