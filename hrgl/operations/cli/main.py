"""The command line: the same acts as the pages, for the organiser at the machine itself."""

import argparse
import logging
import secrets
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from hrgl import __version__
from hrgl.core.enums import Role
from hrgl.errors import HrglError, Unavailable
from hrgl.formats.writers.writing import FORMATS
from hrgl.operations.cli import beginning, commands, importing, maintenance
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


def _port(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” is no port: a whole number from 1 to 65535.")


def parser() -> argparse.ArgumentParser:
    """What can be asked for on the command line."""
    made = argparse.ArgumentParser(
        prog="python -m hrgl",
        description="From workshop notes to the approved Outcome Document.",
        epilog="HRGL_DATABASE_URL names the database; by default var/hrgl.sqlite3. "
        "python -m hrgl settings shows all settings.",
    )
    made.add_argument("--version", action="version", version=f"hrgl {__version__}")
    subparsers = made.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, run: Callable[[Any], int | None], text: str) -> argparse.ArgumentParser:
        command = subparsers.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        return command

    add("sample", commands.load_sample, "load the demonstration edition, 2023-demo, afresh")
    command = add("import", importing.import_files, "import notes from files into their workshops")
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument("--edition", required=True)
    command.add_argument(
        "--workshop", help="where all notes go; otherwise told from columns and names of files"
    )
    command.add_argument("--column", help="the column of a table that holds the text")
    command.add_argument("--dry-run", action="store_true", help="show, but store nothing")
    command.add_argument("--json", action="store_true")
    command = add("suggest", commands.suggest, "propose themes for an edition's statements")
    command.add_argument("--edition", required=True)
    command.add_argument("--themes", type=int, help="how many; proposed if not given")
    command.add_argument("--adopt", action="store_true", help="take the proposal over as a whole")
    command.add_argument("--json", action="store_true")
    command = add("ledger", commands.show_ledger, "account for every statement of an edition")
    command.add_argument("--edition", required=True)
    command.add_argument("--json", action="store_true")
    command = add("export", commands.export, "write the outcome document, or its draft, to a file")
    command.add_argument("--edition", required=True)
    command.add_argument("--format", required=True, choices=FORMATS)
    command.add_argument("--out", required=True, type=Path)
    command = add("cluster", commands.cluster_file, "group any table of texts; needs no database")
    command.add_argument("file", type=Path, metavar="FILE.csv")
    command.add_argument("--text", required=True, metavar="COLUMN")
    command.add_argument("--themes", type=int)
    command.add_argument("--out", required=True, type=Path)
    add("migrate", commands.bring_up_to_date, "bring the database up to date and load the editions")
    command = add(
        "backup", maintenance.back_up, "write everything into one file, while people work"
    )
    command.add_argument("file", type=Path, metavar="FILE")
    command = add("restore", maintenance.restore_backup, "fill an empty database from a backup")
    command.add_argument("file", type=Path, metavar="FILE")
    command = add(
        "erase", maintenance.erase_person, "take a person's words and names out, for good"
    )
    command.add_argument(
        "--person", required=True, metavar="WHO", help="an account's e-mail address, or a name"
    )
    command.add_argument("--edition", help="only in this one; otherwise in all")
    command.add_argument("--dry-run", action="store_true", help="tell, but change nothing")
    command = add("serve", commands.start_dashboard, "start the dashboard")
    command.add_argument("--port", type=_port)
    command.add_argument("--host")
    command.add_argument(
        "--demonstration", action="store_true", help="load the demonstration if there are no notes"
    )
    command = add(
        "worker", commands.do_long_work, "do the long work (started with the dashboard by itself)"
    )
    command.add_argument("--parent", type=int, help=argparse.SUPPRESS)
    command = add("settings", beginning.show_settings, "show every setting and what it is now")
    command.add_argument("--table", action="store_true", help="as the guide shows them")
    edition = subparsers.add_parser("edition", help="editions").add_subparsers(
        required=True, metavar="WHAT"
    )
    command = edition.add_parser("add", help="begin an edition")
    command.set_defaults(run=beginning.add_edition)
    command.add_argument("code")
    command.add_argument("--title", required=True)
    account = subparsers.add_parser("account", help="accounts of people").add_subparsers(
        required=True, metavar="WHAT"
    )
    command = account.add_parser("add", help="give somebody a role in an edition")
    command.set_defaults(run=beginning.add_account)
    command.add_argument("email")
    command.add_argument("--name", required=True)
    command.add_argument("--edition", required=True)
    command.add_argument(
        "--role", required=True, choices=[r.value for r in Role if r is not Role.PARTICIPANT]
    )
    command.add_argument(
        "--link", action="store_true", help="make a link to choose a password with; ask for none"
    )
    return made
