"""Whether two encouragements say nearly the same: all pairs, with what stands behind both."""

from collections import defaultdict

from sqlmodel import Session

from hrgl.core import vector_store
from hrgl.core.meaning import Meanings
from hrgl.encouragements.checking.corpus import corpus_of
from hrgl.encouragements.checking.finding import Finding
from hrgl.encouragements.checking.material import Drafted, Material
from hrgl.encouragements.checking.of_evidence import counted
from hrgl.synthesis.wording.alikeness import pairs_alike
from hrgl.synthesis.wording.supporting import telling_words

JUDGED_BY_WORDS = (
    "Whether two say the same was judged by their words alone: the meaning of sentences is not "
    "being read at the moment."
)


def no_two_alike(
    session: Session, material: Material, meanings: Meanings | None, patience: float
) -> tuple[dict[int, list[Finding]], str]:
    """By encouragement, with which others it says nearly the same; and a note on how it was judged.

    By meaning only if all headings were read, so that all pairs are judged alike.
    """
    drafts = [draft for draft in material.drafts if draft.heading]
    if len(drafts) < 2:
        return {}, ""
    headings = [draft.heading for draft in drafts]
    known = meanings.of(headings, patience=patience) if meanings else {}
    vectors = None
    if set(known) >= set(headings):
        vectors = vector_store.stack(headings, known)
    texts = corpus_of(session, edition_id=material.edition.id, meanings=meanings).weighed
    found: dict[int, list[Finding]] = defaultdict(list)
    for one, other in pairs_alike(texts, [telling_words(each) for each in headings], vectors):
        found[drafts[one].id].append(_alike(drafts[one], drafts[other]))
        found[drafts[other].id].append(_alike(drafts[other], drafts[one]))
    return found, JUDGED_BY_WORDS if vectors is None else ""


def _alike(draft: Drafted, other: Drafted) -> Finding:
    theirs = {row.id for row, _ in other.cited}
    both = tuple(row.short for row, _ in draft.cited if row.id in theirs)
    stand = "stands" if len(both) == 1 else "stand"
    shared = f"{counted(len(both), 'statement')} {stand} behind both" if both else ""
    return Finding(
        "alike",
        f"Merge it with {other.name}, or word what sets them apart: they say nearly the same"
        f"{f', and {shared}' if shared else ''}.",
        draft.id,
        both,
    )
