"""What people bring is read beside the pages, by processes that may neither grow nor go on."""

import os
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from hrgl.formats.readers.reading import open_file
from hrgl.notes.imports import isolation, reader, reading_apart
from hrgl.notes.imports.isolation import PendingReading, ReaderDesk
from hrgl.notes.imports.reader import Opened, Refused
from hrgl.synthesis.cutting.cutting import cut
from tests import office_files as office

PAD = b"* Publish what the council decides\n* Train the people at the counter\n"
LONG = 60.0  # seconds; a busy machine may take a while


@pytest.fixture
def desk() -> ReaderDesk:
    return ReaderDesk()


def refused(job: PendingReading[object]) -> str:
    assert job.wait(LONG)
    assert isinstance(job.answer, Refused)
    return job.answer.sentence


def test_a_file_read_aside_holds_what_it_holds_when_read_here() -> None:
    job = reading_apart.have_opened("me", "notes.txt", PAD)
    assert job.wait(LONG)
    assert isinstance(job.answer, Opened)
    assert job.answer.contents == open_file("notes.txt", PAD)
    assert (job.answer.characters, job.answer.pieces) == (len(PAD), 3)


def test_texts_are_searched_and_cut_aside_as_they_are_here() -> None:
    text = "Maria Lopez: publish it. Write to maria@city.example\n* Train the staff of the office"
    searched, found = (
        reading_apart.have_people_found("me", "x", [text]),
        reading_apart.have_cut("me", "x", [text]),
    )
    assert searched.wait(LONG)
    assert found.wait(LONG)
    assert searched.answer == reader.people_in([text])
    assert found.answer == (cut(text),)


def breaks(number: int) -> bytes:
    return office.docx(f"<w:p><w:r><w:t>a</w:t>{'<w:br/>' * number}<w:t>b</w:t></w:r></w:p>")


@pytest.mark.parametrize(
    ("name", "make", "part"),
    [
        ("a.txt", lambda: b"word " * 500_000, "2,500,000 characters; at most 2,000,000"),
        ("b.txt", lambda: b"\n" * 60_000 + b"end", "60,001 lines; at most 50,000"),
        ("c.docx", lambda: breaks(60_000), "60,002 lines; at most 50,000"),
        ("d.csv", lambda: b"Note\n" + b"word\n" * 60_000, "60,000 rows; at most 50,000"),
        ("e.csv", lambda: b"Note" + b",x" * 30 + (b"\nw" + b",y" * 30) * 20_000, "620,000 cells"),
    ],
)
def test_a_file_that_holds_too_much_is_refused_with_the_limit_and_what_to_do(
    name: str, make: Callable[[], bytes], part: str
) -> None:
    data = make()
    answer = reader.answer_order(reader.opened, (name, data))
    assert isinstance(answer, Refused)
    assert f"“{name}” holds {part}" in answer.sentence
    assert "Divide it into several files" in answer.sentence
    assert not isinstance(reader.answer_order(open_file, (name, data)), Refused)


def test_a_text_that_is_too_long_for_sure_is_not_even_looked_into() -> None:
    freed: list[int] = []
    large = b"word " * 2_000_000
    job = reading_apart.have_opened("me", "a.TXT", large, afterwards=lambda: freed.append(1))
    assert (job.done, freed) == (True, [1])
    assert "“a.TXT” holds 10 MB of text; at most 8 MB of one file" in refused(job)
    # an office file holds far less text than bytes, whatever it is called
    assert reader.refused_at_sight("a.txt", b"PK" + large) is None
    assert reader.refused_at_sight("a.docx", large) is None
    assert reader.refused_at_sight("a.txt", large[: 4 * reader.MOST_CHARACTERS_READ]) is None


def test_a_refusal_of_the_file_comes_back_as_it_is() -> None:
    assert "is empty" in refused(reading_apart.have_opened("me", "a.txt", b""))


def test_a_file_that_kills_its_reader_is_refused_and_the_next_one_is_read(desk: ReaderDesk) -> None:
    told = refused(desk.ask("me", "“a.pdf”", os._exit, 1))
    assert told.startswith("“a.pdf” could not be read.")
    after = desk.ask("me", "x", len, "abc")
    assert after.wait(LONG)
    assert after.answer == 3


def test_what_takes_too_long_is_stopped(desk: ReaderDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "READER_SECONDS", 1.0)
    began = time.monotonic()
    assert "takes longer than" in refused(desk.ask("me", "“a.txt”", time.sleep, 300))
    assert time.monotonic() - began < 30


