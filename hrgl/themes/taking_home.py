"""What of the themes is taken home: statements, a codebook, and the files that Polis has.

Who said something stands there as far as it stands on the page: `StatementView.who`, nothing else.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from hrgl.editions.attribution import vocabulary
from hrgl.editions.editions import EditionFacts
from hrgl.formats.writers.document import Document
from hrgl.formats.writers.polis import PolisComment, write_polis
from hrgl.formats.writers.workbook import FlatTable
from hrgl.notes.statements import Disposition, StatementView
from hrgl.themes.board import Board, ThemeRow
from hrgl.themes.coverage import Coverage
from hrgl.themes.coverage_words import coverage_table
from hrgl.themes.tags import Tags

_STATEMENTS = ("Reference", "Statement", "Theme", "What", "Said by", "Workshop", "Used in")
_CODEBOOK = (
    "Theme",
    "What it is about",
    "Statements",
    "Who is behind it",
    "What was said",
    "Touches",
    "Used in",
    "Looked through",
    "Typical statements",
)


def statements_home(now: Board) -> FlatTable:
    """Every statement that stands in a theme or in the queue, theme by theme."""
    return FlatTable("Statements", _STATEMENTS, [_statement(row) for row in _standing(now)])


def _standing(now: Board) -> list[StatementView]:
    return [*(row for theme in now.themes for row in theme.statements), *now.queue]


def _statement(row: StatementView) -> list[str]:
    used = ", ".join(row.encouragements)
    return [row.reference, row.text, row.theme or "", _kind(row), row.who, row.workshop, used]


def _kind(row: StatementView) -> str:
    return vocabulary("kinds")[row.kind] if row.kind else ""


def codebook_home(now: Board, tags: Mapping[int, Tags]) -> FlatTable:
    """The themes: what each is about, how much and what was said, and typical statements."""
    rows = [_code(theme, tags.get(theme.id, Tags())) for theme in now.themes]
    return FlatTable("Codebook", _CODEBOOK, rows)


def codebook_word(
    now: Board, tags: Mapping[int, Tags], edition: EditionFacts, notice: str
) -> bytes:
    """The same to be read and edited with a word processor."""
    # loaded when it is first used, as all writers of documents are
    from hrgl.formats.writers.codebook import write_codebook

    count = len(now.themes)
    about = Document(
        edition=edition.code,
        series=edition.series,
        title=edition.title,
        question=edition.question,
        dates="",
        number=None,
        status=f"{count} theme{'' if count == 1 else 's'}",
        notice=notice,
        sections=(),
    )
    return write_codebook(codebook_home(now, tags), about)


def _code(theme: ThemeRow, tags: Tags) -> list[str | int]:
    about = theme.description or (theme.line.told if theme.line else "")
    return [
        theme.name,
        about,
        len(theme.statements),
        theme.heard,
        _kinds(theme.statements),
        ", ".join(tag.label for tag in tags.confirmed),
        ", ".join(theme.encouragements),
        "yes" if theme.reviewed else "no",
        "\n".join(f"{row.short}  {' '.join(row.text.split())}" for row in theme.typical),
    ]


def _kinds(rows: Sequence[StatementView]) -> str:
    """How often each kind was marked: Need 4, Proposal 2."""
    counted = Counter(row.kind for row in rows if row.kind)
    names = vocabulary("kinds")
    return ", ".join(f"{names[kind]} {counted[kind]}" for kind in counted if counted[kind])


def coverage_home(found: Coverage) -> FlatTable:
    """The table of coverage exactly as it is shown, hidden counts hidden."""
    header, rows = coverage_table(found)
    return FlatTable("Coverage", header, rows)


def polis_home(now: Board, topic: str, question: str, notice: str) -> bytes:
    """The statements as comments in Polis' set of files; what was set aside as not accepted."""
    every = {row.id: row for row in (*_standing(now), *now.left_out)}.values()
    comments = [
        PolisComment(
            row.text,
            row.reference,
            row.theme or "",
            _kind(row),
            row.disposition is not Disposition.SET_ASIDE,
        )
        for row in sorted(every, key=lambda row: row.reference)
        if row.disposition is not Disposition.WITHDRAWN
    ]
    return write_polis(topic, question, comments, notice)
