"""What stands in a wording: how many words, which quotations and examples, or a mere outline."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

_REFERENCE = re.compile(r"\{[^{}\n]{1,40}\}")
_QUOTED = re.compile(
    r"“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|»([^«»]+)«|\"([^\"\n]+)\""
    r"|(?<!\w)‘([^‘’\n]+(?:’\w[^‘’\n]*)*)’(?!\w)"
)
_LEFT_OUT = re.compile(r"\[[^\]]*\]|…|\.\.\.")
_EXAMPLE = re.compile(r"^[^,:]*[^\W\d_][^,:]*,\s*[^:]*[^\W\d_][^:]*:\s*\S")
# where a city is not to be named, its part of the world is: "A city in southern Africa: …"
_UNNAMED = re.compile(r"^An? [^,:]* in (?:\w+ )?[A-ZÀ-Þ][^:]*:\s*\S")
_LETTERS = re.compile(r"[^\W_]+")
_MARK = re.compile(r"^[\s•*\-–—>]+")


def without_references(text: str) -> str:
    """Return a text without the references that it names in braces."""
    return _REFERENCE.sub(" ", text)


def count_words(text: str) -> int:
    """Return how many words a text has; references in braces are none."""
    words = without_references(text).split()
    return sum(1 for word in words if any(sign.isalnum() for sign in word))


def quotations(text: str) -> list[str]:
    """Return what stands between marks of quotation, without these."""
    found = _QUOTED.finditer(text)
    return [next(each for each in match.groups() if each) for match in found]


def is_said(quotation: str, texts: Iterable[str]) -> bool:
    """Say whether one of these texts has the words of a quotation.

    Case, spaces and punctuation do not count; what was left out may be marked by dots or brackets.
    """
    parts = [_folded(part) for part in _LEFT_OUT.split(without_references(quotation))]
    wanted = [part for part in parts if part.strip()]
    return not wanted or any(all(p in text for p in wanted) for text in map(_folded, texts))


def _folded(text: str) -> str:
    small = unicodedata.normalize("NFKC", text).casefold()
    return f" {' '.join(_LETTERS.findall(small))} "


def examples_without_a_place(text: str) -> Iterator[str]:
    """Yield the lines of examples that do not begin with "City, country: " or "A city in …: "."""
    for line in text.splitlines():
        bare = _MARK.sub("", line).strip()
        if bare and not (_EXAMPLE.match(bare) or _UNNAMED.match(bare)):
            yield bare


def is_outline(text: str, statements: Sequence[str]) -> bool:
    """Say whether a text is nothing but statements, each on a line of its own."""
    lines = [_folded(without_references(line)) for line in text.splitlines()]
    said = {_folded(each) for each in statements}
    there = [line for line in lines if line.strip()]
    return bool(there) and all(line in said for line in there)
