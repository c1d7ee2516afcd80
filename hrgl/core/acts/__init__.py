"""The one table of acts: whatever else is known of an act is found by its name here."""

from hrgl.core.acts.act import Act, Counted, Heading
from hrgl.core.acts.documents import OF_DOCUMENTS
from hrgl.core.acts.editions import OF_EDITIONS
from hrgl.core.acts.encouragements import OF_ENCOURAGEMENTS
from hrgl.core.acts.notes import OF_NOTES
from hrgl.core.acts.people import OF_PEOPLE
from hrgl.core.acts.themes import OF_THEMES
from hrgl.core.permissions import Permission

UNDONE = Act(
    "act.undone",
    "took back what had been done: {what}",
    permission=Permission.UNDO,
    subject="auditentry",
    heading=Heading.TAKEN_BACK,
    counted=Counted.TAKEN_BACK,
)

ACTS = {
    act.name: act
    for act in (
        *OF_EDITIONS,
        *OF_PEOPLE,
        *OF_NOTES,
        *OF_THEMES,
        *OF_ENCOURAGEMENTS,
        *OF_DOCUMENTS,
        UNDONE,
    )
}
# What happens to an account belongs to no edition: it is written down, but told to nobody.
OF_ACCOUNTS = frozenset(
    {"account.signed_in", "account.signed_out", "account.refused", "account.password_set"}
)


def act_named(name: str) -> Act:
    """The act of this name; to record one that is not registered is a mistake in the program."""
    if name not in ACTS:
        raise LookupError(f"The act {name!r} stands in no table of hrgl/core/acts.")
    return ACTS[name]


def beginnings(heading: Heading) -> tuple[str, ...]:
    """What finds the acts under a heading: a noun, or whole names if another heading has it too."""
    under = [act for act in ACTS.values() if act.heading is heading]
    shared = {act.noun for act in ACTS.values() if act.heading is not heading}
    return tuple(dict.fromkeys(act.name if act.noun in shared else act.noun for act in under))
