"""The programme of an edition and what people ask about it, from the edition's facts and a file."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import yaml
from sqlmodel import Session

from hrgl.core.models import Edition, Workshop
from hrgl.editions.workshops import list_workshops
from hrgl.settings import DATA


@dataclass(frozen=True)
class Slot:
    """One thing on a day: from when to when, what, and who contributes; times as 13:30 or empty."""

    starts: str
    ends: str
    title: str
    contributors: str = ""
    question: str = ""

    @property
    def hours(self) -> str:
        """When it is: 13:30–15:30, or empty."""
        return "–".join(at for at in (self.starts, self.ends) if at)


@dataclass(frozen=True)
class Day:
    """A day of the programme, with what it is about."""

    date: date | None
    title: str
    slots: tuple[Slot, ...]

    @property
    def name(self) -> str:
        """The day as people say it: Wednesday, 1 February 2023."""
        return f"{self.date:%A}, {self.date.day} {self.date:%B %Y}" if self.date else "No day yet"


@dataclass(frozen=True)
class Asked:
    """A question people ask, and the answer."""

    question: str
    answer: str


@dataclass(frozen=True)
class Programme:
    """What happens when, as far as it is known, and where that is known from."""

    title: str
    question: str
    source: str
    days: tuple[Day, ...]
    asked: tuple[Asked, ...]


def programme(session: Session, *, edition_id: int) -> Programme:
    """The programme of an edition; where no outline was loaded, its workshops by day."""
    edition = session.get_one(Edition, edition_id)
    rooms = list_workshops(session, edition_id=edition_id)
    by_name = {f"workshop {room.code}".lower(): room for room in rooms}
    outline = edition.facts.get("programme") or []
    days = [_day(facts, by_name) for facts in outline] or _of_workshops(rooms)
    source = str(edition.facts.get("programme_source") or "")
    return Programme(edition.title, edition.question, source, tuple(days), asked())


@cache
def asked() -> tuple[Asked, ...]:
    """What people ask, with the answers."""
    rows = yaml.safe_load((DATA / "questions.yaml").read_text("utf-8"))
    return tuple(Asked(row["question"], row["answer"]) for row in rows)


def _day(facts: dict[str, Any], by_name: dict[str, Workshop]) -> Day:
    slots = tuple(_slot(item, by_name) for item in facts.get("items") or [])
    on = facts.get("date")
    return Day(date.fromisoformat(on) if on else None, facts.get("title") or "", slots)


def _slot(item: dict[str, Any], by_name: dict[str, Workshop]) -> Slot:
    """An item of the outline; a workshop of this edition brings its own title and question."""
    title = item.get("title") or ""
    room = by_name.get(title.lower())
    contributors = ", ".join(item.get("contributors") or [])
    hours = (item.get("starts") or "", item.get("ends") or "")
    if room is None:
        return Slot(*hours, title, contributors)
    return Slot(*hours, f"{title}: {room.title}", contributors, room.question)


def _of_workshops(rooms: list[Workshop]) -> list[Day]:
    days: dict[date | None, list[Slot]] = {}
    for room in sorted(rooms, key=lambda room: (room.day or date.max, room.starts, room.code)):
        title = f"Workshop {room.code}: {room.title}"
        slot = Slot(room.starts, room.ends, title, question=room.question)
        days.setdefault(room.day, []).append(slot)
    return [Day(on, "", tuple(slots)) for on, slots in days.items()]
