"""Only a paragraph that a program broken to a width is joined; typed lines stay lines."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgl.formats.readers.reading import read_file
from hrgl.formats.readers.unwrapping import unwrapped

FAILING = Path(__file__).resolve().parents[3] / "shared" / "data" / "failing"

WRAPPED = [
    "The city must make sure that everybody who lives in it\nis heard before it decides.",
    "Die Stadt sollte bis zum 30. Juni eine Stelle einrichten, bei der sich\n"
    "Menschen ohne Papiere beraten lassen können. Dafür braucht es geschulte\n"
    "Mitarbeiterinnen, die mindestens zwei Sprachen sprechen, und eine\n"
    "Vertretung im Beirat.",
    "It works because the council may speak in public on any matter that it likes\n"
    "(see the report of 2021) without asking anybody for permission, and has i.e.\n"
    "0.01 per cent of all.",
    "- The ombudsman of the city should be known to everybody who lives\n  here and in the region",
    "The working group on housing and on the rights of tenants, which met\n"
    "for the second time in Utrecht, asks for more.",
]
TYPED = [
    "Better lighting in parks and around the schools\n"
    "more interpreters in hospitals and in the offices\n"
    "free public transport for everyone under eighteen",
    "more benches\nsafer roads\nbetter light",
    "Rents in the city centre rise much faster than wages\n"
    "Public transport there is bad in the evening hours\n"
    "Young families move to villages and to small towns",
    "Streets are not safe for wheelchair users at the station.\n"
    "Nobody answers letters that are written in Braille there.",
    "People with disabilities are not heard when streets are being planned\nalso at the station",
    "The city must make sure that everybody who lives in it\n- is heard before it decides.",
    "The city must make sure that everybody who lives in it\n\tis heard before it decides.",
    "The city must make sure that everybody who lives in it\n\nis heard before it decides.",
    "What we found on the page of the city, and on this one:\nhttps://example.org/a/long/one.",
    "more-\nBetter",
]


@pytest.mark.parametrize("text", WRAPPED)
def test_a_wrapped_paragraph_is_joined(text: str) -> None:
    assert unwrapped(text) == " ".join(line.strip() for line in text.split("\n"))


@pytest.mark.parametrize("text", TYPED)
def test_typed_lines_stay_lines(text: str) -> None:
    assert unwrapped(text) == text


def test_a_short_line_over_a_wrapped_paragraph_stays_its_heading() -> None:
    lines = [*WRAPPED[1].split("\n")]
    assert unwrapped("\n".join(["Housing", *lines])) == f"Housing\n{' '.join(lines)}"


def test_only_the_wrapped_stretch_of_a_text_is_joined() -> None:
    text = "\n\n".join([TYPED[0], WRAPPED[1], TYPED[1]])
    expected = [TYPED[0], WRAPPED[1].replace("\n", " "), TYPED[1]]
    assert unwrapped(text) == "\n\n".join(expected)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("that the bud-\nget grows", "that the budget grows"),
        ("that the bud\u00ad\nget grows", "that the budget grows"),
        ("Städte-\nund Gemeinden", "Städte- und Gemeinden"),
        ("co-operation is a co-\noperation", "co-operation is a co-operation"),
        ('> "I was sent away\n> three times."', '> "I was sent away three times."'),
    ],
)
def test_divided_words_and_quotations_are_put_together(text: str, whole: str) -> None:
    assert unwrapped(text) == whole


@given(st.text(alphabet='aB.-,> \n\t(“"1*', max_size=200))
def test_no_letter_is_lost_or_moved(text: str) -> None:
    def letters(each: str) -> str:
        return "".join(filter(str.isalnum, each))

    assert letters(unwrapped(text)) == letters(text)
    assert unwrapped(text).count("\n") <= text.count("\n")


@pytest.mark.parametrize(
    "text",
    ["a-\n" * 50_000, "x, \n" * 50_000, '> "a\n' * 50_000, f"{'word ' * 12}(\n" * 10_000],
    ids=["hyphens", "commas", "quotations", "brackets"],
)
def test_long_texts_are_looked_through_in_seconds(text: str) -> None:
    began = time.process_time()
    unwrapped(text)
    assert time.process_time() - began < 5


def test_a_pad_is_never_taken_for_wrapped() -> None:
    text = f"{WRAPPED[0]}\n\t* a bullet as a pad writes it\n"
    (note,) = read_file("pad.txt", text.encode())
    assert note.text == text
    page = WRAPPED[0].replace("\n", "<br>")
    (note,) = read_file("pad.html", f"<html><body>{page}</body></html>".encode())
    assert note.text.strip() == WRAPPED[0]
    (note,) = read_file("notes.csv", f'comment\n"{WRAPPED[0]}"\n'.encode())
    assert note.text == WRAPPED[0]


@pytest.mark.parametrize("ending", [".txt", ".md"])
def test_a_wrapped_file_is_read_whole(ending: str) -> None:
    (note,) = read_file(f"notes{ending}", WRAPPED[1].encode())
    assert note.text == WRAPPED[1].replace("\n", " ")


@pytest.mark.skipif(not FAILING.is_dir(), reason="../shared/data is absent")
@pytest.mark.parametrize(("name", "lines"), [("hardwrap_de", 2), ("hardwrap_en", 1), ("hyphen", 2)])
def test_the_wrapped_files_that_failed_are_whole(name: str, lines: int) -> None:
    (note,) = read_file(f"{name}.txt", (FAILING / f"{name}.txt").read_bytes())
    found = [line for line in note.text.split("\n") if line]
    assert len(found) == lines
    assert not any(line.endswith("-") for line in found)
