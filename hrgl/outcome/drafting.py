"""The document built from what stands in an edition at this moment."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session, col, select

from hrgl.core.enums import CommentKind, Stage, Support
from hrgl.core.models import Edition, Encouragement, Evidence, Note, Workshop
from hrgl.encouragements.commenting import comments
from hrgl.encouragements.commenting.comments import Commented, CommentState, CommentView
from hrgl.encouragements.groups import group_headings
from hrgl.encouragements.views import EncouragementView, list_encouragements
from hrgl.formats.writers.document import (
    DEMONSTRATION,
    NO_HEADING_YET,
    Citation,
    CommentedOn,
    Document,
    Section,
    ThemeSection,
)
from hrgl.notes.heard import heard
from hrgl.notes.references import as_printed
from hrgl.notes.statements import Disposition, StatementView, from_all_statements, list_statements
from hrgl.outcome.earlier import said_before
from hrgl.outcome.form import as_form, form_of
from hrgl.outcome.method import method_note
from hrgl.outcome.printing import day_in_words
from hrgl.outcome.translations import with_translations
from hrgl.themes.board import board

_Cited = dict[int, list[tuple[StatementView, Support]]]
_ANSWERED = {CommentState.ANSWERED, CommentState.AGREED, CommentState.NOT_AGREED}


@from_all_statements
def built_document(
    session: Session,
    edition: Edition,
    *,
    number: int | None,
    status: str,
    every: Sequence[EncouragementView] | None = None,
    rows: Sequence[StatementView] | None = None,
) -> Document:
    """The document as it stands; candidates and themes are in it as long as it has no number.

    `every` are all encouragements of the edition and `rows` all its statements, where they are at
    hand.
    """
    rows = list_statements(session, edition_id=edition.id) if rows is None else rows
    every = list_encouragements(session, edition_id=edition.id) if every is None else every
    going = [each for each in every if each.stage is not Stage.SET_ASIDE]
    placed = [each for each in going if each.place]
    cited = cited_evidence(session, edition_id=edition.id, rows=rows)
    commented = comments.of(session, edition_id=edition.id)
    form = form_of(session, edition_id=edition.id)
    shown = {row.id for each in placed for row, _ in cited.get(each.id, ())}
    draft = number is None
    sections = _sections(session, edition.id, placed, cited)
    document = replace(
        _title_page(edition, number, status),
        sections=sections if draft else _with_earlier(session, edition, sections),
        candidates=tuple(_section(e, cited) for e in going if not e.place) if draft else (),
        themes=_themes(session, edition.id, rows) if draft else (),
        form=as_form(form),
        method=method_note(session, edition, form, rows, shown, placed, commented),
        organisations=_organisations(session, edition.id, rows),
        workshops=_workshops(session, edition.id, rows if draft else _cited_rows(cited)),
        comments=_comments(commented),
    )
    return with_translations(session, edition_id=edition.id, document=document)


def _title_page(edition: Edition, number: int | None, status: str) -> Document:
    """What the edition itself says in the document, and nothing else."""
    return Document(
        edition=edition.code,
        series=edition.series,
        title=edition.title,
        question=edition.question,
        dates=_dates(edition),
        number=number,
        status=status,
        notice=DEMONSTRATION if edition.demonstration else "",
        sections=(),
    )


def _cited_rows(cited: _Cited) -> Iterable[StatementView]:
    return (row for pairs in cited.values() for row, _ in pairs)


def _sections(
    session: Session, edition_id: int, placed: Sequence[EncouragementView], cited: _Cited
) -> tuple[Section, ...]:
    """The encouragements at their places; a heading above an empty place goes to the next."""
    waiting = [(g.place, g.heading) for g in group_headings(session, edition_id=edition_id)]
    found = []
    for each in placed:
        group = ""
        while waiting and waiting[0][0] <= (each.place or 0):
            group = waiting.pop(0)[1]
        found.append(_section(each, cited, group))
    return tuple(found)


def _with_earlier(
    session: Session, edition: Edition, sections: tuple[Section, ...]
) -> tuple[Section, ...]:
    """Each with the earlier editions in which something near it was said."""
    found = said_before(session, edition=edition, sections=sections)
    return tuple(
        replace(each, earlier=editions) for each, editions in zip(sections, found, strict=True)
    )


def _section(each: EncouragementView, everything: _Cited, group: str = "") -> Section:
    cited = sorted(
        everything.get(each.id, []),
        key=lambda pair: (list(Support).index(pair[1]), pair[0].reference),
    )
    return Section(
        place=each.place,
        heading=each.heading or NO_HEADING_YET,
        explanation=as_printed(each.explanation),
        examples=as_printed(each.examples),
        remarks=as_printed(each.remarks),
        heard=heard(tuple(row for row, _ in cited)) if cited else "",
        citations=tuple(_citation(row, support.value) for row, support in cited),
        minority=tuple(o.reason for o in each.overruled) if each.rule.minority_printed else (),
        group=group,
    )


def _citation(row: StatementView, support: str) -> Citation:
    return Citation(row.reference, support, row.text, row.workshop, row.who)


@from_all_statements
def cited_evidence(
    session: Session, *, edition_id: int, rows: Sequence[StatementView] | None = None
) -> dict[int, list[tuple[StatementView, Support]]]:
    """The statements cited in each encouragement, by its id, and as what."""
    rows = list_statements(session, edition_id=edition_id) if rows is None else rows
    by_id = {row.id: row for row in rows}
    query = (
        select(Evidence)
        .join(Encouragement, col(Encouragement.id) == Evidence.encouragement_id)
        .where(Encouragement.edition_id == edition_id)
        .order_by(col(Evidence.id))
    )
    found: dict[int, list[tuple[StatementView, Support]]] = {}
    for each in session.exec(query).all():
        found.setdefault(each.encouragement_id, []).append((by_id[each.statement_id], each.support))
    return found


def _themes(
    session: Session, edition_id: int, rows: Sequence[StatementView]
) -> tuple[ThemeSection, ...]:
    return tuple(
        ThemeSection(t.name, t.description, tuple(_citation(row, "") for row in t.statements))
        for t in board(session, edition_id=edition_id, rows=rows, read=False).themes
    )


def _organisations(
    session: Session, edition_id: int, rows: Sequence[StatementView]
) -> tuple[str, ...]:
    """Those that the attribution shows by themselves; nobody who only counts in a group."""
    shown = {
        row.who for row in rows if row.by_itself and row.disposition is not Disposition.WITHDRAWN
    }
    if not shown:
        return ()
    query = (
        select(Note.organisation)
        .join(Workshop, col(Workshop.id) == Note.workshop_id)
        .where(Workshop.edition_id == edition_id, col(Note.organisation).is_not(None))
        .distinct()
    )
    return tuple(sorted(shown & set(session.exec(query).all()), key=str.casefold))


def _workshops(
    session: Session, edition_id: int, rows: Iterable[StatementView]
) -> tuple[tuple[str, str], ...]:
    """Code and title of the rooms that references begin with."""
    named = {row.workshop for row in rows}
    query = select(Workshop.code, Workshop.title).where(Workshop.edition_id == edition_id)
    pairs = session.exec(query.order_by(Workshop.code)).all()
    return tuple((code, title) for code, title in pairs if code in named)


def _comments(commented: Sequence[Commented]) -> tuple[CommentedOn, ...]:
    """What was said in the round and is answered; of who said it, nothing."""
    return tuple(
        _commented_on(about, each)
        for about in commented
        for each in about.comments
        if each.state in _ANSWERED and each.kind is not CommentKind.PROPOSAL
    )


def _commented_on(about: Commented, said: CommentView) -> CommentedOn:
    name = f"Encouragement {about.place}" if about.place else f"“{about.heading}”"
    # readers of the document know of no numbers of wordings
    answer = said.what.partition(" in wording ")[0]
    return CommentedOn(name, said.text, answer, as_printed(said.reason))


def _dates(edition: Edition) -> str:
    if edition.starts is None or edition.ends is None:
        return ""
    first, last = edition.starts, edition.ends
    if (first.year, first.month) == (last.year, last.month):
        return _within_a_month(first, last)
    return f"{day_in_words(first)} – {day_in_words(last)}"


def _within_a_month(first: date, last: date) -> str:
    return f"{first.day}–{day_in_words(last)}"
