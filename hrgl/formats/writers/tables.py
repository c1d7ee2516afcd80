"""The Outcome Document as tables: a workbook of its parts, and one table of all evidence."""

import io
from collections.abc import Iterator
from datetime import datetime

from openpyxl.xml.functions import tostring  # openpyxl ships no types

from hrgl.formats.writers.annexes import how_to_cite
from hrgl.formats.writers.blocks import Extent, one_line_of
from hrgl.formats.writers.document import (
    CITED_AS,
    Document,
    DocumentPart,
    Section,
    as_one_line,
    full_sentence,
)
from hrgl.formats.writers.packing import EARLIEST, without_clock
from hrgl.formats.writers.separated import write_csv
from hrgl.formats.writers.workbook import FlatTable, workbook_of

_ENCOURAGEMENTS = (
    "Number",
    "Group",
    "Sentence",
    "Explanation",
    "Examples",
    "Remarks",
    "Not all agreed",
    "Raised",
)
_EVIDENCE = ("Number", "Reference", "Statement", "Cited as", "Workshop", "Who")
_COMMENTS = ("On", "Said", "Answer", "Reason")
_BY_ENCOURAGEMENT = ("Number", "Sentence", "Reference", "Statement", "Cited as", "Workshop", "Who")
_LONGEST = 32_767  # what a cell of a workbook may hold, in characters


def write_tables(document: Document, _extent: Extent = Extent.FULL) -> bytes:
    """The document as XLSX, a sheet for each part; the same document gives the same bytes."""
    prints = document.form.prints
    sheets = [FlatTable("Encouragements", _ENCOURAGEMENTS, list(_encouragements(document)))]
    if prints(DocumentPart.EVIDENCE):
        cited = [row for each in document.annex for row in _cited(each)]
        sheets.append(FlatTable("Evidence", _EVIDENCE, cited))
    if prints(DocumentPart.COMMENTS):
        rows = [(each.about, each.said, each.answer, each.reason) for each in document.comments]
        sheets.append(FlatTable("Comments", _COMMENTS, rows))
    sheets.append(FlatTable("About", ("", ""), _about(document)))
    book = workbook_of([_within(each) for each in sheets], document.notice)
    about = book.properties
    about.title = one_line_of(": ", document.form.name, document.title)[:255]
    about.creator = as_one_line(document.form.issuer or document.series)[:255]
    about.lastModifiedBy, about.language = about.creator, document.form.language
    about.description = one_line_of(" ", document.notice, document.status)[:255]
    out = io.BytesIO()
    book.save(out)
    about.created = about.modified = datetime(*EARLIEST)
    return without_clock(out.getvalue(), {"docProps/core.xml": tostring(about.to_tree())})


def write_evidence_table(document: Document, _extent: Extent = Extent.FULL) -> bytes:
    """The document as one CSV: a row for each cited statement beside the sentence it is cited in.

    What cites nothing, or whose evidence is not printed, has one row.
    """
    return write_csv(
        _BY_ENCOURAGEMENT,
        _by_encouragement(document),
        mark=True,
        notice=as_one_line(document.notice),
    )


def _encouragements(document: Document) -> Iterator[tuple[str | int, ...]]:
    prints = document.form.prints
    group = ""
    for section in (*document.sections, *document.candidates):
        group = "" if section.place is None else section.group or group
        yield (
            _number(section),
            group,
            _sentence(document, section),
            section.explanation,
            section.examples if prints(DocumentPart.EXAMPLES) else "",
            section.remarks if prints(DocumentPart.REMARKS) else "",
            "\n".join(section.dissent),
            section.raised if prints(DocumentPart.RAISED) else "",
        )


def _cited(section: Section) -> Iterator[tuple[str | int, ...]]:
    for each in section.citations:
        support = CITED_AS.get(each.support, each.support)
        yield _number(section), each.reference, each.text, support, each.workshop, each.who


def _by_encouragement(document: Document) -> Iterator[tuple[str, ...]]:
    printed = document.form.prints(DocumentPart.EVIDENCE)
    for section in (*document.sections, *document.candidates):
        beside = str(_number(section)), _sentence(document, section)
        rows = list(_cited(section)) if printed else []
        for _, *cited in rows or [(0, *[""] * 5)]:
            yield *beside, *map(str, cited)


def _about(document: Document) -> list[tuple[str, str]]:
    form = document.form
    told = [
        ("Document", form.name),
        ("Title", document.title),
        ("Series", document.series),
        ("Question", document.question),
        ("Document number", form.symbol),
        ("Place and date", one_line_of(", ", form.place, form.dated or document.dates)),
        ("State", document.status),
        ("Note", document.mark),
        ("Adoption", document.adoption),
        ("Issuer", form.issuer),
        ("Language", form.language),
        ("How to cite", how_to_cite(document) if form.prints(DocumentPart.CITE) else ""),
        ("Contact", form.contact if form.prints(DocumentPart.CONTACT) else ""),
        ("SHA-256", document.sha256),
    ]
    return [(name, text) for name, text in told if as_one_line(text)]


def _number(section: Section) -> int | str:
    return section.label if section.place is None else section.place


def _sentence(document: Document, section: Section) -> str:
    return full_sentence(document.form.lead_in, section.heading)


def _within(table: FlatTable) -> FlatTable:
    """A table none of whose cells is longer than a workbook may hold: it would not open."""
    rows = [
        [cell[:_LONGEST] if isinstance(cell, str) else cell for cell in row] for row in table.rows
    ]
    return FlatTable(table.name, table.header, rows)
