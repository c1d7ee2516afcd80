"""A note's text cut into statements, with everything that is none and why."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hrgl.synthesis import chaff, headings, sentences
from hrgl.synthesis.context import Trail
from hrgl.synthesis.lines import BOLD, Line, narrow, read

_WORD = re.compile("[぀-ヿ㐀-鿿가-힯]|[^\\W_]+(?:[’'.-][^\\W_]+)*")
_FILLERS = frozenset(
    "yes no ok okay well so right true sure exactly agreed not really of course i agree me too no "
    "way why what how ps p.s note e.g i.e ja nein doch genau".split()
)
_CLOSING_QUOTES = '"”’»“'
_ASIDE = 300  # characters within which a bracket is expected to be closed
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
    lines = read(text)
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
        self.fallen_out.append(FallenOut(start, end, reason))

    def take(self, at: int, line: Line) -> None:
        below = self.lines[at + 1] if at + 1 < len(self.lines) else None
        words = self.text[line.start : line.end]
        level = self._level(words, line, below)
        self.trail.leave(line, level)
        reason = chaff.of_line(words) or self._known(at, words)
        if reason and not level:
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
        if any(chaff.without_links(words) == chaff.without_links(each) for each in above):
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
        near = below is not None and (below.block == line.block or line.marked or line.tabbed)
        colon = words[-1] in ":："
        label = deeper and near and not line.marked and headings.is_label(words)
        lead_in = bool(below and not below.heading) and (
            (colon and (deeper or not line.marked))
            or (deeper and near and (label or headings.leads_in(words)))
        )
        context = self.trail.context(words, line)
        pieces = list(_sentences(self.text, line))
        for start, end, reason in pieces[:-1] if lead_in else pieces:
            if reason:
                self.drop(start, end, reason)
            else:
                self.statements.append(Span(start, end, context))
        if lead_in:
            start, end, _ = pieces[-1]
            self.drop(start, end, chaff.HEADING)
            scope = below.block if below and not deeper else None
            self.trail.enter(self.text[start:end], line, lead_in=True, scope=scope)
        elif deeper:
            self.trail.enter(words, line)


def _sentences(text: str, line: Line) -> Iterator[tuple[int, int, str | None]]:
    """Yield (start, end, why it is none) of a line's sentences, fragments stuck to a neighbour."""
    kept: tuple[int, int] | None = None
    open_brackets = 0
    for start, end in _spans(text, line):
        words = text[start:end]
        reason = chaff.of_sentence(words)
        joined = kept and not reason and (_hangs(words, text, start, open_brackets))
        if kept and (joined or (not reason and _is_fragment(text[kept[0] : kept[1]]))):
            kept = (kept[0], end)
        else:
            if kept:
                yield (*kept, None)
            kept, open_brackets = None if reason else (start, end), 0
            if reason:
                yield start, end, reason
        open_brackets = max(0, open_brackets + words.count("(") - words.count(")"))
    if kept:
        yield (*kept, None)


def _spans(text: str, line: Line) -> Iterator[tuple[int, int]]:
    start = line.start
    for end in sentences.ends(text[line.start : line.end]):
        found = narrow(text, start, line.start + end)
        if found[0] < found[1]:
            yield found
        start = line.start + end


def _hangs(words: str, text: str, start: int, open_brackets: int) -> bool:
    """Say whether a sentence only goes on with the one before it."""
    aside = words.startswith("(") and words.rstrip(".!?").endswith(")")
    inside = open_brackets > 0 and ")" in text[start : start + _ASIDE]
    return aside or inside or chaff.is_link(words[:_ASIDE]) or _is_fragment(words)


def _is_fragment(words: str) -> bool:
    """Say whether these are one word or fewer, or only fillers such as "of course"."""
    if len(words) > _ASIDE:
        return False
    found = [word.lower() for word in _WORD.findall(words)]
    return len(found) < 2 or (len(found) < 4 and _FILLERS.issuperset(found))
