"""The files that Polis has: its names and columns, and no vote that nobody cast."""

import csv
import io
import zipfile

from hrgl.formats.readers.reading import open_file, read_file
from hrgl.formats.writers.polis import PolisComment, write_polis

COMMENTS = [
    PolisComment("Publish the budget", "HRGL-2031-A1-01", "Money", "Proposal"),
    PolisComment("=Pay people\nfor their time", "HRGL-2031-A1-02", "", ""),
    PolisComment("Hello", "HRGL-2031-A1-03", "", "", accepted=False),
]


def files(comments: list[PolisComment], notice: str = "") -> dict[str, list[list[str]]]:
    data = write_polis("Rights and places", "What works?", comments, notice)
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        return {
            name: list(csv.reader(io.StringIO(bundle.read(name).decode(), newline="")))
            for name in bundle.namelist()
        }


def test_the_files_and_their_columns_are_those_of_polis() -> None:
    groups = "comment-id,comment,total-votes,total-agrees,total-disagrees,total-passes"
    told = {name: ",".join(rows[0]) for name, rows in files(COMMENTS[1:]).items()}
    assert told == {
        "summary.csv": "topic,Rights and places",
        "comments.csv": (
            "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body,"
            "reference,theme,kind"
        ),
        "comment-groups.csv": groups,
        "votes.csv": "timestamp,datetime,comment-id,voter-id,vote",
        "participants-votes.csv": "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1",
    }


def test_comments_are_statements_and_what_is_not_known_is_empty() -> None:
    _, first, second, third = files(COMMENTS)["comments.csv"]
    money = ["Publish the budget", "HRGL-2031-A1-01", "Money", "Proposal"]
    assert first == ["", "", "0", "", "0", "0", "1", *money]
    assert second[7] == "'=Pay people\nfor their time"
    assert third[6] == "-1"


def test_there_is_no_vote_no_participant_and_no_group() -> None:
    found = files(COMMENTS)
    assert len(found["votes.csv"]) == len(found["participants-votes.csv"]) == 1
    assert [row[2:] for row in found["comment-groups.csv"][1:]] == [["0"] * 4] * 3
    summary = dict(found["summary.csv"])
    assert (summary["voters"], summary["groups"], summary["comments"]) == ("0", "0", "3")
    assert summary["commenters"] == "", "how many people spoke is not kept"


def test_the_same_comments_give_the_same_bytes() -> None:
    assert write_polis("T", "Q", COMMENTS) == write_polis("T", "Q", COMMENTS)


def test_the_notice_stands_with_every_comment() -> None:
    found = files(COMMENTS, "demonstration")
    assert {row[-1] for row in found["comments.csv"][1:]} == {"demonstration"}


def test_the_comments_come_back_through_the_reader_of_such_files() -> None:
    data = write_polis("T", "Q", COMMENTS[:1] * 3)
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        comments = bundle.read("comments.csv")
    [sheet] = open_file("comments.csv", comments).sheets
    assert [sheet.header[at] for at in sheet.proposed.text] == ["comment-body"]
    assert {note.text for note in read_file("comments.csv", comments)} == {"Publish the budget"}
