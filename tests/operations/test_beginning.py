"""The command line of an installation that begins: settings, an edition, an account, a server."""

import io
from pathlib import Path

import pytest

from hrgl.core.database import connect, reading
from hrgl.editions import founding
from hrgl.operations.cli import main
from hrgl.people import invitations
from hrgl.people.invitations import Invited
from tests.operations.test_cli import run


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a database of its own, named by the environment."""
    monkeypatch.setenv("HRGL_DATABASE_URL", f"sqlite:///{tmp_path / 'cli.sqlite3'}")
    return tmp_path


def test_an_account_is_added_with_the_password_from_standard_input(
    at: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = (
        "account",
        "add",
        "ana@city.example",
        "--name",
        "Ana",
        "--edition",
        "2023",
        "--role",
        "steering",
    )
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    assert run(capsys, *arguments)[0] == 1
    monkeypatch.setattr("sys.stdin", io.StringIO("a long enough password\n"))
    code, out, _ = run(capsys, *arguments)
    assert code == 0
    assert "Ana is steering in edition 2023" in out


def test_two_commands_lead_from_an_empty_database_to_an_organiser_with_a_link(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "edition", "add", "2040", "--title", "Rights at work")
    assert (code, "Edition 2040 is there" in out) == (0, True)
    account = ("account", "add", "olga@city.example", "--name", "Olga", "--edition", "2040")
    code, out, _ = run(capsys, *account, "--role", "organiser", "--link")
    assert (code, "Olga is organiser in edition 2040." in out) == (0, True)
    token = out.strip().rpartition("/invitation/")[2]
    with reading(connect()) as session:
        assert invitations.whose(session, token=token) == Invited("Olga", "olga@city.example")
        assert founding.has_organiser(session)


def test_settings_are_shown_as_they_are_and_secrets_are_not(
    at: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HRGL_PORT", "9000")
    monkeypatch.setenv("HRGL_OIDC_CLIENT_SECRET", "correct-horse")
    code, out, _ = run(capsys, "settings")
    assert code == 0
    assert "HRGL_PORT: 9000 – set" in out
    assert "HRGL_WORKER: yes – not set" in out
    assert "HRGL_OIDC_CLIENT_SECRET: not shown – set" in out
    assert "correct-horse" not in out
    assert "cli.sqlite3" not in out


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1"])
def test_a_port_that_is_none_is_not_understood(
    at: Path, capsys: pytest.CaptureFixture[str], port: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main.main(["serve", "--port", port])
    assert ended.value.code == 2
    assert "is no port: a whole number from 1 to 65535" in capsys.readouterr().err


def test_an_address_that_is_not_this_machine_s_is_not_said_to_be_taken(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "serve", "--host", "192.0.2.1", "--port", "8999")
    assert code == 1
    assert "192.0.2.1 is no address of this machine" in err
