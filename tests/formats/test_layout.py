"""The document laid out in blocks: what stands where, in which extent, under which words."""

from dataclasses import replace

from hrgl.formats.writers.blocks import Block, Extent, Style, TableBlock, TextBlock
from hrgl.formats.writers.document import Citation, Document, Form, Section, short_reference
from hrgl.formats.writers.layout import laid_out

_CITED = Citation("HRGL-2031-DEMO-A1-07", "reservation", "Too dear", "A1", "")
_FIRST = Section(
    1, "ask first", "Because.", "A remark.", "1 statement from 1 workshop", (_CITED,), group="Begin"
)
_SECOND = Section(2, "ask again.", "", "", "", ())
DOCUMENT = Document(
    "2031-demo",
    "Series",
    "Title",
    "",
    "",
    1,
    "Number 1.",
    "",
    (_FIRST, _SECOND),
    form=Form(preamble=("We,",), contact="office@example.org", co_organisers=("A", "B")),
    method=("Counted.",),
    workshops=(("A1", "Money"),),
    sha256="f" * 64,
)


def _texts(document: Document, extent: Extent = Extent.FULL) -> list[str]:
    return [each.text for each in laid_out(document, extent) if isinstance(each, TextBlock)]


def _of(style: Style, blocks: list[Block]) -> list[TextBlock]:
    return [each for each in blocks if isinstance(each, TextBlock) and each.style is style]


def test_parts_are_printed_in_the_order_of_the_form_and_what_is_switched_off_is_not() -> None:
    turned = replace(DOCUMENT.form, parts=("contact", "method", "evidence"))
    texts = _texts(replace(DOCUMENT, form=turned))
    heads = [text for text in texts if text in {"Contact", "How this document came about"}]
    assert heads == ["Contact", "How this document came about"]
    assert not {"We,", "Remarks", "How to cite", "Reservations voiced"} & set(texts)
    assert {"We,", "Remarks", "How to cite", "Reservations voiced"} <= set(_texts(DOCUMENT))


def test_the_short_extent_has_the_encouragements_and_how_to_cite_and_reach() -> None:
    texts = _texts(DOCUMENT, Extent.SHORT)
    assert {"We,", "Because.", "How to cite", "Contact"} <= set(texts)
    assert not {"A remark.", "Counted.", "Annex: evidence by reference"} & set(texts)


def test_under_a_group_encouragements_are_one_level_deeper() -> None:
    blocks = list(laid_out(DOCUMENT))
    assert [(each.text, each.level) for each in _of(Style.GROUP, blocks)] == [("Begin", 3)]
    found = _of(Style.ENCOURAGEMENT, blocks)
    assert [(each.number, each.lead, each.text, each.level) for each in found] == [
        ("1", "We encourage local governments to", "ask first.", 4),
        ("2", "We encourage local governments to", "ask again.", 4),
    ]


def test_references_are_short_whatever_the_letters_of_the_edition_s_code() -> None:
    assert short_reference("HRGL-2031-DEMO-A1-07", "2031-demo") == "A1-07"
    assert short_reference("HRGL-2031-A1-07", "2031") == "A1-07"
    assert "“Too dear” (A1-07)" in _texts(DOCUMENT)
    [table] = [each for each in laid_out(DOCUMENT) if isinstance(each, TableBlock)]
    assert table.columns == ("Reference", "Statement", "Cited as")  # nobody is shown
    assert table.rows == (("A1-07", "Too dear", "reservation"),)


def test_words_of_our_own_stand_in_the_language_of_the_document() -> None:
    labels = (("remarks", "Remarques"), ("cooperation", "en coopération avec"))
    texts = _texts(replace(DOCUMENT, labels=labels))
    assert "Remarques" in texts
    assert "en coopération avec A · B" in texts
    assert "Remarks" not in texts
    assert "How to cite" in texts
