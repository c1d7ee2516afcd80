"""Acts on statements that are picked on a desk."""

from typing import Literal

from pydantic import Field
from sqlmodel import Session

from hrgl.core.enums import Kind
from hrgl.core.models import Member
from hrgl.notes import leaving_out, statements
from hrgl.notes.standing import Stand
from hrgl.themes import themes, ties
from hrgl.web.desks.act import MOST_PICKED, DeskAct, Number, Seen, Words


class OnStatements(DeskAct):
    """An act on statements that are picked."""

    statements: list[Seen] = Field(min_length=1, max_length=MOST_PICKED)

    @property
    def statement_ids(self) -> list[int]:
        """The statements it is done on."""
        return [key for key, *_ in self.statements]

    @property
    def seen(self) -> dict[int, Stand]:
        """Each as it stood on the screen."""
        return {key: (version, theme_id) for key, version, theme_id in self.statements}


class Moving(OnStatements):
    """To a theme, or with none back into the queue."""

    do: Literal["move"]
    theme: Number | None
    theme_version: Number | None = None

    def carry_out(self, session: Session, actor: Member) -> None:
        themes.move(
            session,
            actor,
            statement_ids=self.statement_ids,
            theme_id=self.theme,
            seen=self.seen,
            theme_seen_version=self.theme_version,
        )


class Beginning(DeskAct):
    """A new theme, with the statements that are picked, or with none yet."""

    do: Literal["create"]
    name: Words
    statements: list[Seen] = Field(default=[], max_length=MOST_PICKED)

    def carry_out(self, session: Session, actor: Member) -> None:
        seen = {key: (version, theme_id) for key, version, theme_id in self.statements}
        themes.create(session, actor, name=self.name, statement_ids=list(seen), seen=seen)


class SettingAside(OnStatements):
    """Out of the synthesis, because …"""

    do: Literal["set_aside"]
    because: Words

    def carry_out(self, session: Session, actor: Member) -> None:
        leaving_out.set_aside_statements(
            session, actor, statement_ids=self.statement_ids, because=self.because, seen=self.seen
        )


class BringingBack(OnStatements):
    """Back into the queue."""

    do: Literal["bring_back"]

    def carry_out(self, session: Session, actor: Member) -> None:
        leaving_out.bring_back_statements(
            session, actor, statement_ids=self.statement_ids, seen=self.seen
        )


class Equalling(OnStatements):
    """They say the same as one of them, which stands for all."""

    do: Literal["same"]
    of: Seen

    def carry_out(self, session: Session, actor: Member) -> None:
        of_id, version, theme_id = self.of
        leaving_out.same_as_all(
            session,
            actor,
            statement_ids=self.statement_ids,
            of_id=of_id,
            seen={**self.seen, of_id: (version, theme_id)},
        )


class Tying(OnStatements):
    """Kept together, or apart, in what the machine groups next."""

    do: Literal["tie"]
    together: bool

    def carry_out(self, session: Session, actor: Member) -> None:
        ties.tie(
            session, actor, statement_ids=self.statement_ids, together=self.together, seen=self.seen
        )


class Marking(DeskAct):
    """Of what kind one statement is."""

    do: Literal["mark"]
    statement: Seen
    kind: Kind | None = Field(strict=False)

    def carry_out(self, session: Session, actor: Member) -> None:
        key, version, _ = self.statement
        statements.mark(session, actor, statement_id=key, kind=self.kind, seen_version=version)
