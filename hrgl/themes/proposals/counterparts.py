"""Counterparts: which of the themes there are each group of a proposal continues."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence

from hrgl.core.models import Theme
from hrgl.notes.statements import StatementView


def counterparts(
    groups: Sequence[tuple[StatementView, ...]],
    existing: Sequence[Theme],
    held: Sequence[Container[str]] = (),
    titles: Mapping[int, str] | None = None,
) -> dict[int, Theme]:
    """Which existing theme each group continues, one to one.

    The theme of people that it holds, if it does: `held` has the references of what stood in it.
    Else the one it shares most with, if that is at least half of either side's placed statements.
    `titles`: what groups that start from an earlier theme are called; they continue what is called
    so, and nothing else.
    """
    by_id = {theme.id: theme for theme in existing}
    found: dict[int, Theme] = {}
    taken: set[int] = set()
    pairs = [*_pairs(groups, by_id, held, titles or {}), *_namesakes(existing, titles or {})]
    for _, _, at, theme_id in sorted(pairs):
        if at not in found and theme_id not in taken:
            found[at] = by_id[theme_id]
            taken.add(theme_id)
    return found


def _pairs(
    groups: Sequence[tuple[StatementView, ...]],
    by_id: dict[int, Theme],
    held: Sequence[Container[str]],
    titles: Container[int],
) -> list[tuple[bool, int, int, int]]:
    """Every group with each theme it could continue; in order, the likeliest first."""
    sizes = Counter(s.theme_id for group in groups for s in group if s.theme_id is not None)
    pairs = []
    for at, group in enumerate(groups):
        if at in titles:
            continue
        kept = [s for s in group if held and s.reference in held[at]]
        placed = Counter(s.theme_id for s in kept or group if s.theme_id in by_id)
        for theme_id, shared in placed.items():
            enough = 2 * shared >= min(placed.total(), sizes[theme_id])
            if theme_id is not None and (kept or enough):
                pairs.append((not kept, -shared, at, theme_id))
    return pairs


def _namesakes(
    existing: Sequence[Theme], titles: Mapping[int, str]
) -> list[tuple[bool, int, int, int]]:
    """Every group that starts from an earlier theme with the theme of its name, if there is one."""
    of_name = {theme.name.casefold(): theme.id for theme in existing}
    named = ((at, of_name.get(title.casefold())) for at, title in titles.items())
    return [(False, 0, at, theme_id) for at, theme_id in named if theme_id is not None]
