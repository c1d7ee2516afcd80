"""The docs say what is: commands, links, settings, the glossary and the permission table."""

import ast
import re
import shlex
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from hrgl import models
from hrgl.cli import parser
from hrgl.roles import PERMISSIONS
from hrgl.words import Role

ROOT = Path(__file__).resolve().parent.parent
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
README = (ROOT / "README.md").read_text("utf-8")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "docs" / "ARCHITECTURE.md").read_text("utf-8")
COMMANDS = sorted(
    {line.split("#")[0].strip() for line in re.findall(r"^python -m hrgl .*$", README, re.M)}
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_readme_is_understood(command: str) -> None:
    parsed = parser().parse_args(shlex.split(command)[3:])
    assert callable(parsed.run)


def test_the_readme_shows_every_command_there_is() -> None:
    shown = {shlex.split(command)[3] for command in COMMANDS}
    subparsers = next(a for a in parser()._actions if a.choices)
    assert shown == set(subparsers.choices or {})


TARGETS = ["help", "setup", "run", "test", "check", "e2e", "stress", "mutants", "bench"]


@pytest.mark.parametrize("target", TARGETS)
def test_make_has_every_target_and_helps_with_it(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert re.search(rf"^{target}:.*## ", makefile, re.M)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text("utf-8")):
        if not link.startswith("http"):
            assert (path.parent / link).exists(), link


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


def test_every_setting_stands_in_the_docs_and_no_other() -> None:
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "hrgl").rglob("*.py"))
    used = set(re.findall(r'"(HRGL_[A-Z_]+)"', code))
    told = set(re.findall(r"HRGL_[A-Z_]+", ARCHITECTURE))
    assert told == used | {"HRGL_ALLOW_DOWNLOAD"}


FORBIDDEN = re.compile(r"\b(clusters?|clustering|embeddings?|vectors?|tokens?|sessions?)\b", re.I)


@pytest.mark.parametrize(
    "path",
    [*sorted((ROOT / "pages").glob("*.py")), *sorted((ROOT / "hrgl" / "ui").glob("*.py"))],
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
