"""Promise 7: statements are acted on as they were seen, or not at all."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlmodel import Session

from hrgl.core.enums import Kind
from hrgl.errors import OutOfDate
from hrgl.formats.readers.contents import ReadNote
from hrgl.notes import leaving_out, lineage, statements
from hrgl.notes.imports import imports
from hrgl.notes.imports.preview import FileIn
from hrgl.notes.standing import refuse_if_changed
from hrgl.themes import themes, ties
from tests.seeing import Act, Scene, build, refused


@pytest.fixture
def scene(session: Session) -> Scene:
    return build(session)


def _marked(scene: Scene, which: int) -> None:
    version = scene.session.get_one(statements.Statement, which).version
    scene.olga(statements.mark, statement_id=which, kind=Kind.NEED, seen_version=version)


def _moved(scene: Scene, which: int) -> None:
    scene.olga(themes.move, statement_ids=[which], theme_id=scene.other.id)


# Acts on two statements of the queue, of which the second one changes after it was seen.
ON_STATEMENTS: dict[str, tuple[Callable[..., Any], Callable[[Scene, int, int], dict[str, Any]]]] = {
    "create": (themes.create, lambda s, a, b: {"name": "New", "statement_ids": [a, b]}),
    "move": (themes.move, lambda s, a, b: {"statement_ids": [a, b], "theme_id": s.money.id}),
    "queue": (themes.move, lambda s, a, b: {"statement_ids": [a, b], "theme_id": None}),
    "set aside": (
        leaving_out.set_aside_statements,
        lambda s, a, b: {"statement_ids": [a, b], "because": "no"},
    ),
    "bring back": (leaving_out.bring_back_statements, lambda s, a, b: {"statement_ids": [a, b]}),
    "same as": (leaving_out.same_as, lambda s, a, b: {"statement_id": b, "of_id": a}),
    "the same as it": (leaving_out.same_as, lambda s, a, b: {"statement_id": a, "of_id": b}),
    "all the same as": (
        leaving_out.same_as_all,
        lambda s, a, b: {"statement_ids": [b], "of_id": a},
    ),
    "join": (lineage.join, lambda s, a, b: {"statement_ids": [a, b]}),
    "tie": (ties.tie, lambda s, a, b: {"statement_ids": [a, b], "together": True}),
}


def _on_statements(scene: Scene, name: str) -> Act:
    act, arguments = ON_STATEMENTS[name]
    first, second = scene.ids[3:5]
    seen = scene.stands(first, second)
    return scene.does(act, seen=seen, **arguments(scene, first, second))


@pytest.mark.parametrize("name", ON_STATEMENTS)
def test_an_act_on_statements_is_done_to_them_as_they_were_seen_or_not_at_all(
    scene: Scene, name: str
) -> None:
    act = _on_statements(scene, name)
    _marked(scene, scene.ids[4])
    refusal = refused(scene, act, "^Somebody changed or moved HRGL-2031-A1-05 after you had")
    assert refusal.changed_by == "Somebody"
    act = _on_statements(scene, name)
    _moved(scene, scene.ids[4])
    refusal = refused(scene, act, "^Olga changed or moved HRGL-2031-A1-05 after you had")
    assert refusal.changed_by == "Olga"
    act = _on_statements(scene, name)
    _marked(scene, scene.ids[5])  # what was not picked is in nobody's way
    act()


def test_what_was_seen_of_a_statement_is_its_version_and_its_theme(scene: Scene) -> None:
    session, first = scene.session, scene.ids[0]
    rows = [session.get_one(statements.Statement, each) for each in scene.ids]
    refuse_if_changed(session, rows, None)
    refuse_if_changed(session, rows, scene.stands(*scene.ids))
    refuse_if_changed(session, [], {})
    in_theme, seen = scene.money.id, scene.stands(*scene.ids)
    for stand, who in {
        (rows[0].version + 1, in_theme): "Somebody",
        (rows[0].version, None): "Fadi",
        (rows[0].version, scene.other.id): "Fadi",
    }.items():
        with pytest.raises(OutOfDate, match=f"^{who} changed or moved HRGL-2031-A1-01 "):
            refuse_if_changed(session, rows, {**seen, first: stand})
    with pytest.raises(OutOfDate, match=r"^Fadi changed or moved HRGL-2031-A1-01 "):
        refuse_if_changed(session, rows[:1], {})
    with pytest.raises(OutOfDate, match=r"^Somebody changed or moved HRGL-2031-A1-06 "):
        refuse_if_changed(session, rows[5:], {})
    scene.olga(themes.move, statement_ids=[first], theme_id=None)
    with pytest.raises(OutOfDate, match=r"^Somebody changed or moved HRGL-2031-A1-01 "):
        refuse_if_changed(session, rows, seen)


def test_only_as_many_statements_come_in_as_were_announced(scene: Scene) -> None:
    file = FileIn(scene.here.workshop.id, "pad.txt", [ReadNote("* Ask the young\n* Ask the old")])
    importing = partial(imports.bring_in, scene.session, scene.here.rapporteur, files=[file])
    for seen in (1, 3, 0):
        act = partial(importing, seen_statements=seen)
        refused(scene, act, f"2 statements would come in now instead of {seen}. Nothing was")
    [came] = importing(seen_statements=2)
    assert len(came.taken.statements) == 2
