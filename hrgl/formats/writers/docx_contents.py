"""The list of contents of the Word file: a field, filled in, so that nobody has to update it."""

from collections.abc import Sequence

from hrgl.formats.writers.blocks import TextBlock, plain_words
from hrgl.formats.writers.document import as_one_line
from hrgl.formats.writers.docx_text import bookmark_name, paragraph_xml, run_xml

_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
# Links to the three highest levels; without numbers of pages, which only a program that has laid
# the pages out can know.
_ORDER = r' TOC \o "1-3" \h \n \z \u '


def contents_xml(label: str, headings: Sequence[TextBlock], *, right: bool) -> str:
    """This heading, and an entry for each of those, linked to its bookmark."""
    if not headings:
        return ""
    title = paragraph_xml(
        "TOC Heading",
        run_xml(as_one_line(label), right=right),
        right=right,
        marks="<w:pageBreakBefore/>",
    )
    order = f'<w:r><w:instrText xml:space="preserve">{_ORDER}</w:instrText></w:r>'
    before = _FIELD.format("begin") + order + _FIELD.format("separate")
    made = [title]
    for heading in headings:
        last = _FIELD.format("end") if heading is headings[-1] else ""
        made.append(_entry(heading, before, last, right=right))
        before = ""
    return "".join(made)


def _entry(heading: TextBlock, before: str, last: str, *, right: bool) -> str:
    text = run_xml(plain_words(heading.text), right=right)
    if heading.number:
        text = run_xml(heading.number, right=right) + "<w:r><w:tab/></w:r>" + text
    place = bookmark_name(heading.anchor)
    link = f'<w:hyperlink w:anchor="{place}" w:history="1">{text}</w:hyperlink>'
    style = f"toc {min(heading.level - 1, 3)}"
    return paragraph_xml(style, before + link + last, right=right)
