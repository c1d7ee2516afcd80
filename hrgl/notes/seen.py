"""What a person saw of statements, and whether they still stand so when the act is done."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session

from hrgl.core.models import Member, Statement
from hrgl.errors import OutOfDate
from hrgl.notes.statements import Stand, placements


def refuse_if_changed(
    session: Session, statements: Sequence[Statement], seen: Mapping[int, Stand] | None
) -> None:
    """An act meant for statements as they stood on a screen is done only if they still stand so."""
    if seen is None:
        return
    placed = {p.statement_id: p for p in placements(session, [row.id for row in statements])}
    for row in statements:
        placement = placed.get(row.id)
        theme_id = placement.theme_id if placement else None
        if seen.get(row.id) == (row.version, theme_id):
            continue
        who = "Somebody"
        if placement and seen.get(row.id, (0, None))[1] != theme_id:
            who = session.get_one(Member, placement.member_id).name
        raise OutOfDate(
            f"{who} changed or moved {row.reference} after you had picked it. Nothing was done: "
            "look at it again, then repeat what you did.",
            changed_by=who,
        )
