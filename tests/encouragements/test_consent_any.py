"""Consent, stateful: whatever members and facilitators do, approval says what was said."""

from collections.abc import Callable
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from hrgl.core.database import reading, transaction
from hrgl.core.enums import ObjectionAnswer, Overruling, RulingWord, Verdict
from hrgl.core.models import Answer, Encouragement, Member, Review, Ruling, Wording
from hrgl.encouragements import views, wordings
from hrgl.encouragements.consenting import objections, reviews
from hrgl.encouragements.views import EncouragementView
from hrgl.errors import HrglError, NotNow
from tests.any_order import any_order, tried_in_full
from tests.builders import statement_ids, submitted, wording_id, world
from tests.consenting import set_rule, steering

SHARES = {
    Overruling.NEVER: None,
    Overruling.MORE_THAN_HALF: Fraction(1, 2),
    Overruling.TWO_THIRDS: Fraction(2, 3),
    Overruling.PERCENT: Fraction(80, 100),
}
QUORUM, MEMBERS = 2, 5
TOLD = ("review", "answer", "ruling", "wording")
# what is done more often stands more often
DONE = (*("speaks",) * 4, *("overrules",) * 2, "agrees to all", "rewords", "answers", "upholds")


def _latest(session: Session, encouragement_id: int) -> dict[int, tuple[Review, Wording]]:
    """What each member said last, of whatever wording, worked out from the rows alone."""
    query = (
        select(Review, Wording)
        .join(Wording, col(Wording.id) == Review.wording_id)
        .where(Wording.encouragement_id == encouragement_id)
        .order_by(col(Review.id))
    )
    return {review.member_id: (review, wording) for review, wording in session.exec(query).all()}


def _may_be_approved(session: Session, row: Encouragement, share: Fraction | None) -> bool:
    """The rule worked out a second time, from the rows alone."""
    latest = _latest(session, row.id)
    against = [said for said, _ in latest.values() if said.verdict is Verdict.OBJECT]
    favour = sum(
        1
        for said, wording in latest.values()
        if wording.number == row.wording and said.verdict in {Verdict.AGREE, Verdict.LIVE_WITH}
    )
    if favour < QUORUM:
        return False
    if not against:
        return True
    part = Fraction(favour, favour + len(against))
    if share is None or part < share or (share == Fraction(1, 2) and part == share):
        return False
    now = wording_id(session, row)
    query = select(Ruling).order_by(col(Ruling.id))
    ruled = {each.review_id: each for each in session.exec(query).all() if each.wording_id == now}
    return all(
        said.id in ruled and ruled[said.id].ruling is RulingWord.OVERRULED for said in against
    )


