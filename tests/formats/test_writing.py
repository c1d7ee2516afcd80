"""The Outcome Document in every format: all of it, in order, and nothing but what was written."""

import hashlib
import io
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from hrgl.errors import NotValid
from hrgl.formats.writers.blocks import Extent
from hrgl.formats.writers.document import (
    DEMONSTRATION,
    Citation,
    CommentedOn,
    Document,
    Form,
    Section,
    ThemeSection,
    as_one_line,
)
from hrgl.formats.writers.frozen import canonical, parse
from hrgl.formats.writers.writing import (
    DOCUMENT_FORMATS,
    FORMATS,
    MEDIA_TYPES,
    SUFFIXES,
    write_document,
)
from tests.leaking import all_it_says
from tests.printed import adopted_example, draft_example, expected_text, text_of

READABLE = ("docx", "html", "md")
STATUS = "Draft of 3 February 2023: 7 of 12 encouragements approved."
HOSTILE = [
    "<script>alert(1)</script> <img src=x onerror=alert(1)> <!-- ",
    '"><svg onload=alert(1)> \'" </style></title></head> &lt;b&gt; &amp;',
    "{{ 7 * 7 }} {% raw %} {# #} ]]> <w:p/> --> ?>",
    "[a](javascript:alert(1)) ![b](http://example.org/b.png) <http://example.org>",
    "# no heading | no cell | *no* _no_ **no** `no` ~~no~~ $no$ \\",
    "1. no list",
    "- no list",
    "> no quotation",
    "``` no code",
    "__init__ a_b _a_ __b__",
    "a\x00b\x0bc\ud800d\x1b[31m",
    "=HYPERLINK(1;2) @SUM(A1) +1 :::",
    "\u202eturned round\u202c \u2067and isolated\u2069",
    "x" * 200,
    "👩🏽‍🌾 🏳️‍🌈 حقوق ١٢ and Ελλάδα",
    "a word " * 700,
    "% no title of a file ^no note^",
]


def citation(number: int, support: str, text: str, who: str = "") -> Citation:
    return Citation(f"HRGL-2023-A1-{number:02d}", support, text, "A1", who)


def section(place: int | None, heading: str = "", **changes: Any) -> Section:
    number, reasons = 10 * (place or 0), f"First reason {place}.\nSecond reason {place}."
    citations = (
        citation(number + 1, "supports", "It works here.", who="City, Europe"),
        citation(number + 2, "reservation", "It is only paper."),
    )
    heading, heard = heading or f"justify the budget {place}", "2 statements from 1 workshop"
    example = f"Example {place}."
    return replace(Section(place, heading, reasons, example, heard, citations), **changes)


def published(**changes: Any) -> Document:
    front = ("2023", "Human Rights Go Local", "Governing the city", "How can it be done?")
    status = "Number 1, published on 8 February 2023."
    sections = tuple(section(place) for place in range(1, 13))
    return replace(Document(*front, "1–8 February 2023", 1, status, "", sections), **changes)


def draft(**changes: Any) -> Document:
    themes = (ThemeSection("Money", "What it costs.", (citation(7, "", "Budgets matter."),)),)
    made = published(number=None, status=STATUS, themes=themes)
    return replace(made, **({"candidates": (section(None, "pay interpreters"),)} | changes))


def word(document: Document) -> Any:
    return docx.Document(io.BytesIO(write_document(document, "docx")))


def page(document: Document, format: str = "html") -> BeautifulSoup:
    content = write_document(document, format).decode("utf-8")
    if format == "md":
        content = MarkdownIt("gfm-like", {"linkify": False}).render(content)
    return BeautifulSoup(content, "html.parser")


def shown(document: Document, format: str) -> str:
    """What a reader sees after the contents, blanks made even."""
    if format == "docx":
        found = "\n".join(text_of(write_document(document, "docx"), "docx"))
    else:
        soup = page(document, format)
        for part in soup.find_all(["head", "nav"]):
            part.decompose()
        found = soup.get_text(" ")
    return " ".join(found.split())


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    assert set(FORMATS) == set(MEDIA_TYPES) == set(SUFFIXES)
    known = f"{', '.join(FORMATS[:-1])} and {FORMATS[-1]}"
    with pytest.raises(NotValid, match=re.escape(known)):
        write_document(published(), "exe")


