"""Whatever people wrote is printed as they wrote it: nothing breaks, nothing is carried out."""

import re
from dataclasses import replace
from pathlib import Path

import page as checker  # page-validation
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from hrgl.formats.writers import pdf
from hrgl.formats.writers.blocks import Extent
from hrgl.formats.writers.document import Document, Form, Section
from hrgl.formats.writers.pdf import write_pdf
from tests.tagged import heard, text_everywhere

MARKUP = [
    '#import "/etc/passwd" #read("/etc/passwd") #sys.inputs #panic()',
    "$x^2$ @label <label> #label *bold* _slanted_ `raw` \\ ~ -- ---",
    "= no heading",
    "- no item",
    "+ no item",
    "/ no: term",
    "// no comment /* no comment */ end",
    '"quoted" \'quoted\' #"text" #{ 1 + 1 } #( ) [x] https://example.org/#a',
    "<script>alert(1)</script> <a href='javascript:x'>link</a> &amp; ]]> {{ 7 * 7 }}",
    '{"style": "Title"}", "blocks": [] \\u0041 \\n',
    "=SUM(A1) +1 -1 @x",
]


def said_in(document: Document, extent: Extent = Extent.FULL) -> str:
    """All that is read aloud of it, without blanks; the file keeps every rule."""
    data = write_pdf(document, extent)
    for profile in ("ua1", "2a"):
        assert checker.validate_pdf_bytes(data, profile=profile).failures == []
    return re.sub(r"\s", "", "".join(text for _, text in heard(data)))


def lines_placed(data: bytes) -> list[tuple[str, float, float]]:
    """The lines of the first page, and where each begins and ends."""
    words = pypdfium2.PdfDocument(data)[0].get_textpage()
    boxes = [words.get_rect(at) for at in range(words.count_rects())]
    return [(words.get_text_bounded(*box), box[0], box[2]) for box in boxes]


@pytest.mark.parametrize("text", MARKUP)
def test_markup_of_any_kind_is_printed_as_it_was_typed(text: str) -> None:
    said = said_in(text_everywhere(text))
    # eight times before the encouragement, eight in and under it, three in the annexes
    assert said.count(re.sub(r"\s", "", text)) >= 15
    assert "root:" not in said


def test_the_template_reads_nothing_but_the_data_it_is_given() -> None:
    source = Path(pdf.__file__).with_name("document.typ").read_text("utf-8")
    assert not re.search(
        r"\beval\b|\bplugin\b|\bread\(|#?import|#?include|mode: \"markup\"", source
    )


@pytest.mark.parametrize("letter", ["a", "W", "é", "Ж", "-", "_", "م"])
def test_a_word_of_three_thousand_letters_stays_on_the_paper(letter: str) -> None:
    data = write_pdf(text_everywhere(letter * 3000))
    for each in pypdfium2.PdfDocument(data):
        words, width = each.get_textpage(), each.get_width()
        for at in range(words.count_chars()):
            if pdfium.FPDFText_GetUnicode(words, at) > 0x20:
                left, _, right, _ = words.get_charbox(at, loose=True)
                assert 0 <= left <= right <= width


def test_a_long_word_is_parted_without_a_sign_of_it() -> None:
    word = "Rechtsschutzversicherung" * 60
    said = said_in(text_everywhere(word))
    assert said.count(word) >= 15


def test_what_turns_the_text_round_is_left_out() -> None:
    said = said_in(text_everywhere("cities \u202eevil\u202c\u2066 may"))
    assert said.count("citiesevilmay") >= 15


def test_an_explanation_of_five_thousand_characters_goes_on_over_the_pages() -> None:
    long = " ".join(f"Sentence number {at} says something." for at in range(150))
    assert len(long) > 5000
    document = text_everywhere("x")
    section = replace(document.sections[0], explanation=long, examples=long, remarks=long)
    said = said_in(replace(document, sections=(section,)))
    assert said.count(long.replace(" ", "")) == 3


def test_empty_remarks_leave_nothing_behind() -> None:
    empty = Section(1, "publish", "Why.", " \n\x00", "", (), "\n")
    document = replace(text_everywhere("x"), sections=(empty,))
    assert "Remarks" not in said_in(document)


def test_two_encouragements_with_one_place_do_not_stop_it() -> None:
    document = text_everywhere("publish")
    thrice = replace(document, sections=document.sections * 3)
    assert said_in(thrice, Extent.SHORT).count("1Weencouragelocalgovernmentstopublish.") == 3


def test_a_document_of_nothing_is_printed() -> None:
    nothing = Document(
        *[""] * 5, number=None, status="", notice="", sections=(), form=Form(name="")
    )
    for extent in Extent:
        assert "Noencouragementhasaplaceyet." in said_in(nothing, extent)


def test_words_that_run_to_the_left_begin_at_the_right() -> None:
    """Also in the midst of a document that runs to the right, and the other way round."""
    for language in ("en", "ar"):
        document = replace(text_everywhere("x"), form=Form(language=language))
        section = replace(document.sections[0], explanation="حقوق الإنسان\nAll rights")
        data = write_pdf(replace(document, sections=(section,)), Extent.SHORT)
        lines = lines_placed(data)
        middle = 595 / 2
        [(_, left, right)] = [each for each in lines if "rights" in each[0]]
        assert max(left, right) < middle
        [(_, left, right)] = [each for each in lines if "حقوق" in each[0]]
        assert min(left, right) > middle
