"""The tab Word files: the draft goes out, files come back, are looked through, and brought in."""

from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select
from streamlit.testing.v1 import AppTest

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Role
from hrgl.core.models import Edition, Encouragement, MarginNote, Member, ReturnedDraft
from hrgl.encouragements import encouragements, wordings
from hrgl.encouragements.amending.amendments import amendments
from hrgl.encouragements.round_trip import sending
from hrgl.ui.comments import word_back_view
from tests.ui.conftest import Open, button, field, names
from tests.word_files_written import written_by_two, written_without_tracking


@pytest.fixture
def at(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr(word_back_view, "WAITING_SHOWN_AFTER", 60)
    return open_page(Role.FACILITATOR, "comments", view="Word files")


@pytest.fixture
def content(demonstration: Engine) -> bytes:
    """The demonstration's draft, taken out."""
    with transaction(demonstration) as session:
        return sending.take_out(session, _facilitator(session))[1]


def _facilitator(session: Any) -> Member:
    found: Member = session.exec(select(Member).where(Member.role == Role.FACILITATOR)).first()
    return found


def drop(at: AppTest, *files: tuple[str, bytes]) -> AppTest:
    at.file_uploader[0].set_value([(name, data, "") for name, data in files])
    at.run()
    assert not at.exception, at.exception
    return at


def words(at: AppTest) -> str:
    every: list[Any] = [*at.markdown, *at.caption, *at.text, *at.info, *at.error, *at.warning]
    told = " ".join(str(each.value) for each in every)
    html = " ".join(str(each.proto.body) for each in at.get("html"))
    return f"{told} {html}".replace("\\", "").replace("\u2060", "")


def offered(at: AppTest, beginning: str) -> list[str]:
    return [each.label for each in at.button if each.label.startswith(beginning)]


def press(at: AppTest, name: str) -> AppTest:
    button(at, name).click().run()
    assert not at.exception, at.exception
    return at


def test_the_whole_draft_the_places_or_what_was_chosen_goes_out(
    at: AppTest, demonstration: Engine
) -> None:
    assert offered(at, "Take out") == ["Take out 17 encouragements"]
    press(at, "take_out")
    assert "Word file 1" in words(at)
    assert "places 1–2, 4–8, 10–11 and 8 candidates" in words(at)
    at.radio(key="taken_out").set_value("The places only").run()
    assert offered(at, "Take out") == ["Take out 9 encouragements"]
    at.radio(key="taken_out").set_value("Chosen ones").run()
    assert button(at, "take_out").disabled
    first = at.multiselect(key="picked_to_go_out").options[0]
    at.multiselect(key="picked_to_go_out").select(first).run()
    assert offered(at, "Take out") == ["Take out 1 encouragement"]
    press(at, "take_out")
    with reading(demonstration) as session:
        edition = session.exec(select(Edition)).one()
        told = sending.sent_files(session, edition_id=edition.id)
    assert [(each.number, each.places, each.candidates) for each in told] == [
        (2, (1,), 0),
        (1, (1, 2, 4, 5, 6, 7, 8, 10, 11), 8),
    ]


def test_what_was_set_aside_meanwhile_does_not_go_out_unseen(
    at: AppTest, demonstration: Engine
) -> None:
    with transaction(demonstration) as session:
        row = session.exec(select(Encouragement).where(Encouragement.place == 1)).one()
        encouragements.set_aside_encouragement(
            session,
            _facilitator(session),
            encouragement_id=row.id,
            because="said elsewhere",
            seen_version=row.version,
        )
    press(at, "take_out")
    assert "was set aside meanwhile" in words(at)
    assert offered(at, "Take out") == ["Take out 16 encouragements"]


def test_a_file_is_looked_through_before_anything_is_stored_and_brought_in_by_one_button(
    at: AppTest, demonstration: Engine, content: bytes
) -> None:
    drop(at, ("draft-ana.docx", written_by_two(content)))
    assert "2 amendments · 2 comments · 1 without a place · by Ana, Tom" in words(at)
    assert "Ana · 20 November, 10:30 · explanation" in words(at)
    assert "In short: </ins>" in words(at)
    assert "Three rooms do." in words(at)
    assert "It stands in a table" in words(at)
    with reading(demonstration) as session:
        assert session.exec(select(ReturnedDraft)).all() == []
    assert offered(at, "Bring in") == ["Bring in 2 amendments and 3 notes"]
    press(at, "bring_all_back")
    with reading(demonstration) as session:
        edition = session.exec(select(Edition)).one()
        found = amendments(session, edition_id=edition.id)
    assert [(each.after, each.author) for each in found] == [
        ("In short: ", "Ana"),
        ("truly", "Tom"),
    ]
    assert not offered(at, "Bring in")
    assert "1 without a place · 1 comment to settle · 0 done" in words(at)
    assert offered(at, "2 amendments to 1")


def test_what_was_reworded_since_and_what_was_not_tracked_is_said(
    at: AppTest, demonstration: Engine, content: bytes
) -> None:
    with transaction(demonstration) as session:
        row = session.exec(select(Encouragement).where(Encouragement.place == 1)).one()
        wordings.reword(
            session,
            _facilitator(session),
            encouragement_id=row.id,
            heading="do it otherwise",
            explanation="Nothing of it stands.",
            seen_version=row.version,
        )
        number = row.wording
    drop(at, ("draft.docx", written_without_tracking(content)))
    assert "1 change without tracking" in words(at)
    assert "changed without tracking, author unknown" in words(at)
    assert f"wording {number - 1} went out, and it is at wording {number} now" in words(at)
    assert "0 of 1 change still find their words" in words(at)
    assert "the words have changed since" in words(at)


def test_files_that_cannot_be_brought_in_say_why_and_the_others_can(
    at: AppTest, content: bytes
) -> None:
    good = written_by_two(content)
    drop(
        at,
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000),
        ("same.docx", content),
        ("draft-ana.docx", good),
        ("copy.docx", good),
    )
    assert "save it as .docx" in words(at)
    assert "“same.docx” reads as it was taken out" in words(at)
    assert "“copy.docx” is the same file as “draft-ana.docx”" in words(at)
    assert offered(at, "Bring in") == ["Bring in 2 amendments and 3 notes"]
    press(at, "bring_all_back")
    drop(at, ("again.docx", good))
    assert "“again.docx” was brought in already, as “draft-ana.docx”" in words(at)
    assert not offered(at, "Bring in")
    [away] = [each for each in at.button if each.label.startswith("Take again")]
    away.click().run()
    assert "again.docx" not in words(at)


