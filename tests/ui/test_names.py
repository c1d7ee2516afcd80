"""Names of people, editions, workshops and themes show as they were written, never as markup."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from sqlalchemy import Engine
from sqlmodel import Session, select

from hrgl.core import audit
from hrgl.core.database import transaction
from hrgl.core.enums import Role
from hrgl.core.models import Edition, Member, Theme, Workshop
from hrgl.operations import demonstration as sample
from hrgl.ui.shell.page import plain
from tests.builders import world
from tests.ui.conftest import Open

NAME = "*Rosa* _R_ [x](http://e.example) `y` <b>z</b> :material/bolt: $q$ #1 ~~w~~"
ROLES = [
    (Role.FACILITATOR, "home"),
    (Role.FACILITATOR, "themes"),
    (Role.FACILITATOR, "encouragements"),
    (Role.STEERING, "reviews"),
    (Role.RAPPORTEUR, "notes"),
    (Role.ORGANISER, "setup"),
]


def _name_everything(engine: Engine) -> None:
    with transaction(engine) as session:
        edition = session.exec(select(Edition).where(Edition.code == sample.CODE)).one()
        edition.series = f"{NAME} series"
        for row in session.exec(select(Member).where(Member.edition_id == edition.id)).all():
            row.name = f"{NAME} {row.id}"
        for room in session.exec(select(Workshop).where(Workshop.edition_id == edition.id)).all():
            room.title = f"{NAME} room {room.id}"
        for theme in session.exec(select(Theme).where(Theme.edition_id == edition.id)).all():
            theme.name = f"{NAME} theme {theme.id}"


@pytest.mark.parametrize(("role", "page"), ROLES)
def test_no_name_is_markup_on_any_page(
    demonstration: Engine, open_page: Open, role: Role, page: str
) -> None:
    _name_everything(demonstration)
    at = open_page(role, page)
    kinds = ("caption", "markdown", "header", "subheader", "title", "info", "warning", "error")
    shown = [str(each.value) for kind in kinds for each in getattr(at, kind)]
    shown += [each.label for each in at.expander]
    named = [text for text in shown if "Rosa" in text]
    assert any("series" in text for text in named)
    for text in named:
        assert plain(NAME) in text or plain(NAME[:20]) in text, text
        assert "*Rosa*" in BeautifulSoup(MarkdownIt().render(text), "html.parser").get_text()


@given(st.text(alphabet="ab1.)_*`\\|<>[]()&;#-+=~!$: ", min_size=1, max_size=30))
def test_what_is_made_plain_reads_as_it_was_written(text: str) -> None:
    rendered = MarkdownIt().render(f"Said {plain(text)} end")
    seen = BeautifulSoup(rendered, "html.parser").get_text().replace("\u2060", "")
    assert " ".join(seen.split()) == " ".join(f"Said {text} end".split())


def test_a_noun_of_the_history_is_no_pattern(session: Session) -> None:
    here = world(session)
    theme = Theme(edition_id=here.edition.id, name="Money")
    session.add(theme)
    audit.record(session, here.organiser, "theme.renamed", theme)
    for noun, count in (("theme", 1), ("them_", 0), ("%", 0), ("them", 0)):
        found = audit.history(session, edition_id=here.edition.id, nouns=[noun])
        assert len(found) == count, noun
