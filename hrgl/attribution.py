"""What may be shown of the person who said something: one function, for every view and export."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from hrgl.models import Edition, Note
from hrgl.settings import DATA
from hrgl.words import Attribution

LEVELS = list(Attribution)
LEVEL_NAMES = {
    Attribution.NONE: "not attributable",
    Attribution.GROUP: "actor type and region only",
    Attribution.ORGANISATION: "organisation or city",
    Attribution.NAMED: "by name, with consent",
}


@cache
def vocabulary(name: str) -> dict[str, str]:
    """Code → name of one of the lists in data/vocabularies."""
    rows: list[Any] = yaml.safe_load((DATA / "vocabularies" / f"{name}.yaml").read_text("utf-8"))
    return {
        str(row["code"] if isinstance(row, dict) else row): str(
            row["name"] if isinstance(row, dict) else row
        )
        for row in rows
    }


@dataclass(frozen=True)
class Speaker:
    """What a note says of who said it, and in which room."""

    workshop_id: int
    actor_type: str | None
    region: str | None
    organisation: str | None
    name: str | None
    level: Attribution

    @property
    def group(self) -> tuple[int, str | None, str | None]:
        return (self.workshop_id, self.actor_type, self.region)


def speaker_of(note: Note) -> Speaker:
    """The speaker as the note has it."""
    return Speaker(
        note.workshop_id,
        note.actor_type,
        note.region,
        note.organisation,
        note.speaker,
        note.attribution,
    )


def shown(speaker: Speaker, edition: Edition, groups: Counter[tuple[Any, ...]]) -> str:
    """Who said it, as far as the note, the edition's rule and the size of the group allow.

    `groups` counts the notes of each actor type and region in each room. People are not recorded,
    so notes stand in for them; a group below the edition's smallest size is not shown at all.
    """
    level = min(speaker.level, edition.attribution, key=LEVELS.index)
    if level is Attribution.NAMED and speaker.name:
        return speaker.name
    if LEVELS.index(level) >= LEVELS.index(Attribution.ORGANISATION) and speaker.organisation:
        return speaker.organisation
    if level is Attribution.NONE or groups[speaker.group] < edition.smallest_group:
        return ""
    actor_types = vocabulary("actor_types")
    parts = [actor_types.get(speaker.actor_type or "", ""), speaker.region or ""]
    return ", ".join(part for part in parts if part)
