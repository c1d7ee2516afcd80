"""Time zones: moments are kept in UTC and told in the zone of the edition, by its name."""

from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from hrgl.errors import NotValid

DEFAULT_ZONE = "Europe/Vienna"


@cache
def known_zones() -> tuple[str, ...]:
    """The zones an edition may have, each by a place in it: Europe/Vienna, Asia/Seoul."""
    places = (each for each in available_timezones() if "/" in each)
    return tuple(sorted(each for each in places if not each.startswith(("Etc/", "SystemV/"))))


def in_zone(moment: datetime, zone: str) -> datetime:
    """The same moment as clocks there show it; in UTC where this machine does not know the zone."""
    try:
        return moment.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        return moment.astimezone(UTC)


def moment_at(day: date, at: time, zone: str) -> datetime:
    """The moment at which clocks there show this hour of this day; the first if it comes twice."""
    try:
        local = datetime.combine(day, at, ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        local = datetime.combine(day, at, UTC)
    moment = local.astimezone(UTC)
    if in_zone(moment, zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NotValid(
            f"There is no {at:%H:%M} on that day there: clocks go forward. Choose another hour."
        )
    return moment


def clock_time(moment: datetime) -> str:
    """A time of day with the zone it is told in: 20:47 CET, or 20:47 UTC+04."""
    name = moment.tzname() or ""
    return f"{moment:%H:%M} {name if name.isalpha() else f'UTC{name}'}"


def dated_in_words(dated: str, zone: str) -> str:
    """A moment that a file tells: in this zone, or as it stands there if it tells no zone."""
    try:
        moment = datetime.fromisoformat(dated)
    except ValueError:
        return dated
    if moment.tzinfo is None:
        return f"{moment.day} {moment:%B}, {moment:%H:%M}"
    there = in_zone(moment, zone)
    return f"{there.day} {there:%B}, {clock_time(there)}"
