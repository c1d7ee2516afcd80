"""Does a file hold the text that was published? Whatever its kind, and saved anew."""

import io
import json
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from sqlmodel import Session

from hrgl.core.enums import DocumentMark
from hrgl.errors import NotValid
from hrgl.formats.writers.blocks import Extent
from hrgl.formats.writers.document import Document, Translated
from hrgl.formats.writers.writing import FORMATS, write_document
from hrgl.outcome.public_numbers import KnownNumber, known_editions
from hrgl.outcome.verifying import VerifiedFile, verified
from tests.public_numbers import put_there, small_document

_TEXTS = [each for each in ("docx", "pdf", "html", "md", "json", "epub") if each in FORMATS]
_SAID = Translated("fr", "Relu.", (("e.1.heading", "publier le budget"), ("name", "Document")))


@pytest.fixture
def known(session: Session) -> list[KnownNumber]:
    """Two editions, the later one with two numbers."""
    put_there(session, small_document("2030"))
    put_there(session, small_document(translations=(_SAID,)))
    section = small_document().sections[0]
    grown = replace(section, remarks="Said first in one city, and now in two.")
    put_there(session, small_document(number=2, sections=(grown,)), adopted=False)
    return [number for each in known_editions(session) for number in each.numbers]


def _of(known: list[KnownNumber], code: str, number: int) -> Document:
    return next(
        each.document for each in known if (each.edition.code, each.number) == (code, number)
    )


def _said(found: VerifiedFile) -> str:
    return " ".join(found.sentences)


@pytest.mark.parametrize("format", _TEXTS)
def test_each_format_is_known_again_with_its_number_its_day_and_its_digest(
    known: list[KnownNumber], format: str
) -> None:
    document = _of(known, "2031", 1)
    found = verified(f"x.{format}", write_document(document, format), known)
    assert found.holds, found.sentences
    assert _said(found) == (
        "This file holds the text of number 1 of the document of 2031, “Money and rights”, "
        f"adopted on 8 February 2031, letter for letter (SHA-256 {document.sha256})."
    )
    later = verified(f"x.{format}", write_document(_of(known, "2031", 2), format), known)
    assert later.holds
    assert later.number is not None
    assert later.number.number == 2
    assert "published on 8 February 2031" in _said(later)


@pytest.mark.parametrize("format", [each for each in _TEXTS if each != "json"])
def test_the_short_form_and_a_translation_are_known_as_what_they_are(
    known: list[KnownNumber], format: str
) -> None:
    from hrgl.formats.writers.translated import translated

    document = _of(known, "2031", 1)
    short = verified(f"x.{format}", write_document(document, format, Extent.SHORT), known)
    assert short.holds, short.sentences
    assert "in its short form" in _said(short)
    french = verified(f"x.{format}", write_document(translated(document, "fr"), format), known)
    assert french.holds, french.sentences
    assert "in its translation into French" in _said(french)


@pytest.mark.parametrize("format", _TEXTS)
def test_one_changed_word_is_told_with_its_place(known: list[KnownNumber], format: str) -> None:
    document = _of(known, "2031", 1)
    section = replace(document.sections[1], explanation="Buyers decide hourly.")
    changed = replace(document, sections=(document.sections[0], section))
    found = verified(f"x.{format}", write_document(changed, format), known)
    assert not found.holds
    assert found.number is not None
    assert (found.number.edition.code, found.number.number) == ("2031", 1)
    assert "It differs in encouragement 2: “hourly.” stands for “daily.”." in found.sentences


def test_an_adoption_that_never_was_is_found_although_it_is_told_of_a_number_later(
    known: list[KnownNumber],
) -> None:
    document = replace(_of(known, "2031", 1), adoption="Adopted by nobody on 1 April 2031.")
    found = verified("x.html", write_document(document, "html"), known)
    assert not found.holds
    assert "“Adopted by nobody on 1 April 2031.”, which was not published" in _said(found)
    before = replace(document, adoption="")
    assert verified("x.html", write_document(before, "html"), known).holds


