"""The guide inside the program: at every page what the guide of one's role says of it."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from hrgl.core.enums import Role
from hrgl.settings import GUIDE
from hrgl.ui.shell.guide import GUIDES, guide_sections, sections_for
from tests.ui.conftest import ROOT, Open

FRAME = (ROOT / "hrgl" / "ui" / "shell" / "frame.py").read_text("utf-8")
TITLES = dict(re.findall(r'_page\("(\w+)", "([^"]+)"', FRAME))
OF_FACILITATORS = {"themes", "encouragements"}


def _open_to(role: Role) -> list[str]:
    kept = {Role.FACILITATOR, Role.ORGANISER}
    return [
        title
        for page, title in TITLES.items()
        if (page not in OF_FACILITATORS or role in kept)
        and (page != "setup" or role is Role.ORGANISER)
        and (page != "meeting" or role is not Role.RAPPORTEUR)
    ]


@pytest.mark.parametrize("role", list(GUIDES))
def test_every_page_that_a_role_may_open_has_its_section(role: Role) -> None:
    assert len(TITLES) >= 12
    missing = [title for title in _open_to(role) if sections_for(role, title)[1] is None]
    assert missing == []


def test_a_role_reads_its_own_words_on_a_page_before_those_for_everybody() -> None:
    everything, about = sections_for(Role.STEERING, "Reviews")
    assert about == "Reviews: say what you think"
    assert everything[about] == guide_sections("steering")[about]
    assert sections_for(Role.RAPPORTEUR, "Reviews")[1] == "Reviews"


def _guide(at: AppTest) -> str:
    at.button(key="guide").click().run()
    assert not at.exception
    return " ".join(each.value for each in at.markdown)


def test_the_guide_opens_at_the_page_and_leads_to_every_other_section(open_page: Open) -> None:
    at = open_page(Role.ORGANISER, "history")
    assert "pick a line to take an act back" in " ".join(_guide(at).split())
    [about] = [each for each in at.selectbox if each.label == "About"]
    assert about.value == "History"
    assert about.options == list(sections_for(Role.ORGANISER, "History")[0])
    assert {"Setup: the edition, its rooms and its people", "Themes: the desk"} < {*about.options}


def test_what_is_shown_inside_the_program_leads_nowhere_and_shows_pictures_of_this_machine() -> (
    None
):
    for path in GUIDE.glob("*.md"):
        for text in guide_sections(path.stem).values():
            leads = re.findall(r"\]\(([^)]+)\)", text)
            assert [each for each in leads if not each.startswith(("/guide/", "https:"))] == []
            pictures = re.findall(r"!\[[^\]]+\]\(/guide/([^)]+)\)", text)
            assert [each for each in pictures if not _there(each).exists()] == []


def _there(name: str) -> Path:
    return GUIDE / "pictures" / name
