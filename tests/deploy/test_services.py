"""What stands in deploy/: units, Caddy's file, the container, as far as they can be read."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from shutil import which

import pytest

from hrgl.operations.cli.arguments import parser
from hrgl.settings import Settings, variable
from tests.deploy.guide_blocks import DEPLOY, ROOT, RUNNING, exec_start

UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
SERVICES = [path for path in UNITS if path.suffix == ".service"]
# an overall exposure that systemd itself calls OK, of 10
EXPOSED_AT_MOST = 3.0


def _understood(command: str) -> bool:
    """Whether the command line of hrgl takes this."""
    words = shlex.split(command)
    return callable(parser().parse_args(words[words.index("hrgl") + 1 :]).run)


@pytest.fixture
def at_hand(tmp_path: Path) -> Path:
    """The units, with programs of this machine where the guide puts those of a server."""
    if not which("systemd-analyze"):
        pytest.skip("systemd-analyze is not there: apt-get install systemd")
    for path in UNITS:
        text = path.read_text("utf-8").replace("/opt/hrgl/.venv/bin/python", sys.executable)
        text = text.replace("/usr/sbin/nginx", "/bin/sh").replace("file:///opt/hrgl", "file:///x")
        (tmp_path / path.name).write_text(text, "utf-8")
    return tmp_path


def _analysed(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(["systemd-analyze", *words], capture_output=True, text=True, check=False)


def test_systemd_understands_every_unit_and_finds_nothing_to_say(at_hand: Path) -> None:
    names = [str(at_hand / path.name.replace("@.", "@8501.")) for path in UNITS]
    found = _analysed("verify", "--man=no", *names)
    assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.parametrize("unit", SERVICES, ids=lambda path: path.name)
def test_a_service_can_do_little_besides_its_work(at_hand: Path, unit: Path) -> None:
    told = _analysed("security", "--offline=yes", str(at_hand / unit.name)).stdout
    exposed = re.search(r"Overall exposure level for .*: (\d+\.\d)", told)
    assert exposed is not None
    assert float(exposed[1]) <= EXPOSED_AT_MOST


def test_what_the_services_start_is_understood() -> None:
    assert _understood(exec_start(DEPLOY / "hrgl@.service").replace("%i", "8501"))
    shell, script, folder = shlex.split(exec_start(DEPLOY / "hrgl-backup.service"))
    assert Path(shell).exists()
    [backup] = re.findall(r"-m (hrgl backup .*)$", (ROOT / script).read_text("utf-8"), re.M)
    assert _understood(backup)
    assert folder in RUNNING


def test_the_services_name_folders_and_settings_that_the_guide_makes() -> None:
    for unit in SERVICES:
        text = unit.read_text("utf-8")
        for path in re.findall(r"(?<!\w)(/(?:opt|etc|var)/[\w./-]+)", text):
            within = path.removeprefix("/opt/hrgl/")
            there = within != path and (ROOT / within).exists()
            assert there or path in RUNNING or path == "/opt/hrgl/.venv/bin/python", path
    given = re.findall(r"^(HRGL_\w+)=", (DEPLOY / "hrgl.env.example").read_text("utf-8"), re.M)
    assert set(given) <= {variable(name) for name in Settings.model_fields}
    assert {"HRGL_DATABASE_URL", "HRGL_HTTPS", "HRGL_PROXIES", "HRGL_BACKUP_KEY"} <= set(given)


def test_every_unit_that_the_guide_starts_is_there() -> None:
    lines = re.findall(r"systemctl (?:enable --now|start|stop|restart) ([^`\n]+)", RUNNING, re.M)
    units = {word.strip("'") for line in lines for word in line.split()} - {"caddy"}
    names = {path.name for path in UNITS}
    assert {"hrgl@8501", "hrgl-nginx", "hrgl-backup.timer"} <= units
    for unit in units:
        whole = unit if "." in unit else f"{unit}.service"
        assert re.sub(r"@[^.]*\.", "@.", whole) in names, unit


CADDY = (DEPLOY / "Caddyfile").read_text("utf-8")
# the words of Caddy 2 that we use (caddyserver.com/docs/caddyfile), by the block they stand in
CADDY_WORDS = {
    "": {"", "hrgl.example.org"},
    "/": {"servers"},
    "/servers": {"timeouts"},
    "/servers/timeouts": {"read_header", "read_body", "idle"},
    "/hrgl.example.org": {"request_body", "@same", "encode", "reverse_proxy"},
    "/hrgl.example.org/request_body": {"max_size"},
    "/hrgl.example.org/reverse_proxy": {
        "lb_policy",
        "lb_try_duration",
        "fail_duration",
        "health_uri",
        "health_interval",
        "health_timeout",
        "header_up",
    },
}


def _caddy_lines() -> list[tuple[str, list[str]]]:
    """Each line of Caddy's file with the block it stands in."""
    inside: list[str] = []
    found = []
    for line in CADDY.splitlines():
        words = line.split("#")[0].split()
        if words == ["}"]:
            inside.pop()
        elif words:
            opens = words[-1] == "{"
            words = words[:-1] if opens else words
            where = "/" + "/".join(each for each in inside if each) if inside else ""
            found.append((where, words or [""]))
            if opens:
                inside.append(words[0] if words else "")
    assert inside == []
    return found


