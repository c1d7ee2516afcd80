"""Promise 10 in every file that goes home: no name, no small group, at any level of attribution."""

import csv
import io
import json
import re
import zipfile
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from sqlmodel import Session

from hrgl.formats.writers.document import Document
from hrgl.formats.writers.writing import FORMATS, write_document
from hrgl.outcome import taking_all
from hrgl.outcome.outcome import draft_document
from tests.leaking import (
    ORDER,
    SAID,
    SMALLEST,
    Scene,
    all_it_says,
    brought_to,
    full_of_names,
    leaks,
)

STATES = ("draft", "published")


def test_the_oracle_forbids_what_it_should_and_the_reader_finds_it(session: Session) -> None:
    """What the others are measured by."""
    scene = full_of_names(session, "group")
    assert {"Zacharias Quillfeather", "Quillfeather", "Academia / think tank"} <= scene.forbidden
    assert "Next generation" not in scene.forbidden
    assert "Next generation" in Scene(scene.here, "none").forbidden
    named = Scene(scene.here, "named")
    assert "Cleo Bagshot" not in named.forbidden
    assert {"Cora Fawcett", "Asia", "City network, Asia"} - named.forbidden == {"Asia"}
    document = draft_document(session, edition_id=scene.here.edition.id)
    spoilt = json.loads(write_document(document, "json"))
    spoilt["document"]["sections"][0]["remarks"] = "Said by Ada Lovegood."
    assert "Ada Lovegood" in leaks(scene, json.dumps(spoilt).encode())
    for name in FORMATS:
        evil = _with_remark(document, "Said by Ada Lovegood.")
        assert "Lovegood" in leaks(scene, write_document(evil, name)) or name == "csv", name


def _with_remark(document: Document, remark: str) -> Document:
    first, *others = document.sections
    return replace(document, sections=(replace(first, remarks=remark), *others))


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("rule", ORDER)
def test_no_file_that_goes_home_says_who_may_not_be_told(
    session: Session, rule: str, state: str
) -> None:
    """The zip holds every format, whole and short, the translations and what was frozen."""
    scene = full_of_names(session, rule)
    brought_to(session, scene, state)
    going = taking_all.what_goes_home(session, edition_id=scene.here.edition.id)
    with zipfile.ZipFile(io.BytesIO(taking_all.all_taken_home(going))) as archive:
        files = {each.filename: archive.read(each) for each in archive.infolist()}
    suffixes = {Path(name).suffix.removeprefix(".") for name in files}
    assert suffixes >= set(FORMATS)
    assert sum("-short." in name for name in files) >= 3
    for name, content in files.items():
        assert leaks(scene, content) == {}, name


@pytest.mark.parametrize("rule", ORDER)
def test_every_statement_has_beside_it_what_may_be_told_and_no_more(
    session: Session, rule: str
) -> None:
    """In the data, the table, the workbook and the notes of the slides: statement by statement."""
    scene = full_of_names(session, rule)
    document = brought_to(session, scene, "published")
    cited = {reference: said for reference, said in scene.of.items() if said.cited}
    expected = {reference: scene.who(said) for reference, said in cited.items()}
    made = json.loads(write_document(document, "json"))["document"]
    citations = [each for section in made["sections"] for each in section["citations"]]
    assert {each["reference"]: each["who"] for each in citations} == expected
    table = write_document(document, "csv").decode("utf-8-sig")
    lines = csv.DictReader(io.StringIO(table, newline=""))
    assert {each["Reference"]: each["Who"] for each in lines} == expected
    book = openpyxl.load_workbook(io.BytesIO(write_document(document, "xlsx")))
    rows = list(book["Evidence"].iter_rows(min_row=2, values_only=True))
    assert {row[1]: row[5] or "" for row in rows} == expected
    assert _of_slides(write_document(document, "pptx")) == {
        reference.removeprefix("HRGL-2031-"): who for reference, who in expected.items()
    }


