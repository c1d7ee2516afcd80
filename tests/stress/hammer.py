"""One of many people who edit the same few things at the same moment, in a process of its own."""

import json
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, SQLModel

from hrgl.core.database import PATIENCE_OF_WORK, connect, reading, transaction
from hrgl.core.enums import Kind, Support
from hrgl.core.models import Encouragement, Member, Note, Statement, Theme, Workshop
from hrgl.editions import summaries
from hrgl.encouragements import evidence, places, wordings
from hrgl.errors import OutOfDate
from hrgl.notes import leaving_out, notes, statements
from hrgl.themes import themes

Edit = Callable[[Session, Member], object]
Made = dict[str, Any]


@dataclass
class Things:
    """What everybody edits, by id; the last list is one statement for each person alone."""

    facilitator: int
    workshop: int
    note: int
    encouragements: list[int]
    themes: list[int]
    statements: list[int]
    own: list[int]


class Hammer:
    """A person who looks, thinks for a moment, and saves; sometimes again when refused."""

    def __init__(self, engine: Engine, things: Things, number: int) -> None:
        self.engine, self.things, self.number = engine, things, number
        self.rng = random.Random(number)
        self.own = things.own[number]
        self.own_is_out = False
        self.made: list[Made] = []
        self.refused: list[str] = []
        with reading(engine) as session:
            self.actor = session.get_one(Member, things.facilitator)

    def edit(self, turn: int) -> None:
        """One edit, repeated in one of two cases when somebody was quicker."""
        kinds = [
            self.reword,
            self.remark,
            self.place,
            self.rename,
            self.review_theme,
            self.summarise,
            self.mark,
            self.revise,
            self.write,
            self.move,
            self.cite,
            self.leave_out,
        ]
        kind = self.rng.choice(kinds)
        words = f"words of {self.number} in turn {turn}"
        while True:
            try:
                kind(words)
            except OutOfDate as refusal:
                self.refused.append(type(refusal).__name__)
                if self.rng.random() < 0.5:
                    continue
            except Exception as error:  # noqa: BLE001 – whatever it is, the test must hear of it
                self.refused.append(f"{type(error).__name__}: {error}")
            return

    def _change(
        self,
        act: Callable[..., Any],
        model: type[SQLModel],
        row_id: int,
        wanted: Callable[[Any], dict[str, Any]],
        **which: int,
    ) -> None:
        """Look, think, act with the version that was seen, and note which version came of it."""
        with reading(self.engine) as session:
            row: Any = session.get_one(model, row_id)
        details = wanted(row)
        time.sleep(self.rng.random() * 0.01)
        with transaction(self.engine) as session:
            act(session, self.actor, seen_version=row.version, **which, **details)
            session.flush()
            now = session.get_one(model, row_id).version
        subject = f"{model.__name__.lower()} {row_id}"
        self._note(act, subject=subject, seen=row.version, version=now, wanted=details)

    def _note(self, act: Callable[..., Any], **what: Any) -> None:
        self.made.append({"act": act.__name__, **what})

    def _one(self, ids: list[int]) -> int:
        return self.rng.choice(ids)

    def _encouragement(
        self, act: Callable[..., Any], wanted: Callable[[Encouragement], dict[str, Any]]
    ) -> None:
        here = self._one(self.things.encouragements)
        self._change(act, Encouragement, here, wanted, encouragement_id=here)

    def _theme(self, act: Callable[..., Any], wanted: Callable[[Theme], dict[str, Any]]) -> None:
        here = self._one(self.things.themes)
        self._change(act, Theme, here, wanted, theme_id=here)

    def reword(self, words: str) -> None:
        self._encouragement(wordings.reword, lambda _: {"heading": words, "explanation": ""})

    def remark(self, words: str) -> None:
        self._encouragement(wordings.remark, lambda _: {"remarks": words})

    def place(self, _: str) -> None:
        ours = self.things.encouragements
        self._encouragement(
            places.give_place, lambda row: {"place": None if row.place else ours.index(row.id) + 1}
        )

    def rename(self, words: str) -> None:
        self._theme(themes.rename, lambda _: {"name": words})

    def review_theme(self, _: str) -> None:
        self._theme(themes.mark_reviewed, lambda row: {"reviewed": not row.reviewed})

    def summarise(self, words: str) -> None:
        here = self.things.workshop
        self._change(
            summaries.summarise, Workshop, here, lambda _: {"summary": words}, workshop_id=here
        )

    def mark(self, _: str) -> None:
        here = self._one(self.things.statements)
        self._change(
            statements.mark,
            Statement,
            here,
            lambda row: {"kind": self.rng.choice([k for k in Kind if k is not row.kind])},
            statement_id=here,
        )

    def revise(self, words: str) -> None:
        with reading(self.engine) as session:
            note = session.get_one(Note, self.things.note)
            while note.replaced_by_id is not None:
                note = session.get_one(Note, note.replaced_by_id)
        time.sleep(self.rng.random() * 0.01)
        first = note.text.splitlines()[0]
        with transaction(self.engine) as session:
            notes.revise(
                session,
                self.actor,
                note_id=note.id,
                text=f"{first}\n* An idea in the {words}",
                seen_version=note.version,
            )
        self._note(notes.revise)

    def write(self, words: str) -> None:
        here = self.things.workshop
        with transaction(self.engine) as session:
            notes.add_note(session, self.actor, workshop_id=here, text=f"* Something in {words}")
        self._note(notes.add_note)

    def move(self, _: str) -> None:
        ids = self.rng.sample(self.things.statements, 2)
        theme = self._one(self.things.themes)
        with transaction(self.engine) as session:
            themes.move(session, self.actor, statement_ids=ids, theme_id=theme)
        self._note(themes.move)

    def cite(self, _: str) -> None:
        here = self._one(self.things.encouragements)
        ids = self.rng.sample(self.things.statements, 2)
        support = self.rng.choice(list(Support))
        with transaction(self.engine) as session:
            evidence.cite(
                session, self.actor, encouragement_id=here, statement_ids=ids, support=support
            )
        self._note(evidence.cite)

    def leave_out(self, words: str) -> None:
        with transaction(self.engine) as session:
            if self.own_is_out:
                leaving_out.bring_back_statements(session, self.actor, statement_ids=[self.own])
            else:
                leaving_out.set_aside_statements(
                    session, self.actor, statement_ids=[self.own], because=words
                )
        self._note(
            leaving_out.bring_back_statements
            if self.own_is_out
            else leaving_out.set_aside_statements
        )
        self.own_is_out = not self.own_is_out


def main(url: str, things: str, number: str, edits: str, starts: str, out: str) -> None:
    """Begin when everybody has come, edit, and write down what was done and refused."""
    engine = connect(url, patience=PATIENCE_OF_WORK)  # sixteen at once wait for one another
    hammer = Hammer(engine, Things(**json.loads(things)), int(number))
    Path(out).with_suffix(".ready").touch()
    while not Path(starts).exists():
        time.sleep(0.02)
    for turn in range(int(edits)):
        hammer.edit(turn)
    engine.dispose()
    Path(out).write_text(json.dumps({"made": hammer.made, "refused": hammer.refused}))


if __name__ == "__main__":
    main(*sys.argv[1:])
