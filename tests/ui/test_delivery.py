"""When a room's last note came, in words."""

from datetime import UTC, datetime, timedelta

import pytest

from hrgl.core.zones import in_zone
from hrgl.ui.home.delivery import when

NOW = datetime(2026, 11, 22, 20, 41, tzinfo=UTC)
AT_THE_DESK = in_zone(NOW, "Europe/Vienna")


@pytest.mark.parametrize(
    ("ago", "told"),
    [
        (timedelta(seconds=40), "just now"),
        (timedelta(seconds=-5), "just now"),
        (timedelta(minutes=12, seconds=50), "12 min ago"),
        (timedelta(minutes=60), "22 Nov, 20:41 CET"),
        (timedelta(days=2), "20 Nov, 21:41 CET"),
    ],
)
def test_a_last_note_is_told_as_at_the_organisers_desk(ago: timedelta, told: str) -> None:
    assert when(NOW - ago, AT_THE_DESK) == told


def test_a_room_without_notes_is_told_so() -> None:
    assert when(None, NOW) == "nothing yet"
