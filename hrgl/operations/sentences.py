"""Audit entries as plain sentences: "Mira merged “Money” into “Budget” (9 statements)".

Each names what it is about: by place and heading, by title, or by reference.
"""

from collections.abc import Callable

from hrgl.core.acts import ACTS, beginnings
from hrgl.core.acts.act import Heading
from hrgl.core.audit import Happening
from hrgl.core.enums import AmendmentOutcome, CommentAnswer, Role
from hrgl.core.permissions import ROLE_NAMES
from hrgl.core.telling import MOST_NAMED, Told
from hrgl.encouragements.amending.amendments import OUTCOME_WORDS
from hrgl.encouragements.commenting.comments import said_of
from hrgl.notes.references import short


def sentence(entry: Happening) -> str:
    """What one entry says to a person."""
    if entry.took_back is not None:
        return f"{entry.who} {_again(entry)}: {sentence(entry.took_back)}"
    return f"{entry.who} {_done(entry)}"


def told_to_the_doer(entry: Happening) -> str:
    """The same without who did it, for those who did: “Moved A1-07 to “Budget”.”"""
    if entry.took_back is not None:
        told = f"{_again(entry)}: {_done(entry.took_back)}"
    else:
        told = _done(entry)
    return f"{told[0].upper()}{told[1:]}."


def _again(entry: Happening) -> str:
    return "did again" if entry.again else "took back"


def _done(entry: Happening) -> str:
    told = ACTS[entry.act].sentence if entry.act in ACTS else entry.act.replace(".", " ")
    return told.format_map(_Words(entry.detail))


class _Words(dict[str, str]):
    """What a detail, or what follows from several, is called in a sentence."""

    def __init__(self, detail: Told) -> None:
        super().__init__()
        self.detail = detail

    def __missing__(self, key: str) -> str:
        if key in _DERIVED:
            return _DERIVED[key](self.detail)
        return _plain(key, self.detail[key]) if key in self.detail else "what is not known any more"


def _plain(key: str, value: object) -> str:
    if value is None:
        return "–"
    if key in {"reference", "other"}:
        return short(str(value))
    if key == "role":
        return ROLE_NAMES[Role(str(value))]
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return _WORDS.get(str(value), str(value))


