"""The bar above the editor: what the lines are and who said them, with the sign for each."""

from collections.abc import Mapping
from html import escape

from hrgl.core.enums import Attribution, Kind
from hrgl.editions.attribution import LEVEL_NAMES, vocabulary
from hrgl.notes.notes import About
from hrgl.ui.parts.statement_tables import KIND_NAMES

# typed after a slash at the beginning of a line, with a space behind
SIGNS = {
    None: "0",
    Kind.PRACTICE: "w",
    Kind.CHALLENGE: "c",
    Kind.LESSON: "l",
    Kind.NEED: "n",
    Kind.PROPOSAL: "p",
    Kind.RESERVATION: "r",
    Kind.QUESTION: "q",
}
_LEVELS = (Attribution.GROUP, Attribution.NONE)
_HINT = "at the beginning of a line, type a sign and a space: /n for a need"


def html() -> str:
    """The bar: a choice of kinds, and three lists for the whole note."""
    kinds = "".join(_radio(kind, sign) for kind, sign in SIGNS.items())
    lists = (
        _select("actor_type", "Said by", "s", {"": "–", **vocabulary("actor_types")})
        + _select("region", "From", "f", {"": "–", **{r: r for r in vocabulary("regions")}})
        + _select("attribution", "May be shown", "m", {each: LEVEL_NAMES[each] for each in _LEVELS})
    )
    return f"""
<div class="bar" role="group" aria-label="What stays as set">
  <fieldset class="kinds"><legend>This line and the next ones are
  <span class="hint">({_HINT})</span></legend>{kinds}</fieldset>
  <div class="about" role="group" aria-label="Of the whole note">{lists}</div>
</div>"""


def _radio(kind: Kind | None, sign: str) -> str:
    name = KIND_NAMES[kind] if kind else "no mark"
    return (
        f'<label><input type="radio" name="kind" value="{kind or ""}" data-sign="{sign}"'
        f"{'' if kind else ' checked'}><span>{escape(name)} <kbd>/{sign}</kbd></span></label>"
    )


def _select(name: str, label: str, sign: str, options: Mapping[str, str]) -> str:
    told = "".join(
        f'<option value="{escape(value)}">{escape(shown)}</option>'
        for value, shown in options.items()
    )
    return (
        f"<label><span>{label} <kbd>/{sign}</kbd></span>"
        f'<select name="{name}" data-sign="{sign}">{told}</select></label>'
    )


def about(sent: object) -> About:
    """What a browser says of a whole note; what no bar of ours would say is left out."""
    told = sent if isinstance(sent, Mapping) else {}
    level = told.get("attribution")
    return About(
        actor_type=_one_of(told.get("actor_type"), vocabulary("actor_types")),
        region=_one_of(told.get("region"), vocabulary("regions")),
        attribution=next((each for each in _LEVELS if each == level), Attribution.GROUP),
    )


def _one_of(value: object, known: Mapping[str, str]) -> str | None:
    return value if isinstance(value, str) and value in known else None


def kinds(sent: object) -> tuple[Kind | None, ...]:
    """What a browser says of each line; a kind that is none is no mark."""
    told = sent if isinstance(sent, list) else []
    by_name: dict[object, Kind] = {kind.value: kind for kind in Kind}
    return tuple(by_name.get(each) if isinstance(each, str) else None for each in told)
