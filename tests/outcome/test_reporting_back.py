"""Reporting back: an address for one message, known to nobody, in no copy, and forgotten."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text
from sqlmodel import Session, select

from hrgl.core import audit
from hrgl.core.database import transaction
from hrgl.core.enums import Attribution, CommentKind, DoorState, InputState
from hrgl.core.models import Encouragement, ReportAddress
from hrgl.errors import NotFound, NotNow, NotValid
from hrgl.operations import backup
from hrgl.operations.sentences import sentence
from hrgl.outcome import reporting_back
from hrgl.outcome.report_texts import report_of_all, reports_by_room
from hrgl.outcome.reporting_back import (
    MOST_OF_ONE_ADDRESS,
    report_is_asked,
    report_of_receipt,
    reports_to_send,
    reports_waiting,
)
from tests.builders import World, approved, statement_ids, world
from tests.commenting import answer, say, set_round
from tests.erasing import erase
from tests.lived_in import members
from tests.publishing import publish_as_read
from tests.reporting import leave_address
from tests.sending import open_world, send

ADDRESS = "somebody@city.example"


@pytest.fixture
def here(session: Session) -> World:
    return open_world(session)


def _published(session: Session, here: World) -> Encouragement:
    """An edition of which a number is published, with a comment that was answered before."""
    here.edition.places = 1
    row = approved(session, here, statement_ids(session, here)[:2])
    set_round(session, here)
    first, _ = say(session, here, row)
    answer(session, here, first)
    publish_as_read(session, here.organiser)
    return row


def test_an_address_is_left_with_a_receipt_changed_and_taken_back(
    session: Session, here: World
) -> None:
    _, receipt = send(session, here)
    assert not report_is_asked(session, receipt=receipt)
    leave_address(session, receipt, f"  {ADDRESS.upper()} ")
    assert report_is_asked(session, receipt=receipt.lower())
    assert session.exec(select(ReportAddress.address)).all() == [ADDRESS]
    leave_address(session, receipt, "other@city.example")
    assert session.exec(select(ReportAddress.address)).all() == ["other@city.example"]
    leave_address(session, receipt, "")
    assert session.exec(select(ReportAddress)).all() == []
    told = audit.history(session, edition_id=here.edition.id, nouns=["report"])
    assert [sentence(each).partition("A1 ")[2] for each in reversed(told)] == [
        "asked to hear what became of what they sent",
        "asked to hear what became of what they sent",
        "no longer asks to hear what became of what they sent",
    ]
    leave_address(session, receipt, "")  # taken back already: nothing to do, and nothing recorded
    assert len(audit.history(session, edition_id=here.edition.id, nouns=["report"])) == 3


@pytest.mark.parametrize(
    "typed",
    ["nobody", "a@b", "a@b.example,c@d.example", "a@b.example\nBcc: c@d.example", "(a)@b.c"],
)
def test_what_is_no_plain_address_is_refused(session: Session, here: World, typed: str) -> None:
    _, receipt = send(session, here)
    with pytest.raises(NotValid, match="address"):
        leave_address(session, receipt, typed)
    assert session.exec(select(ReportAddress)).all() == []


def test_without_a_receipt_of_this_edition_no_address_is_left(
    session: Session, here: World
) -> None:
    there = world(session, code="2032")
    _, receipt = send(session, here)
    with pytest.raises(NotFound, match="nothing under this receipt"):
        leave_address(session, "AAAA-AAAA-AAAA-AAAA", ADDRESS)
    with pytest.raises(NotFound, match="nothing under this receipt"):
        reporting_back.ask_for_report(session, there.participant, receipt=receipt, address=ADDRESS)


def test_nobody_has_somebody_else_s_box_filled(session: Session, here: World) -> None:
    _published(session, here)
    receipts = [
        send(session, here, form=f"form-{at:012}")[1] for at in range(MOST_OF_ONE_ADDRESS + 1)
    ]
    for receipt in receipts[:-1]:
        leave_address(session, receipt, ADDRESS)
    with pytest.raises(NotNow, match="One message tells of all"):
        leave_address(session, receipts[-1], ADDRESS)
    assert reports_waiting(session, here.edition.id) == 1
    [message] = reports_to_send(session, edition_id=here.edition.id)
    assert message.text.count("What you sent in workshop A1") == MOST_OF_ONE_ADDRESS
    assert ADDRESS not in repr(message)


def test_nobody_waits_before_anything_is_published(session: Session, here: World) -> None:
    _, receipt = send(session, here)
    leave_address(session, receipt, ADDRESS)
    assert reports_waiting(session, here.edition.id) == 0
    assert report_of_receipt(session, receipt=receipt) == ""
    _published(session, here)
    assert reports_waiting(session, here.edition.id) == 1
    assert reports_waiting(session, world(session, code="2032").edition.id) == 0


def test_a_report_says_what_became_of_each_part_of_what_was_sent(
    session: Session, here: World
) -> None:
    row = _published(session, here)
    _, sent = send(session, here)
    _, said = say(session, here, row, "With the schools", CommentKind.PROPOSAL, sender="s" * 20)
    text = report_of_receipt(session, receipt=sent, edition_id=here.edition.id)
    assert text.startswith("What became of what was said at “Title”\n\nOutcome Document “Title”, ")
    assert "– HRGL-2031-A1-07: “Publish the budget in plain words”" in text
    assert "Waits to be put into a theme." in text
    told = report_of_receipt(session, receipt=said)
    assert "On encouragement 1 (proposal for local implementation): “With the schools”" in told
    assert "It stands among the proposals for local implementation." in told
    assert "Publish the budget" not in told
    assert report_of_receipt(session, receipt="AAAA-AAAA-AAAA-AAAA") == ""
    there = world(session, code="2032").edition.id
    assert report_of_receipt(session, receipt=sent, edition_id=there) == ""


def test_an_input_that_was_declined_or_withdrawn_is_told_so(session: Session, here: World) -> None:
    _published(session, here)
    row, receipt = send(session, here)
    row.state, row.because = InputState.DECLINED, "off topic"
    assert "It was read and declined: off topic" in report_of_receipt(session, receipt=receipt)
    row.state = InputState.WITHDRAWN
    assert "It is withdrawn. Nothing of it goes on." in report_of_receipt(session, receipt=receipt)


def test_a_room_is_told_where_all_of_it_went_and_the_numbers_add_up(
    session: Session, here: World
) -> None:
    _published(session, here)
    [room] = reports_by_room(session, edition_id=here.edition.id)
    assert (room.room, room.title) == ("A1", "Room")
    assert "What was said here became 6 statements:" in room.text
    assert "– 2 stand behind encouragements" in room.text
    assert "– 4 stand in the themes, and no encouragement cites them" in room.text
    sentence_of_it = "1. We encourage local governments to do the thing number 1. (2 statements"
    assert sentence_of_it in room.text
    assert room.text in report_of_all(session, edition_id=here.edition.id)


def test_no_report_for_a_room_holds_a_name_or_the_words_of_participants(
    session: Session, here: World
) -> None:
    here.edition.attribution = Attribution.NAMED
    row = _published(session, here)
    send(session, here, speaker="Zoë Quillfeather", attribution=Attribution.NAMED)
    say(session, here, row, "A secret plan", CommentKind.PROPOSAL)
    text = report_of_all(session, edition_id=here.edition.id)
    for word in ("Quillfeather", "secret", "Publish the budget", "elders", "Sara", "Fadi"):
        assert word not in text


def test_an_erased_person_s_address_is_forgotten_and_no_other(
    session: Session, here: World
) -> None:
    here.edition.attribution = Attribution.NAMED
    _, mine = send(
        session, here, form="0" * 16, speaker="Zoë Quillfeather", attribution=Attribution.NAMED
    )
    _, other = send(session, here, form="1" * 16)
    _, named = send(session, here, form="2" * 16)
    for receipt, address in (
        (mine, "zq@city.example"),
        (other, ADDRESS),
        (named, "zoe.quillfeather@city.example"),
    ):
        leave_address(session, receipt, address)
    erase(session, here, who="Zoë Quillfeather")
    assert session.exec(select(ReportAddress.address)).all() == [ADDRESS]


def test_an_address_stands_in_its_own_table_and_nowhere_else_and_in_no_backup(
    engine: Engine, tmp_path: Path
) -> None:
    with transaction(engine) as session:
        here = open_world(session)
        _, receipt = send(session, here)
        leave_address(session, receipt, ADDRESS)
    with engine.connect() as connection:
        found = {
            table
            for table in inspect(engine).get_table_names()
            if ADDRESS in str(connection.execute(text(f'SELECT * FROM "{table}"')).all())
        }
    assert found == {"reportaddress"}
    path = tmp_path / "all.zip"
    backup.write_backup(engine, path)
    assert not any(ADDRESS.encode() in content for content in members(path).values())
    assert DoorState.OPEN in str(members(path)["door.jsonl"])
