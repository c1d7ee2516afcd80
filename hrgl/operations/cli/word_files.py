"""The commands for the Word round trip: take the draft out, bring files back."""

import argparse
from pathlib import Path
from typing import Any

from hrgl.core.database import reading, transaction
from hrgl.editions import editions
from hrgl.encouragements.round_trip import arriving, looking_through, returning, sending
from hrgl.encouragements.round_trip.looking_through import LookedInto
from hrgl.errors import NotFound, NotNow, NotValid
from hrgl.operations.cli.commands import content_of, open_database, print_json, write_content
from hrgl.people import accounts


def take_draft_out(wanted: argparse.Namespace) -> None:
    """Write the draft as a Word file whose changes can be brought back."""
    with transaction(open_database()) as session:
        edition = editions.by_code(session, wanted.edition)
        actor = accounts.command_line_member(session, edition)
        there = sending.that_can_go_out(session, edition_id=edition.id)
        chosen = [each.id for each in there if each.place] if wanted.places else None
        row, content = sending.take_out(session, actor, encouragement_ids=chosen)
        write_content(wanted.out, content)
        number, held = row.number, len(row.wordings)
    print(f"{wanted.out}: Word file {number} with {held} encouragements, {len(content):,} bytes.")


def bring_drafts_back(wanted: argparse.Namespace) -> None:
    """Bring Word files back, all of them or none; what becomes of each is told."""
    told: list[dict[str, Any]] = []
    with (reading if wanted.dry_run else transaction)(open_database()) as session:
        edition = editions.by_code(session, wanted.edition)
        actor = accounts.command_line_member(session, edition)
        for path in wanted.files:
            try:
                looked = _looked(session, edition.id, path)
                if not wanted.dry_run:
                    returning.bring_back(session, actor, file=looked.file)
            except (NotFound, NotNow, NotValid) as error:
                said = str(error)
                told_of = said if path.name in said else f"{path.name}: {said}"
                raise type(error)(told_of) from error
            told.append(_told(looked))
    if wanted.json:
        print_json({"files": told})
        return
    for each in told:
        _tell(each, dry_run=wanted.dry_run)


def _looked(session: Any, edition_id: int, path: Path) -> LookedInto:
    file = arriving.file_back(session, edition_id=edition_id, name=path.name, data=content_of(path))
    return looking_through.look_through(session, edition_id=edition_id, file=file)


def _told(looked: LookedInto) -> dict[str, Any]:
    changes, comments = looked.nowhere
    return {
        "file": looked.file.name,
        "number": looked.number,
        "authors": list(looked.authors),
        "amendments": looked.amendments,
        "untracked": looked.untracked,
        "notes_in_the_margin": looked.margin,
        "there_already": looked.there,
        "without_a_place": [
            *({"before": each.before, "after": each.after, "why": each.why} for each in changes),
            *({"comment": each.text, "why": each.why} for each in comments),
        ],
    }


def _tell(told: dict[str, Any], *, dry_run: bool) -> None:
    there = f"; {told['there_already']} are there already" if told["there_already"] else ""
    would = "would become" if dry_run else "became"
    print(
        f"{told['file']} (Word file {told['number']}): {told['amendments']} changes {would} "
        f"amendments, {told['untracked']} of them without tracking; "
        f"{told['notes_in_the_margin']} notes in the margin{there}"
    )
    for each in told["without_a_place"]:
        what = each.get("comment") or f"“{each['before']}” → “{each['after']}”"
        print(f"  without a place: {what} – {each['why']}")
