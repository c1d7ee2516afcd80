"""The codebook as a Word file: a heading for each theme, and under it what is told of it."""

from collections.abc import Sequence

from docx.document import Document as Word

from hrgl.formats.writers.document import Document, as_one_line, paragraphs
from hrgl.formats.writers.docx import add_texts, begin_word, timeless
from hrgl.formats.writers.workbook import FlatTable


def write_codebook(table: FlatTable, about: Document) -> bytes:
    """A table with a row for each theme, its name first, as DOCX; the same gives the same bytes.

    `about`: the edition, for the front and the head of each page.
    """
    word = begin_word(about)
    add_texts(word, "Notice", about.notice)
    add_texts(word, "Series", about.series)
    add_texts(word, "Title", table.name)
    add_texts(word, "Subtitle", about.title, about.status)
    add_texts(word, "Guiding Question", about.question)
    for row in table.rows:
        _theme(word, table.header, [str(cell) for cell in row])
    return timeless(word)


def _theme(word: Word, header: Sequence[str], row: Sequence[str]) -> None:
    name, *cells = row
    word.add_heading(as_one_line(name), 1)
    for label, cell in zip(header[1:], cells, strict=True):
        found = paragraphs(cell)
        if len(found) > 1:
            add_texts(word, "Label", label)
            add_texts(word, "List Bullet", *found)
        elif found:
            paragraph = word.add_paragraph()
            paragraph.add_run(f"{label}: ").bold = True
            paragraph.add_run(found[0])
