"""Checks: what falls short of the encouragements as they stand, each in a sentence.

Nothing is refused because of a check, and nothing is changed: people read them and decide.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from sqlmodel import Session

from hrgl.core import meaning
from hrgl.core.meaning import Meanings
from hrgl.core.models import Encouragement
from hrgl.encouragements.checking import of_edition, of_evidence, of_wording, pairs
from hrgl.encouragements.checking.finding import Finding, Findings
from hrgl.encouragements.checking.material import Drafted, Material, gather_material
from hrgl.errors import NotFound
from hrgl.notes.languages import model_of_sentences
from hrgl.notes.statements import StatementView, from_all_statements

__all__ = ["Finding", "Findings", "findings", "findings_of"]

_Told = str | tuple[str, tuple[str, ...]]
CHECKS_OF_EACH: dict[str, Callable[[Drafted, Material], Iterator[_Told]]] = {
    "heading": of_wording.has_heading,
    "verb": of_wording.begins_with_a_verb,
    "explanation": of_wording.has_explanation,
    "outline": of_wording.is_worded,
    "length": of_wording.has_good_length,
    "example": of_wording.has_an_example,
    "example's place": of_wording.examples_have_a_place,
    "quotation": of_wording.quotes_what_was_said,
    "name": of_wording.names_nobody,
    "footnote": of_wording.closes_its_footnotes,
    "sign": of_wording.has_fonts_for_its_signs,
    "evidence": of_evidence.has_support,
    "one room": of_evidence.from_several_rooms,
    "withdrawn": of_evidence.cites_what_stands,
    "corrected": of_evidence.cites_what_was_read,
    "no such reference": of_evidence.names_what_exists,
    "reference left out": of_evidence.names_what_stands,
    "reference not cited": of_evidence.names_what_it_cites,
    "new": of_evidence.knows_what_came_later,
}
CHECK_OF_PAIRS = "alike"
CHECKS_OF_ALL: dict[str, Callable[[Material], Iterator[Finding]]] = {
    "theme": of_edition.every_theme_is_considered,
    "reservation": of_edition.every_reservation_is_decided,
    "heard": of_edition.everybody_is_heard,
}


@from_all_statements
def findings(
    session: Session,
    *,
    edition_id: int,
    rows: Sequence[StatementView] | None = None,
    meanings: Meanings | None = None,
    patience: float = 0.0,
) -> Findings:
    """What falls short in an edition: of each encouragement that was not set aside, and of all.

    Whether two say the same is judged by meaning if that is read within so many seconds.
    """
    material = gather_material(session, edition_id=edition_id, rows=rows)
    if meanings is None:
        meanings = meaning.at_hand(model_of_sentences(session, edition_id=edition_id))
    alike, note = pairs.no_two_alike(session, material, meanings, patience)
    found = {
        draft.id: (*_of(draft, material), *alike.get(draft.id, ())) for draft in material.drafts
    }
    of_all = tuple(each for check in CHECKS_OF_ALL.values() for each in check(material))
    checks = len(material.drafts) * (len(CHECKS_OF_EACH) + 1) + len(CHECKS_OF_ALL)
    failed = sum(_checks(of) for of in found.values()) + _checks(of_all)
    return Findings(found, of_all, checks, checks - failed, note)


def findings_of(session: Session, *, encouragement_id: int) -> tuple[Finding, ...]:
    """What falls short of one encouragement; nothing of one that was set aside."""
    row = session.get(Encouragement, encouragement_id)
    if row is None:
        raise NotFound("This encouragement is not there any more. Load the page again.")
    every = findings(session, edition_id=row.edition_id)
    return every.of_encouragements.get(encouragement_id, ())


def _of(draft: Drafted, material: Material) -> Iterator[Finding]:
    for name, check in CHECKS_OF_EACH.items():
        for told in check(draft, material):
            sentence, statements = (told, ()) if isinstance(told, str) else told
            yield Finding(name, sentence, draft.id, statements)


def _checks(found: Iterable[Finding]) -> int:
    return len({each.check for each in found})
