"""The docs say what is: commands, links, settings, the glossary and the permission table."""

import ast
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import SQLModel

from hrgl.core import models
from hrgl.core.enums import Role
from hrgl.core.permissions import PERMISSIONS
from hrgl.operations.cli.arguments import parser
from hrgl.operations.cli.beginning import table
from hrgl.operations.cli.main import main
from hrgl.operations.serving import say_how_to_begin
from hrgl.settings import READ_ELSEWHERE, Settings, variable

ROOT = Path(__file__).resolve().parent.parent
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
README = (ROOT / "README.md").read_text("utf-8")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "docs" / "ARCHITECTURE.md").read_text("utf-8")
RUNNING = (ROOT / "docs" / "guide" / "running.md").read_text("utf-8")
LICENCES = (ROOT / "docs" / "decisions" / "0016-licence.md").read_text("utf-8")
COMMANDS = sorted(
    {line.split("#")[0].strip() for line in re.findall(r"^python -m hrgl .*$", README, re.M)}
)


FENCED = [
    (path.name, line.split("#")[0].strip())
    for path in DOCS
    for block in re.findall(r"^ *```\n(.*?)^ *```", path.read_text("utf-8"), re.M | re.S)
    for line in re.findall(r"python -m hrgl .*", block)
]


@pytest.mark.parametrize(("page", "command"), FENCED)
def test_every_command_of_the_docs_is_understood(page: str, command: str) -> None:
    parsed = parser().parse_args(shlex.split(command)[3:])
    assert callable(parsed.run), page


def test_the_readme_shows_every_command_there_is() -> None:
    shown = {shlex.split(command)[3] for command in COMMANDS}
    subparsers = next(a for a in parser()._actions if a.choices)
    assert shown == set(subparsers.choices or {})


TARGETS = ["help", "setup", "run", "test", "check", "e2e", "night", "stress", "mutants", "bench"]


@pytest.mark.parametrize("target", TARGETS)
def test_make_has_every_target_and_helps_with_it(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert re.search(rf"^{target}:.*## ", makefile, re.M)


LINKS = [
    (path, link)
    for path in DOCS
    for link in re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8"))
    if not link.startswith("http")
]


@pytest.mark.parametrize(("path", "link"), LINKS, ids=lambda each: getattr(each, "name", each))
def test_every_link_leads_somewhere(path: Path, link: str) -> None:
    file, _, heading = link.partition("#")
    target = path.parent / file if file else path
    assert target.exists()
    if heading:
        headings = re.findall(r"^#+ (.*)$", target.read_text("utf-8"), re.M)
        assert heading in {re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in headings}


NAMED = [
    (path, file, function)
    for path in DOCS
    if path.parent.name != "decisions"
    for file, function in re.findall(
        r"`((?:hrgl|pages|tests|bench|tools|data|docs|deploy)/[\w./-]*)(?::([\w.]+))?`",
        path.read_text("utf-8"),
    )
]


@pytest.mark.parametrize(
    ("path", "file", "function"), NAMED, ids=lambda each: getattr(each, "name", each)
)
def test_what_the_docs_name_stands_where_they_say(path: Path, file: str, function: str) -> None:
    assert (ROOT / file).exists()
    name = function.rpartition(".")[2]
    if name:
        assert re.search(rf"^ *def {name}\b", (ROOT / file).read_text("utf-8"), re.M)


DRAWN = "\n".join(
    path.read_text("utf-8")
    for folder in ("pages", "hrgl/ui", "hrgl/web")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".js", ".html"}
)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "docs" / "guide").glob("*.md")), ids=lambda path: path.name
)
def test_what_a_guide_shows_in_bold_stands_on_a_screen(path: Path) -> None:
    bold = re.findall(r"\*\*([^*]+)\*\*", path.read_text("utf-8"))
    words = [part for each in bold for part in " ".join(each.split()).rstrip(".").split(" → ")]
    assert [word for word in words if word.replace("…", "").strip() not in DRAWN] == []


def test_every_table_is_a_word_of_the_glossary() -> None:
    words = {re.sub(r"\W", "", word).lower() for word in re.findall(r"\*\*([^*]+)\*\*", GLOSSARY)}
    # what only the sign-in and the links between two nouns need has no word of its own
    plumbing = {"signin", "signinfailure", "encouragementtheme"}
    tables = {table.name for table in SQLModel.metadata.sorted_tables}
    assert models.Edition.__tablename__ in tables
    assert tables - plumbing - words == set()


def test_the_permission_table_in_the_docs_is_the_one_in_the_code() -> None:
    order = [Role.RAPPORTEUR, Role.FACILITATOR, Role.STEERING, Role.ORGANISER, Role.PARTICIPANT]
    for permission, roles in PERMISSIONS.items():
        cells = " | ".join("yes" if role in roles else "–" for role in order)
        assert f"| {permission.value} | {cells} |" in ARCHITECTURE


def test_the_table_of_settings_in_the_guide_is_the_one_in_the_code() -> None:
    """Written anew by: python -m hrgl settings --table"""
    assert table() in RUNNING


def test_the_docs_and_the_code_name_no_setting_that_is_none() -> None:
    told = {
        (path.name, name)
        for path in [*DOCS, *(ROOT / "hrgl").rglob("*.py"), ROOT / "app.py"]
        for name in re.findall(r"\bHRGL_[A-Z_]+[A-Z]\b", path.read_text("utf-8"))
    }
    known = {variable(name) for name in Settings.model_fields}
    # OIDC_* stands for its four
    assert {
        each
        for each in told
        if each[1] not in known | {"HRGL_OIDC"} and not each[1].startswith(READ_ELSEWHERE)
    } == set()


def test_the_guide_shows_what_the_console_says_to_the_first_organiser(
    engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    say_how_to_begin(engine, "http://127.0.0.1:8501", vouched=False)
    told = re.sub(r"/begin/\S+", "/begin/…", capsys.readouterr().out)
    assert told in RUNNING


def test_the_record_of_the_licence_names_every_requirement_with_its_own() -> None:
    """A requirement that is new needs a line there, written by somebody who read its licence."""
    told = {
        name
        for row in re.findall(r"^\| ([\w, -]+) \| .*\w.* \|$", LICENCES, re.M)
        for name in row.split(", ")
    }
    needed = {
        name
        for file in ("requirements.txt", "requirements-scale.txt")
        for name in re.findall(r"^(\w[\w-]*)", (ROOT / file).read_text("utf-8"), re.M)
    }
    assert needed - told == set()


def test_the_licence_is_the_one_that_the_readme_names() -> None:
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in (ROOT / "LICENSE").read_text("utf-8")
    assert "Licensed under the EUPL" in README


def test_the_version_stands_in_one_place(capsys: pytest.CaptureFixture[str]) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    with pytest.raises(SystemExit, match="0"):
        main(["--version"])
    assert capsys.readouterr().out == f"hrgl {version}\n"
    assert [
        path.name for path in (ROOT / "hrgl").rglob("*.py") if version in path.read_text()
    ] == []


FORBIDDEN = re.compile(r"\b(clusters?|clustering|embeddings?|vectors?|tokens?|sessions?)\b", re.I)


@pytest.mark.parametrize(
    "path",
    [*sorted((ROOT / "pages").glob("*.py")), *sorted((ROOT / "hrgl" / "ui").rglob("*.py"))],
    ids=lambda path: path.name,
)
def test_screens_use_the_words_of_the_house(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    spoken = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and " " in node.value
        and id(node) not in docstrings
    ]
    assert [text for text in spoken if FORBIDDEN.search(text)] == []
