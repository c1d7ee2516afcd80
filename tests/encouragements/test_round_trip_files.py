"""Real Word files all the way: taken out, written into, brought back, or refused with a way out."""

from collections.abc import Callable
from time import perf_counter

import pytest
from sqlmodel import Session, select

from hrgl.core.models import Amendment, Encouragement, MarginNote
from hrgl.encouragements import wordings
from hrgl.encouragements.amending.amendments import amendments
from hrgl.encouragements.round_trip import arriving, looking_through, margins, returning, sending
from hrgl.encouragements.round_trip.arriving import FileBack
from hrgl.encouragements.round_trip.reading_returned import have_returned_read, have_stamp_read
from hrgl.errors import HrglError
from hrgl.formats.readers.returned.values import Returned, Stamp
from tests.builders import World, statement_ids, submitted, world
from tests.office_files import odt, zipped
from tests.returned_files import W, new, paragraph
from tests.word_files import taken_out
from tests.word_files_written import opened, written_by_two, written_often, written_without_tracking

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = OLE + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 4000


@pytest.fixture
def here(session: Session) -> World:
    return world(session, places=3)


@pytest.fixture
def row(session: Session, here: World) -> Encouragement:
    ids = statement_ids(session, here)
    submitted(session, here, ids[2:4], place=2)
    return submitted(session, here, ids[:2])


@pytest.fixture
def content(session: Session, here: World, row: Encouragement) -> bytes:
    assert row.place == 1
    return sending.take_out(session, here.facilitator)[1]


def _read(session: Session, here: World, data: bytes) -> FileBack:
    return arriving.file_back(session, edition_id=here.edition.id, name="back.docx", data=data)


def _bring_back(session: Session, here: World, data: bytes) -> FileBack:
    file = _read(session, here, data)
    returning.bring_back(session, here.facilitator, file=file)
    return file


def test_what_two_people_wrote_into_a_file_is_there_with_their_names_and_dates(
    session: Session, here: World, row: Encouragement, content: bytes
) -> None:
    file = _bring_back(session, here, written_by_two(content))
    assert len(file.returned.changes) + len(file.returned.comments) == 5
    found = amendments(session, edition_id=here.edition.id)
    assert [(a.encouragement_id, a.field, a.before, a.after, a.author, a.dated) for a in found] == [
        (row.id, "explanation", "", "In short: ", "Ana", "2026-11-20T10:30:00"),
        (row.id, "explanation", "it", "truly", "Tom", "2026-11-21T09:00:00"),
    ]
    said, nowhere = sorted(
        margins.margin_notes(session, edition_id=here.edition.id), key=lambda each: each.kind
    )[::-1]
    assert (said.text, said.author, said.quote) == ("Who says so?", "Ana", "Because")
    assert [(each.author, each.text) for each in said.replies] == [("Tom", "Three rooms do.")]
    assert nowhere.waits
    assert (nowhere.author, nowhere.text) == ("Tom", "A thought in a table")
    assert "table" in nowhere.why_unplaced


def test_a_change_that_nobody_tracked_is_found_by_comparison(
    session: Session, here: World, row: Encouragement, content: bytes
) -> None:
    file = _read(session, here, written_without_tracking(content))
    looked = looking_through.look_through(session, edition_id=here.edition.id, file=file)
    assert (looked.untracked, looked.amendments) == (1, 1)
    _bring_back(session, here, written_without_tracking(content))
    [made] = amendments(session, edition_id=here.edition.id)
    assert (made.before, made.after, made.author) == ("Because", "Untracked", "")


def test_two_thousand_changes_come_in_and_none_is_lost(session: Session, here: World) -> None:
    for heading in ("say a", "say b"):
        words = " ".join("abcdefgh"[at % 8] for at in range(2000))
        wordings.word(session, here.facilitator, heading=heading, explanation=words)
    data = written_often(sending.take_out(session, here.facilitator)[1])
    began = perf_counter()
    file = _bring_back(session, here, data)
    took = perf_counter() - began
    stored = len(session.exec(select(Amendment.id)).all())
    noted = len(session.exec(select(MarginNote.id)).all())
    assert stored + noted == len(file.returned.changes) == 2000
    assert took < 60, f"{took:.1f} s"
    assert len(amendments(session, edition_id=here.edition.id)) == stored == 2000