def _words(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """Every word that was ever recorded."""
    return {
        "review": [
            (each.id, each.wording_id, each.member_id, each.verdict, each.reason, each.would_settle)
            for each in session.exec(select(Review).order_by(col(Review.id))).all()
        ],
        "answer": [
            (each.id, each.review_id, each.answer, each.reason)
            for each in session.exec(select(Answer).order_by(col(Answer.id))).all()
        ],
        "ruling": [
            (each.id, each.review_id, each.ruling, each.reason, each.in_favour, each.against)
            for each in session.exec(select(Ruling).order_by(col(Ruling.id))).all()
        ],
        "wording": [
            (each.id, each.heading, each.explanation)
            for each in session.exec(select(Wording).order_by(col(Wording.id))).all()
        ],
    }


def machine(
    engine: Engine, overruling: Overruling, tried: dict[str, int]
) -> type[RuleBasedStateMachine]:
    """Five members, two encouragements, one rule, and any order of what people may do."""

    class Group(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            tried["machines"] = tried.get("machines", 0) + 1
            code = f"{overruling.value[:5]}{tried['machines']}"
            with transaction(engine) as session:
                here = world(session, code=code, quorum=QUORUM)
                members = [here.steering, here.second, *steering(session, here, "A", "B", "C")]
                percent = 80 if overruling is Overruling.PERCENT else None
                set_rule(session, here, overruling, percent=percent)
                ids = statement_ids(session, here)
                rows = [submitted(session, here, ids[n : n + 2], place=1 + n // 2) for n in (0, 2)]
                self.members = [member.id for member in members]
                self.facilitator, self.rows = here.facilitator.id, [row.id for row in rows]
                self.edition = here.edition.id

        def _try(self, name: str, act: Callable[[Session], None]) -> None:
            """An act that is done, or refused without a trace; nothing said before is changed."""
            with reading(engine) as session:
                before = _words(session)
            try:
                with transaction(engine) as session:
                    act(session)
            except HrglError:
                name = f"{name} refused"
            with reading(engine) as session:
                after = _words(session)
            tried[name] = tried.get(name, 0) + 1
            for kind in TOLD:
                assert after[kind][: len(before[kind])] == before[kind], f"a {kind} was lost"
            if name.endswith("refused"):
                assert after == before

        def _view(self, session: Session, place: int) -> EncouragementView:
            return views.view_encouragement(
                session, edition_id=self.edition, encouragement_id=self.rows[place]
            )

        @rule(
            what=st.sampled_from(DONE),
            who=st.integers(0, MEMBERS - 1),
            place=st.sampled_from([0, 0, 0, 1]),
            verdict=st.sampled_from([*Verdict, Verdict.AGREE, Verdict.LIVE_WITH]),
            number=st.integers(0, 9),
        )
        def somebody_acts(
            self, what: str, who: int, place: int, verdict: Verdict, number: int
        ) -> None:
            """One thing that people do, on one of the two encouragements."""
            acts = {
                "speaks": lambda session: self._speak(session, who, place, verdict, number),
                "agrees to all": lambda session: self._agree_to_all(session, who),
                "rewords": lambda session: self._reword(session, place, number),
                "answers": lambda session: self._answer(session, place, number),
                "upholds": lambda session: self._rule(session, place, number, RulingWord.UPHELD),
                "overrules": lambda s: self._rule(s, place, number, RulingWord.OVERRULED),
            }
            self._try(what, acts[what])

        def _speak(
            self, session: Session, who: int, place: int, verdict: Verdict, number: int
        ) -> None:
            row = session.get_one(Encouragement, self.rows[place])
            seen = max(1, row.wording - 1) if number == 0 else row.wording
            reviews.give(
                session,
                session.get_one(Member, self.members[who]),
                wording_id=wording_id(session, row, seen),
                verdict=verdict,
                reason=f"Because {number}." if number > 1 else "",
            )
            assert seen == row.wording, "said on words that stand no more"

        def _agree_to_all(self, session: Session, who: int) -> None:
            seen = [self._view(session, place) for place in (0, 1)]
            member = session.get_one(Member, self.members[who])
            reviews.agree_to_all(session, member, wording_ids=[view.wording_id for view in seen])
            assert not any(view.contested for view in seen), "agreed to a contested one unread"

        def _reword(self, session: Session, place: int, number: int) -> None:
            row = session.get_one(Encouragement, self.rows[place])
            wordings.reword(
                session,
                session.get_one(Member, self.facilitator),
                encouragement_id=row.id,
                heading=f"do it in way {number}",
                explanation="e",
                seen_version=row.version,
            )
            session.flush()
            assert not self._view(session, place).approved, "approval outlived its words"

        def _answer(self, session: Session, place: int, which: int) -> None:
            view = self._view(session, place)
            if view.unanswered:
                objections.answer_objection(
                    session,
                    session.get_one(Member, self.facilitator),
                    review_id=view.unanswered[which % len(view.unanswered)].review_id,
                    answer=ObjectionAnswer.ACCEPTED,
                    reason="Done.",
                )
                session.flush()
                assert self._view(session, place).approved == view.approved

        def _rule(self, session: Session, place: int, which: int, ruling: RulingWord) -> None:
            view = self._view(session, place)
            if not view.standing:
                raise NotNow("Nobody objects.")
            objections.rule_on_objection(
                session,
                session.get_one(Member, self.facilitator),
                review_id=view.standing[which % len(view.standing)].review_id,
                wording_id=view.wording_id,
                ruling=ruling,
                reason="By the rule.",
            )

        @invariant()
        def approval_says_what_was_said(self) -> None:
            with reading(engine) as session:
                for place, key in enumerate(self.rows):
                    row = session.get_one(Encouragement, key)
                    view = self._view(session, place)
                    assert view.approved == _may_be_approved(session, row, SHARES[overruling])
                    if view.approved:
                        assert set(view.standing) == set(view.overruled)
                        tried["approved"] = tried.get("approved", 0) + 1
                        tried["overruled"] = tried.get("overruled", 0) + bool(view.overruled)

    return Group


def test_approval_never_outlives_a_word_and_no_objection_but_one_the_rule_overrules(
    engine: Engine,
) -> None:
    tried: dict[str, int] = {}
    for overruling in SHARES:
        run_state_machine_as_test(
            machine(engine, overruling, tried), settings=any_order(engine, 6, 50, derandomize=True)
        )
    if tried_in_full(engine):
        wanted = {*DONE, "speaks refused", "agrees to all refused", "overrules refused"}
        assert wanted <= tried.keys(), tried
        assert tried["approved"], tried
        assert tried["overruled"], tried
