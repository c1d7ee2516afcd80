"""Files in any order, whatever is reworded meanwhile: what people wrote in them is never lost."""

from collections import Counter

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine
from sqlmodel import Session, select

from hrgl.core.database import transaction
from hrgl.core.enums import MarginKind
from hrgl.core.models import Amendment, Encouragement, MarginNote, ReturnedDraft, SentDraft
from hrgl.encouragements import encouragements, wordings
from hrgl.encouragements.guards import current_wording
from hrgl.encouragements.round_trip import looking_through, margins, returning
from hrgl.errors import HrglError
from hrgl.formats.readers.returned.values import ReturnedChange, ReturnedComment
from tests.any_order import any_order, tried_in_full
from tests.builders import statement_ids, submitted, world
from tests.drawing import CODES
from tests.word_files import came_back, change, comment, place, settle, taken_out

Written = tuple[str, str, str]  # of which kind, by whom, which words
TEXT = "Because it works."
CHANGES = st.lists(
    st.tuples(
        st.integers(0, 2),  # of which encouragement; of none
        st.sampled_from(["Because", "it works", "."]),
        st.sampled_from(["", "As", "it does", "<b>!</b>", "\u202eit"]),
        st.sampled_from(["Ines", "Stan", ""]),
        st.booleans(),  # in the change before it
    ),
    max_size=4,
)
COMMENTS = st.lists(st.tuples(st.integers(0, 2), st.booleans()), max_size=3)


