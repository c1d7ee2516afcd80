"""References that a text names."""

from hrgl.notes.references import as_printed, named_in


def test_a_text_names_references_in_braces_each_once_and_in_order() -> None:
    assert named_in("Ask {B2-07} before {a1-03}, as {B2-07} said") == ("B2-07", "A1-03")


def test_what_only_looks_like_a_reference_is_none() -> None:
    assert named_in("B2-07 {B2} {B2-7 } {} {B2-} {{x}} {B2-7}") == ()


def test_in_print_references_stand_in_brackets() -> None:
    assert as_printed("As {B2-07} said, {not this}.") == "As (B2-07) said, {not this}."
