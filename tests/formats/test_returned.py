"""Every change of a file that comes back is placed exactly, with its author and date, or listed."""

from collections.abc import Callable

import pytest

from hrgl.formats.readers.returned.values import ReturnedChange
from tests.returned_files import (
    ANA,
    EXAMPLES,
    EXPLANATION,
    HEADING,
    LANES,
    TOM,
    TREES,
    ReturnedFile,
    end,
    gone,
    new,
    paragraph,
    run,
    sent_texts,
)

WHO = "explanation"
ONE, TWO, THREE = LANES.explanation.split("\n")
SECOND = len(ONE) + 1
THIRD = SECOND + len(TWO) + 1
WHOLE = len(LANES.explanation)
Row = tuple[str, int, int, str, str, str]  # field, start, end, before, after, author

Case = tuple[str, Callable[[ReturnedFile], object], list[Row]]


def first(*runs: str, ended: str = "") -> Callable[[ReturnedFile], object]:
    """Have other runs in the first line of the explanation."""
    return lambda file: file.edit(f"{EXPLANATION}1", *runs, ended=ended)


def second(*runs: str, ended: str = "") -> Callable[[ReturnedFile], object]:
    return lambda file: file.edit(f"{EXPLANATION}2", *runs, ended=ended)


ITALIC = f'<w:rPr><w:i/><w:rPrChange w:id="5" w:author="Ana" w:date="{ANA[1]}Z"/></w:rPr>'
LINK = '<w:hyperlink r:id="x" xmlns:r="r">{}</w:hyperlink>'
FIELD = '<w:fldSimple w:instr="REF a">{}</w:fldSimple>'
CONTROL = "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"

RIGHT_TO_LEFT = '<w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve"> شجر</w:t></w:r>'

