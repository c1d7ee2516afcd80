"""Lines that name what follows or who is there, rather than say something."""

import re
from collections.abc import Sequence

from hrgl.synthesis.cutting import chaff
from hrgl.synthesis.cutting.lines import Line

_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_INITIAL = re.compile(r"\b[A-ZÄÖÜ]\.$")
_SMALL_WORDS = "and as at by de der die for from in now of on the to und van von with"
_SMALL = frozenset(_SMALL_WORDS.split())
_LEADING_WORDS = (
    "are can could include includes including is like may must need needs should such to will "
    "would können sollen müssen sind"
)
_LEADING = frozenset(_LEADING_WORDS.split())
_PEOPLE = re.compile(
    r"(?:list of )?(?:presenters?|speakers?|participants?|attendees|attendance|present|apologies"
    r"|facilitators?|moderators?|panell?ists?|names?|rapporteurs?|note-?takers?|teilnehmende"
    r"|anwesende?|moderation|referent(?:en|innen)|intervenants)\W*",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"q ?(?:&|and|\+) ?a|questions (?:&|and) answers|discussion|agenda|introductions?"
    r"|summary|conclusions?|next steps|open questions|diskussion|zusammenfassung",
    re.IGNORECASE,
)
_LONGEST = 120  # characters of a title
_MOST_AT_TOP = 8


def is_title(words: str) -> bool:
    """Say whether most words begin with a capital and no stop ends them: a title or a name."""
    if len(words) > _LONGEST or (words[-1] in ".!?;,…" and not _INITIAL.search(words)):
        return False
    heavy = [word for word in _WORD.findall(words) if word.lower() not in _SMALL and len(word) > 1]
    return bool(heavy) and sum(word[0].isupper() for word in heavy) >= 0.6 * len(heavy)


def is_label(words: str) -> bool:
    """Say whether a line that others hang under only names them: a title, or three words."""
    return is_title(words) or (len(words[:_LONGEST].split()) <= 3 and words[-1] not in ".!?;,…")


def is_section(words: str) -> bool:
    """Say whether these are the usual words over a part of a record, such as "Q & A"."""
    return bool(_SECTION.fullmatch(words.rstrip(":： ")))


def is_of_people(words: str) -> bool:
    """Say whether a list of people stands under this heading."""
    return bool(_PEOPLE.fullmatch(words))


def leads_in(words: str) -> bool:
    """Say whether the last word leaves the sentence to the lines below, as in "Cities should"."""
    return words[-30:].split()[-1].lower() in _LEADING


def at_top(text: str, lines: Sequence[Line]) -> int:
    """Count the lines with which a long note begins and that only give its title and names."""
    first = next((at for at, line in enumerate(lines) if not line.heading), len(lines))
    last = first
    for line in lines[first : first + _MOST_AT_TOP + 1]:
        if line.marked or line.depth or line.heading or not is_title(text[line.start : line.end]):
            break
        last += 1
    count = last - first
    # A list of short ideas may look like titles too, so only few lines over many are a top.
    if not 0 < count <= _MOST_AT_TOP or count * 4 > len(lines) or len(lines) < 10:
        return 0
    ends = lines[last].block != lines[last - 1].block
    return last if ends or chaff.is_pad_text(text[lines[last].start : lines[last].end]) else 0
