"""The Outcome Document as a web page: whole in one file, and found one's way in."""

import re
from itertools import pairwise
from typing import Any

from bs4 import BeautifulSoup, Tag

from hrgl.formats.writers.blocks import Extent
from hrgl.formats.writers.document import DEMONSTRATION, Form
from hrgl.formats.writers.html import html_body, page_parts
from hrgl.formats.writers.html_style import STYLE
from hrgl.formats.writers.writing import write_document
from tests.formats.test_writing import draft, page, published, section
from tests.printed import ARABIC, GREEK, adopted_example, draft_example


def _directions(soup: BeautifulSoup, text: str) -> list[Any]:
    found = [each.find_parent(["p", "li", "td", "h3"]) for each in soup.find_all(string=text)]
    return [each.get("dir") for each in found if each is not None]


def test_the_notice_of_demonstration_data_is_first_and_last_in_a_web_page() -> None:
    ends = page(draft(notice=DEMONSTRATION))(["header", "footer"])
    assert [part.name for part in ends] == ["header", "footer"]
    assert all(DEMONSTRATION in part.get_text() for part in ends)


def test_the_page_asks_nothing_of_any_other_machine() -> None:
    content = write_document(draft(notice=DEMONSTRATION), "html").decode("utf-8")
    assert not re.search(r"https?:|//[a-z]|@import|url\(|<(script|link|img|iframe)", content)
    assert "default-src 'none'" in content
    assert not page(adopted_example())(src=True)


def test_the_page_has_landmarks_headings_without_gaps_and_links_that_lead_somewhere() -> None:
    twice = draft(candidates=(section(None),) * 2, sections=(section(1),) * 2)
    for document in (twice, adopted_example(), draft_example()):
        found = page(document)
        landmarks = [tag.name for tag in found(["header", "nav", "main", "footer", "h1"])]
        assert landmarks == ["header", "h1", "nav", "main", "footer"]
        levels = [int(tag.name[1]) for tag in found(re.compile("^h[1-6]$"))]
        assert all(after - before <= 1 for before, after in pairwise(levels))
        names = [tag["id"] for tag in found(id=True)]
        assert len(names) == len(set(names))
        assert {str(tag["href"])[1:] for tag in found("a")} <= set(names)
        assert {tag["aria-labelledby"] for tag in found(attrs={"aria-labelledby": True})} <= (
            set(names)
        )


def test_each_encouragement_has_an_address_of_its_own() -> None:
    found = page(adopted_example())
    for place in range(1, 13):
        article = found.find(id=f"encouragement-{place}")
        assert isinstance(article, Tag)
        assert article.name == "article"
        assert article.get_text().split()[:2] == [str(place), "We"]
    assert len(found("article")) == 12


def test_the_contents_name_every_part_and_encouragement() -> None:
    nav = page(adopted_example()).nav
    assert nav is not None
    named = [each.get_text() for each in nav("a")]
    assert named[:2] == ["Encouragements", "Objectives and money"]
    assert [each.split()[0] for each in named if each[0].isdigit()] == [
        str(place) for place in range(1, 13)
    ]
    assert named[-1] == "Contact"


def test_a_footnote_and_its_mark_lead_to_each_other() -> None:
    found = page(adopted_example())
    marks = found("a", role="doc-noteref")
    assert [mark.get_text() for mark in marks] == ["1", "2", "3"]
    for mark in marks:
        note = found.find(id=str(mark["href"])[1:])
        assert isinstance(note, Tag)
        assert note.name == "li"
        assert note.a is not None
        assert str(note.a["href"])[1:] == mark["id"]


def test_what_people_wrote_runs_the_way_it_begins_and_the_page_the_way_of_its_language() -> None:
    found = page(adopted_example())
    for text in (ARABIC, GREEK):
        ways = _directions(found, text)
        assert ways
        assert set(ways) == {"auto"}
    for language, way in (("en", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("uz-Arab", "rtl")):
        html = page(published(form=Form(language=language))).html
        assert html is not None
        assert (html["lang"], html["dir"]) == (language, way)


def test_a_reference_in_a_table_is_never_broken_over_lines() -> None:
    cells = page(adopted_example())("td", string=re.compile(r"^[A-Z]\d-\d+$"))
    assert len(cells) == 450
    assert all(cell["class"] == ["reference"] for cell in cells)
    assert "white-space: nowrap" in STYLE.partition(".reference {")[2].partition("}")[0]


def test_the_body_may_stand_in_another_page_with_the_same_words() -> None:
    document = adopted_example()
    for extent in Extent:
        whole = write_document(document, "html", extent).decode("utf-8")
        assert html_body(document, extent) in whole
    parts = page_parts(document)
    assert (parts.language, parts.direction) == ("en", "ltr")
    assert "Outcome Document" in parts.title
    for part in (parts.front, parts.contents, parts.text, parts.foot):
        assert part in html_body(document)


def test_the_number_and_the_digest_stand_at_the_foot_of_the_page() -> None:
    document = adopted_example()
    footer = page(document).footer
    assert footer is not None
    assert f"Number 1 · SHA-256 {document.sha256}" in footer.get_text()
    drafted = page(draft()).footer
    assert drafted is not None
    assert "DRAFT" in drafted.get_text()
    assert "SHA-256" not in drafted.get_text()
