"""Whether a file holds a published number of the document, letter for letter; nothing is kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hrgl.core.enums import DocumentMark
from hrgl.core.models import OutcomeDocument
from hrgl.core.zones import in_zone
from hrgl.formats.readers.differing import TextDifference
from hrgl.formats.readers.held_text import Holding, holding
from hrgl.formats.readers.running_text import TextOfFile, running_text
from hrgl.formats.readers.squeezing import squeezed
from hrgl.formats.writers.blocks import Extent
from hrgl.formats.writers.document import Document, as_one_line
from hrgl.formats.writers.frozen import canonical, from_data, sha256
from hrgl.formats.writers.languages import language_name
from hrgl.formats.writers.translated import translated
from hrgl.outcome.printing import adoption_sentence, day_in_words
from hrgl.outcome.public_numbers import KnownNumber
from hrgl.outcome.sought import printed_around, sought_notes, sought_pieces

_ENOUGH = 0.5  # of the letters: with fewer it is another text
_MOST_TOLD = 20
_FORMS = ((Extent.FULL, ""), (Extent.SHORT, " in its short form"))
_NO_DOCUMENT = "This is no document of this house."
_MARKED = {
    DocumentMark.WITHDRAWN: "That number was withdrawn",
    DocumentMark.CORRECTED: "That number was corrected by a later one",
}


@dataclass(frozen=True)
class VerifiedFile:
    """What was found: of which number a file is, whether it holds it, and that in sentences."""

    number: KnownNumber | None
    holds: bool
    sentences: tuple[str, ...]


def verified(file_name: str, content: bytes, known: Sequence[KnownNumber]) -> VerifiedFile:
    """Compare a file with the numbers that were published.

    Raises NotValid with a sentence for a file that cannot be read.
    """
    told = running_text(file_name, content)
    if told.readings:
        return _of_words(told, known)
    return _of_data(file_name, told.data, known)


@dataclass(frozen=True)
class _Comparison:
    number: KnownNumber
    form: str
    held: Holding

    @property
    def rank(self) -> tuple[bool, int, int]:
        return self.held.whole, self.held.found, -len(self.held.differences)


def _of_words(told: TextOfFile, known: Sequence[KnownNumber]) -> VerifiedFile:
    best: _Comparison | None = None
    for each in _likeliest_first(known, told.readings):
        for compared in _compared(each, told.readings):
            if best is None or compared.rank > best.rank:
                best = compared
            if compared.held.whole:
                return VerifiedFile(each, True, _held(each, compared.form))
    if best is None or best.held.found < _ENOUGH * best.held.sought:
        return VerifiedFile(None, False, (_NO_DOCUMENT,))
    return VerifiedFile(best.number, False, tuple(_differs(best)))


def _likeliest_first(
    known: Iterable[KnownNumber], readings: Sequence[Sequence[str]]
) -> list[KnownNumber]:
    """The numbers, those first whose digest stands in the file."""
    text = squeezed("\n".join(readings[0]))
    return sorted(known, key=lambda each: each.row.sha256 not in text)


def _compared(number: KnownNumber, readings: Sequence[Sequence[str]]) -> Iterator[_Comparison]:
    """A number in all its forms, against a file in all its readings."""
    for document, form in _in_its_languages(number.document):
        around = [*printed_around(document), adoption_sentence(number.row)]
        for extent, short in _FORMS:
            pieces, notes = sought_pieces(document, extent), sought_notes(document, extent)
            for lines in readings:
                held = holding(pieces, lines, around=around, anywhere=notes)
                yield _Comparison(number, f"{form}{short}", held)


def _in_its_languages(document: Document) -> Iterator[tuple[Document, str]]:
    yield document, ""
    for each in document.translations:
        name = language_name(each.language)
        yield translated(document, each.language), f" in its translation into {name}"


def _of_data(file_name: str, data: Any, known: Sequence[KnownNumber]) -> VerifiedFile:
    """A file of data: its digest is worked out anew from what it holds."""
    raw = data.get("document", data) if isinstance(data, dict) else None
    try:
        document = from_data(raw)  # type: ignore[arg-type]  # whatever it is, it is refused
        digest = sha256(canonical(document))
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError):
        return VerifiedFile(None, False, (f"{_NO_DOCUMENT} Its data are not those of one.",))
    told = data.get("sha256", digest)
    same = next((each for each in known if each.row.sha256 == digest), None)
    if same is not None and told == digest:
        return VerifiedFile(same, True, _held(same, ""))
    if same is not None:
        sentence = f"It holds the text of {_named(same)}, but names another digest: {told!s:.80}."
        return VerifiedFile(same, False, (sentence,))
    return _of_other_data(document, known)


def _of_other_data(document: Document, known: Sequence[KnownNumber]) -> VerifiedFile:
    try:
        lines = [piece.text for piece in sought_pieces(document, Extent.FULL)]
        lines += [piece.text for piece in sought_notes(document, Extent.FULL)]
    except (TypeError, ValueError, KeyError, AttributeError):
        return VerifiedFile(None, False, (f"{_NO_DOCUMENT} Its data are not those of one.",))
    found = _of_words(TextOfFile((tuple(lines),)), known)
    if found.number is None or not found.holds:
        return found
    return VerifiedFile(
        found.number,
        False,
        (
            f"It reads as {_named(found.number)} does, but differs in what is not printed: its "
            "digest is another.",
        ),
    )


def _named(number: KnownNumber) -> str:
    title = as_one_line(number.document.title)
    return f"number {number.number} of the document of {number.edition.code}, “{title}”"


def _held(number: KnownNumber, form: str) -> tuple[str, ...]:
    row = number.row
    published = in_zone(row.published_at, number.edition.time_zone)
    when = (
        f"adopted on {day_in_words(row.adopted_on)}"
        if row.adopted_on
        else f"published on {day_in_words(published.date())}"
    )
    sentence = (
        f"This file holds the text of {_named(number)}{form}, {when}, letter for letter "
        f"(SHA-256 {row.sha256})."
    )
    return (sentence, *_mark_of(row))


def _mark_of(row: OutcomeDocument) -> tuple[str, ...]:
    if row.mark is None:
        return ()
    because = as_one_line(row.marked_because).rstrip(".")
    return (f"{_MARKED[row.mark]}{f': {because}' if because else ''}.",)


def _differs(best: _Comparison) -> Iterator[str]:
    yield f"This file is not {_named(best.number)}{best.form}, as it was published."
    differences = best.held.differences
    for each in differences[:_MOST_TOLD]:
        yield _in_a_sentence(each)
    if len(differences) > _MOST_TOLD:
        yield f"It differs in {len(differences) - _MOST_TOLD} more places."


def _in_a_sentence(each: TextDifference) -> str:
    if not each.said:
        return f"In {each.where} stands “{each.stands}”, which was not published."
    if not each.stands:
        return f"It differs in {each.where}: “{each.said}” is missing."
    return f"It differs in {each.where}: “{each.stands}” stands for “{each.said}”."
