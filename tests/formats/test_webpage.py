"""Web pages: the text of a page is laid out as a pad's own plain-text export."""

from hypothesis import given, settings
from hypothesis import strategies as st

from hrgl.formats.readers.webpage import html_text

TAGS = st.sampled_from(
    [
        "<ul>",
        "</ul>",
        "<li>",
        "</li>",
        "<ol>",
        "<br>",
        "a",
        " ",
        "<b>",
        "</b>",
        "<p>",
        "</p>",
        "<",
        "<h1>",
        "</h1>",
        "<script>",
        "</script>",
        "<!--",
        "&nbsp;",
        "&#0;",
        "<pre>",
        "\n",
        "<td>",
    ]
)


@given(st.lists(TAGS, max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_tags_give_text(tags: list[str]) -> None:
    text = html_text("".join(tags))
    assert text == "" or text.endswith("\n")
    assert "<script" not in text


def test_a_pad_in_html_reads_as_the_pad_in_text() -> None:
    page = (
        "<!doctype html><html><head><title>pad</title><style>li {color: red}</style></head><body>\n"
        'One&nbsp;&nbsp;<br><ul class="bullet"><li>two<ul class="bullet"><li>three</ul></ul>'
        '<ul class="indent"><li>four</li></ul><ol start="1" class="number"><li>five'
        '<ol start="2" class="number"><li>six</li></ol></li><li>seven</li></ol><br>'
        "<strong>Eight</strong><br>it&#8217;s<script>alert(1)</script> nine<br></body></html>"
    )
    assert html_text(page) == (
        "One  \n\t* two\n\t\t* three\n\tfour\n\t1. five\n\t\t1.1. six\n\t2. seven\n\n"
        "**Eight**\nit’s nine\n"
    )


def test_old_pads_with_lists_straight_in_lists_are_read() -> None:
    page = '<ul class="bullet"><ul class="bullet"><li>deep</li></ul><li>flat</li></ul>'
    assert html_text(page) == "\t\t* deep\n\t* flat\n"


def test_headings_and_paragraphs_of_any_page_are_set_apart() -> None:
    page = "<h2>Housing</h2><p>Rents\n are <b>high</b>.</p><div>Wages</div><div>are low.</div>"
    assert html_text(page) == "## Housing\n\nRents are high.\n\nWages\nare low.\n"
