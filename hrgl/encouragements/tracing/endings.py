"""Where a statement ended, and why, in a sentence that names the theme or the encouragement."""

from collections.abc import Mapping

from hrgl.core.enums import Support
from hrgl.encouragements.tracing.destinations import Whereto
from hrgl.notes.references import short
from hrgl.notes.statements import Disposition, StatementView

AS_WHAT = {
    Support.SUPPORTS: "support",
    Support.EXAMPLE: "example",
    Support.RESERVATION: "reservation",
}


def ending(row: StatementView, there: Whereto, by_reference: Mapping[str, StatementView]) -> str:
    """Where a statement ended and why; of one that counts as another, also where that one did."""
    if row.disposition is Disposition.WITHDRAWN:
        return f"Withdrawn: {bare(row.because)}."
    if row.disposition is Disposition.SET_ASIDE:
        return f"Set aside because: {bare(row.because)}."
    if row.disposition is Disposition.SAME_AS:
        other = by_reference.get(row.because)
        end = f" {ending(other, there, {})}" if other else ""
        return f"Counted as the same as {short(row.because)}.{end}"
    if row.disposition is Disposition.CITED:
        told = [
            f"{there.encouragements[key].named} as {AS_WHAT[support]}"
            for key, support in there.cited.get(row.id, ())
        ]
        return f"Cited in {'; '.join(told)}."
    return _open(row, there)


def _open(row: StatementView, there: Whereto) -> str:
    if row.theme_id is None:
        return "Waits to be put into a theme."
    inside = f"In the theme “{row.theme}”"
    if because := there.themes[row.theme_id].not_taken_up_because:
        return f"{inside}, which is not taken up because: {bare(because)}."
    if worded := there.worded.get(row.theme_id):
        names = ", ".join(there.encouragements[key].named for key in worded)
        return f"{inside}, from which was worded {names}; not cited itself."
    return f"{inside}; no encouragement is worded from it yet."


def bare(because: str) -> str:
    """A reason inside a sentence of ours, which has its own full stop."""
    return because.strip().rstrip(".")
