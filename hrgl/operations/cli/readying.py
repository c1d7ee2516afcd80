"""Readying: what stands between the draft and its publication, for whoever sits at a terminal."""

import argparse

from hrgl.core.database import reading
from hrgl.editions import editions
from hrgl.operations.cli.commands import open_database
from hrgl.outcome.publishing import next_number
from hrgl.outcome.readiness import in_the_way


def tell_what_is_in_the_way(wanted: argparse.Namespace) -> None:
    """One line for each thing, with the page on which it is put right."""
    with reading(open_database()) as session:
        edition = editions.by_code(session, wanted.edition)
        found = in_the_way(session, edition_id=edition.id)
        coming = next_number(session, edition_id=edition.id)
    for each in found:
        print(f"{each.sentence} ({each.page}: {each.button})")
    for difference in coming.beyond_remarks:
        print(f"Number {coming.adopted} was adopted, but {difference.sentence}")
    if any(each.blocks for each in found) or coming.beyond_remarks:
        return
    if coming.unchanged:
        print("Nothing has changed since the last number was published.")
    else:
        print(f"Number {coming.number} can be published.")
