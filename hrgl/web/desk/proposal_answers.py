"""What a screen is told of the latest proposal: everything that taking it over would change."""

from typing import Any

from sqlmodel import Session
from starlette.datastructures import QueryParams

from hrgl.core import audit
from hrgl.core.models import Member
from hrgl.notes.statements import StatementView, list_statements
from hrgl.operations.sentences import sentence
from hrgl.themes.proposals import proposals
from hrgl.themes.proposals.comparison import Proposal, ProposedTheme
from hrgl.themes.proposals.difference import (
    LosingTheme,
    ProposalDifference,
    difference,
    in_all,
    number_in_words,
)


def tell_proposal(session: Session, member: Member, _: QueryParams) -> dict[str, Any]:
    """The latest proposal as a difference; that it was discarded; or nothing before a first one."""
    edition_id = member.edition_id
    told: dict[str, Any] = {"revision": audit.revision(session, edition_id=edition_id)}
    rows = list_statements(session, edition_id=edition_id)
    found = proposals.latest_proposal(session, edition_id=edition_id, rows=rows)
    if found is None:
        gone = proposals.discarding(session, edition_id=edition_id)
        if gone is None:
            return told
        named = audit.name_sent(session, entry_id=gone.id)
        return told | {"discarded": {"say": sentence(gone), "of": named}}
    now = proposals.material(session, edition_id=edition_id, rows=rows)
    return told | _told(found, difference(found, now))


def _told(found: Proposal, changes: ProposalDifference) -> dict[str, Any]:
    return {
        "proposal": found.clustering_id,
        "say": in_all(changes),
        "number": number_in_words(found),
        "old": found.out_of_date,
        "waiting": changes.waiting,
        "groups": [_group(each) for each in (*changes.new, *changes.filled)],
        "losing": [_losing(each) for each in changes.losing],
        "unchanged": [theme.name for theme in changes.unchanged],
    }


def _group(theme: ProposedTheme) -> dict[str, Any]:
    typical = {s.id for s in theme.typical}
    other = {s.id: name for s, name in theme.torn}
    return {
        "number": theme.number,
        "name": theme.name,
        "others": [] if theme.into else list(theme.others),
        "theme": [theme.into.id, theme.into.version] if theme.into else None,
        "size": len(theme.statements),
        "hangs": theme.hangs_together,
        "near": theme.near[0] if theme.near else "",
        "line": theme.line.told if theme.line else "",
        "staying": len(theme.staying),
        "rows": [
            _row(s, typical=s.id in typical, other=other.get(s.id, ""))
            for s in _typical_first(theme, typical)
        ],
    }


def _typical_first(theme: ProposedTheme, typical: set[int]) -> list[StatementView]:
    changed = (*theme.joining, *theme.moving)
    return sorted(changed, key=lambda s: (s.id not in typical, s.id))


def _row(s: StatementView, *, typical: bool, other: str) -> list[Any]:
    return [s.id, s.version, s.theme_id, s.short, s.text, s.theme or "", typical, other]


def _losing(losing: LosingTheme) -> dict[str, Any]:
    return {
        "theme": losing.theme.id,
        "name": losing.theme.name,
        "apart": losing.falls_apart,
        "staying": losing.staying,
        "goes": [[theme.number, [s.id for s in statements]] for theme, statements in losing.goes],
    }
