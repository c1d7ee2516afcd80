"""Reading: a file gives its notes, or a sentence that says what is wrong and what to do."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrgl.errors import NotValid
from hrgl.formats.readers.naming import workshop_of
from hrgl.formats.readers.reading import ENDINGS, MAX_BYTES, ReadNote, open_file, read_file
from tests import office_files as office

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


def answer(name: str, data: bytes) -> tuple[ReadNote, ...] | str:
    """Give the notes, or the sentence that refuses them; anything else is a failure."""
    try:
        return read_file(name, data)
    except NotValid as refused:
        return str(refused)


def refusal(name: str, data: bytes, column: str | None = None) -> str:
    with pytest.raises(NotValid) as refused:
        read_file(name, data, column=column)
    sentence = str(refused.value)
    assert Path(name).name[:20] in sentence
    assert sentence.endswith(".")
    return sentence


def real(name: str) -> bytes:
    path = SHARED / "import_files" / name
    if not path.exists():
        pytest.skip("../shared/data is absent")
    return path.read_bytes()


@pytest.mark.parametrize("ending", [each for each in ENDINGS if each != ".pdf"])
@given(data=st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)))
@settings(max_examples=100, deadline=None)
def test_any_bytes_give_notes_or_a_sentence(ending: str, data: bytes) -> None:
    notes = answer(f"notes{ending}", data)
    if isinstance(notes, str):
        assert "notes." in notes
    else:
        assert notes
        assert all(note.text.strip() for note in notes)
        assert not any(set("\r\x00\x1b") & set(note.text) for note in notes)


@pytest.mark.parametrize("ending", ["txt", "md"])
def test_a_text_is_one_note_with_plain_line_ends(ending: str) -> None:
    assert read_file(f"Room B2.{ending}", b"\xe2\x80\x8bone\r\ntwo\rthree\x00\n") == (
        ReadNote("one\ntwo\nthree\n"),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_letters_are_read_in_their_encoding(encoding: str) -> None:
    content = "Für mehr Grün: die Straße ist gefährlich, besonders für ältere Menschen.\n" * 3
    assert read_file("notes.txt", content.encode(encoding))[0].text == content


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "latin-1"])
@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize(
    "line",
    [
        "Un café très agréable, et l'été à côté de l'égalité.",
        "El niño comió mañana; ¿qué pasó con la acción?",
        "São João não é fácil, coração",
    ],
)
def test_old_western_encodings_are_told_apart(encoding: str, end: str, line: str) -> None:
    assert read_file("a.txt", f"{line}{end}{line}".encode(encoding))[0].text == f"{line}\n{line}"


@pytest.mark.parametrize(
    "line", ["‏حقوق الإنسان للجميع", "人権はすべての人に", "👩🏽‍🦽 needs ramps 🏙️"]
)
def test_letters_of_any_writing_and_emoji_stay_as_they_are(line: str) -> None:
    assert read_file("a.txt", line.encode())[0].text == line
    assert read_file("a.csv", f"Note\n{line}\n".encode())[0].text == line
    assert read_file("a.docx", office.docx(office.p(line)))[0].text == f"{line}\n"


def test_latin_1_is_read_from_a_real_file() -> None:
    text = read_file("cimt_terms_latin1.txt", real("cimt_terms_latin1.txt"))[0].text
    assert "Düsseldorf Institute" in text
    assert "\r" not in text


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", " \n\u200b\ufeff".encode(), "blank space"),
        ("a.etherpad", '{"pad:x":{"atext":{"text":"\u200b\\n"}}}'.encode(), "no text"),
        ("a.json", b"[]", "no text"),
        ("a.html", b"<html><style>p {}</style><p> </p></html>", "no text"),
        ("a.docx", b"PK\x03\x04", "is damaged inside"),
        ("a.docx", office.docx(""), "no text"),
        ("a.xlsx", b"PK\x03\x04", "is damaged inside"),
        ("a.odt", b"PK\x03\x04", "save it again"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "save it as .docx"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "save it as .xlsx"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "save it as .docx"),
        ("a.doc", b"x", "save it as .docx"),
        ("a.xls", b"x", "save it as .xlsx"),
        ("a.rtf", b"{\\rtf1 x}", "save it as .docx"),
        (
            "a.odp",
            office.zipped({"mimetype": "application/vnd.oasis.opendocument.presentation"}),
            "Copy its text",
        ),
        ("a.zip", office.zipped({"notes.txt": "one"}), "Unpack it"),
        ("a.odt", office.odt("", manifest="<encryption-data/>"), "password"),
        ("a.pdf", b"x", "is no PDF inside"),
        ("a.pdf", b"%PDF-1.4", "copy its text into a .txt file"),
        ("a.pdf", office.pdf(""), "pictures of pages"),
        ("a.etherpad", b"{}", "Export the pad"),
        ("a.etherpad", b"[" * 100_000, "Export the pad"),
        ("a.etherpad", b"[" + b"9" * 9_000 + b"]", "Export the pad"),
        ("a.exe", b"MZ", "Read are .txt"),
        ("notes", b"x", "Read are .txt"),
        ("a.txt", b"\x89PNG" + b"x" * 50, "not text"),
        ("a.txt", random.Random(1).randbytes(5000), "cannot be made out"),
        ("a.txt", "ohne Marke".encode("utf-16-le"), "cannot be made out"),
        ("a.csv", b"text,region\n", "no rows"),
        ("a.csv", b",,,\n,,\n", "empty cells"),
        ("a.csv", b'text\n"one\ntwo\nthree\n', "row 2 is never closed"),
        ("a.csv", b"id,vote\n1,yes\n2,no\n", "“id”, “vote”"),
        ("a.xlsx", office.xlsx({"T": ""}), "no sheet with names"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_way_out(name: str, data: bytes, part: str) -> None:
    assert part in refusal(name, data)


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("a.txt", office.docx(office.p("One idea")), "is a Word document inside"),
        ("a.docx", office.odt("<text:p>One idea</text:p>"), "is an OpenDocument text inside"),
        ("a.html", office.pdf(office.printed(50, 700, "One idea")), "is a PDF inside"),
        ("a.xlsx", b"id,Note\n1,One idea\n", "is a text with separators inside"),
        ("a.docx", b"One idea", "is plain text inside"),
        ("a.doc", b"<html><body>One idea</body></html>", "is a web page inside"),
        ("notes", office.docx(office.p("One idea")), "is a Word document inside"),
    ],
)
def test_a_file_under_a_wrong_name_is_read_as_what_it_is(name: str, data: bytes, part: str) -> None:
    contents = open_file(name, data)
    assert part in contents.remark
    assert [note.text.strip() for note in contents.notes()] == ["One idea"]
    assert open_file("a.txt", b"PK is how some people write it").remark == ""


def test_a_file_too_large_is_refused() -> None:
    assert "50 MB" in refusal("big.txt", b"a" * (50 * 1024 * 1024))
    assert MAX_BYTES == 20 * 1024 * 1024


@pytest.mark.parametrize("number", [2, 3])
def test_both_exports_of_a_real_pad_read_alike(number: int) -> None:
    name = f"etherpad_export_conference{number}"
    page, text = (read_file(f"{name}.{e}", real(f"{name}.{e}"))[0].text for e in ("html", "txt"))
    assert page == text


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
        ("a.csv", "=A("),
        ("a.csv", "<p "),
        ("a.txt", "a\n"),
        ("a.txt", "[12:30] a: "),
        ("a.txt", "[12:30] a: b\n"),
        ("a.txt", "[12:30] [a : "),
        ("a.md", "<!--"),
        ("a.md", "---\n"),
        ("a.md", ":::"),
        ("a.json", "[],"),
    ],
)
def test_hostile_files_are_answered_in_seconds(name: str, piece: str) -> None:
    began = time.process_time()
    assert answer(name, (piece * (1_000_000 // len(piece))).encode())
    assert time.process_time() - began < 20


def test_a_name_is_shown_without_its_folders_and_tricks() -> None:
    assert "“a.exe”" in refusal("a.exe", b"x")
    with pytest.raises(NotValid, match=r"^“b\.exe” is of a kind"):
        read_file("C:\\notes\\\x1bb.exe", b"x")
    assert open_file("../../etc/B2.txt", b"one").name == "B2.txt"


@pytest.mark.parametrize(
    ("file_name", "code"),
    [
        ("A1_pad.txt", "A1"),
        ("notes-b2 final (3).docx", "B2"),
        ("BBB Workshop A 1-20230203.html", "A1"),
        ("2023-02-03 C-03.md", "C3"),
        ("workshop plenary.txt", "PLENARY"),
        ("Session 4 notes.txt", "4"),
        ("A1 and B2.txt", None),
        ("A12.txt", None),
        ("notes (1).txt", None),
        ("pad A 2023-02-03.txt", None),
        ("data1.txt", None),
        ("", None),
    ],
)
def test_the_workshop_is_guessed_from_a_file_name_only_where_one_is_meant(
    file_name: str, code: str | None
) -> None:
    assert workshop_of(file_name, ["A1", "B2", "C3", "4", "A2", "PLENARY", "–"]) == code
