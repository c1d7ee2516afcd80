"""The marks of lists: bullets, arrows, boxes to tick, and numbers or letters that count."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

UNSEEN = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u2060\ufeff"
# Nouns that a German number with a full stop belongs to: the first of May, the third district.
ORDINAL_NOUNS = (
    "Jänner|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    "|Jahrhundert|Jahrtausend|Halbjahr|Quartal|Stadtbezirk|Gemeindebezirk|Bezirk|Stadtteil|Klasse"
    "|Schulstufe|Stock|Stockwerk|Obergeschoß|Obergeschoss|Etage|Weltkrieg|Weltkongress|Sitzung"
    "|Lebensjahr|Geburtstag|Jahrestag"
)
_BULLET = re.compile(
    r"(?:[*\-+•‣◦▪●○■□►→➔➢❯–—·✓✔✗✘☐☑☒\uf000-\uf0ff]\ufe0f?|[-=]{1,2}>|>{1,5}|\[[ xX]?\])(?=\s)"
)
_COUNTED = re.compile(
    r"(?P<opens>\(?)(?P<steps>(?:\d{1,3}|undefined)(?:\.(?:\d{1,3}|undefined)){0,9}"
    r"|[ivx]{1,5}|[a-z])(?P<closes>[.)])(?=\s)"
    r"|(?P<big>[A-Z])\)(?=\s)"
)
_ORDINAL = re.compile(rf"\s+(?:{ORDINAL_NOUNS})\b")
_MOST = 3  # a pad's own bullet, a dash somebody typed after it, a box to tick
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")

Key = tuple[str, ...]


@dataclass(frozen=True)
class Marks:
    """What stands before the words of a line: they begin at `end`; `counts` tells a number."""

    end: int
    marked: bool = False
    counts: bool = False


@dataclass(frozen=True)
class _Read:
    """The marks of a line if its number is one (`end`), and if it is a word (`bare`)."""

    bare: Marks
    end: int = 0
    certain: bool = False
    values: tuple[tuple[Key, int], ...] = ()


def marks(lines: Iterable[str]) -> list[Marks]:
    """Give where the words of each line begin, behind indentation and marks.

    A number, or a letter with a dot, is a mark only if it is written as one, with a closing dot
    or bracket and a space, and its neighbours of the same kind count with it; or as a pad's export
    writes it: as many steps as there are tabs. All other numbers are words.
    """
    read = [_read(line) for line in lines]
    counting = _counting(read)
    return [
        Marks(each.end, marked=True, counts=True) if each.certain or at in counting else each.bare
        for at, each in enumerate(read)
    ]


def _read(line: str) -> _Read:
    begin = at = _words(line, 0)
    bare: Marks | None = None
    found: re.Match[str] | None = None
    for _ in range(_MOST):
        mark = _BULLET.match(line, at)
        if mark is None and found is None and (counted := _COUNTED.match(line, at)):
            if _ORDINAL.match(line, counted.end()):
                break
            mark = found = counted
            bare = Marks(at, marked=at > begin)
        if mark is None:
            break
        at = _words(line, mark.end())
    if found is None or bare is None:
        return _Read(Marks(at, marked=at > begin))
    where = f"{line[:begin]}|{line[begin : bare.end].strip()}"
    certain = _is_lettered(found) or (bare.end == begin and _is_of_a_pad(found, line[:begin]))
    return _Read(bare, at, certain, tuple(_values(found, where)))


def _words(line: str, at: int) -> int:
    return len(line) - len(line[at:].lstrip(UNSEEN))


def _is_lettered(found: re.Match[str]) -> bool:
    """Say whether a single small letter stands before a bracket, as it does in no sentence."""
    letters = found["steps"] or ""
    return len(letters) == 1 and letters.isalpha() and found["closes"] == ")"


def _is_of_a_pad(found: re.Match[str], indent: str) -> bool:
    """Say whether Etherpad's export wrote this; one version of it writes "undefined" for a step."""
    steps = (found["steps"] or "").split(".")
    tabs = indent.strip(UNSEEN.replace("\t", ""))
    numbered = steps[-1].isdigit() and found["closes"] == "." and not found["opens"]
    return numbered and ("undefined" in steps or len(tabs) == len(steps))


def _values(found: re.Match[str], where: str) -> Iterator[tuple[Key, int]]:
    """Yield what a mark may count as: in which row of marks, and how far."""
    steps = found["steps"] or found["big"]
    above, _, written = steps.rpartition(".")
    form = (where, found["opens"] or "", found["closes"] or ")", above)
    if written.isdigit():
        yield (*form, "1"), int(written)
        # 1.1 counts on from 1, as 1.2 does from 1.1
        yield (*form[:-1], steps, "1"), 0
    if len(written) == 1 and written.isalpha():
        yield (*form, "A" if written.isupper() else "a"), ord(written)
    if written in _ROMAN:
        yield (*form, "i"), _ROMAN.index(written)


def _counting(read: Sequence[_Read]) -> set[int]:
    """Give the lines whose mark is one more than the one before it in its row, or one less."""
    counting: set[int] = set()
    last: dict[Key, tuple[int, int]] = {}
    for at, each in enumerate(read):
        for key, value in each.values:
            before = last.get(key)
            if before and value == before[1] + 1:
                counting |= {before[0], at}
            last[key] = (at, value)
    return counting
