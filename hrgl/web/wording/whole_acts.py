"""Acts on several encouragements: begun, placed, merged, submitted together, put in groups."""

from typing import Annotated, Literal

from pydantic import Field
from sqlmodel import Session

from hrgl.core.enums import CommentAnswer
from hrgl.core.models import Member
from hrgl.encouragements import candidates, groups, places, submitting, wordings
from hrgl.encouragements.commenting import answering
from hrgl.web.amending.acts import (
    AcceptingAmendments,
    DecidingAmendments,
    FollowingRecommendations,
    Proposing,
    Recommending,
    WithdrawingAmendments,
)
from hrgl.web.desks.act import DeskAct, Number, Seen, TakingBack, Words
from hrgl.web.desks.answering import SentByDesk
from hrgl.web.wording.acts import (
    Citing,
    OnEncouragement,
    PuttingAside,
    Remarking,
    Restoring,
    Rewording,
    Submitting,
    TakingOut,
    TakingUpAgain,
)

_MOST = 500
SeenRow = tuple[Number, Number]  # a row and its version


class BeginningEach(DeskAct):
    """One candidate for each of these themes."""

    do: Literal["begin_each"]
    themes: list[SeenRow] = Field(min_length=1, max_length=_MOST)

    def carry_out(self, session: Session, actor: Member) -> None:
        versions = dict(self.themes)
        candidates.begin_each(session, actor, theme_ids=list(versions), theme_versions=versions)


class BeginningFrom(DeskAct):
    """A candidate from statements."""

    do: Literal["begin_from"]
    statements: list[Seen] = Field(min_length=1, max_length=_MOST)

    def carry_out(self, session: Session, actor: Member) -> None:
        seen = {key: (version, theme_id) for key, version, theme_id in self.statements}
        candidates.begin_from_statements(session, actor, statement_ids=list(seen), seen=seen)


class WordingAnew(DeskAct):
    """A candidate from nothing but its heading."""

    do: Literal["word"]
    heading: Words

    def carry_out(self, session: Session, actor: Member) -> None:
        wordings.word(session, actor, heading=self.heading)


class GivingPlace(OnEncouragement):
    """To a place of the document that is free, or back among the candidates."""

    do: Literal["place"]
    place: Number | None

    def carry_out(self, session: Session, actor: Member) -> None:
        places.give_place(
            session,
            actor,
            encouragement_id=self.encouragement,
            place=self.place,
            seen_version=self.version,
        )


class OnTwo(OnEncouragement):
    """An act on two encouragements, each as it was seen."""

    other: Number
    other_version: Number


class Swapping(OnTwo):
    """The two exchange their places."""

    do: Literal["swap"]

    def carry_out(self, session: Session, actor: Member) -> None:
        places.swap_places(
            session,
            actor,
            encouragement_id=self.encouragement,
            seen_version=self.version,
            other_id=self.other,
            other_seen_version=self.other_version,
        )


class MergingTwo(OnTwo):
    """The other one into this."""

    do: Literal["merge"]

    def carry_out(self, session: Session, actor: Member) -> None:
        candidates.merge_candidates(
            session,
            actor,
            encouragement_id=self.encouragement,
            seen_version=self.version,
            other_id=self.other,
            other_seen_version=self.other_version,
        )


class SubmittingReady(DeskAct):
    """All that are ready, as they were seen."""

    do: Literal["submit_ready"]
    ready: list[SeenRow] = Field(min_length=1, max_length=_MOST)

    def carry_out(self, session: Session, actor: Member) -> None:
        submitting.submit_ready(session, actor, seen=dict(self.ready))


class HeadingGroup(DeskAct):
    """A heading above a place; an empty one takes it away."""

    do: Literal["group"]
    place: Number
    heading: Words
    version: Number | None

    def carry_out(self, session: Session, actor: Member) -> None:
        if self.heading or self.version is None:
            groups.head_group(
                session, actor, place=self.place, heading=self.heading, seen_version=self.version
            )
        else:
            groups.unhead_group(session, actor, place=self.place, seen_version=self.version)


class AnsweringComments(DeskAct):
    """What became of comments, in a fixed word, and why."""

    do: Literal["answer_comments"]
    comments: list[SeenRow] = Field(min_length=1, max_length=_MOST)
    answer: CommentAnswer = Field(strict=False)
    reason: Words = ""

    def carry_out(self, session: Session, actor: Member) -> None:
        seen = dict(self.comments)
        answering.answer_comments(
            session,
            actor,
            comment_ids=list(seen),
            answer=self.answer,
            reason=self.reason,
            seen=seen,
        )


AnyWordingAct = Annotated[
    BeginningEach
    | BeginningFrom
    | WordingAnew
    | GivingPlace
    | Swapping
    | MergingTwo
    | SubmittingReady
    | HeadingGroup
    | AnsweringComments
    | Proposing
    | WithdrawingAmendments
    | Recommending
    | AcceptingAmendments
    | DecidingAmendments
    | FollowingRecommendations
    | Rewording
    | Restoring
    | Remarking
    | Submitting
    | PuttingAside
    | TakingUpAgain
    | Citing
    | TakingOut
    | TakingBack,
    Field(discriminator="do"),
]


class WordingPost(SentByDesk):
    """What the page sends: its acts in order, and the moment it shows."""

    acts: list[AnyWordingAct] = Field(min_length=1, max_length=100)
