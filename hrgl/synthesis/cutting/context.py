"""What stands above a statement: headings, lead-ins and parents, kept while a note is read."""

import re
from dataclasses import dataclass

from hrgl.synthesis.cutting.lines import Line

_LONGEST = 160  # characters of one step
_ANSWER = re.compile(r"(?:a|answer|antwort|réponse) ?\d{0,2} ?:\s", re.IGNORECASE)


@dataclass(frozen=True)
class _Above:
    words: str
    line: Line
    level: int  # of a heading; 0 for a line that others hang under
    lead_in: bool
    scope: int | None  # the block whose lines a lead-in covers though they are no deeper


class Trail:
    """The way from the top of a note down to the line being read."""

    def __init__(self) -> None:
        self._above: list[_Above] = []
        self._asked: tuple[str, Line] | None = None

    def leave(self, line: Line, level: int = 0) -> None:
        """Drop what no longer stands above `line`, itself a heading of `level` or 0."""
        while self._above and not _covers(self._above[-1], line, level):
            self._above.pop()

    def enter(
        self,
        words: str,
        line: Line,
        *,
        level: int = 0,
        lead_in: bool = False,
        scope: int | None = None,
    ) -> None:
        """Put a heading, a lead-in or a parent above what follows."""
        self._above.append(_Above(_short(words), line, level, lead_in, scope))

    def headings(self) -> list[str]:
        """Give the headings and lead-ins above, from the top."""
        return [above.words for above in self._above if above.level or above.lead_in]

    def context(self, words: str, line: Line) -> str:
        """Give all that stands above a line, from the top; for an answer, its question too."""
        steps = [above.words for above in self._above]
        if not _ANSWER.match(words):
            self._asked = (words, line)
        elif self._asked and self._asked[1].depth == line.depth:
            steps.append(_short(self._asked[0]))
        return " › ".join(steps)


def _covers(above: _Above, line: Line, level: int) -> bool:
    if above.level:
        return not level or level > above.level
    if level:
        return False
    if line.depth <= above.line.depth:
        return above.scope == line.block
    # A blank line ends a plain paragraph's hold on what follows, but not a bullet's.
    held = above.lead_in or above.line.marked or above.line.tabbed
    return held or line.block == above.line.block


def _short(words: str) -> str:
    """Give one step of a context: without its colon, and not longer than a glance."""
    bare = " ".join(words.replace("**", "").split()).rstrip(":： ")
    if len(bare) <= _LONGEST:
        return bare
    return bare[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
