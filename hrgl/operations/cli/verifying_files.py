"""Whether a file holds a published document, told at the command line."""

import argparse
import sys

from hrgl.core.database import reading
from hrgl.editions import editions
from hrgl.errors import HrglError, Unavailable
from hrgl.operations.cli.commands import content_of, open_database
from hrgl.outcome.public_numbers import known_editions
from hrgl.outcome.verifying import verified

HOLDS, DIFFERS, NO_DOCUMENT = 0, 1, 2


def verify_file(wanted: argparse.Namespace) -> int:
    """Say what a file holds: 0 a published text, 1 one that differs, 2 none or nothing readable."""
    try:
        content = content_of(wanted.file)
        with reading(open_database()) as session:
            code = wanted.edition
            edition_id = editions.by_code(session, code).id if code else None
            known = known_editions(session, edition_id=edition_id)
        found = verified(wanted.file.name, content, [n for each in known for n in each.numbers])
    except Unavailable:
        raise
    except HrglError as error:
        print(error, file=sys.stderr)
        return NO_DOCUMENT
    print("\n".join(found.sentences))
    if found.holds:
        return HOLDS
    return DIFFERS if found.number else NO_DOCUMENT
