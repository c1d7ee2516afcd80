"""The printed lines of a PDF, read by a process of its own that may not grow or go on for ever."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from hrgl.errors import NotValid

_CHILD = Path(__file__).with_name("pdfium.py")
_SECONDS = 10
_WAYS_OUT = {
    "locked": "is locked with a password. Save it without one, or copy its text into a .txt file.",
    "long": "is far longer than notes ever are. Bring the pages with the notes in a PDF of "
    "their own.",
}


@dataclass(frozen=True)
class PrintedLine:
    """One printed line; lengths in points, upwards. `at` has the left edge of every character."""

    text: str
    at: tuple[float, ...]
    right: float
    base: float
    size: float
    bold: bool


@dataclass(frozen=True)
class Page:
    """A page: its width in points, and its lines in the order of the file."""

    width: float
    lines: tuple[PrintedLine, ...]


def pages(name: str, data: bytes) -> tuple[Page, ...]:
    """Give the pages of a PDF; raises NotValid naming the file for what cannot be read."""
    try:
        done = subprocess.run(  # noqa: S603  # our own program, which is told nothing but bytes
            [sys.executable, "-I", str(_CHILD)],
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except subprocess.SubprocessError as error:
        raise _refusal(name, "damaged") from error
    found = json.loads(done.stdout)
    if "refused" in found:
        raise _refusal(name, found["refused"])
    return tuple(
        Page(page["width"], tuple(PrintedLine(**line) for line in page["lines"]))
        for page in found["pages"]
    )


def _refusal(name: str, reason: str) -> NotValid:
    way_out = _WAYS_OUT.get(
        reason,
        "cannot be read: it is damaged, or would take too long. "
        "Make it anew, or copy its text into a .txt file.",
    )
    return NotValid(f"“{name}” {way_out}", "file")
