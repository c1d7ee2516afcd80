"""Markdown as it reads once it is rendered: without its marks, and without rendering it."""

import re

_NUMBER = re.compile(r"\d+")
_SIGNS = re.compile(
    r"\\([!-/:-@\[-`{-~])"  # written as it is
    r"|(\*\*|\*|~~|`|(?<![^\W_])_|_(?![^\W_])|<br ?/?>|</?sup>)"  # how letters look
    r"|(\[\^[^\]\s]{1,20}\]:?)"  # where a footnote stands
    r"|\]\((#[^)\s]*)\)|(?<!!)\[(?=[^\]]*\]\(#)"  # the way to a place in the page
    r"|(\|)"  # between cells
)
_LINE_BEGINS = re.compile(r"^(?:\s*>)*\s*(?:#{1,6}\s|[-+*]\s|\d{1,9}[.)]\s)?")
_RULE = re.compile(r"^[\s|:\-]+$")


def unmarked(text: str) -> tuple[str, ...]:
    """Markdown without its marks, a line for each of its lines and cells."""
    found: list[str] = []
    for line in text.splitlines():
        if _RULE.match(line):
            continue
        begin = _LINE_BEGINS.match(line)
        number = _NUMBER.search(begin[0]) if begin else None
        rest = line[begin.end() if begin else 0 :]
        shown = _SIGNS.sub(lambda m: m[1] or ("\n" if m[5] else ""), rest)
        found += f"{number[0] + ' ' if number else ''}{shown}".split("\n")
    return tuple(found)
