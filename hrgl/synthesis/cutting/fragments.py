"""The sentences of a line, with fragments stuck to the neighbour they belong to."""

import re
from collections.abc import Iterator, Sequence

from hrgl.synthesis.cutting import chaff, sentences
from hrgl.synthesis.cutting.lines import Line, narrow

_WORD = re.compile("[぀-ヿ㐀-鿿가-힯]|[^\\W_]+(?:[’'.-][^\\W_]+)*")
_FILLER_WORDS = (
    "yes no ok okay well so right true sure exactly agreed not really of course i agree me too no "
    "way why what how ps p.s note e.g i.e ja nein doch genau"
)
_FILLERS = frozenset(_FILLER_WORDS.split())
_ASIDE = 300  # characters within which a bracket is expected to be closed


def fragments_of_line(text: str, line: Line) -> Iterator[tuple[int, int, str | None]]:
    """Yield (start, end, why it is none) of a line's sentences, fragments stuck to a neighbour."""
    group: list[tuple[int, int]] = []
    for start, end in _spans(text, line):
        reason = chaff.of_sentence(text[start:end])
        if not reason:
            group.append((start, end))
            continue
        yield from ((*each, None) for each in _stuck(text, group))
        yield start, end, reason
        group = []
    yield from ((*each, None) for each in _stuck(text, group))


def _stuck(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join what only goes on with the sentence before, and what only opens the next."""
    whole: list[tuple[int, int]] = []
    brackets, opens = 0, False
    for at, (start, end) in enumerate(spans):
        words = text[start:end]
        goes_on = _hangs(words, text, start, brackets) or (
            _is_fragment(words) and not (_opens(words) and at + 1 < len(spans))
        )
        if whole and (opens or goes_on):
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
            brackets = 0
        # What has been joined so far may still be no more than an opening: "What? Rose?"
        opens = _is_fragment(text[whole[-1][0] : end])
        brackets = max(0, brackets + words.count("(") - words.count(")"))
    return whole


def _spans(text: str, line: Line) -> Iterator[tuple[int, int]]:
    start = line.start
    for end in sentences.ends(text[line.start : line.end]):
        found = narrow(text, start, line.start + end)
        if found[0] < found[1]:
            yield found
        start = line.start + end


def _hangs(words: str, text: str, start: int, brackets: int) -> bool:
    """Say whether a sentence is an aside, a link, or within brackets opened before it."""
    aside = words.startswith("(") and words.rstrip(".!?").endswith(")")
    inside = brackets > 0 and ")" in text[start : start + _ASIDE]
    return aside or inside or chaff.is_link(words[:_ASIDE])


def _is_fragment(words: str) -> bool:
    """Say whether these are one word or fewer, or only fillers such as "of course"."""
    if len(words) > _ASIDE:
        return False
    found = [word.lower() for word in _WORD.findall(words)]
    return len(found) < 2 or (len(found) < 4 and _FILLERS.issuperset(found))


def _opens(words: str) -> bool:
    """Say whether a fragment asks or answers, so that the next sentence explains it."""
    found = [word.lower() for word in _WORD.findall(words)]
    return words.endswith("?") or bool(found and _FILLERS.issuperset(found))
