"""Who is behind a theme, which of its statements are typical, and how the board is ordered."""

from dataclasses import dataclass

import pytest

from hrgl.core.enums import Kind
from hrgl.notes.heard import heard
from hrgl.notes.statements import Disposition, StatementView
from hrgl.themes.board import ThemeRow


@dataclass
class Speaker:
    """A statement's speaker, as far as it counts."""

    workshop: str = "A1"
    actor_type: str | None = None
    region: str | None = None


def _said(
    at: int, text: str = "The council pays", fit: float | None = 0.5, **who: str
) -> StatementView:
    speaker = Speaker(**who)
    return StatementView(
        id=at,
        version=1,
        note_id=1,
        reference=f"HRGL-2031-{speaker.workshop}-{at:02}",
        text=text,
        context="",
        workshop=speaker.workshop,
        kind=Kind.NEED,
        who="",
        actor_type=speaker.actor_type,
        region=speaker.region,
        theme_id=1,
        theme="T",
        pinned=False,
        fit=fit,
        disposition=Disposition.OPEN,
        because="",
        withdrawal=None,
        encouragements=(),
        person=at,
    )


def _theme(*statements: StatementView) -> ThemeRow:
    near = tuple(each.fit or 0.0 for each in statements)
    return ThemeRow(1, 1, "T", "", False, False, statements, (), near)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            [_said(1, actor_type="academia", region="Asia")],
            ["1 statement", "1 workshop", "1 actor type", "1 region"],
        ),
        (
            [
                _said(1, actor_type="academia", region="Asia"),
                _said(2, actor_type="academia", region="Asia"),
                _said(3, workshop="B2", actor_type="academia", region="Africa"),
                _said(4, workshop="B2"),
            ],
            ["4 statements", "2 workshops", "1 actor type", "2 regions"],
        ),
        (
            [
                _said(1, actor_type="academia", region="Asia"),
                _said(2, actor_type="civil_society", region="Asia"),
            ],
            ["2 statements", "1 workshop", "2 actor types", "1 region"],
        ),
    ],
)
def test_heard_counts_each_workshop_actor_type_and_region_once(
    rows: list[StatementView], told: list[str]
) -> None:
    sentence = heard(tuple(rows))
    assert _theme(*rows).heard == sentence
    assert sentence == f"{told[0]} from {', '.join(told[1:])}"


def test_typical_are_the_three_that_fit_best_those_that_tell_something_first() -> None:
    telling = "Publish the budget of the city in plain words"
    rows = [
        _said(1, telling, 0.2),
        _said(2, "Budget", 0.9),
        _said(3, telling, 0.4),
        _said(5, telling, 0.3),
        _said(4, telling, 0.3),
        _said(6, "Money", 0.1),
        _said(7, telling, 0.0),
    ]
    assert [s.id for s in _theme(*rows).typical] == [3, 4, 5]
    assert [s.id for s in _theme(rows[0], rows[1], rows[5]).typical] == [1, 2, 6]
