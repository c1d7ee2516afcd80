"""What nobody signed is found by comparison, marks may be lost, and comments keep their place."""

import re

import pytest

from hrgl.formats.readers.returned.coming_back import read_returned
from hrgl.formats.readers.returned.comparing import hunks
from hrgl.formats.readers.returned.values import ReturnedChange, SentText
from hrgl.formats.writers.marked import MarkedDraft, MarkedPart, marked_docx
from tests.returned_files import (
    ANA,
    DRAFT,
    EXAMPLES,
    EXPLANATION,
    HEADING,
    LANES,
    TOM,
    ReturnedFile,
    Said,
    about,
    end,
    gone,
    new,
    paragraph,
    run,
    sent_texts,
    style,
)

WHO = "explanation"
ONE, TWO, THREE = LANES.explanation.split("\n")
SECOND = len(ONE) + 1
THIRD = SECOND + len(TWO) + 1
WHOLE = len(LANES.explanation)


def rows(file: ReturnedFile) -> list[tuple[object, ...]]:
    """Its changes as rows; those nobody signed have no author."""
    found = file.read()
    assert found.untracked == sum(not change.author for change in found.changes)
    return [row(change) for change in found.changes]


def row(c: ReturnedChange) -> tuple[object, ...]:
    return (c.field, c.start, c.end, c.before, c.after, c.author)


def test_the_draft_as_it_was_sent_holds_no_change() -> None:
    assert ReturnedFile().read() == read_returned(marked_docx(DRAFT), sent_texts())
    assert ReturnedFile().read().changes == ()


def test_words_typed_without_tracking_are_found_with_no_author() -> None:
    file = ReturnedFile()
    file.edit(f"{EXPLANATION}1", run("Children always walk to school."))
    file.edit("hrgl_8_examples_1", run("Lyon did."))
    assert rows(file) == [
        (WHO, 9, 13, "ride", "always walk", ""),
        ("examples", 0, 0, "", "Lyon did.", ""),
    ]


def test_half_of_the_changes_accepted_are_changes_without_an_author() -> None:
    file = ReturnedFile()
    file.edit(
        f"{EXPLANATION}1", run("Children always ride to "), gone("school"), new("work"), run(".")
    )
    assert rows(file) == [(WHO, 9, 9, "", "always ", ""), (WHO, 17, 23, "school", "work", "Ana")]


def test_a_tracked_change_on_top_of_untracked_words_amends_these() -> None:
    file = ReturnedFile()
    changed = [run("Children "), gone("nearly "), run("always ride to school.")]
    file.edit(f"{EXPLANATION}1", *changed)
    one, other = file.read().changes
    assert row(one) == (WHO, 9, 9, "", "nearly always ", "")
    assert row(other) == (WHO, 9, 9, "nearly always ", "always ", "Ana")
    assert (one.inside, other.inside, one.tracked) == (None, 0, False)


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ([f"{ONE} {TWO}"], [(WHO, SECOND - 1, SECOND, "\n", " ", "")]),
        ([ONE, "More.", TWO], [(WHO, SECOND, SECOND, "", "More.\n", "")]),
        ([ONE], [(WHO, SECOND, THIRD, f"{TWO}\n", "", "")]),
        ([TWO], [(WHO, 0, SECOND, f"{ONE}\n", "", "")]),
        (["Children ride", "to school.", TWO], [(WHO, 13, 14, " ", "\n", "")]),
        (
            ["Something else altogether.", TWO],
            [(WHO, 0, SECOND - 2, ONE[:-1], "Something else altogether", "")],
        ),
    ],
)
def test_paragraphs_joined_added_split_or_typed_anew_without_marks(
    paragraphs: list[str], expected: list[tuple[object, ...]]
) -> None:
    file = ReturnedFile()
    file.put(f"{EXPLANATION}2")
    file.put(f"{EXPLANATION}1", *(paragraph(run(each)) for each in paragraphs))
    assert rows(file) == expected


def test_marks_that_were_renamed_lost_or_copied_do_no_harm() -> None:
    renamed = ReturnedFile()
    renamed.body = re.sub(r'w:name="hrgl_7_', 'w:name="other_', renamed.body)
    renamed.edit("other_explanation_2", run("Parents "), new("all "), run(TWO[8:]))
    assert rows(renamed) == [(WHO, SECOND + 8, SECOND + 8, "", "all ", "Ana")]
    lost = ReturnedFile()
    lost.body = re.sub(r"<w:bookmark(?:Start|End)[^>]*/>", "", lost.body)
    lost.body = lost.body.replace(">Children ride", ">Children now ride")
    assert rows(lost) == [(WHO, 9, 9, "", "now ", "")]
    copied = ReturnedFile()
    copied.after(f"{EXAMPLES}1", paragraph(run(ONE), marks=[f"{EXPLANATION}1_Copy_1"]))
    assert rows(copied) == [("examples", 22, 22, "", f"\n{ONE}", "")]


def test_a_copy_takes_the_mark_where_the_first_is_gone() -> None:
    file = ReturnedFile()
    file.put(f"{EXPLANATION}1")
    file.after(f"{EXPLANATION}2", paragraph(run(ONE), marks=[f"{EXPLANATION}1_Copy_1"]))
    found = file.read()
    assert {change.tracked for change in found.changes} == {False}
    assert {"".join(sorted(c.before + c.after)) for c in found.changes if c.start is not None}


