"""Meetings in any order: nothing is agreed against an objection, and what was said stays told."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from hrgl.core.database import transaction
from hrgl.core.enums import MeetingWord, Overruling, Role, RulingWord, Verdict
from hrgl.core.models import (
    Attendance,
    Encouragement,
    Meeting,
    MeetingDecision,
    Member,
    Review,
    Wording,
)
from hrgl.encouragements import wordings
from hrgl.encouragements.consenting import objections, reviews
from hrgl.encouragements.meeting import closing, concluding, meetings, presence, turning
from hrgl.encouragements.meeting.minutes import minutes_of
from hrgl.encouragements.views import list_encouragements
from hrgl.errors import HrglError
from hrgl.people import accounts
from tests.any_order import any_order, tried_in_full
from tests.builders import wording_id
from tests.drawing import CODES
from tests.meeting_room import hall

WORDS = st.sampled_from(MeetingWord)
OTHERS = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from(Verdict), st.sampled_from(["", "Because"])),
    max_size=2,
)


def machine(engine: Engine, done: dict[str, int]) -> type[RuleBasedStateMachine]:
    """An edition of its own, in which anything is tried."""

    class Sitting(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            with transaction(engine) as session:
                self.there = hall(session, overruling=Overruling.TWO_THIRDS, code=f"m{next(CODES)}")
                self.drafts = [row.id for row in self.there.drafts]
                self.members = [each.id for each in self.there.members.values()]
                self.chair, self.other = self.there.here.facilitator, self.there.here.organiser
                self.edition = self.there.here.edition.id
            self.begin(first=0, many=4)

        def _try(self, name: str, act: Any) -> None:
            try:
                with transaction(engine) as session:
                    act(session)
                done[name] = done.get(name, 0) + 1
            except HrglError:
                done.setdefault(name, 0)

        def _open(self, session: Session) -> Meeting:
            found = meetings.meeting_open(session, edition_id=self.edition)
            return found or Meeting(id=0, version=0)

        @rule(first=st.integers(0, 4), many=st.integers(0, 4))
        def begin(self, first: int, many: int) -> None:
            present = [self.members[(first + at) % 5] for at in range(many)]
            self._try("opened", lambda s: meetings.open_meeting(s, self.chair, present=present))

        @rule(which=st.integers(0, 1), clean=st.booleans())
        def go_on(self, which: int, clean: bool) -> None:
            def act(session: Session) -> None:
                meeting = self._open(session)
                row = session.get_one(Encouragement, self.drafts[which])
                seen = {"meeting_id": meeting.id, "seen_version": meeting.version}
                if not clean:
                    turning.turn_to(session, self.chair, encouragement_id=row.id, **seen)
                else:
                    words = wording_id(session, row)
                    turning.lay_clean(session, self.chair, wording_id=words, **seen)

            self._try("clean" if clean else "turned", act)

        @rule(which=st.integers(0, 1), lay=st.booleans(), word=WORDS, others=OTHERS)
        def conclude(
            self, which: int, lay: bool, word: MeetingWord, others: list[tuple[int, Verdict, str]]
        ) -> None:
            if lay:
                self.go_on(which=which, clean=False)
                self.go_on(which=which, clean=True)

            def act(session: Session) -> None:
                meeting = self._open(session)
                row = session.get_one(Encouragement, self.drafts[which])
                concluding.decide_in_meeting(
                    session,
                    self.chair,
                    meeting_id=meeting.id,
                    wording_id=wording_id(session, row),
                    word=word,
                    others={self.members[at]: (verdict, why) for at, verdict, why in others},
                    seen_version=meeting.version,
                )

            self._try("concluded", act)

        @rule(who=st.integers(0, 4), here=st.booleans())
        def attend(self, who: int, here: bool) -> None:
            def act(session: Session) -> None:
                presence.note_present(
                    session,
                    self.chair,
                    meeting_id=self._open(session).id,
                    present={self.members[who]: here},
                )

            self._try("attended", act)

        @rule(who=st.integers(0, 4), which=st.integers(0, 1), verdict=st.sampled_from(Verdict))
        def speak(self, who: int, which: int, verdict: Verdict) -> None:
            def act(session: Session) -> None:
                row = session.get_one(Encouragement, self.drafts[which])
                reviews.give(
                    session,
                    session.get_one(Member, self.members[who]),
                    wording_id=wording_id(session, row),
                    verdict=verdict,
                    reason="My reason",
                )

            self._try("spoke", act)

        @rule(which=st.integers(0, 1), ruling=st.sampled_from(RulingWord))
        def rule_on(self, which: int, ruling: RulingWord) -> None:
            def act(session: Session) -> None:
                view = self._views(session)[self.drafts[which]]
                against = view.objections[0].review_id if view.objections else 0
                objections.rule_on_objection(
                    session,
                    self.chair,
                    review_id=against,
                    wording_id=view.wording_id,
                    ruling=ruling,
                    reason="By the rule",
                )

            self._try(ruling.value, act)

        @rule(which=st.integers(0, 1))
        def reword(self, which: int) -> None:
            def act(session: Session) -> None:
                row = session.get_one(Encouragement, self.drafts[which])
                wordings.reword(
                    session,
                    self.other,
                    encouragement_id=row.id,
                    heading=f"do thing {row.wording}",
                    explanation="Because.",
                    seen_version=row.version,
                )

            self._try("reworded", act)

        @rule(who=st.integers(0, 4))
        def deactivate(self, who: int) -> None:
            def act(session: Session) -> None:
                member = session.get_one(Member, self.members[who])
                change = accounts.close if member.active else accounts.reopen
                change(session, self.other, member_id=member.id, seen_version=member.version)

            self._try("deactivated", act)

        @rule(chance=st.integers(0, 3))
        def end(self, chance: int) -> None:
            def act(session: Session) -> None:
                meeting = self._open(session)
                closing.close_meeting(
                    session, self.chair, meeting_id=meeting.id, seen_version=meeting.version
                )

            if chance == 0:  # else a meeting gets nowhere
                self._try("closed", act)

        def _views(self, session: Session) -> dict[int, Any]:
            found = list_encouragements(session, edition_id=self.edition)
            return {view.id: view for view in found}

        @invariant()
        def nothing_approved_has_an_objection_unless_ruled(self) -> None:
            with transaction(engine) as session:
                for view in self._views(session).values():
                    if view.approved:
                        ruled = {o.review_id for o in view.overruled}
                        assert {o.review_id for o in view.standing} <= ruled
                        assert view.in_favour >= view.quorum

        @invariant()
        def every_word_noted_in_a_meeting_is_of_somebody_there_or_spoken_for(self) -> None:
            with transaction(engine) as session:
                noted = session.exec(
                    select(Review).where(
                        col(Review.meeting_id).is_not(None), Review.by_id == self.chair.id
                    )
                ).all()
                ben = self.there.members["Ben"].id
                ana = self.there.members["Ana"].id
                for review in noted:
                    who = ana if review.member_id == ben else review.member_id
                    assert _was_there(session, review, who) or (
                        who == ana and _was_there(session, review, ben)
                    )

        @invariant()
        def the_minutes_add_up(self) -> None:
            with transaction(engine) as session:
                for meeting in meetings.meetings(session, edition_id=self.edition):
                    told = minutes_of(session, self.other, meeting.id)
                    heard = {each.split(",")[0] for each in (*told.present, *told.spoken_for)}
                    assert heard.isdisjoint(told.absent)
                    assert heard | set(told.absent) <= self.there.members.keys()
                    made = session.exec(
                        select(MeetingDecision).where(MeetingDecision.meeting_id == meeting.id)
                    ).all()
                    assert sum(len(point.concluded) for point in told.points) == len(made)
                    assert len(told.points) + len(told.not_decided) >= len(self.drafts)

    return Sitting


def _was_there(session: Session, review: Review, member_id: int) -> bool:
    """Whether a member had come, and not left, when a review was noted."""
    stays = session.exec(
        select(Attendance).where(
            Attendance.meeting_id == review.meeting_id, Attendance.member_id == member_id
        )
    ).all()
    at = review.created_at
    return any(s.came_at <= at and (s.left_at is None or s.left_at >= at) for s in stays)


def test_meetings_in_any_order(engine: Engine) -> None:
    done: dict[str, int] = {}
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        machine(engine, done), settings=any_order(engine, 8, 30, derandomize=True)
    )
    if tried_in_full(engine):
        wanted = {
            "opened",
            "turned",
            "clean",
            "concluded",
            "attended",
            "spoke",
            "reworded",
            "closed",
        }
        assert {name for name, times in done.items() if times} >= wanted
    with transaction(engine) as session:
        assert session.exec(select(Wording)).first() is not None
        assert session.exec(select(Member).where(Member.role == Role.STEERING)).first()
