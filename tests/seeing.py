"""A scene in which somebody else acts between what a person sees and what they do."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from sqlmodel import Session, col, func, select

from hrgl.core.enums import Support
from hrgl.core.models import AuditEntry, Encouragement, Theme
from hrgl.encouragements import wordings
from hrgl.errors import OutOfDate
from hrgl.notes import statements
from hrgl.notes.standing import Stand
from hrgl.themes import placing, themes
from tests.builders import World, statement_ids, world
from tests.operations.test_undo_any import state

Act = Callable[[], Any]


@dataclass
class Scene:
    """Two themes, statements in them and in the queue, and a wording that cites."""

    session: Session
    here: World
    ids: list[int]
    money: Theme
    other: Theme
    row: Encouragement

    def stands(self, *which: int) -> dict[int, Stand]:
        """What a person sees of these statements now."""
        rows = statements.list_statements(self.session, edition_id=self.here.edition.id, ids=which)
        return {row.id: row.stand for row in rows}

    def content(self, theme: Theme) -> str:
        """What a person sees of what stands in a theme now."""
        return placing.content(p.statement_id for p in placing.placed_in(self.session, theme.id))

    def does(self, act: Callable[..., Any], **arguments: Any) -> Act:
        """An act of the facilitator as it is bound to a button when that is drawn."""
        return partial(act, self.session, self.here.facilitator, **arguments)

    def olga(self, act: Callable[..., Any], **arguments: Any) -> None:
        """What somebody else does meanwhile."""
        act(self.session, self.here.organiser, **arguments)
        self.session.flush()

    def all_there_is(self) -> object:
        self.session.flush()
        entries = self.session.exec(select(func.count(col(AuditEntry.id)))).one()
        return entries, state(self.session, self.here)


def build(session: Session) -> Scene:
    """Fadi's themes and wording, and three statements in the queue."""
    here = world(session)
    ids = statement_ids(session, here)
    money = themes.create(session, here.facilitator, name="Money", statement_ids=ids[:2])
    other = themes.create(session, here.facilitator, name="Other", statement_ids=ids[2:3])
    row = wordings.word(
        session, here.facilitator, heading="publish budgets", citations={ids[0]: Support.SUPPORTS}
    )
    session.flush()
    return Scene(session, here, ids, money, other, row)


def refused(scene: Scene, act: Act, sentence: str) -> OutOfDate:
    """An act is refused with a sentence, and nothing is done."""
    before = scene.all_there_is()
    with pytest.raises(OutOfDate, match=sentence) as refusal, scene.session.begin_nested():
        act()
    scene.session.expire_all()
    assert scene.all_there_is() == before
    return refusal.value
