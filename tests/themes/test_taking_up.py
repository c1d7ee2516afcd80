"""A theme that is not taken up: with a reason, which can be taken back."""

import pytest
from sqlmodel import Session

from hrgl.core import audit
from hrgl.errors import NotNow, NotValid, OutOfDate
from hrgl.operations import undo
from hrgl.operations.sentences import sentence
from hrgl.themes import taking_up, themes
from tests.builders import World, world


def _told(session: Session, here: World) -> str:
    [last] = audit.history(session, edition_id=here.edition.id, limit=1)
    return sentence(last)


def test_it_is_said_why_a_theme_is_not_taken_up_and_taken_back_by_no_reason(
    session: Session,
) -> None:
    here = world(session)
    theme = themes.create(session, here.facilitator, name="Money")
    seen = theme.version
    taking_up.not_take_up(
        session,
        here.facilitator,
        theme_id=theme.id,
        because=" the state\n decides ",
        seen_version=1,
    )
    assert theme.not_taken_up_because == "the state decides"
    assert _told(session, here).endswith("did not take up “Money”: the state decides")
    with pytest.raises(OutOfDate):
        taking_up.not_take_up(
            session, here.facilitator, theme_id=theme.id, because="no", seen_version=seen
        )
    taking_up.not_take_up(
        session, here.facilitator, theme_id=theme.id, because=" ", seen_version=theme.version
    )
    assert theme.not_taken_up_because == ""
    assert _told(session, here).endswith("may take up “Money” after all")
    [last] = audit.history(session, edition_id=here.edition.id, limit=1)
    undo.undo(session, here.facilitator, entry_id=last.id)
    assert theme.not_taken_up_because == "the state decides"


def test_a_reason_has_at_most_five_hundred_characters_and_says_something_new(
    session: Session,
) -> None:
    here = world(session)
    theme = themes.create(session, here.facilitator, name="Money")
    asked = {"theme_id": theme.id, "seen_version": theme.version}
    with pytest.raises(NotValid, match="at most 500"):
        taking_up.not_take_up(session, here.facilitator, **asked, because="x" * 501)
    with pytest.raises(NotNow, match="stands so already"):
        taking_up.not_take_up(session, here.facilitator, **asked, because="")
