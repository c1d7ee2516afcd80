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
_review = partial(Act, subject="encouragement", heading=Heading.REVIEWS, changes_subject=False)
_sent = partial(
    Act,
    permission=Permission.SEND,
    subject="comment",
    heading=Heading.ENCOURAGEMENTS,
    counted=Counted.COMMENT_STEP,
    why_it_stays="What a sender did with a comment stays as they left it.",
)
_amendment = partial(
    Act,
    permission=Permission.WORD,
    subject="encouragement",
    heading=Heading.ENCOURAGEMENTS,
    counted=Counted.AMENDMENT,
    changes_subject=False,
)
_file = partial(
    Act,
    permission=Permission.WORD,
    heading=Heading.ENCOURAGEMENTS,
    counted=Counted.FILE,
    why_it_stays="Decide on what came with it instead.",
)
_meeting = partial(
    Act,
    permission=Permission.CHAIR,
    subject="meeting",
    heading=Heading.REVIEWS,
    counted=Counted.MEETING,
    why_it_stays="What happened in a meeting stays in its minutes.",
)
_beside = partial(_meeting, changes_subject=False)
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
    _review(
        "reviews.agreed",
        "agreed to {agreed} that nobody contested: {places}",
        permission=Permission.REVIEW,
        counted=Counted.REVIEW,
        why_it_stays="A later word of the same member takes the place of an earlier one.",
    ),
    _review(
        "objection.ruled",
        "{ruling} {objection} {it}, with {in_favour} in favour and {against} against",
        permission=Permission.CHAIR,
        counted=Counted.RULING,
        why_it_stays="Rule on it again, or let the objector speak again.",
    ),
    _amendment(
        "amendments.proposed",
        "proposed {amendments} to {it}",
        permission=Permission.AMEND,
        why_it_stays="Withdraw the amendment instead.",
    ),
    _amendment(
        "amendments.withdrawn",
        "withdrew {amendments} to {it}",
        permission=Permission.AMEND,
        why_it_stays="Propose it again instead.",
    ),
    _amendment(
        "amendments.recommended", "recommended what to do with {amendments} to {it}: {advised}"
    ),
    _amendment("amendments.decided", "decided on {amendments} to {it}: {what_of}"),
    _amendment(
        "amendments.accepted",
        "took {amendments} into wording {wording} of {it}",
        changes_subject=True,
    ),
    _amendment(
        "recommendations.followed",
        "followed the recommendations on {amendments} that are not disputed",
        subject="edition",
    ),
    _file("draft.sent", "took out Word file {number} of the draft: {held}", subject="sentdraft"),
    _file(
        "draft.returned",
        "brought back Word file {number}: {amendments}, {margin_notes}",
        subject="returneddraft",
    ),
    _file("margin.placed", "placed a note of a Word file in {it}", subject="marginnote"),
    _file(
        "margin.settled", "settled a note in the margin of Word file {number}", subject="marginnote"
    ),
    _meeting("meeting.opened", "opened meeting {number}"),
    _meeting("meeting.chaired", "took the chair of meeting {number}"),
    _meeting("meeting.turned", "turned meeting {number} to {it}"),
    _meeting("meeting.cleaned", "laid the clean text of {it} before meeting {number}"),
    _beside("meeting.attended", "noted who is present in meeting {number}"),
    _beside("meeting.joined", "came to meeting {number}", permission=Permission.REVIEW),
    _beside("meeting.asked", "asked to speak in meeting {number}", permission=Permission.REVIEW),
    _beside("meeting.spoken", "gave the floor in meeting {number}"),
    _meeting("meeting.decided", "concluded on {it} in meeting {number}: {decided}"),
    _meeting("meeting.closed", "closed meeting {number}"),
    Act(
        "members.reminded",
        "reminded {reminded} of what waits for them",
        permission=Permission.REMIND,
        subject="edition",
        heading=Heading.REVIEWS,
        counted=Counted.OTHER,
        why_it_stays="A mail that was sent cannot be called back.",
        changes_subject=False,
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
)
