"""Cutting: every statement is a span of its note, and nothing of a note is silently lost."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrgl.formats.readers.reading import read_file
from hrgl.synthesis.cutting.cutting import Cut, cut

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
PADS = [
    "etherpad_export_conference1.html",
    "etherpad_export_conference2.html",
    "etherpad_export_conference2.txt",
    "etherpad_export_conference3.html",
    "etherpad_export_conference3.txt",
    "conference_notes_inclusion.md",
    "conference_notes_racism.md",
]
LAYOUT = re.compile(
    r"(?:[\s\u200b\u2060\ufeff#*_=>|+\-•‣◦▪●○■□►→–—·()\[\]xX.]|\b[\d.]{1,40}[.)]?|\b[a-z]\))*"
)
MARKUP = st.sampled_from(
    [
        "- ",
        "* ",
        "\t",
        "  ",
        "\n",
        "\n\n",
        "# ",
        "**",
        "1. ",
        "a) ",
        ":",
        ". ",
        "? ",
        "(",
        ")",
        "===",
        "---",
        "Hello all",
        "ok",
        "https://a.b/c?d=e. ",
        "Art. 5 ",
        "e.g. ",
        "We act",
        "…",
        "。",
        "Q: ",
        "A: ",
        "{x}",
        "__",
        "--- ",
        "Presenters",
        "\u200b",
        "\ufeff",
        "\r\n",
        "\x1c",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.one_of(MARKUP, st.text(max_size=6)), max_size=60).map("".join),
)


def check_spans(text: str, made: Cut) -> None:
    """Assert the promise about spans; what is in none may only be marks of layout."""
    stated = [(span.start, span.end) for span in made.statements]
    others = [(piece.start, piece.end) for piece in made.fallen_out]
    assert stated == sorted(stated)
    assert others == sorted(others)
    at = 0
    for start, end in sorted(stated + others):
        assert at <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        assert LAYOUT.fullmatch(text, at, start), repr(text[at:start])
        at = end
    assert LAYOUT.fullmatch(text, at), repr(text[at:])


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_spans_are_sorted_disjoint_and_lose_nothing(text: str) -> None:
    check_spans(text, cut(text))


@given(st.text(alphabet="ab .!?\n\t-*:", max_size=200))
@settings(max_examples=200, deadline=None)
def test_every_letter_is_in_exactly_one_piece(text: str) -> None:
    made = cut(text)
    covered = [0] * len(text)
    for piece in (*made.statements, *made.fallen_out):
        for at in range(piece.start, piece.end):
            covered[at] += 1
    assert max(covered, default=0) <= 1
    assert all(covered[at] for at, letter in enumerate(text) if letter in "ab!?:")


def test_another_process_cuts_the_same_text_alike() -> None:
    text = "* Why? Because benches, e.g. in parks, are used.\n/r But z. B. not at night!\n" * 3
    here = repr(cut(text))
    code = f"from hrgl.synthesis.cutting.cutting import cut; print(repr(cut({text!r})))"
    for seed in ("1", "2"):
        there = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert there.stdout.strip() == here


@pytest.mark.parametrize(
    "text",
    [
        "We need benches. " * 59_000,
        "a" * 1_000_000,
        "! " * 500_000,
        "(a. " * 250_000,
        "#" + " " * 999_998 + "x",
        "- " * 500_000,
        "\t" * 1_000_000 + "x",
    ],
    ids=["sentences", "word", "stops", "brackets", "spaces", "marks", "tabs"],
)
def test_a_line_of_a_megabyte_is_cut_in_seconds(text: str) -> None:
    began = time.process_time()
    made = cut(text)
    # Five seconds are the promise; twice that leaves room for a slow machine.
    assert time.process_time() - began < 10
    assert made.statements or made.fallen_out


def real(name: str) -> str:
    path = SHARED / "import_files" / name
    if not path.exists():
        pytest.skip("../shared/data is absent")
    return read_file(name, path.read_bytes())[0].text


@pytest.mark.parametrize("name", PADS)
def test_real_pads_lose_nothing_and_keep_standing_text_out(name: str) -> None:
    text = real(name)
    made = cut(text)
    check_spans(text, made)
    assert len(made.statements) > 20
    said = " ".join(text[span.start : span.end] for span in made.statements).lower()
    for chaff in ("riseup", "counter-increment", "font-family", "add your name"):
        assert chaff not in said


@pytest.mark.parametrize("number", [2, 3])
def test_both_exports_of_a_pad_give_the_same_statements(number: int) -> None:
    made = [
        [
            (text[span.start : span.end], span.context)
            for text in [real(f"etherpad_export_conference{number}.{ending}")]
            for span in cut(text).statements
        ]
        for ending in ("html", "txt")
    ]
    assert made[0] == made[1]


LINES = st.text(alphabet=st.characters(exclude_characters="\n\r"), max_size=60)
IDEAS = st.sampled_from(
    [
        "and the council of",
        "lower case, and",
        "0.5 % of all",
        "1. Mai",
        "- a bullet",
        "Q: who?",
        "Two ideas. In one line",
        "Housing:",
        "\t* deep",
        "(open",
        "e.g.",
        "\u2028",
        "z. B.",
        "🙂",
        "can you hear me?",
        "ein-",
        "- ",
        "===",
        "a long line that goes on and on until the edge of",
    ]
)


@given(st.lists(st.one_of(IDEAS, LINES), max_size=12).map("\n".join))
@settings(max_examples=400, deadline=None)
def test_the_statements_of_typed_text_are_its_lines_cut_further_where_they_hold_more(
    text: str,
) -> None:
    made = cut(text)
    for span in made.statements:
        assert "\n" not in text[span.start : span.end]
    pieces = [*made.statements, *made.fallen_out]
    begin = 0
    for line in text.split("\n"):
        end = begin + len(line)
        within = sorted((p.start, p.end) for p in pieces if p.start < end and begin < p.end)
        at = begin
        for start, stop in within:
            assert LAYOUT.fullmatch(text, at, max(at, start)), repr(text[at:start])
            at = min(stop, end)
        assert LAYOUT.fullmatch(text, at, end), repr(text[at:end])
        begin = end + 1
    assert all(piece.reason for piece in made.fallen_out)
