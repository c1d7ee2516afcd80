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
_group = partial(_encouragement, subject="groupheading")
_review = partial(Act, subject="encouragement", heading=Heading.REVIEWS)
_sent = partial(
    Act,
    permission=Permission.SEND,
    subject="comment",
    heading=Heading.ENCOURAGEMENTS,
    counted=Counted.COMMENT_STEP,
    why_it_stays="What a sender did with a comment stays as they left it.",
)
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
    _encouragement("candidates.begun", "began candidates, one for each theme: {names}"),
    _encouragement("candidate.begun", "began a candidate from {statements}"),
    _encouragement("candidate.merged", "merged {merged} into {it}"),
    _encouragement("encouragement.reworded", "wrote wording {wording} of {it}"),
    _encouragement(
        "encouragement.restored", "restored wording {restored} of {it} as wording {wording}"
    ),
    _encouragement("encouragement.remarked", "wrote remarks on {it}"),
    _encouragement("encouragement.placed", "moved {called} to {where}"),
    _encouragement("encouragement.swapped", "let {called} swap places: now at {where}"),
    _encouragement(
        "group.headed", "headed the group from place {place} “{heading}”", subject="groupheading"
    ),
    _encouragement(
        "group.unheaded",
        "took away the heading “{heading}” at place {place}",
        subject="groupheading",
    ),
    _encouragement("encouragement.submitted", "submitted wording {wording} of {it} for review"),
    _encouragement("encouragements.submitted", "submitted for review what was ready: {places}"),
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
    Act(
        "round.set",
        "{opened} the participants’ round on the drafts for {whom}",
        permission=Permission.HOLD_ROUND,
        subject="round",
        heading=Heading.ENCOURAGEMENTS,
        counted=Counted.ROUND,
        why_it_stays="Open or close the round again instead, on the page Comments.",
    ),
    _sent("comment.sent", "spoke on wording {wording} of {it}", counted=Counted.COMMENT),
    _sent("comment.withdrawn", "withdrew a comment on {it}"),
    _sent("comment.reacted", "{reacted} with what became of a comment on {it}"),
    Act(
        "comments.answered",
        "answered {remarks} on {which}: {became}",
        permission=Permission.ANSWER,
        subject="edition",
        heading=Heading.ENCOURAGEMENTS,
        counted=Counted.COMMENT_STEP,
        changes_subject=False,
    ),
    _document("document.published", "published number {number} of the document"),
    _document("document.adopted", "noted that number {number} of the document was {mode}"),
)