def test_what_grows_too_large_is_refused(desk: ReaderDesk) -> None:
    assert "more memory" in refused(desk.ask("me", "x", bytes, reader.READER_MEMORY))


@pytest.mark.parametrize("said", [True, False])
def test_what_nobody_wants_any_more_stops(desk: ReaderDesk, said: bool) -> None:
    """Taken away by somebody, or gone with the session that asked for it."""
    freed: list[int] = []
    job = desk.ask("me", "x", time.sleep, 300, afterwards=lambda: freed.append(1))
    while not job.begun:
        time.sleep(0.01)
    if said:
        job.stop()
    else:
        del job
    after = desk.ask("me", "x", len, "abc")
    assert after.wait(LONG)
    assert freed


def test_the_bytes_of_a_file_are_let_go_when_it_is_read(desk: ReaderDesk) -> None:
    freed: list[int] = []
    assert desk.ask("me", "x", len, "abc", afterwards=lambda: freed.append(1)).wait(LONG)
    while not freed:
        time.sleep(0.01)


def test_nobody_has_two_turns_while_somebody_else_waits(desk: ReaderDesk) -> None:
    mine = [desk.ask("me", "x", time.sleep, 0.2) for _ in range(4)]
    hers = desk.ask("her", "x", len, "abc")
    assert hers.wait(LONG)
    assert [job.done for job in mine[2:]] == [False, False]
    assert mine[-1].wait(LONG)


def test_the_files_of_one_person_hold_only_so_much_together(
    desk: ReaderDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolation, "MOST_PIECES", 7)
    jobs = [desk.ask("me", f"“{n}.txt”", reader.opened, f"{n}.txt", PAD) for n in range(3)]
    told = refused(jobs[2])
    assert "“2.txt” and the files before it hold 9 lines and rows; at most 7" in told
    assert isinstance(jobs[1].answer, Opened)
    # what was taken away makes room, and others have room of their own
    jobs = jobs[:1]
    again = desk.ask("me", "x", reader.opened, "again.txt", PAD)
    other = desk.ask("her", "x", reader.opened, "hers.txt", PAD)
    for job in (again, other):
        assert job.wait(LONG)
        assert isinstance(job.answer, Opened)


def test_the_files_of_all_take_only_so_much_memory(
    desk: ReaderDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolation, "MOST_OF_ALL", 2500)
    kept = desk.ask("me", "“a.txt”", reader.opened, "a.txt", PAD)
    assert kept.wait(LONG)
    assert isinstance(kept.answer, Opened)
    told = refused(desk.ask("her", "“b.txt”", reader.opened, "b.txt", PAD))
    assert told.startswith("“b.txt” is not taken in: others are bringing so much")


def test_a_reader_is_told_no_settings(desk: ReaderDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HRGL_DATABASE_URL", "postgresql://somebody:secret@127.0.0.1/none")
    job = desk.ask("me", "x", os.getenv, "HRGL_DATABASE_URL")
    assert job.wait(LONG)
    assert job.answer is None


@pytest.mark.parametrize("heavy", ["torch", "sqlalchemy", "streamlit", "pandas"])
def test_a_reader_loads_nothing_heavy(heavy: str) -> None:
    code = f"import sys, hrgl.notes.imports.reader; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


HOSTILE = {
    "one line": "word " * 20_000,
    "one letter": "a" * 100_000,
    "blank lines": "\n" * 100_000 + "x",
    "colons": ":" * 100_000,
    "labels": "a:\n" * 15_000,
    "speakers": "Ana Lopez: b\n" * 8_000,
    "half a name": "Ab de " * 16_000,
    "full stops": ". " * 50_000,
    "at signs": "a@a." * 25_000,
    "digits": "0 " * 50_000,
    "deep": "".join("\t" * (n % 400) + "* x\n" for n in range(500)),
    "marks": "* " * 50_000,
    "headings": "# Abc\n* x y z\n" * 7_000,
    "underlined": "a\n=\n" * 12_000,
    "brackets": "[(" * 50_000,
    "small letters": "and so on,\n" * 9_000,
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_searching_and_cutting_take_time_as_long_as_the_text_not_as_its_square(shape: str) -> None:
    text = HOSTILE[shape]
    began = time.process_time()
    reader.people_in([text])
    reader.cuts([text])
    assert time.process_time() - began < 5
