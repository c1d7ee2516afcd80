"""The guide to a server, followed: its commands are run as they stand there, in folders of ours."""

import os
import re
import shlex
import ssl
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from shutil import which
from urllib.error import URLError
from urllib.parse import urlsplit

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from bench.servers import _end, _wait_for, free_port
from hrgl.core.database import connect
from hrgl.core.models import Account, Edition
from tests.conftest import SERVER, _on_server, _server_answers
from tests.deploy.guide_blocks import BLOCKS, DEPLOY, ROOT, SUDO, Machine, exec_start

IN_ORDER = ["database", "settings", "come in", "first account", "nginx", "health"]
AFTERWARDS = ["backup", "restore", "restore into a file", "new version"]
NEEDED = ("nginx", "openssl", "envsubst", "curl", "createdb")


def test_every_block_that_is_marked_to_be_run_is_run_here() -> None:
    assert sorted(BLOCKS) == sorted([*IN_ORDER, *AFTERWARDS])


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A server's folders, with a database and an owner of their own."""
    search = f"{os.environ['PATH']}:/usr/sbin"
    programs = {name: which(name, path=search) for name in NEEDED}
    if not os.environ.get("CI") and not (all(programs.values()) and _server_answers()):
        pytest.skip("PostgreSQL, nginx, openssl, envsubst or curl is not there")
    folder = tmp_path_factory.mktemp("machine")
    name = f"hrgl_test_{uuid.uuid4().hex[:8]}"
    (folder / "bin").mkdir()
    (folder / "bin" / "sudo").write_text(SUDO)
    (folder / "bin" / "sudo").chmod(0o755)
    server = urlsplit(SERVER)
    bare = {key: value for key, value in os.environ.items() if not key.startswith("HRGL_")}
    environment = {
        **bare,
        "PATH": f"{folder / 'bin'}:{search}",
        "PYTHON": sys.executable,
        "PGHOST": str(server.hostname),
        "PGPORT": str(server.port),
        "PGUSER": str(server.username),
        "PGPASSWORD": server.password or "",
    }
    yield Machine(folder, _places(folder, name, programs["nginx"] or ""), environment)
    for database in (name, f"{name}_restored"):
        _on_server(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
    _on_server(f"DROP ROLE IF EXISTS {name}")


def _places(folder: Path, name: str, nginx: str) -> dict[str, str]:
    server = urlsplit(SERVER)
    return {
        "createuser hrgl": f"createuser {name}",
        "--owner=hrgl hrgl": f"--owner={name} {name}",
        "postgresql://hrgl@/hrgl": f"postgresql://{name}@{server.hostname}:{server.port}/{name}",
        "root:hrgl": f"{os.getuid()}:{os.getgid()}",
        "/opt/hrgl/.venv/bin/python": sys.executable,
        "/opt/hrgl": str(ROOT),
        "/etc/hrgl": str(folder / "etc"),
        "/etc/ssl": str(folder),
        "/run/hrgl-nginx": str(folder / "run"),
        "/var/lib/hrgl": str(folder / "lib"),
        "/usr/sbin/nginx": nginx,
        ". .venv/bin/activate": f"export PATH={Path(sys.executable).parent}:$PATH",
        "443 ssl": f"127.0.0.1:{free_port()} ssl",
        "8501": str(free_port()),
        "8502": str(free_port()),
    }


@pytest.fixture(scope="module")
def settled_in(machine: Machine) -> Machine:
    """The database, the settings and the first account are there, as the guide has them made."""
    machine.run("database", "settings")
    written = machine.folder / "etc" / "hrgl.env"
    written.write_text(machine.there(written.read_text("utf-8")), "utf-8")
    machine.run("come in", "first account")
    return machine


def _database(machine: Machine, address: str) -> Engine:
    return connect(machine.there(address))


def test_the_first_commands_make_an_edition_and_a_link_for_who_organises_it(
    settled_in: Machine,
) -> None:
    assert re.search(r"http://\S+/invitation/\S+", settled_in.told["first account"])
    engine = _database(settled_in, "postgresql://hrgl@/hrgl")
    with Session(engine) as session:
        begun = session.exec(select(Edition.title).where(Edition.code == "2027")).one()
        people = session.exec(select(Account.email)).all()
    engine.dispose()
    assert begun == "Human rights at work"
    assert "olga@city.example" in people


def test_nobody_but_the_service_may_read_the_settings(settled_in: Machine) -> None:
    mode = (settled_in.folder / "etc" / "hrgl.env").stat().st_mode
    assert oct(mode)[-3:] == "640"


def test_the_dashboards_of_the_units_answer_by_themselves_and_through_nginx(
    settled_in: Machine,
) -> None:
    written = (settled_in.folder / "etc" / "hrgl.env").read_text("utf-8")
    given = dict(re.findall(r"^(HRGL_\w+)=(.*)$", written, re.M))
    environment = {**settled_in.environment, **given, "HRGL_WORKER": "no"}
    (settled_in.folder / "run").mkdir()
    self_signed = "req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=hrgl -keyout hrgl.key"
    subprocess.run(
        ["openssl", *self_signed.split(), "-out", "hrgl.pem"],
        cwd=settled_in.folder,
        check=True,
        capture_output=True,
    )
    settled_in.run("nginx")
    with ExitStack() as stack:
        for port in ("8501", "8502"):
            started = exec_start(DEPLOY / "hrgl@.service").replace("%i", port)
            process = _start(settled_in, started, environment)
            stack.callback(_end, process)
            _wait_for(settled_in.there(f"http://127.0.0.1:{port}/health"), process)
        assert settled_in.run("health") == '{"status":"ok"}' * 2
        front = _start(settled_in, exec_start(DEPLOY / "hrgl-nginx.service"), environment)
        stack.callback(_end, front)
        assert _front_page(settled_in, front) == (200, True)


def _start(
    machine: Machine, command: str, environment: dict[str, str]
) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        shlex.split(machine.there(command)), cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )


