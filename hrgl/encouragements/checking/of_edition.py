"""Checks of an edition as a whole: was everything considered, and everybody heard."""

from collections import defaultdict
from collections.abc import Iterator

from hrgl.core.enums import Kind, Support
from hrgl.editions.attribution import vocabulary
from hrgl.encouragements.checking.finding import Finding
from hrgl.encouragements.checking.material import Material
from hrgl.encouragements.checking.of_evidence import counted, listed
from hrgl.notes.statements import StatementView


def every_theme_is_considered(material: Material) -> Iterator[Finding]:
    """From each theme something is cited or worded, or it is said why not."""
    taken = {theme for draft in material.drafts for theme in draft.themes}
    taken |= {row.theme_id for draft in material.drafts for row, _ in draft.cited if row.theme_id}
    held = defaultdict(list)
    for row in material.rows:
        if row.theme_id is not None and not row.left_out:
            held[row.theme_id].append(row)
    for theme in sorted(material.themes, key=lambda theme: (-len(held[theme.id]), theme.name)):
        if held[theme.id] and theme.id not in taken and not theme.not_taken_up_because:
            count = counted(len(held[theme.id]), "statement")
            yield Finding(
                "theme",
                f"Word an encouragement from the theme “{theme.name}” ({count}), cite from it, or "
                "say why it is not taken up.",
            )


def every_reservation_is_decided(material: Material) -> Iterator[Finding]:
    """Each reservation is cited as one, or was set aside or counted as another."""
    cited = {
        row.id
        for draft in material.drafts
        for row, as_what in draft.cited
        if as_what is Support.RESERVATION
    }
    left = [
        row.short
        for row in material.rows
        if row.kind is Kind.RESERVATION and not row.left_out and row.id not in cited
    ]
    if left:
        one = len(left) == 1
        yield Finding(
            "reservation",
            f"Cite {listed(left)} as {'a reservation' if one else 'reservations'}, or set "
            f"{'it' if one else 'them'} aside with a reason: {counted(len(left), 'reservation')} "
            f"{'is' if one else 'are'} not decided on.",
            statements=tuple(left),
        )


def everybody_is_heard(material: Material) -> Iterator[Finding]:
    """Each group of people that spoke in the rooms stands behind some encouragement.

    Groups are only known where the list of statements shows them, which hides small ones; where
    one is hidden of a statement that is cited, nobody is said to be missing.
    """
    cited = {row.id for draft in material.drafts for row, _ in draft.cited}
    for group, rows in _groups(material).items():
        if material.drafts and not any(row.id in cited for row in rows):
            yield Finding(
                "heard",
                f"Look at what was said by {group} ({counted(len(rows), 'statement')}): "
                "no encouragement cites any of it.",
                statements=tuple(row.short for row in rows),
            )


def _groups(material: Material) -> dict[str, list[StatementView]]:
    """What each actor type, each region and the rooms of the next generation said."""
    found: dict[str, list[StatementView]] = defaultdict(list)
    actor_types = vocabulary("actor_types")
    for row in material.rows:
        if row.left_out:
            continue
        if row.actor_type and "actor_type" not in material.hidden:
            found[f"“{actor_types.get(row.actor_type, row.actor_type)}”"].append(row)
        if row.region and "region" not in material.hidden:
            found[f"people of the region “{row.region}”"].append(row)
    smallest = material.edition.smallest_group
    large = {group: rows for group, rows in found.items() if _people(rows) >= smallest}
    theirs = material.next_generation
    rooms = [row for row in material.rows if row.workshop in theirs and not row.left_out]
    if rooms:
        codes = ", ".join(sorted(theirs))
        large[f"the rooms of the next generation, {codes}"] = rooms
    return dict(sorted(large.items()))


def _people(rows: list[StatementView]) -> int:
    return len({row.person for row in rows})
