"""What can be asked for on the command line, and with which arguments."""

import argparse
from pathlib import Path

from hrgl import __version__
from hrgl.core.enums import Languages, Role
from hrgl.formats.writers.writing import FORMATS
from hrgl.operations.cli import (
    beginning,
    checking,
    commands,
    importing,
    maintenance,
    readying,
    taking_home,
    verifying_files,
    word_files,
)
from hrgl.operations.cli.one_command import CliCommand as _Command
from hrgl.operations.cli.one_command import argument as _argument
from hrgl.operations.cli.one_command import as_port as _port

_EDITION = _argument("--edition", required=True)
_OUT = _argument("--out", required=True, type=Path)
_FILE = _argument("file", type=Path, metavar="FILE")
_JSON = _argument("--json", action="store_true")
_ROLES = [role.value for role in Role if role is not Role.PARTICIPANT]
_COMMANDS = (
    _Command("sample", commands.load_sample, "load the demonstration edition, 2023-demo, afresh"),
    _Command(
        "import",
        importing.import_files,
        "import notes from files into their workshops",
        (
            _argument("files", nargs="+", type=Path, metavar="FILE"),
            _EDITION,
            _argument(
                "--workshop",
                help="where all notes go; otherwise told from columns and names of files",
            ),
            _argument("--column", help="the column of a table that holds the text"),
            _argument("--dry-run", action="store_true", help="show, but store nothing"),
            _JSON,
        ),
    ),
    _Command(
        "suggest",
        commands.suggest,
        "propose themes for an edition's statements",
        (
            _EDITION,
            _argument("--themes", type=int, help="how many; proposed if not given"),
            _argument("--start-from", help="the code of an earlier edition: start from its themes"),
            _argument("--adopt", action="store_true", help="take the proposal over as a whole"),
            _JSON,
        ),
    ),
    _Command(
        "ledger",
        commands.show_ledger,
        "account for every statement of an edition",
        (_EDITION, _JSON),
    ),
    _Command(
        "check",
        checking.check,
        "say what falls short of an edition's encouragements; 1 if anything does",
        (_EDITION, _JSON),
    ),
    _Command(
        "ready",
        readying.tell_what_is_in_the_way,
        "say what stands between the draft and its publication",
        (_EDITION,),
    ),
    _Command(
        "export",
        commands.export,
        "write the outcome document, or its draft, to a file",
        (
            _EDITION,
            _argument("--format", required=True, choices=FORMATS),
            _argument(
                "--short",
                action="store_true",
                help="for the Conference: without remarks, method and annexes",
            ),
            _OUT,
        ),
    ),
    _Command(
        "verify",
        verifying_files.verify_file,
        "say whether a file holds a published document: 0 if it does, 1 if it differs, 2 if it "
        "is none",
        (_FILE, _argument("--edition", help="only this one; otherwise all")),
    ),
    _Command(
        "take-home",
        taking_home.take_home,
        "write the outcome document, or its draft, in every format and language into one zip",
        (_EDITION, _OUT),
    ),
    _Command(
        "take-out",
        word_files.take_draft_out,
        "write the draft as a Word file that people change and send back",
        (
            _EDITION,
            _OUT,
            _argument(
                "--places", action="store_true", help="without the candidates that have no place"
            ),
        ),
    ),
    _Command(
        "bring-back",
        word_files.bring_drafts_back,
        "take in Word files that came back: changes as amendments, comments beside them",
        (
            _argument("files", nargs="+", type=Path, metavar="FILE.docx"),
            _EDITION,
            _argument("--dry-run", action="store_true", help="show, but store nothing"),
            _JSON,
        ),
    ),
    _Command(
        "cluster",
        commands.cluster_file,
        "group any table of texts; needs no database",
        (
            _argument("file", type=Path, metavar="FILE.csv"),
            _argument("--text", required=True, metavar="COLUMN"),
            _argument("--themes", type=int),
            _argument(
                "--languages",
                type=Languages,
                choices=list(Languages),
                default=Languages.AUTO,
                help="which model compares them; unless said, as the texts are written",
            ),
            _OUT,
        ),
    ),
    _Command(
        "migrate", commands.bring_up_to_date, "bring the database up to date and load the editions"
    ),
    _Command(
        "backup", maintenance.back_up, "write everything into one file, while people work", (_FILE,)
    ),
    _Command(
        "restore", maintenance.restore_backup, "fill an empty database from a backup", (_FILE,)
    ),
    _Command(
        "erase",
        maintenance.erase_person,
        "take a person's words and names out, for good",
        (
            _argument(
                "--person",
                required=True,
                metavar="WHO",
                help="an account's e-mail address, or a name",
            ),
            _argument("--edition", help="only in this one; otherwise in all"),
            _argument("--dry-run", action="store_true", help="tell, but change nothing"),
        ),
    ),
    _Command(
        "serve",
        commands.start_dashboard,
        "start the dashboard",
        (
            _argument("--port", type=_port),
            _argument("--host"),
            _argument(
                "--demonstration",
                action="store_true",
                help="load the demonstration if there are no notes",
            ),
        ),
    ),
    _Command(
        "worker",
        commands.do_long_work,
        "do the long work (started with the dashboard by itself)",
        (_argument("--parent", type=int, help=argparse.SUPPRESS),),
    ),
    _Command(
        "settings",
        beginning.show_settings,
        "show every setting and what it is now",
        (_argument("--table", action="store_true", help="as the guide shows them"),),
    ),
)
# commands of two words: what the first is about, and the second
_COMMANDS_ABOUT = {
    "edition": (
        "editions",
        _Command(
            "add",
            beginning.add_edition,
            "begin an edition",
            (_argument("code"), _argument("--title", required=True)),
        ),
    ),
    "account": (
        "accounts of people",
        _Command(
            "add",
            beginning.add_account,
            "give somebody a role in an edition",
            (
                _argument("email"),
                _argument("--name", required=True),
                _EDITION,
                _argument("--role", required=True, choices=_ROLES),
                _argument(
                    "--link",
                    action="store_true",
                    help="make a link to choose a password with; ask for none",
                ),
            ),
        ),
    ),
}


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
    for command in _COMMANDS:
        added = subparsers.add_parser(command.name, help=command.text, description=command.text)
        command.take_arguments(added)
    for noun, (text, command) in _COMMANDS_ABOUT.items():
        about = subparsers.add_parser(noun, help=text)
        added = about.add_subparsers(required=True, metavar="WHAT").add_parser(
            command.name, help=command.text
        )
        command.take_arguments(added)
    return made
