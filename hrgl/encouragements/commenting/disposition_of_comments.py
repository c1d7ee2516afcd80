"""Disposition of comments: each, what became of it, why, and what its sender says to that."""

from collections.abc import Sequence

from hrgl.editions.editions import EditionFacts
from hrgl.encouragements.commenting.comments import (
    COMMENT_KINDS,
    Commented,
    CommentState,
    CommentView,
)
from hrgl.formats.writers.document import Document
from hrgl.formats.writers.workbook import FlatTable

_COLUMNS = (
    "No.",
    "On",
    "Said of",
    "What it is",
    "Comment",
    "Room",
    "What became of it",
    "Why",
    "What the sender says",
)
_BECAME = {
    CommentState.WAITING: "waits for an answer",
    CommentState.COUNTED: "counted",
    CommentState.COLLECTED: "collected for the Conference",
    CommentState.WITHDRAWN: "withdrawn by the sender",
}
_SAYS = {CommentState.AGREED: "agreed", CommentState.NOT_AGREED: "not agreed"}


def disposition_of_comments(found: Sequence[Commented]) -> FlatTable:
    """Every comment with where it ended, by the places; of senders only what may be told."""
    rows = [_row(each, said) for each in found for said in each.comments]
    return FlatTable("Disposition of comments", _COLUMNS, rows)


def _row(about: Commented, said: CommentView) -> list[str | int]:
    says = ": ".join(part for part in (_SAYS.get(said.state, ""), said.reaction_words) if part)
    return [
        said.id,
        commented_name(about),
        f"wording {said.wording}",
        COMMENT_KINDS[said.kind],
        said.text,
        said.room,
        _BECAME.get(said.state, said.what),
        said.reason,
        says,
    ]


def commented_name(about: Commented) -> str:
    """An encouragement as the table names it: "5 buy with human rights in mind"."""
    where = f"{about.place} " if about.place else ""
    aside = " (set aside)" if about.set_aside else ""
    return f"{where}{about.heading}{aside}"


def comment_sums(found: Sequence[Commented]) -> dict[CommentState, int]:
    """How many comments stand in each way; together they are all of them."""
    return {state: sum(each.count(state) for each in found) for state in CommentState}


def disposition_word(found: Sequence[Commented], edition: EditionFacts, notice: str) -> bytes:
    """The same as a Word file, a heading for each comment."""
    # with python-docx behind it, loaded when somebody takes the file home
    from hrgl.formats.writers.codebook import write_codebook

    table = disposition_of_comments(found)
    named = [[f"Comment {row[0]}", *row[1:]] for row in table.rows]
    about = Document(
        edition=edition.code,
        series=edition.series,
        title=edition.title,
        question=edition.question,
        dates="",
        number=None,
        status=f"{len(named)} comment{'' if len(named) == 1 else 's'}",
        notice=notice,
        sections=(),
    )
    return write_codebook(FlatTable(table.name, table.header, named), about)