def test_of_a_withdrawn_number_it_is_told_that_it_was(
    session: Session, known: list[KnownNumber]
) -> None:
    document = _of(known, "2031", 2)
    row = next(each.row for each in known if each.document is document)
    row.mark, row.marked_because = DocumentMark.WITHDRAWN, "a name stood in it."
    found = verified("x.md", write_document(document, "md"), known)
    assert found.sentences[1] == "That number was withdrawn: a name stood in it."


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.txt", b"Quite another text, of which nobody knows."),
        ("x.html", b"<html><body><p>We encourage local governments to</p></body></html>"),
        ("x.json", b'{"document": {"sections": 7}}'),
        ("x.json", b"[1, 2]"),
        ("x.json", b'{"sections": [], "candidates": [], "themes": [], "format": "9"}'),
    ],
)
def test_another_text_is_no_document_of_this_house(
    known: list[KnownNumber], name: str, content: bytes
) -> None:
    found = verified(name, content, known)
    assert (found.holds, found.number) == (False, None)
    assert found.sentences[0].startswith("This is no document of this house.")


def test_data_whose_digest_is_another_than_they_say_do_not_hold(known: list[KnownNumber]) -> None:
    raw = json.loads(write_document(_of(known, "2031", 1), "json"))
    raw["sha256"] = "0" * 64
    found = verified("x.json", json.dumps(raw).encode(), known)
    assert not found.holds
    assert "names another digest: 000" in _said(found)
    raw["document"]["edition"] = "1999"
    found = verified("x.json", json.dumps(raw).encode(), known)
    assert not found.holds


def _bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "_rels/.rels",
            '<R xmlns="r"><Relationship Type="x/officeDocument" Target="word/document.xml"/></R>',
        )
        archive.writestr("word/document.xml", b"<d>" + b" " * 200_000_000 + b"</d>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("x.docx", b"", "is empty"),
        ("x.pdf", b"x" * (100 * 1024 * 1024), "has 100 MB; at most 20 MB are read"),
        ("x.pdf", b"%PDF-1.7 and nothing more", "cannot be read: it is damaged"),
        ("x.docx", b"PK\x03\x04 broken", "is damaged inside"),
        ("x.json", b'{"a": ' * 100_000, "is damaged: it is no JSON inside"),
        ("x.doc", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("x.html", b"<html>" + b"<p>" * 600_000, "far more signs of layout"),
    ],
)
def test_a_file_made_to_harm_or_damaged_is_refused_in_a_sentence(
    known: list[KnownNumber], name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(NotValid, match=sentence):
        verified(name, content, known)


def test_a_file_that_unpacks_without_end_is_refused(known: list[KnownNumber]) -> None:
    with pytest.raises(NotValid, match="far larger unpacked"):
        verified("x.docx", _bomb(), known)


def test_words_that_are_hidden_or_taken_out_in_a_word_file_are_not_there(
    known: list[KnownNumber],
) -> None:
    opened = docx.Document(io.BytesIO(write_document(_of(known, "2031", 1), "docx")))
    for paragraph in opened.paragraphs:
        if "Buyers decide daily." in paragraph.text:
            for run in paragraph.runs:
                run.font.hidden = True
    saved = io.BytesIO()
    opened.save(saved)
    found = verified("x.docx", saved.getvalue(), known)
    assert "It differs in encouragement 2: “Buyers decide daily.” is missing." in found.sentences


@pytest.mark.parametrize(
    ("format", "to"), [("docx", "docx"), ("docx", "pdf"), ("docx", "html"), ("html", "html")]
)
def test_what_libreoffice_saved_anew_is_known_again(
    known: list[KnownNumber], tmp_path: Path, format: str, to: str
) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is absent: apt-get install libreoffice-writer")
    document = _of(known, "2031", 1)
    path = tmp_path / f"x.{format}"
    path.write_bytes(write_document(document, format))
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", to, "--outdir", str(tmp_path / "to")]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    saved = (tmp_path / "to" / f"x.{to}").read_bytes()
    assert saved != path.read_bytes()
    found = verified(f"x.{to}", saved, known)
    assert found.holds, found.sentences