def test_a_change_without_a_place_is_placed_by_a_person_and_a_comment_is_settled(
    at: AppTest, demonstration: Engine, content: bytes
) -> None:
    drop(at, ("draft-ana.docx", written_by_two(content)))
    press(at, "bring_all_back")
    with reading(demonstration) as session:
        rows = session.exec(select(MarginNote).order_by(col(MarginNote.id))).all()
        note, said = (next(r.id for r in rows if r.kind == k) for k in ("change", "comment"))
        first = session.exec(select(Encouragement).where(Encouragement.place == 1)).one()
    assert at.radio(key="margin_note").value == note
    at.selectbox(key=f"place_note-{note}-0-where").set_value(first.id).run()
    field(at, "words").set_value("words that are not there").run()
    press(at, "place_note")
    assert "do not stand there as you wrote them" in words(at)
    field(at, "words").set_value("Objectives").run()
    press(at, "place_note")
    with reading(demonstration) as session:
        edition = session.exec(select(Edition)).one()
        made = amendments(session, edition_id=edition.id)[-1]
    assert (made.before, made.after, made.author) == ("Objectives", "A thought in a table", "Tom")
    assert "0 without a place · 1 comment to settle · 1 done" in words(at)
    field(at, f"settle_note-{said}-0-because").set_value("It stands in place 2").run()
    press(at, "settle_note")
    assert "0 without a place · 0 comments to settle · 2 done" in words(at)


def test_what_waits_for_a_place_is_announced_and_the_button_opens_it(
    at: AppTest, open_page: Open, content: bytes
) -> None:
    drop(at, ("draft-ana.docx", written_by_two(content)))
    press(at, "bring_all_back")
    home = open_page(Role.FACILITATOR)
    assert "1 note of Word files has no place yet." in words(home)
    press(home, "to_place_button")
    assert "1 without a place" in words(home)


def test_who_may_not_word_is_offered_no_word_files(open_page: Open) -> None:
    at = open_page(Role.STEERING, "comments")
    assert "take_out" not in names(at)
    assert not at.file_uploader
