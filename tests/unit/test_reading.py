"""Reading: a file gives its notes, or a sentence that says what is wrong and what to do."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrgl.errors import NotValid
from hrgl.formats.reading import MAX_BYTES, ReadNote, read

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
ENDINGS = ["txt", "md", "html", "htm", "csv", "tsv"]


def answer(name: str, data: bytes) -> tuple[ReadNote, ...] | str:
    """Give the notes, or the sentence that refuses them; anything else is a failure."""
    try:
        return read(name, data)
    except NotValid as refused:
        return str(refused)


def refusal(name: str, data: bytes, column: str | None = None) -> str:
    with pytest.raises(NotValid) as refused:
        read(name, data, column=column)
    sentence = str(refused.value)
    assert Path(name).name[:20] in sentence
    assert sentence.endswith(".")
    return sentence


def real(name: str) -> bytes:
    path = SHARED / "import_files" / name
    if not path.exists():
        pytest.skip("../shared/data is absent")
    return path.read_bytes()


@pytest.mark.parametrize("ending", ENDINGS)
@given(data=st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)))
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_notes_or_a_sentence(ending: str, data: bytes) -> None:
    notes = answer(f"notes.{ending}", data)
    if isinstance(notes, str):
        assert "notes." in notes
    else:
        assert notes
        assert all(note.text.strip() for note in notes)
        assert not any(set("\r\x00\x1b") & set(note.text) for note in notes)


@pytest.mark.parametrize("ending", ["txt", "md"])
def test_a_text_is_one_note_with_plain_line_ends(ending: str) -> None:
    assert read(f"Room B2.{ending}", b"\xe2\x80\x8bone\r\ntwo\rthree\x00\n") == (
        ReadNote("one\ntwo\nthree\n"),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_letters_are_read_in_their_encoding(encoding: str) -> None:
    content = "Für mehr Grün: die Straße ist gefährlich, besonders für ältere Menschen.\n" * 3
    assert read("notes.txt", content.encode(encoding))[0].text == content


def test_latin_1_is_read_from_a_real_file() -> None:
    text = read("cimt_terms_latin1.txt", real("cimt_terms_latin1.txt"))[0].text
    assert "Düsseldorf Institute" in text
    assert "\r" not in text


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", " \n\u200b\ufeff".encode(), "blank space"),
        ("a.html", b"<html><style>p {}</style><p> </p></html>", "no text"),
        ("a.docx", b"PK\x03\x04", "save it as plain text"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "save it as plain text"),
        ("a.xlsx", b"PK\x03\x04", "save the sheet as .csv"),
        ("a.xls", b"x", "save the sheet as .csv"),
        ("a.pdf", b"%PDF-1.4", "into a .txt file"),
        ("a.odt", b"PK\x03\x04", ".txt"),
        ("a.etherpad", b"{}", "Export the pad"),
        ("a.exe", b"MZ", "Read are .txt"),
        ("notes", b"x", "Read are .txt"),
        ("a.txt", b"PK\x03\x04" + b"x" * 50, "not text"),
        ("a.txt", random.Random(1).randbytes(5000), "cannot be made out"),
        ("a.txt", "ohne Marke".encode("utf-16-le"), "cannot be made out"),
        ("a.csv", b"text,region\n", "no rows"),
        ("a.csv", b",,,\n,,\n", "empty cells"),
        ("a.csv", b'text\n"one\ntwo\nthree\n', "row 2 is never closed"),
        ("a.csv", b"id,vote\n1,yes\n2,no\n", "“id”, “vote”"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_way_out(name: str, data: bytes, part: str) -> None:
    assert part in refusal(name, data)


def test_a_file_too_large_is_refused() -> None:
    assert "50 MB" in refusal("big.txt", b"a" * (50 * 1024 * 1024))
    assert MAX_BYTES == 20 * 1024 * 1024


def test_the_column_is_taken_by_name() -> None:
    table = b"Region,What we need\nGraz,benches\nLinz,\nWien,trees\n"
    assert read("a.csv", table, column="what we need") == (
        ReadNote("benches", 2),
        ReadNote("trees", 4),
    )
    assert "“Region”, “What we need”" in refusal("a.csv", table, column="text")


@pytest.mark.parametrize("name", ["comment-body", "Text", "RESPONSE", "Note", "comment"])
def test_the_column_is_proposed_from_known_names(name: str) -> None:
    table = f"id,a long explanation of something else entirely,{name}\n1,x y z x y z x y z,hello\n"
    assert [note.text for note in read("a.csv", table.encode())] == ["hello"]


def test_else_the_column_is_proposed_where_the_longest_text_stands() -> None:
    table = (
        "who;what\nAna;We need more benches in every park.\nTom;Roads are not safe for children.\n"
    )
    assert [note.row for note in read("a.csv", table.encode())] == [2, 3]
    assert read("a.csv", table.encode())[1].text == "Roads are not safe for children."


def test_cells_keep_their_lines_commas_and_quotation_marks() -> None:
    table = b'text\r\n"one, two\r\nsaid ""three"""\r\nplain\r\n'
    assert read("a.csv", table) == (ReadNote('one, two\nsaid "three"', 2), ReadNote("plain", 3))


def test_a_tabbed_table_is_read() -> None:
    assert read("a.tsv", b"id\ttext\n1\tone, two\n") == (ReadNote("one, two", 2),)


def test_a_long_cell_is_read() -> None:
    assert len(read("a.csv", b"text\n" + b"word " * 100_000)[0].text) > 400_000


@pytest.mark.parametrize("number", [2, 3])
def test_both_exports_of_a_real_pad_read_alike(number: int) -> None:
    name = f"etherpad_export_conference{number}"
    page, text = (read(f"{name}.{e}", real(f"{name}.{e}"))[0].text for e in ("html", "txt"))
    assert page == text


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("ottensen_multiline_cells.csv", 697),
        ("polis_comments_bowling_green.csv", 896),
        ("polis_comments_austria_climate.csv", 522),
        ("test_hard_cases_22.csv", 20),
    ],
)
def test_real_tables_give_a_note_a_row(name: str, rows: int) -> None:
    assert len(read(name, real(name))) == rows


def test_a_real_table_without_free_text_is_refused() -> None:
    assert "Ident 1" in refusal(
        "responses_biomass_format.csv", real("responses_biomass_format.csv")
    )


@pytest.mark.parametrize(
    ("name", "piece"),
    [
        ("a.html", "<div>"),
        ("a.html", "<ul><li>x"),
        ("a.html", "<a "),
        ("a.html", "<"),
        ("a.html", "x<br>\n"),
        ("a.csv", '"'),
        ("a.csv", '"",'),
        ("a.csv", "a,\n"),
        ("a.txt", "a\n"),
    ],
)
def test_hostile_files_are_answered_in_seconds(name: str, piece: str) -> None:
    began = time.process_time()
    assert answer(name, (piece * (1_000_000 // len(piece))).encode())
    assert time.process_time() - began < 20


def test_a_name_is_shown_without_its_folders_and_tricks() -> None:
    assert "“a.exe”" in refusal("a.exe", b"x")
    with pytest.raises(NotValid, match=r"^“b\.exe” is of a kind"):
        read("C:\\notes\\\x1bb.exe", b"x")