def _front_page(machine: Machine, front: "subprocess.Popen[bytes]") -> tuple[int, bool]:
    """What the sign-in answers over HTTPS, and whether its cookie is bound to the host."""
    address = machine.there("443 ssl").removesuffix(" ssl")
    trusting = ssl.create_default_context(cafile=str(machine.folder / "hrgl.pem"))
    trusting.check_hostname = False
    for _ in range(100):
        assert front.poll() is None, "nginx stopped by itself"
        try:
            with urllib.request.urlopen(f"https://{address}/sign-in", context=trusting) as page:
                return page.status, "__Host-" in str(page.headers["set-cookie"])
        except URLError:
            time.sleep(0.1)
    return 0, False


def test_a_backup_is_kept_for_its_owner_alone_and_restored_with_everything(
    settled_in: Machine,
) -> None:
    settled_in.run("come in", "backup")
    [made] = (settled_in.folder / "lib" / "backups").iterdir()
    assert made.suffix == ".hrgl"
    assert oct(made.stat().st_mode)[-3:] == "600"
    for block in ("restore", "restore into a file"):
        told = settled_in.run("come in", block)
        assert "It fits together" in told
    for address in ("postgresql://hrgl@/hrgl_restored", "sqlite:////var/lib/hrgl/restored.sqlite3"):
        engine = _database(settled_in, address)
        with Session(engine) as session:
            assert session.exec(select(Edition.title).where(Edition.code == "2027")).one()
        engine.dispose()


def test_a_new_version_brings_the_database_up_to_date_as_often_as_it_is_asked(
    settled_in: Machine,
) -> None:
    first, again = (settled_in.run("come in", "new version") for _ in range(2))
    assert first == again != ""


def test_the_script_of_the_backup_keeps_the_latest_and_leaves_nothing_half_done(
    tmp_path: Path,
) -> None:
    program = tmp_path / "python"
    program.write_text('#!/bin/sh\ntest "$FAILS" = no && echo whole > "$4"\n')
    program.chmod(0o755)
    kept = tmp_path / "kept"
    kept.mkdir()
    for day in range(1, 10):
        (kept / f"hrgl-2026-11-0{day}T033000Z.hrgl").write_text("whole")
    (kept / "hrgl-2026-11-09T040000Z.hrgl.part").write_text("half")
    (kept / "notes of mine.txt").write_text("mine")

    def back_up(fails: str) -> int:
        given = {**os.environ, "PYTHON": str(program), "FAILS": fails}
        script = ["sh", "deploy/backup.sh", str(kept), "3"]
        return subprocess.run(script, cwd=ROOT, env=given, check=False).returncode

    assert back_up("yes") != 0
    assert len(list(kept.glob("hrgl-*.hrgl"))) == 9
    assert back_up("no") == 0
    left = sorted(path.name for path in kept.iterdir())
    assert left[:2] == ["hrgl-2026-11-08T033000Z.hrgl", "hrgl-2026-11-09T033000Z.hrgl"]
    assert left[3:] == ["notes of mine.txt"]
    assert (kept / left[2]).read_text() == "whole\n"