def test_changes_in_tables_and_footnotes_wait_for_a_place(
    session: Session, here: World, row: Encouragement, content: bytes
) -> None:
    file = opened(content)
    note = f'<w:footnote w:id="5">{paragraph(new("A thought at the foot"))}</w:footnote>'
    file.part("footnotes", f'<w:footnotes xmlns:w="{W}">{note}</w:footnotes>')
    _bring_back(session, here, file.data())
    [found] = margins.margin_notes(session, edition_id=here.edition.id)
    assert found.waits
    assert found.text == "A thought at the foot"
    assert found.why_unplaced


def _with_macros(content: bytes) -> bytes:
    file = opened(content)
    file.members["word/vbaProject.bin"] = "macros"
    return file.data()


def _of_another_edition(content: bytes) -> bytes:
    file = opened(content)
    for name, member in file.members.items():
        file.members[name] = member.replace("2031", "2032")
    return file.data()


def _of_another_number(content: bytes) -> bytes:
    file = opened(content)
    for name, member in file.members.items():
        told = member.replace("&quot;number&quot;: 1,", "&quot;number&quot;: 77,")
        file.members[name] = told.replace("2031/1/", "2031/77/").replace("2031:1:", "2031:77:")
    return file.data()


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (_of_another_edition, "taken out of edition 2032, and this is edition 2031"),
        (_with_macros, "holds macros"),
        (lambda _: ENCRYPTED, "password|protected|encrypted"),
        (lambda _: OLE + b"\0" * 4000, "docx"),
        (lambda _: odt("<text:p>Words</text:p>"), "docx"),
        (lambda _: b"", "no Word document"),
        (lambda content: content[:900], "docx|damaged|complete"),
        (lambda _: zipped({"word/document.xml": "<x/>"}), "docx"),
    ],
    ids=["edition", "macros", "password", "doc", "odt", "empty", "cut off", "no document"],
)
def test_what_cannot_be_brought_in_is_refused_with_a_way_out(
    session: Session,
    here: World,
    row: Encouragement,
    content: bytes,
    made: Callable[[bytes], bytes],
    words: str,
) -> None:
    with pytest.raises(HrglError, match=words) as refused:
        _read(session, here, made(content))
    assert str(refused.value).endswith(".")
    assert session.exec(select(Amendment.id)).all() == []


def test_a_file_of_a_draft_that_was_never_taken_out_here_is_refused(
    session: Session, here: World, row: Encouragement, content: bytes
) -> None:
    there = world(session, code="2040")
    ids = statement_ids(session, there)
    submitted(session, there, ids[:2])
    foreign = sending.take_out(session, there.facilitator)[1]
    with pytest.raises(HrglError, match="taken out of edition 2040"):
        _read(session, here, written_by_two(foreign))


def test_a_file_is_read_by_a_process_apart_as_it_is_here(
    session: Session, here: World, row: Encouragement, content: bytes
) -> None:
    data = written_by_two(content)
    stamping = have_stamp_read("me", "back.docx", data)
    assert stamping.wait(60)
    assert isinstance(stamping.answer, Stamp)
    sent = sending.sent_by(session, edition_id=here.edition.id, stamp=stamping.answer)
    texts = sending.texts_taken_out(session, sent)
    reading = have_returned_read("me", "back.docx", data, texts)
    assert reading.wait(60)
    assert isinstance(reading.answer, Returned)
    assert reading.answer == _read(session, here, data).returned


def test_two_files_of_a_draft_come_back_and_what_both_hold_is_there_once(
    session: Session, here: World, row: Encouragement, content: bytes
) -> None:
    for name in ("Ana: ", "Tom: "):
        _bring_back(session, here, written_by_two(content, name))
    made = amendments(session, edition_id=here.edition.id)
    assert [each.after for each in made] == ["Ana: In short: ", "truly", "Tom: In short: "]
    [sent] = sending.sent_files(session, edition_id=here.edition.id)
    assert sent.returned == 2
    assert taken_out(session, here).number == 2
