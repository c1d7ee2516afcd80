"""A proposal in the making is seen by everybody who decides on themes, stopped, started again."""

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from hrgl.core import jobs
from hrgl.core.columns import now
from hrgl.core.database import reading, transaction
from hrgl.core.enums import JobState, Role
from hrgl.core.models import Job
from tests.ui.conftest import Open, button, names


def _latest(demonstration: Engine) -> Job:
    with reading(demonstration) as session:
        job = session.get(Job, 1)
    assert job is not None
    return job


def _proposals(open_page: Open, role: Role) -> AppTest:
    """The page Themes with its part about proposals open."""
    at = open_page(role, "themes")
    at.session_state["themes_view"] = "Proposal"
    return at.run()


@pytest.fixture
def asking(open_page: Open) -> AppTest:
    """The page of a facilitator who has just asked for a proposal."""
    at = _proposals(open_page, Role.FACILITATOR)
    button(at, "propose").click().run()
    assert not at.error
    return at


def _begin(demonstration: Engine) -> jobs.Claim:
    with transaction(demonstration) as session:
        held = jobs.claim(session)
        assert held is not None
        jobs.report(session, held, progress=0.4, message="Reading 90 new statements … 40%")
    return held


def _bar(at: AppTest) -> tuple[int, str]:
    [bar] = at.get("progress")
    return bar.proto.value, bar.proto.text


def test_its_progress_is_seen_by_everybody_and_after_a_reload(
    asking: AppTest, open_page: Open, demonstration: Engine
) -> None:
    assert _bar(asking) == (0, "Waiting to begin")
    _begin(demonstration)
    for at in (asking.run(), _proposals(open_page, Role.ORGANISER)):
        value, words = _bar(at)
        assert value == 40
        assert words.startswith("Reading 90 new statements")
        assert "propose" not in names(at)
        assert "start_again" not in names(at)


def test_it_is_stopped_by_anybody_who_may_ask_and_can_be_started_again(
    asking: AppTest, open_page: Open, demonstration: Engine
) -> None:
    _begin(demonstration)
    at = _proposals(open_page, Role.ORGANISER)
    button(at, "stop_proposal").click().run()
    assert not at.error
    assert _latest(demonstration).state is JobState.STOPPED
    asking.run()
    assert asking.warning[0].value.endswith("stopped it\\.")
    again = button(asking, "propose")
    assert again.label == "Start again"
    again.click().run()
    assert _bar(asking) == (0, "Waiting to begin")


def test_work_of_which_nothing_is_heard_says_so_and_can_be_started_again(
    asking: AppTest, demonstration: Engine
) -> None:
    _begin(demonstration)
    with transaction(demonstration) as session:
        session.get_one(Job, 1).heartbeat_at = now() - 2 * jobs.LOST_AFTER
    asking.run()
    assert "Nothing has been heard of it for a minute" in asking.warning[0].value
    button(asking, "start_again").click().run()
    assert not asking.error
    assert _latest(demonstration).state is JobState.FAILED
    with reading(demonstration) as session:
        again = session.get_one(Job, 2)
    assert (again.state, again.parameters) == (JobState.WAITING, _latest(demonstration).parameters)


def test_why_it_failed_is_said_in_words_of_ours_and_never_read_as_markup(
    asking: AppTest, demonstration: Engine
) -> None:
    held = _begin(demonstration)
    with transaction(demonstration) as session:
        jobs.fail(session, held, "**No** ![](http://elsewhere.example/x.png)")
    asking.run()
    assert asking.warning[0].value.startswith("\\*\\*No\\*\\* \\!\\[\\]\\(")


def test_who_may_not_decide_on_themes_is_not_shown_the_buttons(
    asking: AppTest, open_page: Open
) -> None:
    assert "stop_proposal" in names(asking)
    with pytest.raises(ValueError, match="themes"):
        _proposals(open_page, Role.STEERING)
