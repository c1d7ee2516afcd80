"""Why statements wait in the queue, and which themes come nearest to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten

from sqlmodel import Session

from hrgl.notes.statements import StatementView, from_all_statements, list_statements
from hrgl.synthesis.cutting.emptiness import why_empty
from hrgl.themes.proposals import proposals
from hrgl.themes.proposals.comparison import CLOSELY, LOOSELY, Proposal

LONGEST_NAME_SHOWN = 32  # characters of a theme's name in a column


@dataclass(frozen=True)
class QueueReason:
    """Why a statement waits, and the themes nearest to it with its fit, 0 to 1, nearest first."""

    because: str
    nearest: tuple[tuple[str, float], ...] = ()

    @property
    def told(self) -> str:
        """The same in a few words, as they fit into a column beside the statement."""
        if not self.nearest:
            return self.because
        name, fit = self.nearest[0]
        return f"{self.because}; nearest: “{_shortened(name)}”, {_how_near(fit)}"


def _shortened(name: str) -> str:
    return (
        shorten(name, LONGEST_NAME_SHOWN, placeholder=" …")
        if " " in name
        else name[:LONGEST_NAME_SHOWN]
    )


def _how_near(fit: float) -> str:
    if fit >= CLOSELY:
        return "close"
    return "not close" if fit < LOOSELY else "fairly close"


@from_all_statements
def reasons(
    session: Session, *, edition_id: int, rows: Sequence[StatementView] | None = None
) -> dict[int, QueueReason]:
    """Why each statement of the queue waits, by its id, as far as the latest proposal tells."""
    rows = list_statements(session, edition_id=edition_id) if rows is None else rows
    queue = [row for row in rows if row.waiting]
    clustering = proposals.offered_clustering(session, edition_id=edition_id) if queue else None
    found, offers, fit = None, {}, {}
    if clustering is not None:
        found = proposals.latest_proposal(session, edition_id=edition_id, rows=rows)
        offers, fit = clustering.result.get("offers", {}), clustering.result.get("fit", {})
    placed = {s.id: theme.name for theme in found.themes for s in theme.statements} if found else {}
    return {
        row.id: _reason(
            row, found, offers.get(row.reference, ()), placed.get(row.id), fit.get(row.reference)
        )
        for row in queue
    }


def _reason(
    row: StatementView,
    found: Proposal | None,
    offers: Sequence[tuple[int, float]],
    proposed: str | None,
    fit: float | None,
) -> QueueReason:
    empty = why_empty(row.text)
    if empty:
        return QueueReason(f"says nothing by itself: {empty}")
    if found is None:
        return QueueReason("there is no proposal")
    if proposed is not None:
        return QueueReason("proposed, but not taken over", ((proposed, fit or 0.0),))
    if row.reference in {s.reference for s in found.queue}:
        nearest = tuple((found.themes[at].name, float(each)) for at, each in offers)
        return QueueReason("fits none of the proposed themes", nearest)
    return QueueReason("came after the latest proposal")
