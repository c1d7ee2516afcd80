"""Checks of what an encouragement stands on: its statements and the references in its text."""

from collections.abc import Iterator, Sequence

from hrgl.encouragements.checking.material import Drafted, Material
from hrgl.notes.references import named_in
from hrgl.notes.statements import Disposition, StatementView

MOST_LISTED = 8
SaidOf = tuple[str, tuple[str, ...]]  # a sentence, and the short references that it is about


def has_support(draft: Drafted, _: Material) -> Iterator[SaidOf]:
    """Somebody said it."""
    if not draft.supported_by:
        yield "Cite at least one statement that supports it.", ()


def from_several_rooms(draft: Drafted, material: Material) -> Iterator[SaidOf]:
    """What speaks for it was said in more than one room, where there is more than one."""
    rooms = {row.workshop for row in draft.supported_by}
    others = (row for row in material.rows if row.workshop not in rooms and not row.left_out)
    if len(rooms) == 1 and any(others):
        yield (
            f"Look for support in other rooms: all that speaks for it was said in {rooms.pop()}.",
            (),
        )


def cites_what_stands(draft: Drafted, _: Material) -> Iterator[SaidOf]:
    """No statement that it cites was withdrawn or left out."""
    for row in _shorts([row for row, _ in draft.cited if _gone(row)]):
        yield f"Take {row.short} out of the evidence: {_how(row)}.", (row.short,)


def cites_what_was_read(draft: Drafted, material: Material) -> Iterator[SaidOf]:
    """No statement that it cites was corrected after it was worded."""
    for row, _ in draft.cited:
        if not _gone(row) and material.said.corrected_after(row, draft.since):
            yield (
                f"Read {row.short} again: it was corrected after this was worded. If it still "
                "says what you need, submit or reword the encouragement.",
                (row.short,),
            )


def names_what_exists(draft: Drafted, material: Material) -> Iterator[SaidOf]:
    """Every reference in its text is one of a statement."""
    for short in _named(draft):
        if short not in material.by_short:
            yield f"Correct the reference {{{short}}} in its text: there is no such statement.", ()


def names_what_stands(draft: Drafted, material: Material) -> Iterator[SaidOf]:
    """No reference in its text is one of a statement that was left out."""
    cited = {row.short for row, _ in draft.cited}
    for row in _found(draft, material):
        if _gone(row) and row.short not in cited:
            yield (
                f"Take the reference {{{row.short}}} out of its text: {_how(row)}.",
                (row.short,),
            )


def names_what_it_cites(draft: Drafted, material: Material) -> Iterator[SaidOf]:
    """Every statement that its text refers to is cited here."""
    cited = {row.short for row, _ in draft.cited}
    for row in _found(draft, material):
        if row.short not in cited and not _gone(row):
            yield (
                f"Cite {row.short}, or take its reference out of the text: "
                "it is named, but not cited.",
                (row.short,),
            )


def knows_what_came_later(draft: Drafted, material: Material) -> Iterator[SaidOf]:
    """Nothing was said in its themes after it was worded that it does not cite."""
    cited = {row.id for row, _ in draft.cited}
    new = [
        row
        for row in material.rows
        if row.theme_id in draft.themes
        and row.id not in cited
        and row.disposition in (Disposition.OPEN, Disposition.CITED)
        and material.said.after(row, draft.since)
    ]
    if new:
        shorts = tuple(row.short for row in new)
        are = "is" if len(new) == 1 else "are"
        yield (
            f"Read {listed(shorts)}: {counted(len(new), 'statement')} {are} new in its themes "
            "since it was worded.",
            shorts,
        )


def counted(number: int, noun: str) -> str:
    """A number of things in a sentence."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(shorts: Sequence[str]) -> str:
    """References in a sentence: the first few of them by name, the others by number."""
    named, more = list(shorts[:MOST_LISTED]), len(shorts) - MOST_LISTED
    if more > 0:
        named.append(f"{more} more")
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"


def _named(draft: Drafted) -> tuple[str, ...]:
    return named_in(draft.text)


def _found(draft: Drafted, material: Material) -> list[StatementView]:
    by_short = material.by_short
    return [by_short[short] for short in _named(draft) if short in by_short]


def _gone(row: StatementView) -> bool:
    # what is cited counts as cited, whatever it was counted as the same as
    return row.disposition in (Disposition.WITHDRAWN, Disposition.SET_ASIDE, Disposition.SAME_AS)


def _shorts(rows: Sequence[StatementView]) -> list[StatementView]:
    return sorted(rows, key=lambda row: row.reference)


def _how(row: StatementView) -> str:
    if row.disposition is Disposition.SAME_AS:
        return f"it is counted as {row.because}; cite that one instead"
    gone = "withdrawn" if row.disposition is Disposition.WITHDRAWN else "set aside"
    return f"it was {gone} ({row.because})"
