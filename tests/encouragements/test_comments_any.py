"""Comments, rewordings, answers and reactions in any order: each stays, in exactly one state."""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from hrgl.core.database import transaction
from hrgl.core.enums import CommentAnswer, CommentKind, Reaction
from hrgl.core.models import AuditEntry, Comment, Encouragement, Member
from hrgl.encouragements import encouragements, wordings
from hrgl.encouragements.commenting import answering, comments, reacting
from hrgl.encouragements.commenting.comments import CommentState
from hrgl.encouragements.commenting.disposition_of_comments import (
    comment_sums,
    disposition_of_comments,
)
from hrgl.errors import HrglError
from hrgl.operations import undo
from tests.any_order import any_order, tried_in_full
from tests.builders import statement_ids, submitted, world
from tests.commenting import say, set_round
from tests.drawing import CODES

UNTOUCHED = {CommentState.AGREED, CommentState.NOT_AGREED, CommentState.WITHDRAWN}


def machine(engine: Engine, done: dict[str, int]) -> type[RuleBasedStateMachine]:
    """A night of its own, in which anything is tried."""

    class Round(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            with transaction(engine) as session:
                self.here = world(session, code=f"c{next(CODES)}", places=3)
                ids = statement_ids(session, self.here)
                self.drafts = [
                    submitted(session, self.here, ids[at : at + 2], place=at + 1).id
                    for at in (0, 2)
                ]
                set_round(session, self.here)
            self.said: dict[int, tuple[str, str, int]] = {}  # receipt, words, wording
            self.over: dict[int, CommentState] = {}
            self.count = 0
            for which in (0, 1):
                self._speak(which, CommentKind.COMMENT, f"First on {which}")

        def _try(self, name: str, act: object) -> None:
            try:
                with transaction(engine) as session:
                    act(session)  # type: ignore[operator]
                done[name] = done.get(name, 0) + 1
            except HrglError:
                done.setdefault(name, 0)

        @rule(which=st.integers(0, 1), kind=st.sampled_from(CommentKind), words=st.integers(0, 3))
        def speak(self, which: int, kind: CommentKind, words: int) -> None:
            self._speak(which, kind, f"Word {self.count}" if words else "")

        def _speak(self, which: int, kind: CommentKind, text: str) -> None:
            self.count += 1

            def act(session: Session) -> None:
                row = session.get_one(Encouragement, self.drafts[which])
                sender = f"sender-number-{self.count % 3:03}"
                made, receipt = say(session, self.here, row, text, kind, sender=sender)
                self.said.setdefault(made.id, (receipt, text, row.wording))

            self._try("said", act)

        @rule(which=st.integers(0, 1))
        def reword(self, which: int) -> None:
            def act(session: Session) -> None:
                row = session.get_one(Encouragement, self.drafts[which])
                wordings.reword(
                    session,
                    self.here.facilitator,
                    encouragement_id=row.id,
                    heading=f"do thing {row.wording}",
                    explanation="Because.",
                    seen_version=row.version,
                )

            self._try("reworded", act)

        @rule(which=st.integers(0, 1), back=st.booleans())
        def set_aside(self, which: int, back: bool) -> None:
            def act(session: Session) -> None:
                row = session.get_one(Encouragement, self.drafts[which])
                seen = {"encouragement_id": row.id, "seen_version": row.version}
                if back:
                    encouragements.bring_back_encouragement(session, self.here.facilitator, **seen)
                else:
                    encouragements.set_aside_encouragement(
                        session, self.here.facilitator, because="elsewhere", **seen
                    )

            self._try("set aside", act)

        @rule(first=st.integers(0, 9), many=st.integers(1, 4), what=st.sampled_from(CommentAnswer))
        def answer(self, first: int, many: int, what: CommentAnswer) -> None:
            def act(session: Session) -> None:
                found = comments.of(session, edition_id=self.here.edition.id)
                waiting = [c.id for each in found for c in each.waiting] or [0]
                ids = [waiting[(first + at) % len(waiting)] for at in range(many)]
                rows = [row for key in ids if (row := session.get(Comment, key))]
                answering.answer_comments(
                    session,
                    self.here.facilitator,
                    comment_ids=ids,
                    answer=what,
                    reason="For this reason",
                    seen={row.id: row.version for row in rows},
                )

            self._try("answered", act)

        @rule(which=st.integers(0, 9), agreed=st.booleans())
        def react(self, which: int, agreed: bool) -> None:
            self._sender(which, "reacted", Reaction.AGREED if agreed else Reaction.NOT_AGREED)

        @rule(which=st.integers(0, 9))
        def withdraw(self, which: int) -> None:
            self._sender(which, "withdrawn", None)

        def _sender(self, which: int, name: str, reaction: Reaction | None) -> None:
            every = sorted(self.said)
            ids = [every[which % len(every)]] if every else []

            def act(session: Session) -> None:
                for key in ids:
                    given = {"receipt": self.said[key][0], "comment_id": key}
                    actor: Member = reacting.sender_of(session, **given)
                    version = session.get_one(Comment, key).version
                    if reaction is None:
                        reacting.withdraw_comment(session, actor, **given)
                    else:
                        reacting.react(
                            session, actor, reaction=reaction, seen_version=version, **given
                        )

            self._try(name, act)

        @rule(back=st.integers(0, 5))
        def take_back(self, back: int) -> None:
            def act(session: Session) -> None:
                query = select(AuditEntry.id).where(AuditEntry.edition_id == self.here.edition.id)
                entries = session.exec(query.order_by(col(AuditEntry.id).desc())).all()
                undo.undo(session, self.here.facilitator, entry_id=entries[back])

            self._try("taken back", act)

        @invariant()
        def nothing_is_lost_and_the_sums_add_up(self) -> None:
            with transaction(engine) as session:
                found = comments.of(session, edition_id=self.here.edition.id)
                waiting = comments.waiting_comments(session, edition_id=self.here.edition.id)
            views = {c.id: c for each in found for c in each.comments}
            assert set(views) == set(self.said)
            assert sum(comment_sums(found).values()) == len(self.said)
            assert len(disposition_of_comments(found).rows) == len(self.said)
            assert sum(waiting.values()) == sum(len(each.waiting) for each in found)
            for key, view in views.items():
                _, words, wording = self.said[key]
                gone = view.state is CommentState.WITHDRAWN
                assert (view.text, view.wording) == ("" if gone else words, wording)
                before = self.over.get(key)
                assert before is None or gone or view.state is before
                if view.state in UNTOUCHED:
                    self.over[key] = view.state

    return Round


def test_every_comment_stays_in_exactly_one_state_and_the_sums_add_up(engine: Engine) -> None:
    done: dict[str, int] = {}
    run_state_machine_as_test(machine(engine, done), settings=any_order(engine, 15, 25))
    if tried_in_full(engine):
        assert {name for name, count in done.items() if count} >= {"said", "reworded", "answered"}
