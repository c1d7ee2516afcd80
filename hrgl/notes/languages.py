"""Which model compares the statements of an edition, and why.

One knows English best; the other lies a sentence near its translations. They are never mixed: the
vectors of each are kept under its own name, and everything that compares goes by the model of the
latest proposal. What somebody chose, or what most statements are written in, decides for the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from hrgl.core import vector_store
from hrgl.core.enums import Languages
from hrgl.core.models import Edition
from hrgl.notes.statements import StatementView, from_all_statements, list_statements
from hrgl.settings import settings
from hrgl.synthesis.naming.spoken import ENGLISH, UNCLEAR, language_of
from hrgl.synthesis.vectors import MULTILINGUAL

ONE_IN = 20  # from one statement in so many on, not in English, the model of English is not enough
FEWEST_OTHERS = 2  # one alone may be a slip
MODEL_NAMES = {True: "the model of sixteen languages", False: "the model of English"}


@dataclass(frozen=True)
class Compared:
    """By which model statements are compared: chosen how, and how many are not in English.

    `named`: the model that the settings of the server name, which compares all of them.
    """

    chosen: Languages
    statements: int
    others: int
    named: str = ""

    @property
    def mixed(self) -> bool:
        """Whether so many are clearly not in English that a model of English is not enough."""
        return self.others >= FEWEST_OTHERS and ONE_IN * self.others >= self.statements

    @property
    def in_many(self) -> bool:
        """Whether the model of several languages compares them."""
        if self.named or self.chosen is not Languages.AUTO:
            return not self.named and self.chosen is Languages.MULTILINGUAL
        return self.mixed

    @property
    def model(self) -> str:
        """The name of the model; empty for the usual one of this machine."""
        return MULTILINGUAL if self.in_many else ""

    def as_kept(self) -> dict[str, Any]:
        """What is kept of it with a proposal, to be told later; nothing of one in English."""
        if not self.in_many:
            return {}
        counts = {"statements": self.statements, "others": self.others}
        return {"languages": {"chosen": self.chosen.value, **counts}}


def compared_as(texts: Sequence[str], chosen: Languages) -> Compared:
    """By which model these texts are compared if people chose so."""
    others = sum(language_of(text) not in {ENGLISH, UNCLEAR} for text in texts)
    return Compared(chosen, len(texts), others, settings().model)


@from_all_statements
def how_compared(
    session: Session, *, edition_id: int, rows: Sequence[StatementView] | None = None
) -> Compared:
    """By which model the next proposal compares the statements of an edition."""
    rows = list_statements(session, edition_id=edition_id) if rows is None else rows
    chosen = session.get_one(Edition, edition_id).languages
    return compared_as([row.text for row in rows if not row.left_out], chosen)


def why_compared(how: Compared) -> str:
    """By which model statements are compared, and why, in a sentence."""
    if how.named:
        return (
            f"the settings of the server name the model {how.named}, which compares them, whatever "
            "is chosen."
        )
    return f"{counted_others(how)}{_chosen(how)} {MODEL_NAMES[how.in_many]}."


def counted_others(how: Compared, *, then: bool = False) -> str:
    """How many statements are not in English, as far as their words tell."""
    if not how.statements:
        return "there are no statements yet"
    if not how.others:
        return f"all {how.statements:,} statements are in English, as far as their words tell"
    one, several = ("was", "were") if then else ("is", "are")
    are = one if how.others == 1 else several
    return f"{how.others:,} of {how.statements:,} statements {are} not in English"


def _chosen(how: Compared) -> str:
    if how.chosen is Languages.AUTO:
        return ", so they are compared by"
    return "; as was chosen, they are compared by"


def model_of_sentences(session: Session, *, edition_id: int) -> str:
    """The model that reads sentences beside an edition's statements; empty for the usual one.

    That of the latest proposal, as the statements have been read by it; before a first one, that
    by which a proposal would compare them.
    """
    if settings().model:
        return ""
    latest = vector_store.model_of_latest(session, edition_id=edition_id)
    if latest is None:
        return how_compared(session, edition_id=edition_id).model
    return MULTILINGUAL if latest == MULTILINGUAL else ""
