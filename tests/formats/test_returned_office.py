"""The demonstration's draft through LibreOffice: its own tracking, comments and saving."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from hrgl.formats.draft_marks import DRAFT_FIELDS
from hrgl.formats.readers.returned.coming_back import read_returned
from hrgl.formats.readers.returned.stamps import stamp_of
from hrgl.formats.readers.returned.values import Returned, SentText
from hrgl.formats.writers.marked import MarkedDraft, MarkedPart, marked_docx
from tests.libreoffice import OfficeJob, done_by_office

STATE = Path(__file__).resolve().parents[2] / "data" / "demonstration" / "state.yaml"


def demonstration_draft() -> MarkedDraft:
    """The draft of the demonstration edition, as it is taken out."""
    state = yaml.safe_load(STATE.read_text("utf-8"))
    parts = [
        MarkedPart(
            key=100 + number,
            place=each.get("place"),
            heading=each["heading"],
            explanation=str(each.get("explanation", "")).strip(),
            examples=str(each.get("examples", "")).strip(),
        )
        for number, each in enumerate(state["encouragements"])
    ]
    return MarkedDraft("demonstration", "Outcome Document", 4, "c0ffee", tuple(parts))


DRAFT = demonstration_draft()
SENT = [SentText(p.key, name, getattr(p, name)) for p in DRAFT.parts for name in DRAFT_FIELDS]
TEXTS = {(text.key, text.field): text.text for text in SENT}
FIRST, SECOND = DRAFT.parts[0], DRAFT.parts[1]
HEAD, BODY, NEXT = "hrgl_100_heading_1", "hrgl_100_explanation_1", "hrgl_101_explanation_1"
LONG = len(FIRST.explanation)
EMPTY = next(part for part in DRAFT.parts if not part.examples)
Row = tuple[int | None, str | None, int | None, str, str, str, bool]


class Trip(NamedTuple):
    """What is done to the draft, and what should be told of it."""

    steps: list[list[Any]]
    rows: list[Row]


def word(part: MarkedPart, field: str, number: int) -> tuple[int, str]:
    """Where the word with this number stands in a field, and the word."""
    text = getattr(part, field)
    words = text.split()
    at = 0
    for each in words[:number]:
        at = text.index(each, at) + len(each)
    return text.index(words[number], at), words[number]


AT, SOME = word(FIRST, "explanation", 3)
LATER, OTHER = word(FIRST, "explanation", 7)
H_AT, H_WORD = word(FIRST, "heading", 1)

TRIPS: dict[str, Trip] = {
    "nothing but opened and saved": Trip([], []),
    "a word put in": Trip(
        [["replace", BODY, AT, 0, "truly "]], [(100, "explanation", AT, "", "truly ", "Ana", True)]
    ),
    "a word taken out": Trip(
        [["replace", BODY, AT, len(SOME) + 1, ""]],
        [(100, "explanation", AT, f"{SOME} ", "", "Ana", True)],
    ),
    "a word of the heading replaced": Trip(
        [["replace", HEAD, H_AT, len(H_WORD), "single"]],
        [(100, "heading", H_AT, H_WORD, "single", "Ana", True)],
    ),
    "two authors on one line": Trip(
        [
            ["replace", BODY, LATER, len(OTHER), "changed"],
            ["author", "Tom"],
            ["replace", BODY, AT, 0, "truly "],
        ],
        [
            (100, "explanation", AT, "", "truly ", "Tom", True),
            (100, "explanation", LATER, OTHER, "changed", "Ana", True),
        ],
    ),
    "a paragraph split": Trip(
        [["split", BODY, AT]], [(100, "explanation", AT, "", "\n", "Ana", True)]
    ),
    "a paragraph put in below": Trip(
        [["split", BODY, LONG], ["replace", BODY, LONG + 1, 0, "More of it."]],
        [(100, "explanation", LONG, "", "\nMore of it.", "Ana", True)],
    ),
    "all of a field taken out": Trip(
        [["replace", BODY, 0, LONG, ""]],
        [(100, "explanation", 0, FIRST.explanation, "", "Ana", True)],
    ),
    "words put where there were none": Trip(
        [["replace", f"hrgl_{EMPTY.key}_examples_1", 0, 0, "Lyon did."]],
        [(EMPTY.key, "examples", 0, "", "Lyon did.", "Ana", True)],
    ),
    "formatting only": Trip([["bold", BODY, AT, len(SOME)]], []),
    "untracked": Trip(
        [["untracked"], ["replace", BODY, AT, len(SOME), "changed"]],
        [(100, "explanation", AT, SOME, "changed", "", False)],
    ),
    "half of it tracked": Trip(
        [
            ["replace", NEXT, 0, 0, "Indeed: "],
            ["untracked"],
            ["replace", BODY, AT, len(SOME), "changed"],
        ],
        [
            (100, "explanation", AT, SOME, "changed", "", False),
            (101, "explanation", 0, "", "Indeed: ", "Ana", True),
        ],
    ),
    "accepted, so that nobody signed it": Trip(
        [["replace", BODY, AT, len(SOME), "changed"], ["accept"]],
        [(100, "explanation", AT, SOME, "changed", "", False)],
    ),
    "refused": Trip([["replace", BODY, AT, len(SOME), "changed"], ["refuse"]], []),
    "another's new words amended": Trip(
        [
            ["replace", BODY, AT, 0, "very truly real "],
            ["author", "Tom"],
            ["replace", BODY, AT + 5, 6, ""],
        ],
        [
            (100, "explanation", AT, "", "very truly real ", "Ana", True),
            (100, "explanation", AT, "very truly real ", "very real ", "Tom", True),
        ],
    ),
    "from right to left": Trip(
        [["replace", BODY, AT, 0, "شجر "]], [(100, "explanation", AT, "", "شجر ", "Ana", True)]
    ),
}


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Returned]:
    """All trips in one LibreOffice, and one more with what has no place."""
    folder = tmp_path_factory.mktemp("office")
    sent = folder / "sent.docx"
    sent.write_bytes(marked_docx(DRAFT))
    trips = TRIPS | {"beside": BESIDE}
    files = {name: folder / f"{number}.docx" for number, name in enumerate(trips)}
    told = done_by_office(
        [
            OfficeJob(sent, files[name], [["author", "Ana"], *trip.steps])
            for name, trip in trips.items()
        ],
        folder / "profile",
    )
    assert told == [""] * len(trips)

    def read(name: str) -> Returned:
        data = files[name].read_bytes()
        stamp = stamp_of(data)
        assert (stamp.edition, stamp.number, stamp.digest) == ("demonstration", 4, "c0ffee")
        return read_returned(data, SENT)

    return read


BESIDE = Trip(
    [
        ["footnote", BODY, "At the foot."],
        ["table", NEXT, "In a table."],
        ["replace", "hrgl_fixed_1", 0, 0, "Hello. "],
        ["comment", BODY, AT, len(SOME), "Which one?", "Tom"],
    ],
    [],
)


@pytest.mark.parametrize("name", TRIPS)
def test_what_is_changed_in_libreoffice_comes_back_to_the_letter(
    returned: Callable[[str], Returned], name: str
) -> None:
    found = returned(name)
    rows = [
        (c.key, c.field, c.start, c.before, c.after, c.author, c.tracked) for c in found.changes
    ]
    assert rows == TRIPS[name].rows
    for change in found.changes:
        assert change.why_unplaced == ""
        assert bool(change.dated) == change.tracked
        if change.inside is None and change.key is not None and change.field is not None:
            text = TEXTS[change.key, change.field]
            assert text[change.start : change.end] == change.before


def test_tables_notes_and_comments_of_libreoffice_are_not_lost(
    returned: Callable[[str], Returned],
) -> None:
    found = returned("beside")
    listed = {c.after.strip(): c.why_unplaced for c in found.changes if c.why_unplaced}
    assert listed == {
        "Hello.": "It stands in a line that belongs to no encouragement.",
        "In a table.": "It stands in a table, and wordings have none.",
        "At the foot.": "It stands in a note at the foot, and wordings have none.",
    }
    [comment] = found.comments
    assert (comment.key, comment.field, comment.start) == (100, "explanation", AT)
    assert (comment.quote, comment.text, comment.author) == (SOME, "Which one?", "Tom")
