"""LibreOffice asked to change and save files, as somebody with it would."""

import functools
import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

SCRIPT = Path(__file__).with_name("office_uno.py")
# The office's own Python comes first; Debian gives its `uno` to the system's.
PYTHONS = ("/usr/lib/libreoffice/program/python", "/usr/bin/python3")


class OfficeJob(NamedTuple):
    """A file to open, what to do with it, and where to save it as DOCX."""

    open: Path
    save: Path
    steps: Sequence[Sequence[Any]]


@functools.cache
def python_with_uno() -> str | None:
    """A Python that can talk to LibreOffice, if there is one."""
    for each in filter(None, map(shutil.which, PYTHONS)):
        if subprocess.run([each, "-c", "import uno"], capture_output=True).returncode == 0:
            return each
    return None


def done_by_office(jobs: Sequence[OfficeJob], profile: Path, seconds: float = 120) -> list[str]:
    """Do the jobs; for each, "" or what went wrong."""
    python = python_with_uno()
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is absent: apt-get install libreoffice-writer")
    if python is None:
        pytest.skip("no Python can talk to LibreOffice: apt-get install python3-uno")
    told = [{"open": str(j.open), "save": str(j.save), "steps": list(j.steps)} for j in jobs]
    done = subprocess.run(
        [python, str(SCRIPT), str(profile)],
        input=json.dumps(told),
        capture_output=True,
        text=True,
        timeout=seconds,
    )
    assert done.returncode == 0, done.stderr
    answers: list[str] = json.loads(done.stdout)
    return answers
