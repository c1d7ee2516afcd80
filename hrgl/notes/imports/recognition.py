"""What the words of a file say of its notes, in our lists; what stands in none is left empty."""

import re
from dataclasses import dataclass
from functools import lru_cache

from hrgl.core.enums import Attribution, Kind
from hrgl.core.masking import folded_name
from hrgl.editions.attribution import LEVELS, vocabulary
from hrgl.formats.readers.contents import ReadNote
from hrgl.formats.readers.naming import workshop_of
from hrgl.notes.notes import About

_LISTS = {"actor_type": "actor_types", "region": "regions", "kind": "kinds"}
FIELD_NAMES = {"actor_type": "actor type", "region": "region", "kind": "kind"}


@dataclass(frozen=True)
class Unknown:
    """A word of a file that is in none of our lists; `what` is what it should have told."""

    what: str
    word: str


def about_of(
    note: ReadNote, *, rule: Attribution, level: Attribution, voices: dict[str, int]
) -> tuple[About, tuple[Unknown, ...]]:
    """What a note says of its speaker, and which of its words say nothing to us.

    A name, or an organisation, that the edition's rule never shows is not kept at all; of a name
    its number among the `voices` of the import stays, so that one person counts as one.
    """
    named = bool(note.speaker) and _keeps(rule, Attribution.NAMED)
    given = {field: getattr(note, field) for field in _LISTS}
    found = {field: code_of(field, word) for field, word in given.items() if word}
    unknown = tuple(
        Unknown(FIELD_NAMES[field], given[field]) for field, code in found.items() if code is None
    )
    kind = found.get("kind")
    about = About(
        actor_type=found.get("actor_type"),
        region=found.get("region"),
        organisation=note.organisation if _keeps(rule, Attribution.ORGANISATION) else None,
        speaker=note.speaker if named else None,
        voice=None if named else _voice(note.speaker, voices),
        attribution=level,
        kind=Kind(kind) if kind else None,
    )
    return about, unknown


def _voice(name: str | None, voices: dict[str, int]) -> int | None:
    return voices.setdefault(folded_name(name), len(voices) + 1) if name else None


def _keeps(rule: Attribution, level: Attribution) -> bool:
    return LEVELS.index(rule) >= LEVELS.index(level)


@lru_cache(maxsize=4096)
def code_of(field: str, word: str) -> str | None:
    """The code of the entry whose code or name this is, capitals and signs aside."""
    for code, name in vocabulary(_LISTS[field]).items():
        if _plain(word) in {_plain(code), _plain(name)}:
            return code
    return None


@lru_cache(maxsize=4096)
def workshop_meant(word: str, codes: tuple[str, ...], titles: tuple[str, ...]) -> int | None:
    """Which of the workshops a word names: by its code, its title, or as file names do."""
    plain = _plain(word)
    for names in (codes, titles):
        found = [at for at, name in enumerate(names) if name and _plain(name) == plain]
        if len(found) == 1:
            return found[0]
    code = workshop_of(word, codes)
    return None if code is None else codes.index(code)


def _plain(word: str) -> str:
    return re.sub(r"[\W_]+", " ", word.casefold()).strip()
