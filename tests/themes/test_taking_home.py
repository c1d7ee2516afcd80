"""What of the themes is taken home: all that stands on the page, and not more of anybody."""

import csv
import io
import zipfile
from dataclasses import fields

import docx
from sqlmodel import Session

from hrgl.core.enums import Kind
from hrgl.editions.editions import EditionFacts
from hrgl.formats.writers.workbook import FlatTable
from hrgl.notes import leaving_out, notes
from hrgl.notes.notes import About
from hrgl.notes.statements import list_statements
from hrgl.themes import tags, themes
from hrgl.themes.board import board
from hrgl.themes.taking_home import codebook_home, codebook_word, polis_home, statements_home
from tests.builders import World, world

TEXT = """* Publish the budget in plain words
* Train procurement staff in human rights
* Childcare makes participation possible"""


def here(session: Session) -> tuple[World, list[int]]:
    made = world(session)
    about = About("academia", "Europe", speaker="Ana Ruiz", kind=Kind.PROPOSAL)
    taken = notes.add_note(
        session, made.rapporteur, workshop_id=made.workshop.id, text=TEXT, about=about
    )
    return made, [statement.id for statement in taken.statements]


def dicts(table: FlatTable) -> list[dict[str, object]]:
    return [dict(zip(table.header, row, strict=True)) for row in table.rows]


def test_statements_go_home_theme_by_theme_and_then_the_queue(session: Session) -> None:
    made, ids = here(session)
    themes.create(session, made.facilitator, name="Money", statement_ids=ids[1:2])
    rows = dicts(statements_home(board(session, edition_id=made.edition.id)))
    assert [row["Theme"] for row in rows] == ["Money", "", ""]
    assert rows[0]["Statement"] == "Train procurement staff in human rights"
    assert rows[0]["What"] == "Proposal"


def test_of_a_group_of_one_neither_name_nor_group_goes_home(session: Session) -> None:
    made, ids = here(session)
    themes.create(session, made.facilitator, name="Money", statement_ids=ids)
    now = board(session, edition_id=made.edition.id)
    taken = [statements_home(now), codebook_home(now, {})]
    assert {row["Said by"] for row in dicts(taken[0])} == {""}
    for table in taken:
        told = repr(table.rows).casefold()
        assert "ruiz" not in told
        assert "academia" not in told


def test_the_codebook_says_what_each_theme_is_about_and_gives_typical_statements(
    session: Session,
) -> None:
    made, ids = here(session)
    one = themes.create(session, made.facilitator, name="Money", statement_ids=ids[:2])
    themes.rename(
        session,
        made.facilitator,
        theme_id=one.id,
        name="Money",
        description="What it costs",
        seen_version=one.version,
    )
    tags.confirm(session, made.facilitator, theme_id=one.id, vocabulary="sdg_targets", code="5.c")
    now = board(session, edition_id=made.edition.id)
    [row] = dicts(codebook_home(now, tags.tags_of(session, edition_id=made.edition.id)))
    assert row["What it is about"] == "What it costs"
    assert (row["Statements"], row["What was said"]) == (2, "Proposal 2")
    assert "5.c" in str(row["Touches"])
    assert "A1-01  Publish the budget in plain words" in str(row["Typical statements"])


def test_the_codebook_opens_in_a_word_processor_with_a_heading_for_each_theme(
    session: Session,
) -> None:
    made, ids = here(session)
    actor = made.facilitator
    themes.create(session, actor, name="Money & <b>time</b>", statement_ids=ids[:2])
    themes.create(session, actor, name="Care", statement_ids=ids[2:], description="Who minds")
    now = board(session, edition_id=made.edition.id)
    facts = EditionFacts(*(getattr(made.edition, each.name) for each in fields(EditionFacts)))
    files = [codebook_word(now, {}, facts, "A demonstration") for _ in range(2)]
    assert files[0] == files[1]
    word = docx.Document(io.BytesIO(files[0]))
    told = [(each.style.name if each.style else "", each.text) for each in word.paragraphs]
    assert [text for style, text in told if style == "Heading 1"] == ["Money & <b>time</b>", "Care"]
    assert [text for style, text in told if style == "Title"] == ["Codebook"]
    assert ("Notice", "A demonstration") in told
    assert ("Normal", "Statements: 2") in told
    assert ("Normal", "What it is about: Who minds") in told
    assert ("List Bullet", "A1-01  Publish the budget in plain words") in told
    assert "A demonstration" in word.sections[0].header.paragraphs[0].text


def test_the_files_of_polis_hold_what_stands_and_as_not_accepted_what_was_set_aside(
    session: Session,
) -> None:
    made, ids = here(session)
    rows = {row.id: row for row in list_statements(session, edition_id=made.edition.id)}
    leaving_out.set_aside_statements(
        session,
        made.facilitator,
        statement_ids=ids[2:],
        because="Said elsewhere",
        seen={ids[2]: rows[ids[2]].stand},
    )
    leaving_out.withdraw_statement(
        session,
        made.facilitator,
        statement_id=ids[1],
        because="Asked for",
        seen_version=rows[ids[1]].version,
    )
    data = polis_home(board(session, edition_id=made.edition.id), "Title", "What works?", "")
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        comments = list(csv.DictReader(io.StringIO(bundle.read("comments.csv").decode())))
    assert [(row["moderated"], row["reference"][-5:]) for row in comments] == [
        ("1", "A1-01"),
        ("-1", "A1-03"),
    ]
    assert {row["author-id"] for row in comments} == {""}