def machine(engine: Engine, done: Counter[str]) -> type[RuleBasedStateMachine]:
    """An edition of its own, whose draft goes out and comes back."""

    class RoundTrip(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            with transaction(engine) as session:
                self.here = world(session, code=f"w{next(CODES)}", places=3)
                ids = statement_ids(session, self.here)
                self.drafts = [
                    submitted(session, self.here, ids[at : at + 2], place=at + 1).id
                    for at in (0, 2)
                ]
                sent = taken_out(session, self.here)
            self.last: tuple[SentDraft, list[ReturnedChange], list[ReturnedComment]]
            self.last = (sent, [], [])
            self.written: Counter[Written] = Counter()
            self.count = 0

        def _try(self, name: str, act: object) -> None:
            try:
                with transaction(engine) as session:
                    act(session)  # type: ignore[operator]
                done[name] += 1
            except HrglError:
                done[f"{name} refused"] += 1

        @rule()
        def take_out(self) -> None:
            self._try("taken out", lambda session: taken_out(session, self.here))

        @rule(changes=CHANGES, comments=COMMENTS, which=st.integers(0, 9), passed_on=st.booleans())
        def bring_back(
            self,
            changes: list[tuple[int, str, str, str, bool]],
            comments: list[tuple[int, bool]],
            which: int,
            passed_on: bool,
        ) -> None:
            def act(session: Session) -> None:
                sent = session.exec(
                    select(SentDraft).where(SentDraft.edition_id == self.here.edition.id)
                ).all()
                self.count += 1
                rows = [session.get_one(Encouragement, each) for each in self.drafts]
                to, *before = self.last if passed_on else (sent[which % len(sent)], [], [])
                found = self._changes(rows, changes, before[0])
                said = self._comments(rows, comments, before[1])
                file = came_back(to, found, said)
                here = self.here.edition.id
                looked = looking_through.look_through(session, edition_id=here, file=file)
                returning.bring_back(session, self.here.facilitator, file=file)
                assert looked.amendments + looked.margin + looked.there == len(found) + len(said)
                new = [*found[len(before[0]) :], *(each for each in before[0] if not each.author)]
                self.written.update(_of_change(each) for each in new)
                self.written.update(_of_comment(each) for each in said[len(before[1]) :])
                self.last = (to, found, said)

            self._try("brought back", act)

        def _changes(
            self,
            rows: list[Encouragement],
            drawn: list[tuple[int, str, str, str, bool]],
            before: list[ReturnedChange],
        ) -> list[ReturnedChange]:
            found = list(before)
            for of, before, after, author, inner in drawn:
                row = rows[of] if of < 2 else None
                inside = len(found) - 1 if inner and found else None
                more = {"author": author, "tracked": bool(author), "inside": inside}
                found.append(change(row, TEXT, before, f"{after}{self.count}", **more))
            return found

        def _comments(
            self,
            rows: list[Encouragement],
            drawn: list[tuple[int, bool]],
            before: list[ReturnedComment],
        ) -> list[ReturnedComment]:
            found = list(before)
            for of, answers in drawn:
                row = rows[of] if of < 2 else None
                to = len(found) - 1 if answers and found else None
                found.append(comment(row, f"Word {self.count} {len(found)}", reply_to=to))
            return found

        @rule(of=st.integers(0, 1), words=st.sampled_from(["As it works.", TEXT, "Other words."]))
        def reword(self, of: int, words: str) -> None:
            def act(session: Session) -> None:
                row = session.get_one(Encouragement, self.drafts[of])
                wordings.reword(
                    session,
                    self.here.facilitator,
                    encouragement_id=row.id,
                    heading="do the thing",
                    explanation=words,
                    seen_version=row.version,
                )

            self._try("reworded", act)

        @rule(of=st.integers(0, 1))
        def set_aside_or_bring_back(self, of: int) -> None:
            def act(session: Session) -> None:
                row = session.get_one(Encouragement, self.drafts[of])
                seen = {"encouragement_id": row.id, "seen_version": row.version}
                who = self.here.facilitator
                if row.stage.value == "set_aside":
                    encouragements.bring_back_encouragement(session, who, **seen)
                else:
                    encouragements.set_aside_encouragement(
                        session, who, because="said elsewhere", **seen
                    )

            self._try("set aside or brought back", act)

        @rule(which=st.integers(0, 20), of=st.integers(0, 1))
        def place(self, which: int, of: int) -> None:
            def act(session: Session) -> None:
                note = self._note(session, which)
                if note is not None:
                    place(session, self.here, note, session.get_one(Encouragement, self.drafts[of]))

            self._try("placed", act)

        @rule(which=st.integers(0, 20))
        def settle(self, which: int) -> None:
            def act(session: Session) -> None:
                note = self._note(session, which)
                if note is not None:
                    settle(session, self.here, note)

            self._try("settled", act)

        def _note(self, session: Session, which: int) -> MarginNote | None:
            notes = margins.margin_notes(session, edition_id=self.here.edition.id)
            return session.get_one(MarginNote, notes[which % len(notes)].id) if notes else None

        @invariant()
        def nothing_is_lost(self) -> None:
            with transaction(engine) as session:
                files = select(ReturnedDraft.id).where(
                    ReturnedDraft.edition_id == self.here.edition.id
                )
                ids = list(session.exec(files).all())
                notes = session.exec(
                    select(MarginNote).where(MarginNote.edition_id == self.here.edition.id)
                ).all()
                placed = {each.amendment_id for each in notes}
                amended = [
                    each
                    for each in session.exec(select(Amendment)).all()
                    if each.returned_id in ids and each.id not in placed
                ]
                kept = Counter(("change", each.author, each.after) for each in amended)
                kept.update((each.kind.value, each.author, each.text) for each in notes)
                assert kept == self.written
                told = margins.margin_notes(session, edition_id=self.here.edition.id)
                assert sum(1 + len(each.replies) for each in told) == len(notes)
                waiting = sum(each.waits for each in told)
                assert waiting == margins.without_place(session, edition_id=self.here.edition.id)
                for row in (session.get_one(Encouragement, each) for each in self.drafts):
                    assert current_wording(session, row).number == row.wording

    return RoundTrip


def _of_change(each: ReturnedChange) -> Written:
    return MarginKind.CHANGE.value, each.author, each.after


def _of_comment(each: ReturnedComment) -> Written:
    return MarginKind.COMMENT.value, each.author, each.text


def test_of_what_came_back_nothing_is_ever_lost(engine: Engine) -> None:
    done: Counter[str] = Counter()
    run_state_machine_as_test(
        machine(engine, done), settings=any_order(engine, 8, 20, derandomize=True)
    )
    if tried_in_full(engine):
        wanted = ("taken out", "brought back", "reworded", "placed", "settled")
        assert all(done[each] for each in wanted), done
