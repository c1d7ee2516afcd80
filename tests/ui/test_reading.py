"""While files are being read the page stays usable, holds nobody up and loses nothing."""

import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from hrgl.core.enums import Role
from hrgl.notes.imports import reader, reading_apart
from hrgl.notes.imports.isolation import PendingReading, ReaderDesk
from hrgl.ui.notes import import_basket, import_files
from hrgl.ui.shell import page
from tests.ui.conftest import ROOT, Open
from tests.ui.test_import_page import PAD, captions, choices, drop, import_label

LONG = 60.0  # seconds; a busy machine may take a while


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> ReaderDesk:
    """A reader that is busy with somebody else's file until that is stopped; pages wait little."""
    desk = ReaderDesk()
    monkeypatch.setattr(reading_apart, "_opening", desk)
    monkeypatch.setattr(import_files, "SHOWN_WAITING_AFTER", 0.05)
    return desk


@pytest.fixture
def theirs(slow: ReaderDesk) -> PendingReading[None]:
    return slow.ask("somebody else", "x", time.sleep, 300)


@pytest.fixture
def at(open_page: Open) -> AppTest:
    return open_page(Role.RAPPORTEUR, "notes")


def until_read(at: AppTest) -> AppTest:
    """Look again, as the part of the page that waits does by itself."""
    until = time.monotonic() + LONG
    while not (import_label(at) or at.error or at.info) and time.monotonic() < until:
        time.sleep(0.1)
        at.run()
    assert not at.exception, at.exception
    return at


def told(at: AppTest) -> str:
    return " ".join(str(each.value) for each in at.text)


def test_a_page_with_a_file_that_is_being_read_says_so_and_goes_on(
    at: AppTest, theirs: PendingReading[None]
) -> None:
    began = time.monotonic()
    drop(at, ("notes.txt", PAD))
    assert time.monotonic() - began < LONG
    assert "notes.txt: waits its turn" in told(at)
    assert "the files are here when you come back" in captions(at)
    assert import_label(at) == ""
    # all else of the page is there
    assert at.selectbox(key="workshop").value
    theirs.stop()
    assert import_label(until_read(at)) == "Import 2 statements from 1 file into 1 workshop"


def test_nobody_s_turn_is_held_while_a_page_waits_for_its_files(
    at: AppTest, theirs: PendingReading[None], monkeypatch: pytest.MonkeyPatch
) -> None:
    free: list[int] = []
    wait = PendingReading.wait

    def watched(job: PendingReading[object], seconds: float) -> bool:
        free.append(page.render_queue._free)
        return wait(job, seconds)

    monkeypatch.setattr(PendingReading, "wait", watched)
    drop(at, ("notes.txt", PAD))
    assert free
    assert set(free) == {2}
    assert page.render_queue._free == 2
    theirs.stop()


def test_leaving_the_page_and_coming_back_loses_neither_files_nor_choices(
    at: AppTest, slow: ReaderDesk
) -> None:
    until_read(drop(at, ("notes.txt", PAD)))
    [key] = choices(at, "workshop")
    other = next(each for each in at.selectbox(key=key).options if "C1" in each)
    at.selectbox(key=key).select(other).run()
    until_read(at)
    picked = at.selectbox(key=key).value
    drop(at, ("more.txt", b"* Open the office on Saturdays\n"))
    for name in ("history", "notes"):
        at.switch_page(str(Path(ROOT) / "pages" / f"{name}.py")).run()
        assert not at.exception, at.exception
    until_read(at)
    assert import_label(at) == "Import 3 statements from 2 files into 2 workshops"
    assert at.selectbox(key=choices(at, "workshop")[0]).value == picked


def test_a_file_that_is_taken_away_is_read_no_further(at: AppTest, slow: ReaderDesk) -> None:
    drop(at, ("notes.txt", PAD))
    until_read(at)
    job = slow.ask("me", "x", time.sleep, 300)
    drop(at, ("large.txt", PAD))
    assert "large.txt" in told(at)
    basket = at.session_state["import-basket"]
    [held] = [each for each in basket.values() if each.name == "large.txt"]
    [away] = [each for each in at.button if "large" in str(each.label)]
    away.click().run()
    assert held.opening._order.unwanted
    assert held.opening._order.given == ()
    job.stop()
    assert import_label(until_read(at)) == "Import 2 statements from 1 file into 1 workshop"
    [away] = [each for each in at.button if str(each.label).startswith("Take")]
    away.click().run()
    assert choices(at, "workshop") == []


def test_what_is_too_large_is_refused_in_words_beside_what_is_read(
    at: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_files, "SHOWN_WAITING_AFTER", LONG)
    drop(at, ("A1.txt", PAD), ("large.txt", b"\n" * reader.MOST_PIECES_READ + b"end"))
    assert "at most 50,000 of one file" in at.error[0].value.replace("\\", "")
    assert import_label(at) == "Import 2 statements from 1 file into 1 workshop"


def test_what_was_uploaded_is_freed_as_soon_as_it_is_read(
    at: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    freed: list[str] = []
    monkeypatch.setattr(import_files, "SHOWN_WAITING_AFTER", LONG)
    monkeypatch.setattr(import_basket.uploads, "let_go", lambda *place: freed.append(place[-1]))
    drop(at, ("A1.txt", PAD))
    assert import_label(at)
    assert freed == list(at.session_state["import-basket"])