def test_the_file_for_caddy_has_words_that_caddy_knows_in_their_places() -> None:
    for where, words in _caddy_lines():
        assert words[0] in CADDY_WORDS[where], (where, words)


def test_caddy_leads_to_the_dashboards_that_the_guide_starts_and_takes_what_nginx_takes() -> None:
    told = {words[0]: words[1:] for _, words in _caddy_lines()}
    started = re.search(r"enable --now ((?:hrgl@\d+ ?)+)$", RUNNING, re.M)
    assert started is not None
    ports = re.findall(r"@(\d+)", started[1])
    assert told["reverse_proxy"] == [f"127.0.0.1:{port}" for port in ports]
    nginx = (DEPLOY / "nginx.conf.template").read_text("utf-8")
    assert "client_max_body_size 25m" in nginx
    assert told["max_size"] == ["25MB"]
    assert 'X-Hrgl-Sid ""' in nginx
    assert told["header_up"] == ["-X-Hrgl-Sid"]
    assert told["lb_policy"][0] == "cookie"
    assert told["@same"][1:] == ["/static/*", "/component/*", "/brand/*"]
    assert told["encode"][0] == "@same"


CONTAINER = (DEPLOY / "Containerfile").read_text("utf-8")


def _steps() -> list[tuple[str, str]]:
    """The steps of the container's file, lines that go on joined."""
    lines = [line for line in CONTAINER.splitlines() if line and not line.startswith("#")]
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in joined.splitlines()]


def test_the_container_is_built_from_debian_and_pypi_and_from_nothing_else() -> None:
    steps = _steps()
    assert [what for step, what in steps if step == "FROM"] == [
        "docker.io/library/debian:bookworm-slim"
    ]
    run = " && ".join(what for step, what in steps if step == "RUN")
    assert not re.search(r"curl|wget|git |https?:|\| *(ba)?sh|index-url|--pre|add-apt|npm", run)
    installs = re.findall(r"pip install (.*?)(?: &&|$)", run)
    assert [each.split("-r ")[1] for each in installs] == ["requirements.txt"]
    assert all("==" in line for line in _requirements())
    assert not any(step == "ADD" for step, _ in steps)


def _requirements() -> list[str]:
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_the_container_holds_all_that_the_program_reads_and_what_it_copies_is_there() -> None:
    copied = [what.split()[:-1] for step, what in _steps() if step == "COPY"]
    sources = [source for each in copied for source in each]
    assert [source for source in sources if not (ROOT / source).exists()] == []
    needed = {"app.py", "hrgl/", "pages/", "data/", ".streamlit/", "docs/guide/", "pyproject.toml"}
    assert needed <= set(sources)


def test_the_container_serves_as_nobody_special_and_says_whether_it_is_well() -> None:
    steps = dict(_steps())
    assert steps["USER"] == "hrgl"
    order = [step for step, _ in _steps()]
    assert order.index("USER") > max(at for at, step in enumerate(order) if step == "RUN")
    assert "/health" in steps["HEALTHCHECK"]
    started = [*tomllib.loads(f"x = {steps['ENTRYPOINT']}")["x"]]
    started += tomllib.loads(f"x = {steps['CMD']}")["x"]
    assert _understood(shlex.join(started))
    given = re.findall(r"(HRGL_\w+)=(\S+)", steps["ENV"])
    made = Settings(**{name.removeprefix("HRGL_").lower(): value for name, value in given})
    assert made.database_url.startswith(f"sqlite:///{steps['VOLUME']}/")
    assert (str(made.port), made.allow_download) == (steps["EXPOSE"], False)
