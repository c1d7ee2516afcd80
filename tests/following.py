"""The walks of docs/ARCHITECTURE.md as they stand there, and as the program takes them."""

import re
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "ARCHITECTURE.md").read_text("utf-8")
_LINE = re.compile(r"^( *)- `([\w/]+\.py(?::[\w.]+)?)`(.*)$")
# What was called, in the order of first calls, each with what of ours it was called under.
Calls = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Step:
    """One line of a walk: how far it stands to the right, `file:function`, what is said of it."""

    depth: int
    name: str
    said: str

    def __str__(self) -> str:
        return f"{'  ' * self.depth}- `{self.name}`{self.said}"

    @property
    def function(self) -> str:
        """The name of its function, without the file."""
        return self.name.partition(":")[2]


def walk_of_the_page(heading: str) -> list[Step]:
    """The walk below this heading of the page."""
    _, _, below = PAGE.partition(f"\n### {heading}\n")
    lines = re.split(r"^#", below, maxsplit=1, flags=re.M)[0].splitlines()
    found = [match for line in lines if (match := _LINE.match(line))]
    return [Step(len(indent) // 2, name, said) for indent, name, said in map(_parts, found)]


def _parts(match: re.Match[str]) -> tuple[str, str, str]:
    return match.group(1), match.group(2), match.group(3)


@contextmanager
def followed() -> Iterator[dict[str, tuple[str, ...]]]:
    """Every function of hrgl/ and pages/ that is called within, also in threads that begin here."""
    calls: dict[str, tuple[str, ...]] = {}

    def note(frame: FrameType, event: str, _: Any) -> None:
        name = _name(frame.f_code) if event == "call" else None
        if name and name not in calls:
            calls[name] = tuple(_callers(frame))

    threading.setprofile(note)
    sys.setprofile(note)
    try:
        yield calls
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


def _callers(frame: FrameType) -> Iterator[str]:
    above = frame.f_back
    while above is not None:
        name = _name(above.f_code)
        if name:
            yield name
        above = above.f_back


@cache
def _name(code: CodeType) -> str | None:
    """Where a function of ours stands, as `file:function`; a page as its file."""
    path = Path(code.co_filename)
    if not path.is_relative_to(ROOT) or path.relative_to(ROOT).parts[0] not in ("hrgl", "pages"):
        return None
    file = path.relative_to(ROOT).as_posix()
    return file if code.co_qualname == "<module>" else f"{file}:{code.co_qualname}"


def as_called(walk: Sequence[Step], calls: Calls) -> list[Step]:
    """The same walk as the program took it; what is not called any more is left out."""
    said = {step.name: step.said for step in walk}
    return [
        Step(len(said.keys() & set(callers)), name, said[name])
        for name, callers in calls.items()
        if name in said
    ]


def what_to_write(heading: str, walk: Sequence[Step], calls: Calls) -> str:
    """How the page is to be mended, to be copied from the failure of the test."""
    moved: list[Step] = []
    advice: list[str] = []
    for step in walk:
        elsewhere = [name for name in calls if name.endswith(f":{step.function}")]
        if step.name in calls or not step.function or len(elsewhere) != 1:
            moved.append(step)
        else:
            moved.append(Step(step.depth, elsewhere[0], step.said))
            advice.append(f"{step.name} stands in {elsewhere[0].partition(':')[0]} now")
        if moved[-1].name not in calls:
            advice.append(f"{step.name} is not called: take its line out, or name what is")
    lines = "\n".join(str(step) for step in as_called(moved, calls))
    told = "; ".join(advice) or "the calls come in another order"
    return (
        f"docs/ARCHITECTURE.md, “{heading}”: {told}.\nWrite there, where it still holds what "
        f"is said of each line:\n\n{lines}\n"
    )
