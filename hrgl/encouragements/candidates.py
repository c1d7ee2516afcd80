"""Candidates: begun for each theme or from picked statements, and merged into one another."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session

from hrgl.core import audit
from hrgl.core.models import Encouragement, EncouragementTheme, Member
from hrgl.core.permissions import Permission, require
from hrgl.encouragements import evidence, outlines, places
from hrgl.encouragements.encouragements import leave_the_running, themes_of
from hrgl.encouragements.guards import (
    current_wording,
    encouragement_then,
    open_encouragement,
    refuse_if_published,
)
from hrgl.encouragements.texts import WordingText, text_of
from hrgl.encouragements.wordings import begin_encouragement, next_wording
from hrgl.errors import NotNow, NotValid
from hrgl.notes.standing import Stand, fetch_open
from hrgl.notes.statements import StatementView, list_statements
from hrgl.themes.board import board
from hrgl.themes.placing import fetch_live


def begin_each(
    session: Session, actor: Member, *, theme_ids: Sequence[int], theme_versions: Mapping[int, int]
) -> list[Encouragement]:
    """Begin one candidate for each of these themes, at the next free places while there are any.

    Its heading is empty; statements typical of the theme, spread over the rooms, are its outline,
    and are cited.
    """
    require(actor, Permission.WORD)
    refuse_if_published(session, actor.edition_id)
    if not theme_ids:
        raise NotValid("Every theme has an encouragement already.")
    for theme_id in theme_ids:
        fetch_live(session, actor, theme_id, theme_versions.get(theme_id))
    now = board(session, edition_id=actor.edition_id)
    wanted = set(theme_ids)
    themes = [theme for theme in now.themes if theme.id in wanted]
    if meanwhile := [theme.name for theme in themes if theme.encouragements]:
        raise NotNow(f"There is an encouragement from “{meanwhile[0]}” by now. Look again first.")
    free = iter(places.free_places(session, edition_id=actor.edition_id))
    begun = [
        _begin(session, actor, outlines.typical_over_rooms(theme), [theme.id], next(free, None))
        for theme in themes
    ]
    ids = [theme.id for theme in themes]
    audit.record(session, actor, "candidates.begun", begun[0], themes=ids)
    return begun


def begin_from_statements(
    session: Session,
    actor: Member,
    *,
    statement_ids: Sequence[int],
    seen: Mapping[int, Stand] | None = None,
) -> Encouragement:
    """Begin a candidate from picked statements, which are its outline and are cited."""
    require(actor, Permission.WORD)
    refuse_if_published(session, actor.edition_id)
    if not statement_ids:
        raise NotValid("Pick at least one statement first.")
    fetch_open(session, actor, statement_ids, seen)
    wanted = dict.fromkeys(statement_ids)
    rows = list_statements(session, edition_id=actor.edition_id)
    picked = [row for row in rows if row.id in wanted]
    themes = sorted({row.theme_id for row in picked if row.theme_id is not None})
    place = places.next_free_place(session, edition_id=actor.edition_id)
    begun = _begin(session, actor, picked, themes, place)
    audit.record(
        session, actor, "candidate.begun", begun, place=place, statements=[s.id for s in picked]
    )
    return begun


def _begin(
    session: Session,
    actor: Member,
    statements: Sequence[StatementView],
    theme_ids: Sequence[int],
    place: int | None,
) -> Encouragement:
    begun = begin_encouragement(session, actor, outlines.outline(statements), place)
    for theme_id in theme_ids:
        session.add(EncouragementTheme(encouragement_id=begun.id, theme_id=theme_id))
    for statement in statements:
        evidence.attach(session, actor, begun, statement.id, outlines.as_what(statement))
    return begun


def merge_candidates(
    session: Session,
    actor: Member,
    *,
    encouragement_id: int,
    seen_version: int,
    other_id: int,
    other_seen_version: int,
) -> Encouragement:
    """Put another encouragement into this one: evidence, themes and words join.

    The other one is set aside and keeps its wordings; what both say stands in the next wording.
    """
    require(actor, Permission.WORD)
    if encouragement_id == other_id:
        raise NotValid("Choose another encouragement to merge into.", "into")
    into = open_encouragement(session, actor, encouragement_id, seen_version)
    other = open_encouragement(session, actor, other_id, other_seen_version)
    stood = encouragement_then(session, other)
    _join_words(session, actor, into, other)
    _join_themes(session, into, other)
    _join_evidence(session, into, other)
    called = current_wording(session, into).heading
    leave_the_running(other, f"merged into “{called}”" if called else "merged into another one")
    other.merged_into_id = into.id
    audit.record(
        session,
        actor,
        "candidate.merged",
        into,
        **encouragement_then(session, into),
        other=stood["heading"],
        other_id=other.id,
    )
    return into


def _join_words(session: Session, actor: Member, into: Encouragement, other: Encouragement) -> None:
    ours, theirs = (text_of(current_wording(session, each)) for each in (into, other))
    said = theirs.heading if ours.heading != theirs.heading and ours.heading else ""
    joined = WordingText(
        ours.heading or theirs.heading,
        _both(ours.explanation, _both(said, theirs.explanation)),
        _both(ours.examples, theirs.examples),
    )
    if joined != ours:
        named = f"“{theirs.heading}”" if theirs.heading else "one without a heading"
        next_wording(session, actor, into, joined, f"merged with {named}")
    into.remarks = _both(into.remarks, other.remarks)


def _both(first: str, second: str) -> str:
    return first if first == second else "\n\n".join(filter(None, (first, second)))


def _join_themes(session: Session, into: Encouragement, other: Encouragement) -> None:
    there = set(themes_of(session, encouragement_id=into.id))
    for theme_id in themes_of(session, encouragement_id=other.id):
        if theme_id not in there:
            session.add(EncouragementTheme(encouragement_id=into.id, theme_id=theme_id))


def _join_evidence(session: Session, into: Encouragement, other: Encouragement) -> None:
    there = {each.statement_id for each in evidence.evidence_of(session, into.id)}
    for citation in evidence.evidence_of(session, other.id):
        if citation.statement_id in there:
            session.delete(citation)
        else:
            citation.encouragement_id = into.id
