"""The command line: the same acts as the pages, for the organiser at the machine itself."""

import logging
import secrets
import sys
from collections.abc import Sequence

from hrgl.errors import HrglError, Unavailable
from hrgl.operations.cli.arguments import parser
from hrgl.settings import settings, warn_of_unknown

_logger = logging.getLogger("hrgl.operations.cli.main")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 refused, 2 not understood, 3 the system cannot at the moment."""
    parsed = parser().parse_args(arguments)
    debug = False
    try:
        debug = settings().debug
        if not getattr(parsed, "parent", None):  # else the dashboard has said it already
            warn_of_unknown()
        return int(parsed.run(parsed) or 0)
    except HrglError as error:
        print(error, file=sys.stderr)
        return 3 if isinstance(error, Unavailable) else 1
    except KeyboardInterrupt:
        print("Stopped. Nothing of this command was saved.", file=sys.stderr)
    except BrokenPipeError:
        return 1
    except Exception:  # the door of the command line: a bug is logged and named, never a traceback
        reference = secrets.token_hex(2).upper()
        if debug:
            _logger.exception("Bug %s", reference)
        print(f"Something went wrong ({reference}). Nothing was saved.", file=sys.stderr)
    return 1
