"""A note's text cut into statements, with everything that is none and why."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from hrgl.synthesis.cutting import chaff, fragments, headings
from hrgl.synthesis.cutting.context import Trail
from hrgl.synthesis.cutting.lines import BOLD, Line, read_lines

_CLOSING_QUOTES = '"”’»“'
_NAMED = 5  # words of a name under a quotation


@dataclass(frozen=True)
class Span:
    """One statement, text[start:end], and what stood above it, joined by " › "."""

    start: int
    end: int
    context: str


@dataclass(frozen=True)
class FallenOut:
    """A piece text[start:end] that is no statement, and why, in words for a person."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True)
class Cut:
    """What became of a text: every visible character is in one piece, but for marks of layout."""

    statements: tuple[Span, ...]
    fallen_out: tuple[FallenOut, ...]


def cut(text: str) -> Cut:
    """Cut a note into statements: by lines and bullets, then by sentences.

    Offsets in characters; the pieces are in order, do not overlap and have no space at the edges.
    Takes time linear in the text.
    """
    lines = read_lines(text)
    knife = _Knife(text, lines)
    top = headings.at_top(text, lines)
    for at, line in enumerate(lines):
        if at < top and not line.heading:
            knife.drop(line.start, line.end, chaff.TOP)
        else:
            knife.take(at, line)
    return Cut(tuple(knife.statements), tuple(knife.fallen_out))


@dataclass
class _Knife:
    """Goes through the lines once and puts every piece to one side or the other."""

    text: str
    lines: Sequence[Line]
    statements: list[Span] = field(default_factory=list)
    fallen_out: list[FallenOut] = field(default_factory=list)
    trail: Trail = field(default_factory=Trail)

    def drop(self, start: int, end: int, reason: str) -> None:
        """Put a piece aside."""
        self.fallen_out.append(FallenOut(start, end, reason))

    def take(self, at: int, line: Line) -> None:
        """Put the pieces of a line where they belong."""
        below = self.lines[at + 1] if at + 1 < len(self.lines) else None
        words = self.text[line.start : line.end]
        level = self._level(words, line, below)
        self.trail.leave(line, level)
        reason = chaff.why_no_statement(words) or (None if level else self._known(at, words))
        if reason:
            self.drop(line.start, line.close, reason)
        elif level:
            bare = below is None or 0 < below.heading <= level
            self.drop(line.start, line.close, chaff.BARE_HEADING if bare else chaff.HEADING)
            self.trail.enter(words, line, level=level)
        else:
            self._say(words, line, below)

    def _level(self, words: str, line: Line, below: Line | None) -> int:
        """Give the level of a heading, or 0; without anything below, only # makes one."""
        if line.heading and (below or line.heading < BOLD):
            return line.heading
        if below is None or line.marked or below.heading:
            return 0
        if not line.depth and headings.is_section(words):
            return BOLD + 1
        return 0

    def _known(self, at: int, words: str) -> str | None:
        """Say why a line is no statement for what stands above it."""
        above = self.trail.headings()
        bare = chaff.without_links(words) if above else ""
        if any(bare == chaff.without_links(each) for each in above):
            return chaff.REPEATED
        if words[-1] == ":" and self._leads_to_pad_text(at):
            return chaff.PAD
        if above and headings.is_of_people(above[-1]) and headings.is_title(words):
            return chaff.PERSON
        return chaff.SAID_BY if self._is_said_by(at, words) else None

    def _leads_to_pad_text(self, at: int) -> bool:
        below = self.lines[at + 1 : at + 2]
        return any(chaff.is_pad_text(self.text[line.start : line.end]) for line in below)

    def _is_said_by(self, at: int, words: str) -> bool:
        if at == 0 or not self.lines[at].marked or len(words.split()) > _NAMED:
            return False
        here, above = self.lines[at], self.lines[at - 1]
        alone = at + 1 == len(self.lines) or not self.lines[at + 1].marked
        quoted = not above.marked and self.text[above.end - 1] in _CLOSING_QUOTES
        return alone and quoted and here.block == above.block and words[-1].isalpha()

    def _say(self, words: str, line: Line, below: Line | None) -> None:
        """Put down the sentences of a line; one that only leads to what is below falls out."""
        deeper = below is not None and not below.heading and below.depth > line.depth
        context = self.trail.context(words, line)
        pieces = list(fragments.fragments_of_line(self.text, line))
        leading = pieces.pop() if _leads_in(words, line, below) else None
        for start, end, reason in pieces:
            if reason:
                self.drop(start, end, reason)
            else:
                self.statements.append(Span(start, end, context))
        if leading and below:
            start, end, _ = leading
            self.drop(start, end, chaff.HEADING)
            scope = None if deeper else below.block
            self.trail.enter(self.text[start:end], line, lead_in=True, scope=scope)
        elif deeper:
            self.trail.enter(words, line)


def _leads_in(words: str, line: Line, below: Line | None) -> bool:
    """Say whether a line only introduces what stands below it."""
    if below is None or below.heading:
        return False
    deeper = below.depth > line.depth
    if words[-1] in ":：":
        return deeper or not line.marked
    near = below.block == line.block or line.marked or line.tabbed
    label = not line.marked and headings.is_label(words)
    return deeper and near and (label or headings.leads_in(words))
