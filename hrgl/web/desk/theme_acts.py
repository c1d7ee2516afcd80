"""Acts on whole themes, as they were seen on a desk."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from hrgl.core.models import Member
from hrgl.encouragements import wordings
from hrgl.themes import flags, splitting, themes
from hrgl.themes.placing import content
from hrgl.web.desks.act import MOST_PICKED, DeskAct, Number, Words


class OnTheme(DeskAct):
    """An act on a theme as it was seen."""

    theme: Number
    version: Number


class Renaming(OnTheme):
    """A name, or what it is about, given in place."""

    do: Literal["rename"]
    name: Words
    description: Words | None = None

    def carry_out(self, session: Session, actor: Member) -> None:
        themes.rename(
            session,
            actor,
            theme_id=self.theme,
            name=self.name,
            description=self.description,
            seen_version=self.version,
        )


class LookingThrough(OnTheme):
    """Looked through, with what it held."""

    do: Literal["review"]
    held: list[Number] = Field(max_length=MOST_PICKED)
    reviewed: bool

    def carry_out(self, session: Session, actor: Member) -> None:
        themes.mark_reviewed(
            session,
            actor,
            theme_id=self.theme,
            reviewed=self.reviewed,
            seen_version=self.version,
            seen_content=content(self.held),
        )


class Flagging(OnTheme):
    """A word on it, or with none the word taken off."""

    do: Literal["flag"]
    flag: Words

    def carry_out(self, session: Session, actor: Member) -> None:
        flags.flag_theme(
            session, actor, theme_id=self.theme, flag=self.flag, seen_version=self.version
        )


class Dissolving(OnTheme):
    """Ended, with what it held."""

    do: Literal["dissolve"]
    held: list[Number] = Field(max_length=MOST_PICKED)

    def carry_out(self, session: Session, actor: Member) -> None:
        themes.dissolve(
            session,
            actor,
            theme_id=self.theme,
            seen_version=self.version,
            seen_content=content(self.held),
        )


class MergedTheme(BaseModel):
    """One of the themes that end in another, as it was seen."""

    model_config = ConfigDict(strict=True, extra="forbid")
    theme: Number
    version: Number
    held: list[Number] = Field(max_length=MOST_PICKED)


class Merging(OnTheme):
    """Several themes into one of them."""

    do: Literal["merge"]
    others: list[MergedTheme] = Field(min_length=1, max_length=200)

    def carry_out(self, session: Session, actor: Member) -> None:
        themes.merge_all(
            session,
            actor,
            into_id=self.theme,
            into_seen_version=self.version,
            others={each.theme: (each.version, content(each.held)) for each in self.others},
        )


class PartOfTheme(BaseModel):
    """One part of a theme that becomes a theme of its own, with exactly what stood in it."""

    model_config = ConfigDict(strict=True, extra="forbid")
    name: Words
    statements: list[Number] = Field(min_length=1, max_length=MOST_PICKED)


class Dividing(OnTheme):
    """A theme split into the parts that were shown; the rest stays, by the name it was given."""

    do: Literal["split"]
    held: list[Number] = Field(max_length=MOST_PICKED)
    rest: Words
    parts: list[PartOfTheme] = Field(min_length=1, max_length=splitting.MOST_PARTS - 1)

    def carry_out(self, session: Session, actor: Member) -> None:
        splitting.split_theme(
            session,
            actor,
            theme_id=self.theme,
            rest=self.rest,
            names=[part.name for part in self.parts],
            parts=[part.statements for part in self.parts],
            seen_version=self.version,
            seen_content=content(self.held),
        )


class WordingFrom(OnTheme):
    """A candidate for an encouragement, begun from the theme."""

    do: Literal["word"]
    heading: Words

    def carry_out(self, session: Session, actor: Member) -> None:
        wordings.word(
            session,
            actor,
            heading=self.heading,
            theme_ids=[self.theme],
            theme_versions={self.theme: self.version},
        )