def _of_slides(content: bytes) -> dict[str, str]:
    found = {}
    for slide in pptx.Presentation(io.BytesIO(content)).slides:
        text = slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
        for reference, about in re.findall(r"^([AB]\d-\d+) \(support(?:, (.*))?\): “", text, re.M):
            found[reference] = about
    return found


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("rule", ORDER)
def test_behind_every_group_that_is_told_stand_enough_people(
    session: Session, rule: str, state: str
) -> None:
    scene = full_of_names(session, rule)
    made = json.loads(write_document(brought_to(session, scene, state), "json"))["document"]
    behind = defaultdict(set)
    stated = [each for section in made["sections"] for each in section["citations"]]
    stated += [each for theme in made["themes"] for each in theme["statements"]]
    for each in stated:
        said = scene.of[each["reference"]]
        if each["who"] and each["who"] != scene.by_itself(said):
            behind[each["workshop"], each["who"]] |= {each.person for each in scene.group(said)}
    assert all(len(people) >= SMALLEST for people in behind.values())
    assert bool(behind) is (rule != "none")


@pytest.mark.parametrize("rule", ORDER)
def test_no_count_tells_of_more_than_may_be_told(session: Session, rule: str) -> None:
    """Neither on who stood behind it, nor how many spoke, nor which organisations took part."""
    scene = full_of_names(session, rule)
    document = brought_to(session, scene, "published")
    made = json.loads(write_document(document, "json"))["document"]
    assert [each["heard"] for each in made["sections"]] == [scene.heard(1), scene.heard(2)]
    people = {said.person for said in SAID if scene.who(said)}
    told = [int(n) for s in made["method"] for n in re.findall(r"At least (\d+) people", s)]
    assert told == ([len(people)] if len(people) >= SMALLEST else [])
    shown = {scene.by_itself(said) for said in SAID} - {""}
    assert set(made["organisations"]) == shown & {said.organisation for said in SAID}


@pytest.mark.parametrize("name", FORMATS)
def test_no_file_tells_of_the_machine_or_of_who_made_it(session: Session, name: str) -> None:
    scene = full_of_names(session, "named")
    content = write_document(brought_to(session, scene, "published"), name)
    said = "\n".join(all_it_says(content))
    for secret in (str(Path.cwd()), str(Path.home()) + "/"):
        assert secret not in said
    for maker in ("python-docx", "python-pptx", "openpyxl", "Steve Canny"):
        assert maker not in said.replace("Compatible / Openpyxl", "")


def test_the_properties_of_office_files_name_the_issuer_and_nobody_else(session: Session) -> None:
    scene = full_of_names(session, "named")
    document = brought_to(session, scene, "published")
    series = document.series
    for name, opened in (("docx", docx.Document), ("pptx", pptx.Presentation)):
        about = opened(io.BytesIO(write_document(document, name))).core_properties
        assert {about.author, about.last_modified_by} <= {series, document.form.issuer, ""}
        assert (about.category, about.keywords, about.content_status) == ("", "", "")
    book = openpyxl.load_workbook(io.BytesIO(write_document(document, "xlsx"))).properties
    assert (book.creator, book.lastModifiedBy) == (series, series)


@pytest.mark.parametrize("state", STATES)
def test_names_of_files_in_the_zip_hold_nothing_that_people_wrote(
    session: Session, state: str
) -> None:
    scene = full_of_names(session, "named")
    brought_to(session, scene, state)
    going = taking_all.what_goes_home(session, edition_id=scene.here.edition.id)
    with zipfile.ZipFile(io.BytesIO(taking_all.all_taken_home(going))) as archive:
        names = archive.namelist()
        assert {each.comment for each in archive.infolist()} == {b""}
    ours = r"(translations/)?outcome-2031-(1|draft)(-short|-frozen|-fr)?\.[a-z]+"
    assert [
        name
        for name in names
        if not re.fullmatch(rf"{ours}|README\.txt|MANIFEST\.sha256|outcome\.schema\.json", name)
    ] == []
