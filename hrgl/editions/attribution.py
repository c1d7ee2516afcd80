"""What may be shown of the person who said something: one function, for every view and export."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import yaml

from hrgl.core.enums import Attribution, Source
from hrgl.core.masking import folded_name
from hrgl.core.models import Edition
from hrgl.settings import DATA

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


class Shown(NamedTuple):
    """What may be shown of who said something, and counted of it: nothing, unless it is said here.

    `person` is the same for what one person said and means nothing else; `by_itself` is who is
    shown by name or organisation, and so counts among nobody's group.
    """

    who: str = ""
    actor_type: str | None = None
    region: str | None = None
    person: Hashable = None
    by_itself: bool = False


@dataclass(frozen=True)
class Speaker:
    """What a note says of who said it, in which room, and whom that counts as."""

    workshop_id: int
    actor_type: str | None
    region: str | None
    organisation: str | None
    name: str | None
    level: Attribution
    person: Hashable

    @property
    def group(self) -> Hashable:
        return (self.workshop_id, self.actor_type, self.region)

    def by_itself(self, rule: Attribution) -> str:
        """The name or the organisation under which they may be shown; else they are of a group."""
        level = LEVELS.index(min(self.level, rule, key=LEVELS.index))
        if level >= LEVELS.index(Attribution.NAMED) and self.name:
            return self.name
        if level >= LEVELS.index(Attribution.ORGANISATION) and self.organisation:
            return self.organisation
        return ""


def attributed(notes: Iterable[Any], live: Collection[int], edition: Edition) -> dict[int, Shown]:
    """What may be shown of who said each note; of one that is not live any more, nothing.

    `notes` are all of the edition, or of one of its workshops, with their former editions.
    """
    every = list(notes)
    first = _first_editions(every)
    speakers = {note.id: _speaker(note, first[note.id]) for note in every if note.id in live}
    rule = edition.attribution
    groups: dict[Hashable, set[Hashable]] = defaultdict(set)
    for each in speakers.values():
        # whoever is shown by name hides nobody: what is left of the group is all the rest
        if Attribution.NONE not in (each.level, rule) and not each.by_itself(rule):
            groups[each.group].add(each.person)
    large = {group for group, people in groups.items() if len(people) >= edition.smallest_group}
    return {
        note.id: _shown(speakers[note.id], rule, large) if note.id in live else Shown()
        for note in every
    }


def _shown(speaker: Speaker, rule: Attribution, large: Collection[Hashable]) -> Shown:
    if Attribution.NONE in (speaker.level, rule):
        return Shown()
    told = speaker.actor_type, speaker.region, speaker.person
    if who := speaker.by_itself(rule):
        return Shown(who, *told, by_itself=True)
    if speaker.group not in large:
        return Shown()
    actor_type = vocabulary("actor_types").get(speaker.actor_type or "", "")
    return Shown(", ".join(part for part in (actor_type, speaker.region or "") if part), *told)


def rooms_told(said: Iterable[tuple[int | None, Hashable]], edition: Edition) -> set[int]:
    """The rooms that may be told of what was sent without a name: each with enough senders.

    `said` is the room of each comment, if it has one, with what tells its sender from others. Those
    whose room is not told are themselves no group that is too small.
    """
    if edition.attribution is Attribution.NONE:
        return set()
    people: dict[int | None, set[Hashable]] = defaultdict(set)
    for room, sender in said:
        people[room].add(sender)
    large = [r for r, who in people.items() if r and len(who) >= edition.smallest_group]
    told = set(large)
    hidden = sum(len(who) for room, who in people.items() if room not in told)
    for room in sorted(large, key=lambda each: (len(people[each]), each)):
        if not 0 < hidden < edition.smallest_group:
            break
        told.discard(room)
        hidden += len(people[room])
    return told


def _first_editions(notes: Iterable[Any]) -> dict[int, Any]:
    """Each note as it was before all edits; an edited note is its predecessor's successor."""
    before = {note.replaced_by_id: note for note in notes if note.replaced_by_id is not None}
    first = {}
    for note in notes:
        earliest = note
        while earliest.id in before:
            earliest = before[earliest.id]
        first[note.id] = earliest
    return first


def _speaker(note: Any, first: Any) -> Speaker:
    return Speaker(
        note.workshop_id,
        note.actor_type,
        note.region,
        note.organisation,
        note.speaker,
        note.attribution,
        _person(note, first),
    )


def _person(note: Any, first: Any) -> Hashable:
    """Whom a note counts as: rather one person too few than one too many.

    What a member wrote down for others may be all of one of them; and the same words, sent or
    brought in again, may be the same person's (docs/decisions/0013).
    """
    if note.speaker:
        return "named", folded_name(note.speaker)
    if note.voice is not None:
        return "voice", note.voice
    if first.source is Source.SENT or first.source_row is not None:
        return "words", " ".join(first.text.casefold().split())
    return "member", first.member_id
