"""What falls short of an edition's encouragements, told at the command line."""

import argparse
from typing import Any

from sqlmodel import Session

from hrgl.core.database import reading
from hrgl.core.meaning import at_hand, sentences_beside
from hrgl.editions import editions
from hrgl.encouragements import views
from hrgl.encouragements.checking import checks
from hrgl.encouragements.checking.checks import Finding, Findings
from hrgl.encouragements.views import EncouragementView
from hrgl.notes.languages import model_of_sentences
from hrgl.operations.cli.commands import open_database, print_json

_WAIT = 120.0  # seconds for the model to come, on a machine that has just been started


def check(wanted: argparse.Namespace) -> int:
    """Say what falls short; 1 if anything does."""
    engine = open_database()
    with sentences_beside() as usual, reading(engine) as session:
        edition = editions.by_code(session, wanted.edition)
        model = model_of_sentences(session, edition_id=edition.id)
        sentences = at_hand(model) if model else usual
        found = checks.findings(session, edition_id=edition.id, meanings=sentences, patience=_WAIT)
        drafts = _drafts(session, edition.id)
    if wanted.json:
        print_json(_as_json(wanted.edition, found, drafts))
    else:
        _tell(found, drafts)
    return 1 if found.every else 0


def _drafts(session: Session, edition_id: int) -> dict[int, EncouragementView]:
    return {row.id: row for row in views.list_encouragements(session, edition_id=edition_id)}


def _tell(found: Findings, drafts: dict[int, EncouragementView]) -> None:
    for key, of in found.of_encouragements.items():
        if of:
            print(f"{_where(drafts[key])}: {drafts[key].heading or '(no heading yet)'}")
        for each in of:
            print(f"  {each.check}: {each.sentence}")
    if found.of_edition:
        print("The edition as a whole")
    for each in found.of_edition:
        print(f"  {each.check}: {each.sentence}")
    if found.note:
        print(found.note)
    print(f"{found.passed} of {found.checks} checks passed.")


def _where(draft: EncouragementView) -> str:
    return f"Place {draft.place}" if draft.place else f"Candidate {draft.id}"


def _as_json(edition: str, found: Findings, drafts: dict[int, EncouragementView]) -> dict[str, Any]:
    """What falls short, in the shape that other programs rely on."""
    return {
        "edition": edition,
        "checks": found.checks,
        "passed": found.passed,
        "note": found.note,
        "findings": [_row(each, drafts) for each in found.every],
    }


def _row(finding: Finding, drafts: dict[int, EncouragementView]) -> dict[str, Any]:
    draft = drafts.get(finding.encouragement_id or 0)
    return {
        "check": finding.check,
        "sentence": finding.sentence,
        "encouragement": draft.id if draft else None,
        "place": draft.place if draft else None,
        "heading": draft.heading if draft else None,
        "statements": list(finding.statements),
    }
