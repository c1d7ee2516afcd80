"""Take it all home: one zip with every format, both extents, translations, schema and digests."""

import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from sqlmodel import Session

from hrgl.core.enums import AdoptionMode
from hrgl.encouragements import wordings
from hrgl.formats.writers.blocks import Extent
from hrgl.formats.writers.document import Document, Translated
from hrgl.formats.writers.json_data import SCHEMA_NAME
from hrgl.formats.writers.packing import MANIFEST_NAME
from hrgl.formats.writers.writing import FORMATS, write_document
from hrgl.outcome import taking_all
from hrgl.outcome.adopting import record_adoption
from hrgl.outcome.taking_all import (
    READ_BY_PEOPLE,
    READ_FIRST,
    GoingHome,
    all_taken_home,
    what_goes_home,
)
from tests.builders import approved, statement_ids, world
from tests.operations.test_cli import at, run
from tests.printed import adopted_example, draft_example
from tests.publishing import publish_as_read

__all__ = ["at"]
FRENCH = Translated("fr", "Nobody has checked it.", (("name", "Document final"),))


def small(document: Document) -> Document:
    """One encouragement of it with few citations, so that writing takes no time."""
    [first, *_] = document.sections
    return replace(document, sections=(replace(first, citations=first.citations[:3]),))


def inside(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_format_is_in_it_and_what_people_read_in_both_extents() -> None:
    document = small(adopted_example())
    files = inside(all_taken_home(GoingHome(document)))
    for name in FORMATS:
        assert files[f"outcome-2023-1.{name}"] == write_document(document, name)
    for name in READ_BY_PEOPLE:
        short = write_document(document, name, Extent.SHORT)
        assert files[f"outcome-2023-1-short.{name}"] == short
    assert {"docx", "html"} <= set(READ_BY_PEOPLE) <= {"docx", "html", "pdf"}


def test_the_frozen_text_in_it_has_the_digest_of_the_number() -> None:
    document = small(adopted_example())
    made = json.loads(inside(all_taken_home(GoingHome(document)))["outcome-2023-1.json"])
    frozen = inside(all_taken_home(GoingHome(document)))["outcome-2023-1-frozen.json"]
    assert hashlib.sha256(frozen).hexdigest() == made["sha256"]
    assert json.loads(frozen) == made["document"]


def test_the_data_in_it_are_as_the_schema_in_it_says() -> None:
    files = inside(all_taken_home(GoingHome(small(adopted_example()))))
    jsonschema.validate(json.loads(files["outcome-2023-1.json"]), json.loads(files[SCHEMA_NAME]))


def test_the_manifest_has_the_digest_of_every_file() -> None:
    files = inside(all_taken_home(GoingHome(small(adopted_example()))))
    told = dict(
        reversed(line.split("  ", 1)) for line in files.pop(MANIFEST_NAME).decode().splitlines()
    )
    assert told == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def test_each_translation_is_in_it_and_says_which_text_counts() -> None:
    document = replace(small(adopted_example()), translations=(FRENCH,))
    files = inside(all_taken_home(GoingHome(document)))
    page = files["translations/outcome-2023-1-fr.html"].decode()
    assert "Document final" in page
    assert "Translation into French" in page
    assert {name for name in files if name.startswith("translations/")} == {
        f"translations/outcome-2023-1-fr.{name}" for name in READ_BY_PEOPLE
    }


def test_a_draft_is_taken_home_as_a_draft() -> None:
    files = inside(all_taken_home(GoingHome(small(draft_example()))))
    assert "outcome-2023-draft.docx" in files
    assert not [name for name in files if "frozen" in name]
    assert "Draft of 7 February 2023" in files[READ_FIRST].decode()


def test_the_page_to_read_first_names_the_document_and_every_file() -> None:
    document = small(adopted_example())
    files = inside(all_taken_home(GoingHome(document)))
    text = files[READ_FIRST].decode()
    for told in (document.title, document.adoption, document.sha256, document.status):
        assert told in text
    assert all(name in text for name in files if name != READ_FIRST)
    assert max(map(len, text.splitlines()[7:])) <= 120


def test_the_same_document_gives_the_same_bytes() -> None:
    document = small(adopted_example())
    assert all_taken_home(GoingHome(document)) == all_taken_home(GoingHome(document))


def test_what_changed_since_the_adopted_number_is_in_it_with_tracked_changes(
    session: Session,
) -> None:
    here = world(session)
    ids = statement_ids(session, here)
    rows = [approved(session, here, ids[:2]), approved(session, here, ids[2:4], place=2)]
    publish_as_read(session, here.organiser)
    assert what_goes_home(session, edition_id=here.edition.id).adopted is None
    record_adoption(
        session,
        here.organiser,
        number=1,
        adopted_by="the Conference",
        mode=AdoptionMode.ADOPTED,
        adopted_on=date(2023, 2, 8),
    )
    assert what_goes_home(session, edition_id=here.edition.id).adopted is None
    wordings.remark(
        session,
        here.facilitator,
        encouragement_id=rows[0].id,
        remarks="A remark that grew later.",
        seen_version=rows[0].version,
    )
    publish_as_read(session, here.organiser)
    going = what_goes_home(session, edition_id=here.edition.id)
    assert going.adopted is not None
    assert (going.adopted.number, going.document.number) == (1, 2)
    files = inside(all_taken_home(going))
    with zipfile.ZipFile(io.BytesIO(files["outcome-2031-2-against-1.docx"])) as package:
        body = package.read("word/document.xml").decode()
    assert re.search("<w:ins [^>]*>.*A remark that grew later", body, re.DOTALL)
    assert "which was adopted" in files[READ_FIRST].decode()


def test_no_name_in_it_holds_what_people_wrote() -> None:
    evil = replace(FRENCH, language="fr/../x")
    document = replace(small(adopted_example()), edition="../20 23\n", translations=(evil,))
    for name in inside(all_taken_home(GoingHome(document))):
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyzMANIFESTREADME0123456789-./")
        assert ".." not in name


def test_how_far_it_is_can_be_told_and_each_file_is_written_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[tuple[str, Extent]] = []

    def noting(document: Document, format: str, extent: Extent) -> bytes:
        written.append((format, extent))
        return b""

    monkeypatch.setattr(taking_all, "write_document", noting)
    told: list[tuple[int, int]] = []
    all_taken_home(GoingHome(small(adopted_example())), lambda done, of: told.append((done, of)))
    assert [done for done, _ in told] == list(range(told[-1][1] + 1))
    assert len({of for _, of in told}) == 1
    assert len(written) == len(set(written)) == len(FORMATS) + len(READ_BY_PEOPLE)


def test_it_can_be_taken_home_on_the_command_line(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "sample")
    to = at / "all.zip"
    code, out, _ = run(capsys, "take-home", "--edition", "2023-demo", "--out", str(to))
    assert code == 0
    assert "Draft of" in out
    names = set(inside(to.read_bytes()))
    assert {f"outcome-2023-demo-draft.{name}" for name in FORMATS} < names
    code, _, err = run(capsys, "take-home", "--edition", "2023-demo", "--out", "/proc/no/x.zip")
    assert (code, "cannot be written" in err) == (1, True)
