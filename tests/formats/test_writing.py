"""The Outcome Document in every format: all of it, in order, and nothing but what was written."""

import hashlib
import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from hrgl.errors import NotValid
from hrgl.formats.writers.document import (
    DEMONSTRATION,
    Citation,
    Document,
    Section,
    ThemeSection,
    as_one_line,
)
from hrgl.formats.writers.writing import FORMATS, MEDIA_TYPES, SUFFIXES, write_document

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
        every = word(document).element.body.iter("{*}p")
        found = "\n".join("".join(t.text or " " for t in p.iter("{*}t", "{*}tab")) for p in every)
    else:
        soup = page(document, format)
        for part in soup.find_all(["head", "nav"]):
            part.decompose()
        found = soup.get_text(" ")
    return " ".join(found.split())


def headings(opened: Any) -> list[tuple[str, str]]:
    found = [(p.style.name, p.text) for p in opened.paragraphs]
    return [each for each in found if each[0].startswith(("Title", "Heading"))]


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    assert set(FORMATS) == set(MEDIA_TYPES) == set(SUFFIXES)
    with pytest.raises(NotValid, match="docx, html, md and json"):
        write_document(published(), "exe")


def test_the_same_document_gives_the_same_bytes_in_every_process() -> None:
    code = (
        "import hashlib; from tests.formats.test_writing import FORMATS, draft, write_document; "
        "print(*[hashlib.sha256(write_document(draft(), f)).hexdigest() for f in FORMATS])"
    )
    command, here = [sys.executable, "-c", code], Path(__file__).resolve().parents[2]
    days = [{"PYTHONHASHSEED": "1", "TZ": "UTC"}, {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo"}]
    runs = [subprocess.check_output(command, cwd=here, env=day, text=True) for day in days]
    ours = [hashlib.sha256(write_document(draft(), format)).hexdigest() for format in FORMATS]
    assert [run.split() for run in runs] == [ours, ours]


@pytest.mark.parametrize("format", READABLE)
def test_the_parts_stand_in_their_order(format: str) -> None:
    inside = f"""{DEMONSTRATION}/Human Rights Go Local/Governing the city/DRAFT/1–8 February 2023
How can it be done?/{STATUS}/We encourage local governments to …/justify the budget 1
First reason 1./Second reason 1./Remarks/Example 1./Reservations voiced/“It is only paper.”
HRGL-2023-A1-12/Evidence: 2 statements from 1 workshop (HRGL-2023-A1-11, HRGL-2023-A1-12)
justify the budget 2/justify the budget 12/Candidates without a place/pay interpreters
Themes/Money/What it costs./HRGL-2023-A1-07 Budgets matter./Annex: Evidence by reference
Encouragement 1: justify the budget 1/Reference Statement Cited as Workshop Who
HRGL-2023-A1-11 It works here. support A1 City, Europe
HRGL-2023-A1-12 It is only paper. reservation A1/Candidate: pay interpreters"""
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
    assert "Evidence: no statement is cited." in text
    assert not re.search(r"Examples|Remarks|Reservations|question|Annex|\(\)", text)
    assert "No encouragement has a place yet." in shown(draft(sections=()), format)


@pytest.mark.parametrize("format", READABLE)
def test_examples_stand_between_the_explanation_and_the_remarks(format: str) -> None:
    told = section(1, examples="Graz, Austria: a hotline.")
    text = shown(published(sections=(told,)), format)
    at = [text.index(each) for each in ("Second reason 1.", "Examples", "Graz", "Example 1.")]
    assert at == sorted(at)


@pytest.mark.parametrize("format", READABLE)
def test_every_reservation_stands_beside_its_encouragement(format: str) -> None:
    voiced = tuple(citation(n, "reservation", f"Doubt {n}.") for n in range(1, 6))
    text = shown(published(sections=(section(1, citations=voiced), section(2))), format)
    beside = text[text.index("Second reason 1.") : text.index("First reason 2.")]
    for each in voiced:
        assert re.search(rf"“{each.text}” \(?{each.reference}", beside)


def test_the_notice_of_demonstration_data_is_on_every_page_in_word() -> None:
    opened = word(draft(notice=DEMONSTRATION))
    assert opened.paragraphs[0].text == DEMONSTRATION
    assert opened.sections[0].header.paragraphs[0].text.startswith(DEMONSTRATION)
    assert not opened.sections[0].different_first_page_header_footer


def test_the_notice_of_demonstration_data_is_first_and_last_in_a_web_page() -> None:
    ends = page(draft(notice=DEMONSTRATION))(["header", "footer"])
    assert [part.name for part in ends] == ["header", "footer"]
    assert all(DEMONSTRATION in part.get_text() for part in ends)


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
    # Six on the front, six in each encouragement, six in the theme, nine for each in the annex.
    assert seen.count(" ".join(as_one_line(text).split())) >= 6 + 2 * 6 + 6 + 2 * 9
    if format != "docx":
        tame = draft(notice=DEMONSTRATION)
        made, known = [
            {(t.name, *t.attrs) for t in page(d, format)(True)} for d in (document, tame)
        ]
        assert made <= known


def test_the_headings_of_the_word_file_are_real_ones() -> None:
    assert headings(word(draft(sections=(section(1), section(4))))) == [
        ("Title", "Governing the city"),
        ("Heading 1", "Encouragements"),
        ("Heading 2", "1\tjustify the budget 1"),
        ("Heading 2", "4\tjustify the budget 4"),
        ("Heading 1", "Candidates without a place"),
        ("Heading 2", "pay interpreters"),
        ("Heading 1", "Themes"),
        ("Heading 2", "Money"),
        ("Heading 1", "Annex: Evidence by reference"),
        ("Heading 2", "Encouragement 1: justify the budget 1"),
        ("Heading 2", "Encouragement 4: justify the budget 4"),
        ("Heading 2", "Candidate: pay interpreters"),
    ]


def test_the_word_file_has_named_styles_and_tables_that_fit_and_repeat_their_header() -> None:
    opened = word(draft())
    styles = {p.text: p.style.name for p in opened.paragraphs}
    assert styles["Example 1."] == "Remarks"
    assert styles["“It is only paper.” (HRGL-2023-A1-12)"] == "Quote"
    assert styles["HRGL-2023-A1-07  Budgets matter."] == "List Bullet"
    assert opened.tables
    for table in opened.tables:
        assert [bool(row._tr.xpath(".//w:tblHeader")) for row in table.rows] == [True, False, False]
        assert [cell.text for cell in table.rows[2].cells][2:] == ["reservation", "A1", ""]
        assert sum(column.width.cm for column in table.columns) == pytest.approx(16, abs=0.01)


def test_the_word_file_is_british_a4_with_the_state_and_the_number_on_every_page() -> None:
    opened = word(draft())
    paper = opened.sections[0]
    assert (round(paper.page_width.cm, 1), round(paper.page_height.cm, 1)) == (21.0, 29.7)
    assert opened.styles.element.xpath("w:docDefaults//w:lang/@w:val") == ["en-GB"]
    assert paper.footer._element.xpath(".//w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]
    assert paper.header.paragraphs[0].text == f"DRAFT – {STATUS}"


def test_no_clock_and_no_length_of_a_title_is_in_the_way_of_the_word_file() -> None:
    opened = word(published(title="long " * 100))
    assert opened.core_properties.author == "Human Rights Go Local"
    assert opened.core_properties.created.replace(tzinfo=None) == datetime(2023, 2, 8)
    assert headings(opened)[0] == ("Title", ("long " * 100).strip())
    undated = word(published(status="On 31 February 2023.", dates="")).core_properties
    assert undated.created.replace(tzinfo=None) == datetime(1980, 1, 1)
    with zipfile.ZipFile(io.BytesIO(write_document(published(), "docx"))) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_page_asks_nothing_of_any_other_machine() -> None:
    content = write_document(draft(notice=DEMONSTRATION), "html").decode("utf-8")
    assert not re.search(r"https?:|//[a-z]|@import|url\(|<(script|link|img|iframe)", content)
    assert "default-src 'none'" in content


def test_the_page_has_landmarks_headings_without_gaps_and_links_that_lead_somewhere() -> None:
    found = page(draft(candidates=(section(None),) * 2, sections=(section(1),) * 2))
    landmarks = [tag.name for tag in found(["header", "nav", "main", "footer", "h1"])]
    assert landmarks == ["header", "h1", "nav", "main", "footer"]
    levels = [int(tag.name[1]) for tag in found(re.compile("^h[1-6]$"))]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    names = [tag["id"] for tag in found(id=True)]
    assert len(names) == len(set(names))
    assert {str(tag["href"])[1:] for tag in found("a")} <= set(names)