def test_every_format_has_one_line_in_the_table() -> None:
    assert set(FORMATS) == set(MEDIA_TYPES) == set(SUFFIXES)
    assert {*READABLE, "json"} <= set(FORMATS)
    for each in DOCUMENT_FORMATS:
        assert each.suffix == f".{each.name}"
        assert each.shown
        assert each.write(published(sections=()), Extent.SHORT)


def test_the_same_document_gives_the_same_bytes_in_every_process() -> None:
    code = (
        "import hashlib; from tests.formats.test_writing import FORMATS, draft, write_document; "
        "from tests.printed import adopted_example; "
        "print(*[hashlib.sha256(write_document(d(), f)).hexdigest() "
        "for d in (draft, adopted_example) for f in FORMATS])"
    )
    command, here = [sys.executable, "-c", code], Path(__file__).resolve().parents[2]
    days = [{"PYTHONHASHSEED": "1", "TZ": "UTC"}, {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo"}]
    runs = [subprocess.check_output(command, cwd=here, env=day, text=True) for day in days]
    ours = [
        hashlib.sha256(write_document(made(), format)).hexdigest()
        for made in (draft, adopted_example)
        for format in FORMATS
    ]
    assert [run.split() for run in runs] == [ours, ours]


@pytest.mark.parametrize("format", READABLE)
@pytest.mark.parametrize("extent", Extent)
@pytest.mark.parametrize("example", [adopted_example, draft_example])
def test_every_format_holds_the_same_text(example: Any, extent: Extent, format: str) -> None:
    document = example()
    assert text_of(write_document(document, format, extent), format) == (
        expected_text(document, extent)
    )


@pytest.mark.parametrize("format", READABLE)
def test_the_short_document_is_the_encouragements_and_what_frames_them(format: str) -> None:
    text = " ".join(text_of(write_document(adopted_example(), format, Extent.SHORT), format))
    assert "12 We encourage local governments to" in text
    assert "Not all agreed." in text
    assert "How to cite" in text
    assert not re.search("Remarks|Reservations|Rests on|came about|Annex|took part", text)


@pytest.mark.parametrize("format", READABLE)
def test_a_document_from_before_there_was_a_form_still_prints(format: str) -> None:
    old = parse(canonical(published(format=1)))
    text = shown(old, format)
    assert "Governing the city" in text
    assert "12 We encourage local governments to justify the budget 12." in text
    assert "A1-121 It works here. support City, Europe" in text


@pytest.mark.parametrize("format", READABLE)
def test_the_parts_stand_in_their_order(format: str) -> None:
    inside = f"""{DEMONSTRATION}/Human Rights Go Local/Outcome Document/DRAFT/Governing the city
How can it be done?/1–8 February 2023/{STATUS}
1 We encourage local governments to justify the budget 1.
First reason 1./Second reason 1./Reservations voiced/“It is only paper.” (A1-12)
Remarks/Example 1./Rests on 2 statements from 1 workshop.
2 We encourage local governments to justify the budget 2./12 We encourage
Candidates without a place/We encourage local governments to pay interpreters.
Themes/Money/What it costs./A1-07 Budgets matter./Annex: evidence by reference
Encouragement 1: justify the budget 1/Reference Statement Cited as Who
A1-11 It works here. support City, Europe
A1-12 It is only paper. reservation/Candidate: pay interpreters/How to cite"""
    text, at = shown(draft(notice=DEMONSTRATION), format), 0
    for each in re.split("[/\n]", inside):
        assert each in text[at:], each
        at = text.index(each, at)


@pytest.mark.parametrize("format", READABLE)
def test_a_published_document_has_nothing_of_a_draft(format: str) -> None:
    text = shown(published(), format)
    assert "Number 1, published on 8 February 2023." in text
    assert not re.search("draft|candidate|themes|demonstration", text, re.IGNORECASE)


@pytest.mark.parametrize("format", READABLE)
def test_what_is_empty_leaves_no_label_behind(format: str) -> None:
    bare = section(1, remarks=" \n", citations=(), heard="")
    text = shown(published(sections=(bare,), question="", dates=""), format)
    assert "No statement is cited." in text
    assert not re.search(r"Examples|Remarks|Reservations|question|Annex|\(\)", text)
    assert "No encouragement has a place yet." in shown(draft(sections=()), format)


@pytest.mark.parametrize("format", READABLE)
def test_examples_stand_between_the_explanation_and_the_remarks(format: str) -> None:
    told = section(1, examples="Graz, Austria: a hotline.")
    text = shown(published(sections=(told,)), format)
    at = [text.index(each) for each in ("Second reason 1.", "Graz", "Remarks", "Example 1.")]
    assert at == sorted(at)


@pytest.mark.parametrize("format", READABLE)
def test_every_reservation_stands_beside_its_encouragement(format: str) -> None:
    voiced = tuple(citation(n, "reservation", f"Doubt {n}.") for n in range(1, 6))
    text = shown(published(sections=(section(1, citations=voiced), section(2))), format)
    beside = text[text.index("Second reason 1.") : text.index("First reason 2.")]
    for each in voiced:
        short = each.reference.removeprefix("HRGL-2023-")
        assert f"“{each.text}” ({short})" in beside


def test_the_notice_of_demonstration_data_is_first_and_last_in_markdown() -> None:
    lines = write_document(draft(notice=DEMONSTRATION), "md").decode("utf-8").strip().split("\n")
    assert lines[0] == lines[-1] == f"> **{DEMONSTRATION}**"


def test_the_notice_of_demonstration_data_is_in_the_data() -> None:
    assert DEMONSTRATION in write_document(draft(notice=DEMONSTRATION), "json").decode("utf-8")


@pytest.mark.parametrize("format", READABLE)
@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_wrote_shows_as_it_was_written(text: str, format: str) -> None:
    quoted = (Citation(text, "supports", *[text] * 3), Citation(text, "reservation", *[text] * 3))
    evil = Section(1, text, text, text, text, quoted)
    theme = ThemeSection(text, text, quoted)
    words = dict.fromkeys(("series", "title", "question", "dates", "status", "notice"), text)
    document = draft(**words, sections=(evil,), candidates=(evil,), themes=(theme,))
    seen = shown(document, format)
    # Six on the front, six in each encouragement, six in the theme, seven for each in the annex,
    # and three in how to cite it.
    assert seen.count(" ".join(as_one_line(text).split())) >= 6 + 2 * 6 + 6 + 2 * 7 + 3
    if format != "docx":
        made, tame, rich = (
            {(tag.name, *tag.attrs) for tag in page(each, format)(True)}
            for each in (document, draft(notice=DEMONSTRATION), adopted_example())
        )
        assert made <= tame | rich


@pytest.mark.parametrize("format", READABLE)
@pytest.mark.parametrize("text", HOSTILE)
def test_what_an_edition_says_of_its_document_shows_as_it_was_written(
    text: str, format: str
) -> None:
    told = dict.fromkeys(("name", "subtitle", "symbol", "motto", "place", "dated"), text)
    told |= dict.fromkeys(("issuer", "auspices", "lead_in", "contact", "isbn", "doi"), text)
    form = Form(**told, co_organisers=(text,), preamble=(text,))
    document = published(
        form=form,
        sections=(section(1, group=text, examples=text, minority=(text,)),),
        method=(text,),
        organisations=(text,),
        workshops=((text, text),),
        comments=(CommentedOn(text, text, text, text),),
        adoption=text,
        mark=text,
    )
    assert text_of(write_document(document, format), format) == expected_text(document)


@pytest.mark.parametrize("format", READABLE)
def test_a_footnote_is_told_at_the_foot_whatever_it_holds(format: str) -> None:
    noted = [each for each in HOSTILE if "[" not in each and "]" not in each]
    told = "\n".join(f"Line {at}^[{each} end] on." for at, each in enumerate(noted))
    document = published(sections=(section(1, explanation=told),))
    lines = text_of(write_document(document, format), format)
    assert lines == expected_text(document)
    assert [each for each in lines if each.endswith(" end")] == lines[-len(noted) :]


@pytest.mark.parametrize("format", READABLE)
def test_a_footnote_that_is_not_closed_is_what_was_written(format: str) -> None:
    for text in ("one ^[two", "one ^[[ two]", "one [^1] two ^ three"):
        document = published(sections=(section(1, explanation=text),))
        assert text in text_of(write_document(document, format), format)


def test_the_contents_and_the_feet_of_a_translation_hold_no_word_of_ours_in_english() -> None:
    labels = (("contents", "Inhalt <1>"), ("cite", "Zitieren"))
    document = replace(adopted_example(), labels=labels)
    for name in ("docx", "html", "pdf"):
        said = list(all_it_says(write_document(document, name)))
        text = "\n".join(said[:-2] if name == "pdf" else said)  # last its code, which names parts
        assert any(each in text for each in ("Inhalt <1>", "Inhalt &lt;1&gt;")), name
        assert not re.search(r"\bContents\b(?!\])|Page \d|>Page <", text), name
