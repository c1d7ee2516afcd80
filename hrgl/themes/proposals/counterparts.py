"""Counterparts: which of the themes there are each group of a proposal continues."""

from collections import Counter
from collections.abc import Container, Sequence

from hrgl.core.models import Theme
from hrgl.notes.statements import StatementView


def counterparts(
    groups: Sequence[tuple[StatementView, ...]],
    existing: Sequence[Theme],
    held: Sequence[Container[str]] = (),
) -> dict[int, Theme]:
    """Which existing theme each group continues, one to one.

    The theme of people that it holds, if it does: `held` has the references of what stood in it.
    Else the one it shares most with, if that is at least half of either side's placed statements.
    """
    by_id = {theme.id: theme for theme in existing}
    found: dict[int, Theme] = {}
    taken: set[int] = set()
    for _, _, at, theme_id in sorted(_pairs(groups, by_id, held)):
        if at not in found and theme_id not in taken:
            found[at] = by_id[theme_id]
            taken.add(theme_id)
    return found


def _pairs(
    groups: Sequence[tuple[StatementView, ...]],
    by_id: dict[int, Theme],
    held: Sequence[Container[str]],
) -> list[tuple[bool, int, int, int]]:
    """Every group with each theme it could continue; in order, the likeliest first."""
    sizes = Counter(s.theme_id for group in groups for s in group if s.theme_id is not None)
    pairs = []
    for at, group in enumerate(groups):
        kept = [s for s in group if held and s.reference in held[at]]
        placed = Counter(s.theme_id for s in kept or group if s.theme_id in by_id)
        for theme_id, shared in placed.items():
            enough = 2 * shared >= min(placed.total(), sizes[theme_id])
            if theme_id is not None and (kept or enough):
                pairs.append((not kept, -shared, at, theme_id))
    return pairs
