"""When a room's last note came, in words."""

from datetime import UTC, datetime, timedelta

import pytest

from hrgl.ui.home.delivery import when

NOW = datetime(2026, 11, 22, 20, 41, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "told"),
    [
        (timedelta(seconds=40), "just now"),
        (timedelta(seconds=-5), "just now"),
        (timedelta(minutes=12, seconds=50), "12 min ago"),
        (timedelta(minutes=60), "22 Nov, 19:41 UTC"),
        (timedelta(days=2), "20 Nov, 20:41 UTC"),
    ],
)
def test_a_last_note_is_told_as_at_the_organisers_desk(ago: timedelta, told: str) -> None:
    assert when(NOW - ago, NOW) == told


def test_a_room_without_notes_is_told_so() -> None:
    assert when(None, NOW) == "nothing yet"
