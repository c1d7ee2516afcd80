"""What is told of the theme that is open: what was said more than once, and what it touches."""

from hrgl.core.database import transaction
from hrgl.notes import leaving_out
from hrgl.themes import tags
from tests.builders import statement_ids
from tests.web.test_desk import Sitting, _theme, sitting

__all__ = ["sitting"]
THRICE = "* Pay for the bus\n* Open the library on Sundays\n* pay for the bus!\n* Pay, for the bus"


def test_what_was_said_more_than_once_is_told_with_how_often(sitting: Sitting) -> None:
    with transaction(sitting.engine) as session:
        ids = statement_ids(session, sitting.here, THRICE)
    theme = _theme(sitting, "Bus", *ids)
    [(said, times, workshops)] = sitting.get("theme", theme=theme).json()["points"]
    assert (set(said), times, workshops) == ({ids[0], ids[2], ids[3]}, 3, 1)
    with transaction(sitting.engine) as session:
        leaving_out.same_as(session, sitting.here.facilitator, statement_id=said[2], of_id=said[0])
    [(left, times, _)] = sitting.get("theme", theme=theme).json()["points"]
    assert (len(left), times) == (2, 3)  # what was counted as one was said all the same


def test_what_a_theme_touches_is_told_as_people_decided(sitting: Sitting) -> None:
    theme = _theme(sitting, "Money")
    with transaction(sitting.engine) as session:
        for decide, code in ((tags.confirm, "16.7"), (tags.refuse, "16.6")):
            decide(
                session,
                sitting.here.facilitator,
                theme_id=theme,
                vocabulary="sdg_targets",
                code=code,
            )
    [touched] = sitting.get("theme", theme=theme).json()["touches"]
    assert touched.startswith("SDG 16.7")
