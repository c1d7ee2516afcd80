"""Times as they are told: in the zone of the edition, by its name."""

from datetime import UTC, datetime

import pytest
from sqlmodel import Session

from hrgl.core.database import last_change, out_of_date
from hrgl.core.models import Edition
from hrgl.core.zones import DEFAULT_ZONE, clock_time, in_zone, known_zones
from tests.builders import world

WINTER = datetime(2026, 11, 29, 19, 47, tzinfo=UTC)
SUMMER = datetime(2026, 7, 29, 19, 47, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "zone", "told"),
    [
        (WINTER, "Europe/Vienna", "20:47 CET"),
        (SUMMER, "Europe/Vienna", "21:47 CEST"),
        (WINTER, "Asia/Seoul", "04:47 KST"),
        (WINTER, "Asia/Dubai", "23:47 UTC+04"),
        (WINTER, "Asia/Kathmandu", "01:32 UTC+0545"),
    ],
)
def test_a_time_of_day_is_told_with_the_name_of_its_zone(
    moment: datetime, zone: str, told: str
) -> None:
    assert clock_time(in_zone(moment, zone)) == told


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "", "../etc/passwd"])
def test_a_zone_that_this_machine_does_not_know_is_told_in_utc(zone: str) -> None:
    assert clock_time(in_zone(WINTER, zone)) == "19:47 UTC"


def test_every_zone_that_can_be_chosen_is_a_place() -> None:
    assert {DEFAULT_ZONE, "Asia/Seoul", "America/Bogota"} <= set(known_zones())
    assert all("/" in zone for zone in known_zones())
    assert not [zone for zone in known_zones() if zone.startswith("Etc/")]


@pytest.mark.parametrize("zone", ["Asia/Seoul", "Europe/Vienna"])
def test_who_was_quicker_is_told_with_the_time_of_the_edition(session: Session, zone: str) -> None:
    here = world(session)
    session.get_one(Edition, here.edition.id).time_zone = zone
    session.flush()
    _, when = last_change(session, "member", here.facilitator.id)
    assert when is not None
    assert f"at {clock_time(when)} after" in str(
        out_of_date(session, "member", here.facilitator.id)
    )
    assert when.tzname() == {"Asia/Seoul": "KST"}.get(zone, when.tzname())
    assert str(when.tzinfo) == zone
