"""Disposition of comments: comment, what became of it, why, what its sender says; as files too."""

import io
from dataclasses import fields

import docx
import openpyxl
from sqlmodel import Session

from hrgl.core.enums import CommentAnswer, CommentKind, Reaction
from hrgl.editions.editions import EditionFacts
from hrgl.encouragements.commenting import comments
from hrgl.encouragements.commenting.disposition_of_comments import (
    comment_sums,
    disposition_of_comments,
    disposition_word,
)
from hrgl.formats.writers.workbook import write_table
from tests.builders import World, statement_ids, submitted, world
from tests.commenting import answer, react, say, set_round


def lived(session: Session) -> World:
    here = world(session)
    row = submitted(session, here, statement_ids(session, here)[:2])
    set_round(session, here)
    first, receipt = say(session, here, row, "=cmd|' /C calc'!A0")
    say(session, here, row, "", CommentKind.SUPPORTS)
    say(session, here, row, "The elders are missing", CommentKind.MISSING)
    answer(session, here, first, as_what=CommentAnswer.ELSEWHERE, reason="In place 2")
    react(session, first, receipt, Reaction.NOT_AGREED, "It is not there")
    return here


def test_the_table_says_what_became_of_every_comment_and_the_sums_are_all_of_them(
    session: Session,
) -> None:
    here = lived(session)
    found = comments.of(session, edition_id=here.edition.id)
    table = disposition_of_comments(found)
    assert [list(row[1:]) for row in table.rows] == [
        [
            "1 do the thing number 1",
            "wording 1",
            "comment",
            "=cmd|' /C calc'!A0",
            "",
            "dealt with elsewhere",
            "In place 2",
            "not agreed: It is not there",
        ],
        [
            "1 do the thing number 1",
            "wording 1",
            "supports my experience",
            "",
            "",
            "counted",
            "",
            "",
        ],
        [
            "1 do the thing number 1",
            "wording 1",
            "something is missing",
            "The elders are missing",
            "",
            "waits for an answer",
            "",
            "",
        ],
    ]
    assert {state.value: n for state, n in comment_sums(found).items() if n} == {
        "waiting": 1,
        "counted": 1,
        "not agreed": 1,
    }


def test_the_files_open_hold_every_comment_and_no_formula(session: Session) -> None:
    here = lived(session)
    found = comments.of(session, edition_id=here.edition.id)
    table = disposition_of_comments(found)
    sheet = openpyxl.load_workbook(io.BytesIO(write_table(table, "xlsx", "demonstration"))).active
    assert sheet.max_row == 4
    assert sheet["E2"].data_type == "s"
    assert "'=cmd" in write_table(table, "csv").decode("utf-8-sig")
    edition = EditionFacts(
        **{each.name: getattr(here.edition, each.name) for each in fields(EditionFacts)}
    )
    word = docx.Document(io.BytesIO(disposition_word(found, edition, "")))
    told = "\n".join(paragraph.text for paragraph in word.paragraphs)
    for words in ("Disposition of comments", "3 comments", "dealt with elsewhere", "elders"):
        assert words in told
