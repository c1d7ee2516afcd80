"""Markdown as HedgeDoc and its kin write it: what is for the program is taken out."""

import re

_FRONT = re.compile(
    r"---[ \t]*\n(?:(?!(?:---|\.\.\.)[ \t]*\n)[^\n]*\n){0,200}(?:---|\.\.\.)[ \t]*(?:\n|$)"
)
_FIELD = re.compile(r"^[\w-]{1,40}[ \t]*:", re.MULTILINE)
_FOR_THE_PROGRAM = re.compile(
    r"^[ \t]*(?:\[TOC\]|\[\[_?TOC_?\]\]|:{3,}[^\n]{0,60}|#{1,6}[ \t]+tags:[^\n]*)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)


def hedgedoc_text(page: str) -> str:
    """Give a page without front matter, table of contents, tags, boxes' edges and comments."""
    front = _FRONT.match(page)
    if front and _FIELD.search(front[0]):
        page = page[front.end() :]
    return _FOR_THE_PROGRAM.sub("", _without_comments(page))


def _without_comments(page: str) -> str:
    """Take out what stands between <!-- and -->; one that is never closed is text."""
    kept: list[str] = []
    at = 0
    while (start := page.find("<!--", at)) >= 0 and (end := page.find("-->", start)) >= 0:
        kept.append(page[at:start])
        at = end + len("-->")
    return "".join([*kept, page[at:]])
