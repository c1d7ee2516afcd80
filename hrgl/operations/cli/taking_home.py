"""The command that takes the document home: every format, every language, one zip."""

import argparse

from hrgl.core.database import reading
from hrgl.editions import editions
from hrgl.operations.cli.commands import open_database, told_on_a_bar, write_content
from hrgl.outcome.taking_all import all_taken_home, what_goes_home


def take_home(wanted: argparse.Namespace) -> None:
    """Write the document, or its draft, in every format into one zip."""
    with reading(open_database()) as session:
        edition = editions.by_code(session, wanted.edition)
        going = what_goes_home(session, edition_id=edition.id)
    with told_on_a_bar("Writing the files") as progress:
        content = all_taken_home(
            going, lambda done, of: progress(done / of, f"Writing file {min(done + 1, of)} of {of}")
        )
    write_content(wanted.out, content)
    print(f"{wanted.out}: {going.document.status} {len(content):,} bytes.")
