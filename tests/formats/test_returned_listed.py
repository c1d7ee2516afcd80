"""What has no place in a wording is listed with its words, its author and the reason."""

from tests.formats.test_returned import ONE, THREE, TWO, WHO, WHOLE, row
from tests.office_files import W
from tests.returned_files import (
    EXPLANATION,
    HEADING,
    TOM,
    ReturnedFile,
    end,
    gone,
    new,
    paragraph,
    run,
    style,
)


def test_changes_beside_the_wordings_are_listed_with_the_reason() -> None:
    file = ReturnedFile()
    cell = f"<w:tbl><w:tr><w:tc>{paragraph(run('a '), new('b'))}</w:tc></w:tr></w:tbl>"
    row_in = (
        f"<w:tbl><w:tr><w:trPr><w:ins {'w:author=' + chr(34) + 'Ana' + chr(34)}/></w:trPr>"
        f"<w:tc>{paragraph(run('c'))}</w:tc></w:tr></w:tbl>"
    )
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(new('d'))}</w:txbxContent></w:pict></w:r>"
    file.after(f"{EXPLANATION}1", cell, row_in)
    file.edit(f"{EXPLANATION}2", run(TWO), box)
    note = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote>{paragraph(new("e"))}</w:footnote></w:footnotes>'
    )
    file.part("footnotes", note)
    file.edit("hrgl_fixed_3", run("Draft number "), gone("3"), new("4"))
    told = [(c.before, c.after, c.author, c.tracked, c.why_unplaced) for c in file.read().changes]
    table = "It stands in a table, and wordings have none."
    assert told == [
        ("3", "4", "Ana", True, "It stands in a line that belongs to no encouragement."),
        ("", "a ", "", False, table),
        ("", "b", "Ana", True, table),
        ("", "c\n", "Ana", True, table),
        ("", "d", "Ana", True, "It stands in a text box, and wordings have none."),
        ("", "e", "Ana", True, "It stands in a note at the foot, and wordings have none."),
    ]


def test_a_picture_is_listed_and_a_heading_of_two_lines_too() -> None:
    file = ReturnedFile()
    file.edit(f"{EXPLANATION}1", run(ONE), new("<w:r><w:drawing/></w:r>"))
    file.edit(f"{HEADING}1", run("build "), new("<w:r><w:br/></w:r>"), run("protected lanes"))
    heading, picture = file.read().changes
    assert (picture.key, picture.field, picture.after) == (7, WHO, "[picture]")
    assert picture.why_unplaced.startswith("A picture")
    assert (heading.after, heading.start) == ("\n", None)
    assert heading.why_unplaced.startswith("A heading has one line")


def test_the_end_of_a_field_cannot_be_joined_to_the_next() -> None:
    file = ReturnedFile()
    file.edit(f"{EXPLANATION}3", run(THREE), ended=end("del", TOM))
    [change] = file.read().changes
    assert (change.before, change.after, change.author) == ("\n", "", "Tom")
    assert change.why_unplaced.startswith("It joins the end")


def test_a_style_alone_does_not_make_a_paragraph_ours() -> None:
    file = ReturnedFile()
    file.after(f"{EXPLANATION}3", paragraph(run("Typed."), properties=style("DraftExamples")))
    [change] = file.read().changes
    assert row(change) == (WHO, WHOLE, WHOLE, "", "\nTyped.", "")
