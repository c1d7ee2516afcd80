"""Promise 7: somebody was quicker – who and when is told, and nothing that was typed is lost."""

import re
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Role
from hrgl.core.models import Member, Note, Workshop
from hrgl.editions import summaries
from hrgl.notes import notes
from hrgl.themes import board, themes
from hrgl.ui.shell.difference import marked
from tests.ui.conftest import Open, button

GO_ON, GIVE_WAY = "mine", "theirs"


def _other(session: Session, at: AppTest) -> Member:
    """The organiser of the edition, at the same moment in another browser."""
    edition_id = at.session_state["viewer"].edition_id
    query = select(Member).where(Member.edition_id == edition_id, Member.role == Role.ORGANISER)
    return session.exec(query).first()  # type: ignore[return-value]


def _button(at: AppTest, which: str) -> Any:
    return next(each for each in at.button if (each.key or "").startswith(f"{which}-"))


def _html(at: AppTest) -> str:
    return " ".join(each.proto.body for each in at.get("html"))


def test_a_theme_that_somebody_renamed_meanwhile_is_not_renamed_over(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.FACILITATOR, "themes", view="In depth")
    edition_id = at.session_state["viewer"].edition_id
    with reading(demonstration) as session:
        theme = board.board(session, edition_id=edition_id).themes[0]
    at.radio(key="rail").set_value(theme.id).run()
    at.text_input(key=f"theme-{theme.id}-0-name").set_value("My name for it").run()
    with transaction(demonstration) as session:
        themes.rename(
            session,
            _other(session, at),
            theme_id=theme.id,
            name="Their name for it",
            seen_version=theme.version,
        )
    button(at, "rename").click().run()
    assert "changed this at" in at.error[0].value
    assert "changed this at" in at.warning[0].value
    assert at.text_input(key=f"theme-{theme.id}-0-name").value == "My name for it"
    _button(at, GO_ON).click().run()
    button(at, "rename").click().run()
    assert at.header[0].value == "My name for it"


def test_a_room_s_summary_goes_stale_by_another_summary_and_not_by_notes(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.RAPPORTEUR, "notes")
    workshop_id = at.selectbox(key="workshop").value
    area = f"workshop-{workshop_id}-0-summary"
    at.text_area(key=area).set_value("My summary").run()
    with transaction(demonstration) as session:
        other = _other(session, at)
        notes.add_note(session, other, workshop_id=workshop_id, text="* A new idea of somebody")
    at.run()
    assert not at.warning
    with transaction(demonstration) as session:
        workshop = session.get_one(Workshop, workshop_id)
        summaries.summarise(
            session,
            _other(session, at),
            workshop_id=workshop_id,
            summary="Their summary",
            seen_version=workshop.version,
        )
    button(at, "save_summary").click().run()
    assert "changed this at" in at.warning[0].value
    _button(at, GO_ON).click().run()
    button(at, "save_summary").click().run()
    with reading(demonstration) as session:
        assert session.get_one(Workshop, workshop_id).summary == "My summary"


def test_a_note_that_somebody_edited_meanwhile_stands_beside_mine(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.RAPPORTEUR, "notes")
    workshop_id = at.selectbox(key="workshop").value
    with reading(demonstration) as session:
        note = session.exec(select(Note).where(Note.workshop_id == workshop_id)).first()
    assert note is not None
    at.session_state["edited_note"] = note.id
    at.run()
    area = f"edit-{note.id}-0-note"
    at.text_area(key=area).set_value(f"{note.text}\n* My own addition").run()
    with transaction(demonstration) as session:
        notes.revise(
            session,
            _other(session, at),
            note_id=note.id,
            text=f"{note.text}\n* Their addition",
            seen_version=note.version,
        )
    button(at, "revise").click().run()
    assert "changed this at" in at.error[0].value
    assert "Their" in _html(at)
    assert at.text_area(key=area).value.endswith("My own addition")
    _button(at, GO_ON).click().run()
    button(at, "revise").click().run()
    assert not at.error
    with reading(demonstration) as session:
        assert notes.written(session, note_id=note.id).text.endswith("* My own addition")


@pytest.mark.parametrize("evil", ["<img src=//elsewhere>", "</div><script>x</script>", "&lt;b&gt;"])
def test_people_s_words_never_become_markup_in_a_difference(evil: str) -> None:
    for left, right in (marked(evil, "nothing"), marked("nothing", evil), marked(evil, evil)):
        for html in (left, right):
            bare = re.sub(r"</?(?:del|ins)>|<span style=\"[\w:;%().-]+\">|</span>", "", html)
            assert "<" not in bare
            assert ">" not in bare


@given(theirs=st.text(max_size=80), mine=st.text(max_size=80))
def test_a_difference_shows_both_texts_whole(theirs: str, mine: str) -> None:
    aloud = re.compile(r"<span[^>]*>[^<]*</span>|</?(?:del|ins)>")
    left, right = marked(theirs, mine)
    assert unescape(aloud.sub("", left)) == theirs
    assert unescape(aloud.sub("", right)) == mine


def test_only_what_differs_is_marked_and_long_texts_are_compared_by_lines() -> None:
    left, right = marked("train all purchasers", "train every purchaser")
    assert left.startswith("train <del>")
    assert right.startswith("train <ins>")
    line = "The same words again and again, in a very long note.\n"
    left, right = marked(line * 2000 + "Theirs.", line * 2000 + "Mine.")
    assert left.count("<del>") == right.count("<ins>") == 1