def _count(value: object, noun: str) -> str:
    number = len(value) if isinstance(value, list) else int(str(value or 0))
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _all_of(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _listed(told: Told, key: str) -> list[str]:
    value = told.get(key)
    return [str(each) for each in value] if isinstance(value, list) else []


def _statements(told: Told) -> str:
    """ "A1-07 and B2-03", or of many how many they are and the first of them."""
    count = _count(told.get("statements"), "statement")
    first = [short(each) for each in _listed(told, "references")]
    if not first:
        return count
    all_named = len(first) == len(_listed(told, "statements"))
    return _all_of(first) if all_named else f"{count} ({', '.join(first)} and others)"


def _names(told: Told) -> str:
    names = [f"“{each}”" for each in _listed(told, "names")]
    more = len(names) - MOST_NAMED
    if more > 1:
        names = [*names[:MOST_NAMED], f"{more} more themes"]
    return _all_of(names) if names else _count(told.get("themes"), "theme")


def _it(told: Told) -> str:
    place, heading = told.get("place"), told.get("heading")
    which = f"place {place}" if place else "the candidate"
    return f"{which} “{heading}”" if heading else f"{which} without a heading"


def _called(told: Told) -> str:
    return f"“{told['heading']}”" if told.get("heading") else "an encouragement without a heading"


def _places(told: Told) -> str:
    places = list(map(str, _listed(told, "places")))
    return f"place{'' if len(places) == 1 else 's'} {_all_of(places)}" if places else "all"


def _merged(told: Told) -> str:
    return f"“{told['other']}”" if told.get("other") else "an encouragement without a heading"


def _objection(told: Told) -> str:
    what = "condition" if told.get("verdict") == "live_with" else "objection"
    whose = f"{told['objector']}’s {what}" if "objector" in told else f"an {what}"
    return f"{whose} to wording {told['wording']} of" if "wording" in told else f"{whose} to"


def _answered(told: Told) -> str:
    if "answer" not in told:  # an entry of 0.1
        return "accepted" if told.get("accepted") else "declined"
    return str(told["answer"]).replace("_", " ")


def _amendments(told: Told) -> str:
    """ "amendment 2", "amendments 2 and 3", or of several encouragements how many they are."""
    numbers = list(map(str, _listed(told, "numbers")))
    if not numbers:
        return _count(told.get("number_of"), "amendment")
    return f"amendment{'' if len(numbers) == 1 else 's'} {_all_of(numbers)}"


def _whereto(told: Told) -> str:
    if "cited" not in told:  # an entry of 0.1: cited ones were counted among them
        return f"{_count(told.get('statements'), 'statement')} stood in it"
    verb = "went back to the queue"
    return f"{_count(told.get('statements'), 'statement')} {verb}{_staying(told)}"


def _staying(told: Told) -> str:
    cited = int(str(told.get("cited") or 0))
    return f", {cited} {'stays' if cited == 1 else 'stay'} cited" if cited else ""


def _renamed(told: Told) -> str:
    changed = told.get("rest", told.get("name")) != told.get("name")
    return f", now “{told['rest']}”" if changed else ""


def _flagged(told: Told) -> str:
    name = f"“{told['name']}”"
    return f"flagged {name}: {told['flag']}" if told.get("flag") else f"took the flag off {name}"


def _which(told: Told) -> str:
    several = told.get("encouragements")
    return f"{len(several)} encouragements" if isinstance(several, list) else _it(told)


def _became(told: Told) -> str:
    wording = told.get("wording")
    return said_of(CommentAnswer(str(told["answer"])), int(str(wording)) if wording else None)


def _taken_up(told: Told) -> str:
    name, because = f"“{told['name']}”", told.get("because")
    return f"did not take up {name}: {because}" if because else f"may take up {name} after all"


def _advised(told: Told) -> str:
    advised = told.get("recommendation")
    return OUTCOME_WORDS[AmendmentOutcome(str(advised))] if advised else "nothing any more"


_LANGUAGES = {"auto": "as the statements are", "english": "English", "multilingual": "several"}
_DERIVED: dict[str, Callable[[Told], str]] = {
    "statements": _statements,
    "count": lambda told: _count(told.get("statements"), "statement"),
    "files": lambda told: _count(told.get("files"), "file"),
    "themes": lambda told: _count(told["themes"], "theme") if told.get("themes") else "themes",
    "started": lambda told: f", from edition {told['earlier']}" if told.get("earlier") else "",
    "names": _names,
    "it": _it,
    "called": _called,
    "places": _places,
    "merged": _merged,
    "where": lambda told: f"place {told['place']}" if told.get("place") else "the candidates",
    "objection": _objection,
    "answered": _answered,
    "agreed": lambda told: _count(told.get("number"), "wording"),
    "amendments": _amendments,
    "advised": _advised,
    "held": lambda told: _count(told.get("number_of"), "encouragement"),
    "margin_notes": lambda told: f"{_count(told.get('notes'), 'note')} in the margin",
    "what_of": lambda told: OUTCOME_WORDS[AmendmentOutcome(str(told["outcome"]))],
    "decided": lambda told: "agreed" if told.get("word") == "agreed" else "left open",
    "reminded": lambda told: _count(told.get("number"), "member"),
    "looked": lambda told: "looked through" if told.get("reviewed") else "not looked through yet",
    "whereto": _whereto,
    "staying": _staying,
    "renamed": _renamed,
    "flagged": _flagged,
    "which": _which,
    "became": _became,
    "remarks": lambda told: _count(told.get("number"), "comment"),
    "opened": lambda told: "opened" if told.get("is_open") else "closed",
    "whom": lambda told: f"room {told['code']}" if told.get("code") else "everybody",
    "reacted": lambda told: "agreed" if told.get("reaction") == "agreed" else "did not agree",
    "taken_up": _taken_up,
    "asked": lambda told: "asked to hear" if told.get("asked") else "no longer asks to hear",
    "addresses": lambda told: (
        f"{told.get('number')} address{'' if told.get('number') == 1 else 'es'}"
    ),
    "zone": lambda told: f", times of {told['time_zone']}" if "time_zone" in told else "",
    "compared": lambda told: (
        f", languages: {_LANGUAGES[str(told['languages'])]}" if "languages" in told else ""
    ),
}
_WORDS = {
    "supports": "support",
    "agree": "agreed to",
    "live_with": "can live with",
    "object": "objected to",
    "abstain": "abstained on",
    "waiting": "waits to be read",
    "taken": "a note now",
    "moderated": "open, inputs are read first",
}
# What the history can be narrowed to: the beginnings of acts, or whole ones.
NOUNS = {heading.value: beginnings(heading) for heading in Heading}
