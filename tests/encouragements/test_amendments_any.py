"""Amendments, stateful: whatever is proposed and decided, nothing is lost, and each ends once."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from hrgl.core.database import transaction
from hrgl.core.enums import AmendmentOutcome, Recommendation, WordingField
from hrgl.core.models import Amendment, AuditEntry, Encouragement, Member, Wording
from hrgl.encouragements import wordings
from hrgl.encouragements.amending import deciding, proposing, recommending
from hrgl.encouragements.amending.amendments import AmendmentView, amendments, amendments_held
from hrgl.encouragements.guards import current_wording
from hrgl.encouragements.texts import WordingText, text_of
from hrgl.errors import HrglError
from hrgl.operations import undo as undoing
from hrgl.synthesis.wording.amending import OtherWords, applied
from tests.amending import amendable
from tests.any_order import any_order, tried_in_full
from tests.builders import World, world

CODES = count(1)
WORDS = ["we", "buy", "with", "rights", "in", "mind", "ask", "why", "שלום", "<b>", "=1+1"]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
NUMBERS = st.integers(0, 30)
Kept = dict[tuple[str, int], tuple[Any, ...]]


def kept(session: Session) -> tuple[Kept, Kept]:
    """The words that nothing may change: of every amendment, and of every wording."""
    asked = {
        ("amendment", a.id): (a.wording_id, a.number, a.field, a.start, a.end, a.after, a.reason)
        for a in session.exec(select(Amendment)).all()
    }
    written = {
        ("wording", w.id): (w.encouragement_id, w.number, text_of(w), w.why)
        for w in session.exec(select(Wording)).all()
    }
    return asked, written


def shown(session: Session, row: Encouragement) -> list[AmendmentView]:
    """What is read of amendments, without what only counts changes."""
    return [
        replace(view, version=0)
        for view in amendments(session, edition_id=row.edition_id, encouragement_id=row.id)
    ]


def machine(engine: Engine, done: dict[str, int]) -> type[RuleBasedStateMachine]:
    """Members and facilitators who amend, decide and take back in any order."""

    class Evening(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            with transaction(engine) as session:
                self.here: World = world(session, code=f"a{next(CODES)}")
                self.key = amendable(session, self.here).id
            self.asked: Kept = {}
            self.written: Kept = {}
            self.undone: list[Callable[[], None]] = []

        def tried(self, name: str, act: Callable[[Session, Encouragement], object]) -> bool:
            """Do it; whether it was done. What is refused changes nothing."""
            try:
                with transaction(engine) as session:
                    row = session.get_one(Encouragement, self.key)
                    act(session, row)
            except HrglError:
                return False
            done[name] = done.get(name, 0) + 1
            return True

        def some(self, session: Session, row: Encouragement, number: int) -> list[AmendmentView]:
            """One or two open amendments that a number picks."""
            found = amendments(session, edition_id=row.edition_id, encouragement_id=row.id)
            still = [view for view in found if view.open]
            return still[number % len(still) :][: 1 + number % 2] if still else []

        @rule(at=NUMBERS, word=st.sampled_from(WORDS), who=NUMBERS)
        def propose_one_word(self, at: int, word: str, who: int) -> None:
            with transaction(engine) as session:
                text = text_of(current_wording(session, session.get_one(Encouragement, self.key)))
            words = text.explanation.split()
            words[at % len(words)] = word
            self.propose(text.heading, " ".join(words), who)

        @rule(heading=TEXTS, explanation=TEXTS, who=NUMBERS)
        def propose_all_anew(self, heading: str, explanation: str, who: int) -> None:
            self.propose(heading, explanation, who)

        def propose(self, heading: str, explanation: str, who: int) -> None:
            def act(session: Session, row: Encouragement) -> None:
                actor: Member = (self.here.steering, self.here.second)[who % 2]
                wording = current_wording(session, row)
                text = WordingText(heading, explanation)
                made = proposing.propose(session, actor, wording_id=wording.id, text=text)
                for field in WordingField:
                    spans = [OtherWords(a.start, a.end, a.after) for a in made if a.field is field]
                    was = getattr(wording, field.value)
                    assert applied(was, spans) == getattr(text, field.value)

            self.tried("proposed", act)

        @rule(number=NUMBERS, words=st.none() | TEXTS)
        def accept(self, number: int, words: str | None) -> None:
            def act(session: Session, row: Encouragement) -> None:
                some = self.some(session, row, number)
                before, expected = text_of(current_wording(session, row)), {}
                for field in WordingField:
                    was = getattr(before, field.value)
                    spans = [
                        OtherWords(
                            *(view.place or (0, len(was))), view.after if words is None else words
                        )
                        for view in some
                        if view.field is field
                    ]
                    expected[field.value] = (was, spans)
                deciding.accept_amendments(
                    session,
                    self.here.facilitator,
                    encouragement_id=row.id,
                    seen={view.id: view.version for view in some},
                    seen_version=row.version,
                    words=words,
                )
                now = current_wording(session, row)
                text = WordingText(*(applied(*each) for each in expected.values()))
                assert text_of(now) == wordings.checked_text(text)
                held = amendments_held(session, edition_id=row.edition_id)[now.id]
                assert [n for n, _ in held] == sorted(view.number for view in some)

            self.then_undone("accepted", act, number)

        @rule(number=NUMBERS)
        def decline(self, number: int) -> None:
            def act(session: Session, row: Encouragement) -> None:
                deciding.decide_amendments(
                    session,
                    self.here.facilitator,
                    seen={v.id: v.version for v in self.some(session, row, number)},
                    outcome=list(AmendmentOutcome)[2 + number % 2],
                    reason=f"because {number}",
                )

            self.then_undone("declined", act, number)

        @rule(number=NUMBERS)
        def recommend(self, number: int) -> None:
            def act(session: Session, row: Encouragement) -> None:
                recommending.recommend(
                    session,
                    self.here.facilitator,
                    seen={v.id: v.version for v in self.some(session, row, number)},
                    recommendation=(*Recommendation, None)[number % 5],
                    reason=f"because {number}",
                )

            self.then_undone("recommended", act, number)

        @rule(number=NUMBERS)
        def follow(self, number: int) -> None:
            self.tried("recommended", partial(self.advise_to_accept, most=1 + number % 3))

            def act(session: Session, row: Encouragement) -> None:
                found = amendments(session, edition_id=row.edition_id, encouragement_id=row.id)
                clear = [view for view in found if view.undisputed]
                recommending.follow_recommendations(
                    session,
                    self.here.facilitator,
                    seen={view.id: view.version for view in clear},
                    versions={row.id: row.version},
                )
                became = {v.id: v for v in amendments(session, edition_id=row.edition_id)}
                assert all(str(became[v.id].outcome) == str(v.recommendation) for v in clear)

            self.then_undone("followed", act, number)

        def advise_to_accept(self, session: Session, row: Encouragement, most: int) -> None:
            """Recommend what stands alone and has no recommendation yet."""
            found = amendments(session, edition_id=row.edition_id, encouragement_id=row.id)
            alone = [v for v in found if v.place and not v.collides_with and not v.recommendation]
            recommending.recommend(
                session,
                self.here.facilitator,
                seen={view.id: view.version for view in alone[:most]},
                recommendation=Recommendation.ACCEPTED,
            )

        @rule(number=NUMBERS)
        def withdraw(self, number: int) -> None:
            def act(session: Session, row: Encouragement) -> None:
                [view, *_] = self.some(session, row, number) or [None]
                proposing.withdraw_amendments(
                    session,
                    session.get_one(Member, view.member_id) if view else self.here.second,
                    seen={view.id: view.version} if view else {},
                )

            self.tried("withdrawn", act)

        @rule(heading=TEXTS, explanation=TEXTS)
        def reword(self, heading: str, explanation: str) -> None:
            def act(session: Session, row: Encouragement) -> None:
                wordings.reword(
                    session,
                    self.here.facilitator,
                    encouragement_id=row.id,
                    heading=heading,
                    explanation=explanation,
                    seen_version=row.version,
                )

            self.tried("reworded", act)

        def then_undone(
            self, name: str, act: Callable[[Session, Encouragement], object], number: int
        ) -> None:
            """Do it, and every other time take it back: all is as it was."""
            with transaction(engine) as session:
                before = self.reads(session)
            if not self.tried(name, act) or number % 2:
                return
            with transaction(engine) as session:
                query = select(AuditEntry.id).order_by(col(AuditEntry.id).desc()).limit(1)
                entry = session.exec(query).one()
                undoing.undo(session, self.here.facilitator, entry_id=entry)
            with transaction(engine) as session:
                assert self.reads(session) == before
            done["taken back"] = done.get("taken back", 0) + 1

        def reads(self, session: Session) -> tuple[Any, ...]:
            row = session.get_one(Encouragement, self.key)
            return shown(session, row), row.wording, kept(session)

        @invariant()
        def nothing_is_lost_and_each_ends_once(self) -> None:
            with transaction(engine) as session:
                asked, written = kept(session)
                assert self.asked.items() <= asked.items()
                assert self.written.items() <= written.items()
                self.asked, self.written = asked, written
                for row in session.exec(select(Amendment)).all():
                    taken = row.outcome in {AmendmentOutcome.ACCEPTED, AmendmentOutcome.MODIFIED}
                    assert (row.outcome is None) == (row.decided_at is None)
                    assert (row.taken_into_id is not None) == taken
                    assert (row.taken_words is not None) == (
                        row.outcome is AmendmentOutcome.MODIFIED
                    )
                    assert row.taken_into_id is None or ("wording", row.taken_into_id) in written

    return Evening


def test_whatever_is_decided_on_amendments_nothing_is_lost_and_each_ends_once(
    engine: Engine,
) -> None:
    done: dict[str, int] = {}
    run_state_machine_as_test(machine(engine, done), settings=any_order(engine, 30, 20))
    if tried_in_full(engine):
        # which acts an example tries is drawn too, so not every run has all of them
        assert {"proposed", "accepted", "taken back"} <= done.keys(), done
        assert len(done) >= 6, done
