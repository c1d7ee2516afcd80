"""Moments as they are told on a page: in the time zone of the edition that is looked at."""

from datetime import datetime

from hrgl.core.zones import clock_time, dated_in_words, in_zone
from hrgl.ui.shell.page import viewer


def local_moment(moment: datetime) -> datetime:
    """The moment as clocks in the edition's zone show it."""
    return in_zone(moment, viewer().edition.time_zone)


def day_and_time(moment: datetime) -> str:
    """A moment as it is told: 21 November, 20:41 CET."""
    there = local_moment(moment)
    return f"{there.day} {there:%B}, {clock_time(there)}"


def as_dated(dated: str) -> str:
    """When something was written, by what a file says."""
    return dated_in_words(dated, viewer().edition.time_zone)