CASES: list[Case] = [
    ("nothing", first(run(ONE)), []),
    (
        "insert",
        first(run("Children "), new("always "), run("ride to school.")),
        [(WHO, 9, 9, "", "always ", "Ana")],
    ),
    (
        "delete",
        first(run("Children ride"), gone(" to school"), run(".")),
        [(WHO, 13, 23, " to school", "", "Ana")],
    ),
    (
        "replace",
        first(run("Children ride to "), gone("school"), new("work"), run(".")),
        [(WHO, 17, 23, "school", "work", "Ana")],
    ),
    (
        "replace, the new words first, as LibreOffice writes it",
        first(run("Children ride to "), new("work"), gone("school"), run(".")),
        [(WHO, 17, 23, "school", "work", "Ana")],
    ),
    (
        "a letter within a word is told as the word",
        first(run("Child"), gone("r"), run("en ride to school.")),
        [(WHO, 0, 8, "Children", "Childen", "Ana")],
    ),
    (
        "two letters within one word",
        first(run("C"), gone("h"), run("ild"), new("e"), run("ren ride to school.")),
        [(WHO, 0, 8, "Children", "Cilderen", "Ana")],
    ),
    (
        "several runs of one change",
        first(run("Children "), new("al"), new("ways "), run("ride to school.")),
        [(WHO, 9, 9, "", "always ", "Ana")],
    ),
    (
        "move within a line",
        first(
            gone("Children ", tag="moveFrom"),
            run("ride to school"),
            new(" children", tag="moveTo"),
            run("."),
        ),
        [(WHO, 0, 9, "Children ", "", "Ana"), (WHO, 23, 23, "", " children", "Ana")],
    ),
    (
        "split a paragraph",
        lambda file: file.put(
            f"{EXPLANATION}1",
            paragraph(run("Children ride"), properties=end("ins"), marks=[f"{EXPLANATION}1"]),
            paragraph(run(" to school.")),
        ),
        [(WHO, 13, 13, "", "\n", "Ana")],
    ),
    (
        "merge two paragraphs",
        first(run(ONE), ended=end("del")),
        [(WHO, len(ONE), SECOND, "\n", "", "Ana")],
    ),
    (
        "merge two paragraphs with a space",
        first(run(ONE), new(" "), ended=end("del")),
        [(WHO, len(ONE), SECOND, "\n", " ", "Ana")],
    ),
    (
        "a paragraph put in after another",
        lambda file: file.edit(f"{EXPLANATION}1", run(ONE), ended=end("ins")).after(
            f"{EXPLANATION}1", paragraph(new("Slowly."))
        ),
        [(WHO, len(ONE), len(ONE), "", "\nSlowly.", "Ana")],
    ),
    (
        "a paragraph put in before another",
        lambda file: file.after(
            f"{EXPLANATION}1", paragraph(new("Slowly."), properties=end("ins"))
        ),
        [(WHO, SECOND, SECOND, "", "Slowly.\n", "Ana")],
    ),
    (
        "paragraphs put in below the last line of a field",
        lambda file: file.after(
            f"{EXPLANATION}3",
            paragraph(new("Slowly."), properties=end("ins")),
            paragraph(new("Surely."), properties=end("ins")),
        ),
        [(WHO, WHOLE, WHOLE, "", "\nSlowly.\nSurely.", "Ana")],
    ),
    (
        "a paragraph put in below a heading",
        lambda file: file.edit(f"{HEADING}1", run(LANES.heading), ended=end("ins")).after(
            f"{HEADING}1", paragraph(new("Slowly."))
        ),
        [(WHO, 0, 0, "", "Slowly.\n", "Ana")],
    ),
    (
        "words put into a field without any",
        lambda file: file.edit("hrgl_8_examples_1", new("Lyon did."), ended=""),
        [("examples", 0, 0, "", "Lyon did.", "Ana")],
    ),
    (
        "a paragraph taken out",
        second(gone(TWO), ended=end("del")),
        [(WHO, SECOND, THIRD, f"{TWO}\n", "", "Ana")],
    ),
    (
        "the last paragraph of a field taken out",
        lambda file: file.edit(f"{EXPLANATION}3", gone(THREE), ended=end("del")),
        [(WHO, THIRD - 1, WHOLE, f"\n{THREE}", "", "Ana")],
    ),
    (
        "the only paragraph of a field taken out",
        lambda file: file.edit(f"{EXAMPLES}1", gone(LANES.examples), ended=end("del")),
        [("examples", 0, 22, LANES.examples, "", "Ana")],
    ),
    (
        "the last paragraph of a field replaced by another",
        lambda file: file.edit(f"{EXPLANATION}3", gone(THREE), ended=end("del")).after(
            f"{EXPLANATION}3", paragraph(new("All win."), properties=end("ins"))
        ),
        [(WHO, THIRD, WHOLE, THREE, "All win.", "Ana")],
    ),
    (
        "a paragraph moved with its mark",
        lambda file: file.edit(f"{EXPLANATION}1", gone(ONE, tag="moveFrom"), ended=end("moveFrom"))
        .after(
            f"{EXPLANATION}2",
            paragraph(
                new(ONE, tag="moveTo"), properties=end("moveTo"), marks=[f"{EXPLANATION}1_Copy_1"]
            ),
        ),
        [(WHO, 0, SECOND, f"{ONE}\n", "", "Ana"), (WHO, THIRD, THIRD, "", f"{ONE}\n", "Ana")],
    ),
    (
        "a paragraph moved to the end of its field, its mark with it",
        lambda file: file.put(
            f"{EXPLANATION}1",
            paragraph(gone(ONE, tag="moveFrom"), properties=end("moveFrom")),
        ).after(
            f"{EXPLANATION}3",
            paragraph(new(ONE, tag="moveTo"), properties=end("moveTo"), marks=[f"{EXPLANATION}1"]),
        ),
        [(WHO, 0, SECOND, f"{ONE}\n", "", "Ana"), (WHO, WHOLE, WHOLE, "", f"\n{ONE}", "Ana")],
    ),
    (
        "a whole encouragement taken out",
        lambda file: [
            file.edit(f"hrgl_8_{field}_1", gone(text), ended=end("del"))
            for field, text in (("heading", TREES.heading), ("explanation", TREES.explanation))
        ],
        [
            ("heading", 0, len(TREES.heading), TREES.heading, "", "Ana"),
            (WHO, 0, len(TREES.explanation), TREES.explanation, "", "Ana"),
        ],
    ),
    (
        "two authors on one line",
        first(run("Children "), new("always "), run("ride to "), gone("school", TOM), run(".")),
        [(WHO, 9, 9, "", "always ", "Ana"), (WHO, 17, 23, "school", "", "Tom")],
    ),
    (
        "two authors side by side",
        first(run("Children ride to "), gone("school"), new("work", TOM), run(".")),
        [(WHO, 17, 23, "school", "", "Ana"), (WHO, 23, 23, "", "work", "Tom")],
    ),
    (
        "two authors in one word",
        first(run("Ch"), gone("il", TOM), run("d"), gone("ren"), run(" ride to school.")),
        [(WHO, 0, 8, "Children", "Chdren", "Tom"), (WHO, 0, 8, "Children", "Child", "Ana")],
    ),
    ("formatting only", first(f"<w:r>{ITALIC}<w:t>{ONE}</w:t></w:r>"), []),
    (
        "formatting of a paragraph only",
        first(run(ONE), ended='<w:pPrChange w:id="1" w:author="Ana"><w:pPr/></w:pPrChange>'),
        [],
    ),
    (
        "what its own author took back",
        first(run("Children "), new(gone("never ")), new("always "), run("ride to school.")),
        [(WHO, 9, 9, "", "always ", "Ana")],
    ),
    ("put in and taken back whole", first(run(ONE), new(gone(" Never."))), []),
    (
        "in a link",
        first(run("Children "), LINK.format(f"{gone('ride')}{new('walk')}"), run(" to school.")),
        [(WHO, 9, 13, "ride", "walk", "Ana")],
    ),
    (
        "in a field and a control",
        first(FIELD.format(run("Children ")), CONTROL.format(new("often ")), run(ONE[9:])),
        [(WHO, 9, 9, "", "often ", "Ana")],
    ),
    (
        "a control put in around words",
        first(CONTROL.format(run("Children ride")), run(" to school.")),
        [],
    ),
    (
        "a line broken within a paragraph, a tab and a hyphen that holds",
        first(run("Children ride"), new("<w:r><w:br/><w:tab/><w:noBreakHyphen/></w:r>"),
              run(" to school.")),
        [(WHO, 13, 13, "", "\n\t\u2011", "Ana")],
    ),
    (
        "letters from right to left",
        first(run(ONE), new(RIGHT_TO_LEFT)),
        [(WHO, 24, 24, "", " شجر", "Ana")],
    ),
    (
        "emoji before a change move nothing",
        first(new("\U0001f6b2 "), run("Children ride to "), gone("school"), run(".")),
        [(WHO, 0, 0, "", "\U0001f6b2 ", "Ana"), (WHO, 17, 23, "school", "", "Ana")],
    ),
]  # fmt: skip


