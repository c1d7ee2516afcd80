"""Paragraphs that a mail program or an editor broken into lines of one width, made whole again."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from hrgl.marks import UNSEEN, marks

WIDTHS = range(45, 131)  # characters to which lines are broken
_STOP = re.compile(r"[.!?…。！？][\"'”’»)\]*_]*$")
_INNER_STOP = re.compile(r"[^\W\d_]{3,}[.!?][\"'”’»)]* +[A-ZÄÖÜÀ-Þ„“\"(]")
_APART = re.compile(
    r"[:;：]$|(?:https?://|www\.)\S*$|^(?:https?://|www\.)|^[#|=_*-]{2,}|^#\s", re.I
)
_SHORTENED = re.compile(
    r"(?:^|[\s(])(?:i\. ?e|e\. ?g|z\. ?B|d\. ?h|u\. ?a|v\. ?a|p\. ?ex|ca|approx|bzw|vgl|cf|Nr|No"
    r"|Art|Abs|Dr|Prof|Mag|St|Mr|Ms|Mrs|Núm|n°)\.?$"
)
_QUOTATION = re.compile(
    r"^(?:>[ \t]?)+[^\"“”„\n]*[\"“„][^\"“”\n]*(?:\n>[^\"“”\n]*){0,9}\n>[^\"“”\n]*\S[\"”]", re.M
)
_ABOUT = 0.85  # of the width is as good as full: not every program fills its lines
_HYPHENED = re.compile(r"([^\W\d_]{1,40})[-\u00ad]\s*$")
_WORD = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_AFTER_HYPHEN = frozenset(("and", "e", "et", "o", "oder", "or", "ou", "sowie", "u", "und", "y"))
_JOINING_WORDS = (
    "a about across along also among an and as at be because before between but by for from if in "
    "into is its nor of on or our over so than that the their through to under until was were when "
    "where which while who whose will with within without aber als am an auf aus bei bis das dass "
    "dem den der des die durch ein eine einem einen einer eines für gegen im in ins ist mit nach "
    "nicht oder ohne sich sind sowie um und vom von vor wie wird zu zum zur à au aux avec ce dans "
    "de des du en est et la le les leur ou par pas pour que qui sont sur un une al como con del el "
    "es los las para pero por se sin su y che di il per con non"
)
_JOINING = frozenset(_JOINING_WORDS.split())


@dataclass(frozen=True)
class _Joint:
    """The end of a line with one below it that has no mark: what speaks for going on over it."""

    full: bool
    stop: bool
    hyphen: bool
    small: bool
    signs: int


def unwrapped(text: str) -> str:
    """Give a text with the lines of wrapped paragraphs joined, and all other lines as they are.

    A paragraph is wrapped if its lines are filled to about one width, and enough shows that its
    sentences go on: small letters, joining words, stops inside lines, one at the end. A line with
    a mark begins anew. A word that was divided, or a quotation in a mail, is put together.
    """
    lines = _QUOTATION.sub(_in_one_line, text).split("\n")
    begins = [mark.marked for mark in marks(lines)]
    compounds = set(_COMPOUND.findall(text))
    whole: list[str] = []
    for first, last in _blocks(lines):
        width = max((len(line.rstrip()) for line in lines[first:last]), default=0)
        if width not in WIDTHS and not any(map(_HYPHENED.search, lines[first:last])):
            whole += lines[first : last + 1]
            continue
        starts = [at for at in range(first, last) if at == first or begins[at]]
        for start, end in pairwise([*starts, last]):
            whole += _joined(lines[start:end], width, compounds, hangs=begins[start])
        whole += lines[last : last + 1]
    return "\n".join(whole)


def _in_one_line(found: re.Match[str]) -> str:
    return re.sub(r"\s*\n[>\s]*", " ", found[0])


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the stretches between blank lines; the last ends behind the text."""
    first = 0
    for at, line in enumerate(lines):
        if not line.strip(UNSEEN):
            yield first, at
            first = at + 1
    yield first, len(lines)


def _joined(lines: Sequence[str], width: int, compounds: Set[str], *, hangs: bool) -> Iterator[str]:
    """Yield the lines of a paragraph, joined where it was broken."""
    joints = [_joint(lines[0], a, b, width, hangs) for a, b in pairwise(lines)]
    wrapped = _is_wrapped(lines, joints, width)
    pieces = list(lines[:1])
    for joint, line in zip(joints, lines[1:], strict=True):
        if joint.hyphen:
            pieces[-1] = _before_rest(pieces[-1].rstrip(), line.strip(UNSEEN), compounds)
            pieces.append(line.strip(UNSEEN))
        elif wrapped and joint.full:
            pieces[-1] = f"{pieces[-1].rstrip()} "
            pieces.append(line.strip(UNSEEN))
        else:
            yield "".join(pieces)
            pieces = [line]
    if pieces:
        yield "".join(pieces)


def _joint(first: str, above: str, below: str, width: int, hangs: bool) -> _Joint:
    end, begin = above.rstrip(), below.strip(UNSEEN)
    if _APART.search(end[-200:]) or _APART.search(begin[:200]) or below.startswith("\t"):
        return _Joint(full=False, stop=True, hyphen=False, small=False, signs=0)
    small = begin[:1].islower()
    hyphened = _HYPHENED.search(end[-60:]) is not None
    signs = (begin[:1] in "(–—&") + (hangs and below[:1].isspace())
    shortened = _SHORTENED.search(end[-20:]) is not None
    open_bracket = end.rfind("(") > end.rfind(")")
    words = end.split()
    signs += shortened or open_bracket or end.endswith(",") or words[-1] in _JOINING
    return _Joint(
        full=len(end) + 1 + len(begin.split()[0]) > _ABOUT * width,
        stop=not shortened and _STOP.search(end[-8:]) is not None,
        hyphen=hyphened and small,
        # A block that begins in small letters may as well be a list of ideas.
        small=small and (hangs or not first.strip(UNSEEN)[:1].islower()),
        signs=signs,
    )


def _is_wrapped(lines: Sequence[str], joints: Sequence[_Joint], width: int) -> bool:
    """Say whether the lines fill one width, and the more surely the fewer they are."""
    broken = [joint for joint in joints if not joint.stop]
    # A short line over a paragraph is its heading, and no part of it.
    if len(broken) > 1 and not joints[0].full and len(lines[0]) * 2 < width:
        broken = [joint for joint in broken if joint is not joints[0]]
    if width not in WIDTHS or not broken or not all(j.full or j.hyphen for j in broken):
        return False
    signs = sum(joint.signs + joint.hyphen for joint in joints)
    signs += sum(_INNER_STOP.search(line) is not None for line in lines)
    signs += _STOP.search(lines[-1].rstrip()[-8:]) is not None and not joints[-1].stop
    # Small letters alone are none: whoever types one idea a line may begin with them too.
    small = sum(joint.small for joint in joints)
    return signs > 0 and signs + small >= max(2, len(broken) / 2)


def _before_rest(above: str, below: str, compounds: Set[str]) -> str:
    """Give a line as it stands before the rest of its last word, mostly without its hyphen."""
    found, rest = _HYPHENED.search(above[-60:]), _WORD.match(below)
    begin, end = found[1] if found else "", rest[0] if rest else ""
    if end in _AFTER_HYPHEN:
        return f"{above} "
    return above if f"{begin}-{end}" in compounds else above[:-1]
