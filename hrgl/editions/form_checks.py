"""What an edition may say of its document, field by field: kept as it is printed, or refused."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from hrgl.errors import NotValid
from hrgl.formats.writers.document import PARTS, as_one_line, paragraphs
from hrgl.formats.writers.footnotes import opened_only

LINES = {
    "name": ("The document’s name", 120),
    "subtitle": ("The subtitle", 200),
    "symbol": ("The document’s own number", 64),
    "motto": ("The motto", 200),
    "place": ("The place", 120),
    "issuer": ("The issuing body", 300),
    "auspices": ("The line of auspices", 300),
    "lead_in": ("What each encouragement begins with", 120),
}
TEXTS = {"method": ("The note on how it came about", 4000), "contact": ("The contact", 500)}
LISTS = {"co_organisers": ("co-organiser", 40, 200), "preamble": ("preamble clause", 40, 1500)}
_NEEDED = {
    "name": "The document needs a name, such as “Outcome Document”.",
    "lead_in": "Please say with which words each encouragement begins.",
}
_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))?"
)
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[A-Za-z0-9._;()/:+-]{1,100}")
_DOI_BEFORE = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


def checked_form(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What was given of a form, as it is kept; the first thing that cannot be is refused."""
    for name in fields:
        if name not in CHECKS:
            raise NotValid(f"A document’s form says nothing of “{as_one_line(name)}”.")
    return {name: CHECKS[name](name, value) for name, value in fields.items()}


def _plainly(value: Any) -> str:
    return "" if value is None else str(value)


def _typed(value: Any) -> str:
    """What was given as one line, as it will be printed."""
    return " ".join(as_one_line(_plainly(value)).split())


def _line(name: str, value: str) -> str:
    what, longest = LINES[name]
    line = _typed(value)
    if not line and name in _NEEDED:
        raise NotValid(_NEEDED[name], name)
    return _fitting(line, what, longest, name)


def _text(name: str, value: str) -> str:
    what, longest = TEXTS[name]
    return _fitting("\n".join(paragraphs(_plainly(value))), what, longest, name)


def _list(name: str, value: Sequence[str]) -> list[str]:
    what, most, longest = LISTS[name]
    lines = [_typed(each) for each in value or ()]
    found = [line for line in lines if line]
    if len(found) > most:
        raise NotValid(f"There may be {most} of these at most: this is the next {what}.", name)
    for at, line in enumerate(found, start=1):
        _fitting(line, f"The {what} {at}", longest, name)
    return found


def _fitting(text: str, what: str, longest: int, name: str) -> str:
    if len(text) > longest:
        raise NotValid(f"{what} is too long: {len(text)} characters, at most {longest}.", name)
    if left_open := opened_only(text):
        raise NotValid(
            f"A footnote is opened and never closed: “{left_open}”. End it with “]”.", name
        )
    return text


def _parts(name: str, value: Sequence[str]) -> list[str]:
    found = [str(each) for each in value]
    unknown = [each for each in found if each not in PARTS]
    if unknown:
        raise NotValid(
            f"There is no part “{as_one_line(unknown[0])}”; there are {', '.join(PARTS)}.", name
        )
    if len(set(found)) < len(found):
        raise NotValid("Each part of the document stands once, or not at all.", name)
    return found


def language_tag(name: str, value: str) -> str:
    """A tag of BCP 47, written as it usually is: "en", "pt-BR", "zh-Hant"."""
    tag = _typed(value).replace("_", "-").lower()
    if len(tag) > 16 or not _TAG.fullmatch(tag):
        raise NotValid(
            f"“{as_one_line(value or '')[:40]}” is no tag of a language: write “en”, “fr”, “ar” or "
            "“pt-BR”.",
            name,
        )
    first, *others = tag.split("-")
    return "-".join([first, *(_CASES.get(len(each), str)(each) for each in others)])


_CASES: dict[int, Callable[[str], str]] = {4: str.capitalize, 2: str.upper}


def _isbn(name: str, value: str) -> str:
    """An ISBN of ten or thirteen digits, with hyphens as it was typed, whose last digit fits."""
    typed = _typed(value).removeprefix("ISBN").strip(" :")
    digits = re.sub(r"[\s-]", "", typed).upper()
    if not digits:
        return ""
    if len(typed) > 32 or not (_fits_ten(digits) or _fits_thirteen(digits)):
        raise NotValid(f"“{typed[:40]}” is no ISBN: a digit is missing or mistaken.", name)
    return "-".join(re.split(r"[\s-]+", typed.upper()))


def _fits_ten(digits: str) -> bool:
    if not re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        return False
    values = [10 if each == "X" else int(each) for each in digits]
    return (
        sum(weight * each for weight, each in zip(range(10, 0, -1), values, strict=True)) % 11 == 0
    )


def _fits_thirteen(digits: str) -> bool:
    if not re.fullmatch(r"97[89][0-9]{10}", digits):
        return False
    return sum(int(each) * (3 if at % 2 else 1) for at, each in enumerate(digits)) % 10 == 0


def _doi(name: str, value: str) -> str:
    """A DOI without the address before it; nothing that could be markup or another address."""
    typed = _DOI_BEFORE.sub("", _typed(value), count=1)
    if typed and not _DOI.fullmatch(typed):
        raise NotValid(f"“{typed[:40]}” is no DOI: it begins like 10.5281/zenodo.1234.", name)
    return typed


def _dated(name: str, value: date | None) -> date | None:
    if value is not None and not isinstance(value, date):
        raise NotValid("Please give the day of the document as a date.", name)
    return value


def _public(name: str, value: bool) -> bool:
    return bool(value)


CHECKS: dict[str, Callable[[str, Any], Any]] = {
    **dict.fromkeys(LINES, _line),
    **dict.fromkeys(TEXTS, _text),
    **dict.fromkeys(LISTS, _list),
    "dated": _dated,
    "isbn": _isbn,
    "doi": _doi,
    "parts": _parts,
    "language": language_tag,
    "is_public": _public,
}
