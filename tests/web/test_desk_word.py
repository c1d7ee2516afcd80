"""A candidate for an encouragement is begun on the desk, from the theme as it was seen."""

import uuid

from hrgl.core.database import transaction
from hrgl.themes import themes
from tests.web.test_desk import Sitting, _theme, sitting

__all__ = ["sitting"]


def _used(sitting: Sitting, theme: int) -> list[str]:
    shown = {row[0]: row[5] for row in sitting.get("rows").json()["themes"]}
    found: list[str] = shown[theme]
    return found


def test_a_candidate_is_begun_from_a_theme_and_taken_back(sitting: Sitting) -> None:
    money = _theme(sitting, "Money", *sitting.ids[:2])
    act = {"act": str(uuid.uuid4()), "do": "word", "theme": money, "version": 1}
    told = sitting.send({**act, "heading": "pay people for their time"})
    assert told["answers"][0]["ok"], told
    assert "pay people for their time" in told["answers"][0]["say"]
    assert [row[5] for row in told["themes"]] == [_used(sitting, money)]
    assert len(_used(sitting, money)) == 1
    [answer] = sitting.send({"do": "undo", "of": act["act"]})["answers"]
    assert answer["ok"]
    assert _used(sitting, money) == []


def test_a_candidate_from_a_theme_that_changed_is_refused_in_words(sitting: Sitting) -> None:
    money = _theme(sitting, "Money")
    with transaction(sitting.engine) as session:
        themes.rename(
            session, sitting.here.organiser, theme_id=money, name="Budget", seen_version=1
        )
    act = {"do": "word", "theme": money, "version": 1, "heading": "pay people"}
    [answer] = sitting.send(act)["answers"]
    assert "Olga changed this" in answer["say"]
    assert _used(sitting, money) == []
    [answer] = sitting.send({**act, "version": 2, "heading": " "})["answers"]
    assert not answer["ok"]
