"""A published number as it is printed: its frozen text, and what has become of the number since."""

from dataclasses import replace
from datetime import date

from hrgl.core.enums import AdoptionMode, DocumentMark
from hrgl.core.models import OutcomeDocument
from hrgl.core.zones import DEFAULT_ZONE, in_zone
from hrgl.formats.writers.blocks import one_line_of
from hrgl.formats.writers.document import Document, as_one_line
from hrgl.formats.writers.frozen import parse

_HOW = {
    AdoptionMode.ADOPTED: "Adopted{tacitly} by",
    AdoptionMode.LAUNCHED: "Launched by",
    AdoptionMode.PRESENTED: "Presented to",
}
_MARKED = {DocumentMark.WITHDRAWN: "Withdrawn", DocumentMark.CORRECTED: "Corrected"}


def printed_number(row: OutcomeDocument, *, zone: str = DEFAULT_ZONE) -> Document:
    """What was published as this number, with its digest, its adoption and its mark told.

    `zone` is that of the edition: the day on which a number was marked is told there.
    """
    return replace(
        parse(row.content),
        sha256=row.sha256,
        adoption=adoption_sentence(row),
        mark=mark_sentence(row, zone=zone),
    )


def adoption_sentence(row: OutcomeDocument) -> str:
    """Which body adopted a number, where, when and as what; "" as long as none has.

    "Adopted by the Conference in Graz on 8 February 2023, as a guideline for local governments."
    """
    if row.adoption_mode is None or row.adopted_on is None:
        return ""
    how = _HOW[row.adoption_mode].format(tacitly=" tacitly" if row.adopted_tacitly else "")
    place = as_one_line(row.adopted_at_place)
    said = one_line_of(
        " ",
        f"{how} {as_one_line(row.adopted_by or '')}",
        f"in {place}" if place else "",
        f"on {day_in_words(row.adopted_on)}",
    )
    return _ended(one_line_of(", ", said, _as_what(row.adopted_as)))


def _as_what(said: str) -> str:
    """As what it was adopted, in a sentence: "as a guideline", whichever way it was typed."""
    words = as_one_line(said).rstrip(".")
    return words if not words or words.lower().startswith("as ") else f"as {words}"


def mark_sentence(row: OutcomeDocument, *, zone: str = DEFAULT_ZONE) -> str:
    """That a number was withdrawn or corrected, when and why; "" of one that stands as it did."""
    if row.mark is None:
        return ""
    on = f" on {day_in_words(in_zone(row.marked_at, zone).date())}" if row.marked_at else ""
    return _ended(one_line_of(": ", f"{_MARKED[row.mark]}{on}", row.marked_because))


def day_in_words(day: date) -> str:
    """A day as documents write it: 8 February 2023."""
    return f"{day.day} {day:%B %Y}"


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."
