"""How many small deliberate faults in the rules are noticed: `make mutants` [MODULE=themes.themes].

What was found out about a module is kept in var/mutants until the code or its tests change, so
that a run that was stopped goes on where it was.
"""

import hashlib
import json
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import settings

from tests.mutants.mutating import mutants
from tests.mutants.running import Runner

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "var" / "mutants"
LEAST = 0.85
CLOSEST: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "closest.yaml").read_text())
ACCEPTED: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(
    (Path(__file__).parent / "accepted.yaml").read_text()
)
Found = dict[str, dict[str, str]]  # function → change → the test that notices it, or nothing


def main(modules: Sequence[str]) -> int:
    """Try the modules that are not known yet, then tell what is known of all of them."""
    chosen = list(modules) or list(CLOSEST)
    kept = {module: _kept(module) for module in chosen}
    unknown = {module: path for module, path in kept.items() if not path.exists()}
    if unknown and not _try(unknown):
        print("The tests do not pass on right code; mend that first.")
        return 1
    return _tell({module: json.loads(path.read_text()) for module, path in kept.items()})


def _kept(module: str) -> Path:
    """Where it is kept what was found out about this state of the code and the closest tests."""
    files = sorted([*ROOT.glob("hrgl/**/*.py"), *ROOT.glob("tests/mutants/*.py")])
    files += [ROOT / file for file in CLOSEST[module]]
    state = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    return KEPT / f"{module}-{state[:12]}.json"


def _source(module: str) -> str:
    return (ROOT / "hrgl" / f"{module.replace('.', '/')}.py").read_text("utf-8")


def _try(unknown: Mapping[str, Path]) -> bool:
    settings.register_profile("mutants", derandomize=True, database=None)
    settings.load_profile("mutants")
    files = sorted({file for module in unknown for file in CLOSEST[module]})
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        tempfile.tempdir = folder
        arguments = [
            "-qq",
            "-s",
            "--no-header",
            "--disable-warnings",
            "-p",
            "no:cacheprovider",
            "-k",
            "not postgresql",
        ]
        code = pytest.main(
            [*arguments, f"--basetemp={folder}/pytest", *files],
            plugins=[Runner(lambda runner: _try_all(runner, unknown))],
        )
        tempfile.tempdir = None
    return code == 0


def _try_all(runner: Runner, unknown: Mapping[str, Path]) -> None:
    for module, path in unknown.items():
        runner.check(CLOSEST[module])
        began, found = time.monotonic(), Found()
        for mutant in mutants(_source(module)):
            killer = runner.killer(module, mutant, CLOSEST[module])
            found.setdefault(mutant.where, {})[mutant.change] = killer
        KEPT.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(found, indent=1, ensure_ascii=False))
        noticed, every = _share(found)
        print(f"{module}: {noticed} of {every} in {time.monotonic() - began:.0f} s", flush=True)


def _share(found: Found) -> tuple[int, int]:
    killers = [killer for changes in found.values() for killer in changes.values()]
    return sum(map(bool, killers)), len(killers)


def _tell(found: dict[str, Found]) -> int:
    shares = {module: _share(each) for module, each in found.items()}
    for module, each in found.items():
        _tell_survivors(module, each)
    noticed, every = (sum(column) for column in zip(*shares.values(), strict=True))
    print(f"\n{'module':<32} {'found':>6} {'all':>6} {'share':>7}")
    for name, (some, all_) in {**shares, "altogether": (noticed, every)}.items():
        print(f"{name:<32} {some:>6} {all_:>6} {some / all_:>7.1%}")
    low = [name for name, (some, all_) in shares.items() if some < LEAST * all_]
    if low:
        print(f"Fewer than {LEAST:.0%} are found in {', '.join(low)}.")
    return 1 if low else 0


def _tell_survivors(module: str, found: Found) -> None:
    for where, changes in found.items():
        reasons = ACCEPTED.get(module, {}).get(where, {})
        for change in (change for change, killer in changes.items() if not killer):
            print(
                f"{module}.{where}: {change}\n    {reasons.get(change, 'NO REASON IS GIVEN YET')}"
            )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
