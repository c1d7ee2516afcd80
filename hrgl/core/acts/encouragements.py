"""Acts on the way to the document: encouragements, their evidence, reviews, publishing."""

from functools import partial

from hrgl.core.acts.act import Act, Counted, Heading
from hrgl.core.permissions import Permission

_encouragement = partial(
    Act,
    permission=Permission.WORD,
    subject="encouragement",
    heading=Heading.ENCOURAGEMENTS,
    counted=Counted.ENCOURAGEMENT,
)
_review = partial(Act, subject="encouragement", heading=Heading.REVIEWS)
_document = partial(
    Act,
    permission=Permission.PUBLISH,
    subject="outcomedocument",
    heading=Heading.DOCUMENT,
    counted=Counted.DOCUMENT,
    why_it_stays="What is published never changes.",
)

OF_ENCOURAGEMENTS = (
    _encouragement("encouragement.worded", "drafted the candidate “{heading}”"),
    _encouragement("encouragement.reworded", "wrote wording {wording} of {it}"),
    _encouragement("encouragement.remarked", "wrote remarks on {it}"),
    _encouragement("encouragement.placed", "moved “{heading}” to {where}"),
    _encouragement("encouragement.submitted", "submitted wording {wording} of {it} for review"),
    _encouragement("encouragement.set_aside", "set {it} aside"),
    _encouragement("encouragement.brought_back", "brought {it} back"),
    _encouragement(
        "encouragement.cited", "cited {statements} as {support} for {it}", changes_subject=False
    ),
    _encouragement(
        "encouragement.uncited",
        "took {statements} out of the evidence for {it}",
        changes_subject=False,
    ),
    _review(
        "review.given",
        "{verdict} wording {wording} of {it}",
        permission=Permission.REVIEW,
        counted=Counted.REVIEW,
        why_it_stays="A later word of the same member takes the place of an earlier one.",
    ),
    _review(
        "objection.answered",
        "answered {objection} {it}: {answered}",
        permission=Permission.ANSWER,
        counted=Counted.ANSWER,
        why_it_stays="An answer that was given stays.",
    ),
    _document("document.published", "published number {number} of the document"),
    _document("document.adopted", "noted that number {number} of the document was {mode}"),
)
