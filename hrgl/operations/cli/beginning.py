"""What an installation begins with, at the machine itself: its settings, an edition, an account."""

import argparse
import getpass
import sys

from hrgl.core.database import transaction
from hrgl.core.enums import Role
from hrgl.editions import editions, founding
from hrgl.operations.cli.commands import open_database
from hrgl.people import accounts, invitations, passwords
from hrgl.settings import Settings, setting_in_words, settings, takes, variable

HEAD = "| variable | takes | unless set | meaning |\n|---|---|---|---|"


def table() -> str:
    """All settings, as the guide shows them."""
    rows = [
        (
            f"`{variable(name)}`",
            takes(field),
            setting_in_words(field.default) or "–",
            field.description or "",
        )
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join([HEAD, *(f"| {' | '.join(row)} |" for row in rows)])


def show_settings(wanted: argparse.Namespace) -> None:
    """Every setting, what it is now and what it means; secrets are not shown."""
    if wanted.table:
        print(table())
        return
    now = settings()
    for name, field in Settings.model_fields.items():
        value = getattr(now, name)
        there = "set" if value != field.default else "not set"
        shown = setting_in_words(field.default) if there == "not set" else "not shown"
        if there == "set" and field.repr:
            shown = setting_in_words(value)
        print(f"{variable(name)}: {shown or 'nothing'} – {there}\n    {field.description}")


def add_edition(wanted: argparse.Namespace) -> None:
    """Begin an edition that no file describes."""
    with transaction(open_database()) as session:
        edition = founding.begin_edition(session, code=wanted.code, title=wanted.title)
        code = edition.code
    print(
        f"Edition {code} is there. Give it an organiser: python -m hrgl account add EMAIL "
        f"--name NAME --edition {code} --role organiser"
    )


def add_account(wanted: argparse.Namespace) -> None:
    """Give somebody a role, with a password asked for here or a link to choose one with."""
    engine = open_database()
    password_hash = None if wanted.link else passwords.hashed(_password())
    with transaction(engine) as session:
        actor = accounts.command_line_member(session, editions.by_code(session, wanted.edition))
        member = accounts.add_member(
            session,
            actor,
            email=wanted.email,
            name=wanted.name,
            role=Role(wanted.role),
            password_hash=password_hash,
        )
        link = invitations.invite(session, actor, member_id=member.id) if wanted.link else ""
        done = f"{member.name} is {member.role.value} in edition {wanted.edition}."
    print(done)
    if link:
        here = settings()
        print(
            f"To choose a password, once, within {invitations.VALID_FOR.days} days:\n"
            f"  http://{here.host}:{here.port}/invitation/{link}"
        )


def _password() -> str:
    """Asked for, or read from standard input."""
    if sys.stdin.isatty():
        return getpass.getpass("Password: ")
    return sys.stdin.readline().rstrip("\n")