def test_an_encouragement_moved_without_tracking_is_listed() -> None:
    file = ReturnedFile()
    trees = [file.whole(f"hrgl_8_{field}_1") for field in ("heading", "explanation")]
    for each in trees:
        file.body = file.body.replace(each, "")
    file.put(f"{HEADING}1", *trees, file.whole(f"{HEADING}1"))
    found = file.read().changes
    assert all(c.before == c.after and not c.tracked for c in found)
    assert all(c.why_unplaced.startswith("This paragraph now stands elsewhere") for c in found)
    assert [c.key for c in found] == [8, 8]


def test_a_heading_typed_anew_is_found_where_it_stands() -> None:
    file = ReturnedFile()
    file.put(f"{HEADING}1", paragraph(run("let children ride"), properties=style("DraftHeading")))
    [change] = file.read().changes
    assert (change.key, change.field, change.after) == (7, "heading", "let children ride")


def test_what_stands_before_everything_has_no_place_and_is_listed() -> None:
    file = ReturnedFile()
    file.after("hrgl_fixed_1", paragraph(run("Dear all,")), paragraph(new("Hello"), run("")))
    told = [(c.after, c.author, c.start, bool(c.why_unplaced)) for c in file.read().changes]
    assert told == [("Dear all,", "", None, True), ("Hello", "Ana", None, True)]


def test_a_comment_has_its_place_its_quote_and_its_thread() -> None:
    file = ReturnedFile()
    file.edit(f"{EXPLANATION}2", run("Parents "), about(1, run("let them")), run(" go alone."))
    file.edit(f"{HEADING}1", run("build "), about(2, new("many ")), run("protected lanes"))
    file.comments(
        Said(1, "Really?"),
        Said(2, "How many?", TOM),
        Said(3, "Ask them.", TOM, answers=1),
        dates={2: "2026-11-21T08:00:00Z"},
    )
    one, two, three = file.read().comments
    assert (one.key, one.field, one.start, one.end) == (7, WHO, SECOND + 8, SECOND + 16)
    assert (one.quote, one.text, one.author, one.dated) == ("let them", "Really?", *ANA)
    assert (two.field, two.start, two.end, two.quote) == ("heading", 6, 6, "many ")
    assert two.dated == "2026-11-21T08:00:00Z"
    assert (three.reply_to, three.field, three.start) == (0, WHO, SECOND + 8)


def test_comments_over_several_fields_beside_them_or_without_an_anchor() -> None:
    file = ReturnedFile()
    begin = '<w:commentRangeStart w:id="1"/>'
    file.edit(f"{EXPLANATION}3", run("Nobody "), begin, run("is left behind."))
    file.edit(
        f"{EXAMPLES}1", run("Ghent"), '<w:commentRangeEnd w:id="1"/>', run(" closed its ring.")
    )
    file.edit("hrgl_fixed_1", about(2, run("How to")))
    file.comments(Said(1, "All this?"), Said(2, "Well."), Said(9, "Where?"))
    wide, fixed, lost = file.read().comments
    assert (wide.field, wide.start, wide.end, wide.quote) == (
        WHO,
        THIRD + 7,
        WHOLE,
        "is left behind.",
    )
    assert (fixed.key, fixed.quote) == (None, "How to")
    assert fixed.why_unplaced
    assert lost.why_unplaced
    assert lost.text == "Where?"


def test_a_comment_on_words_that_were_put_in_and_moved_on_by_others_keeps_its_place() -> None:
    file = ReturnedFile()
    file.edit(
        f"{EXPLANATION}1",
        run("Children, happily, "),
        new("x "),
        about(1, run("ride")),
        run(" to school."),
    )
    file.comments(Said(1, "Good."))
    [comment] = file.read().comments
    assert (comment.start, comment.end, comment.quote) == (9, 13, "ride")


def test_differences_at_most_one_word_apart_are_one() -> None:
    assert hunks("a b c d e", "a x c y e") == [(2, 7, 2, 7)]
    assert hunks("a b c d e f", "a x c d y f") == [(2, 3, 2, 3), (8, 9, 8, 9)]
    assert hunks("same", "same") == []
    assert hunks("", "new") == [(0, 0, 0, 3)]


def test_a_long_text_typed_anew_is_one_difference_and_soon_found() -> None:
    words = " ".join(f"w{n}" for n in range(9_000))
    [one] = hunks(words, words.replace("w", "v"))
    assert (one.start, one.end) == (0, len(words))


def test_signs_that_no_file_can_hold_are_no_changes() -> None:
    hostile = MarkedPart(1, 1, "a\x00b", "c\u202ed\r\ne\tf  g ", "\ud800 x\x0b")
    draft = MarkedDraft("2026", "x\x00", 1, "aa", (hostile,))
    found = ReturnedFile(draft).read()
    assert found.changes == ()
    sent = [SentText(1, "heading", "a\x00b")]
    file = ReturnedFile(draft)
    file.edit("hrgl_1_heading_1", run("a b"), new(" c"))
    [change] = [c for c in read_returned(file.data(), sent).changes if c.field == "heading"]
    assert (change.start, change.end) == (3, 3)


def test_a_name_is_told_as_it_is_written() -> None:
    file = ReturnedFile()
    file.edit(f"{EXPLANATION}1", run(ONE), new(" Yes.", ("Ana & <Tom> &#38;", ANA[1])))
    assert [c.author for c in file.read().changes] == ["Ana & <Tom> &#38;"]


def test_the_end_of_a_title_that_is_taken_away_is_listed() -> None:
    file = ReturnedFile()
    file.edit("hrgl_fixed_2", run("Outcome Document"), ended=end("del"))
    [change] = file.read().changes
    assert (change.before, change.author, change.key) == ("\n", "Ana", None)
