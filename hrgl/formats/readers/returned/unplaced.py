"""Changes that have no place in a wording: listed with the reason, never dropped."""

import re
from collections.abc import Iterator, Sequence

from hrgl.formats.readers.package import Package
from hrgl.formats.readers.returned.changing import pictures_of
from hrgl.formats.readers.returned.comparing import Bridge
from hrgl.formats.readers.returned.markup import WordBody
from hrgl.formats.readers.returned.segments import Segment, segments_of
from hrgl.formats.readers.returned.strips import Strip
from hrgl.formats.readers.returned.values import ReturnedChange


def unplaced(segment: Segment, sent: str | None, why: str) -> Iterator[ReturnedChange]:
    """Changes in a paragraph that has no place; `sent` is None where nobody knows how it was."""
    strip = Strip(segment.pieces)
    came = strip.original
    for hunk in Bridge(came if sent is None else sent, came).hunks:
        before, after = (sent or "")[hunk.start : hunk.end], came[hunk.begin : hunk.stop]
        yield _listed(before, after, why)
    for edit in strip.edits():
        parent = edit.inside.authors if edit.inside else frozenset()
        before = strip.words(edit.first, edit.last, parent)
        after = strip.words(edit.first, edit.last, edit.authors)
        if before != after:
            yield _listed(before, after, why, edit.author, edit.dated)
    if segment.ended and came:
        yield _listed("\n", "", why, *segment.ended)
    yield from pictures_of(segment, None, None)


def _listed(
    before: str, after: str, why: str, author: str = "", dated: str | None = None
) -> ReturnedChange:
    tracked = dated is not None
    return ReturnedChange(
        None, None, None, None, before, after, author, dated or "", tracked, why_unplaced=why
    )


def unplaced_in(segment: Segment, known: frozenset[str] | None) -> Iterator[ReturnedChange]:
    """Changes in what no draft is sent with: all of it was put in, but for what is known.

    `known` is None where nobody knows what was sent.
    """
    why = f"It stands in {segment.where}, and wordings have none."
    original = segment.original
    as_sent = known is None or not original.strip() or _plain(original) in known
    yield from unplaced(segment, original if as_sent else "", why)


def changes_beside(
    package: Package, member: str, where: str, known: Sequence[str] | None
) -> Iterator[ReturnedChange]:
    """Changes in a part beside the text, such as its footnotes; `known` is what was sent there."""
    body = WordBody(where)
    package.walk(member, body)
    plain = None if known is None else frozenset(map(_plain, known))
    for segment in segments_of(body.paragraphs):
        yield from unplaced_in(segment, plain)


def _plain(text: str) -> str:
    """A text without its numbers and spaces: those of pages change by themselves."""
    return re.sub(r"[\d\s]+", "", text)