def row(change: ReturnedChange) -> tuple[object, ...]:
    return (change.field, change.start, change.end, change.before, change.after, change.author)


@pytest.mark.parametrize(("name", "act", "rows"), CASES, ids=[case[0] for case in CASES])
def test_a_change_is_placed_to_the_letter(
    name: str, act: Callable[[ReturnedFile], object], rows: list[Row]
) -> None:
    file = ReturnedFile()
    act(file)
    found = file.read()
    assert [row(change) for change in found.changes] == rows
    dates = {"Ana": ANA[1], "Tom": TOM[1]}
    for change in found.changes:
        assert change.tracked
        assert change.dated == dates[change.author]
        assert change.inside is None
        assert change.why_unplaced == ""
        text = next(t.text for t in sent_texts() if (t.key, t.field) == (change.key, change.field))
        assert text[change.start : change.end] == change.before


def test_the_time_is_told_in_utc_only_where_the_file_says_so() -> None:
    file = ReturnedFile()
    file.edit(f"{EXPLANATION}1", run(ONE), new(" Yes.", utc="2026-11-20T09:30:00Z"))
    assert [c.dated for c in file.read().changes] == ["2026-11-20T09:30:00Z"]


def test_what_is_taken_out_of_another_s_new_words_amends_that_amendment() -> None:
    file = ReturnedFile()
    changed = [new("very "), new(gone("old ", TOM)), new("quiet ")]
    file.edit(f"{EXPLANATION}1", run("Children "), *changed, run("ride to school."))
    one, other = file.read().changes
    assert row(one) == (WHO, 9, 9, "", "very old quiet ", "Ana")
    assert row(other) == (WHO, 9, 9, "very old quiet ", "very quiet ", "Tom")
    assert (one.inside, other.inside) == (None, 0)


def test_what_is_put_between_another_s_new_words_amends_that_amendment() -> None:
    file = ReturnedFile()
    changed = [new("very "), new("old ", TOM), new("quiet ")]
    file.edit(f"{EXPLANATION}1", run("Children "), *changed, run("ride to school."))
    one, other = file.read().changes
    assert row(one) == (WHO, 9, 9, "", "very quiet ", "Ana")
    assert (row(other), other.inside) == ((WHO, 9, 9, "very quiet ", "very old quiet ", "Tom"), 0)
