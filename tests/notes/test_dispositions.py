"""Promise 3: after any sequence of acts every statement has one disposition, and they add up."""

from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlmodel import Session

from hrgl.core.database import connect, transaction
from hrgl.core.enums import Support
from hrgl.core.migrations import migrate
from hrgl.encouragements import evidence, wordings
from hrgl.errors import HrglError
from hrgl.notes import leaving_out, notes, statements
from hrgl.themes import themes
from tests.builders import LINES, World, world


class Evening(RuleBasedStateMachine):
    """A facilitator who does anything in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.engine = connect("sqlite:///file::memory:?cache=shared&uri=true")
        self.ids: list[int] = []

    @initialize()
    def begin(self) -> None:
        import tempfile

        self.folder = tempfile.TemporaryDirectory()
        self.engine = connect(f"sqlite:///{Path(self.folder.name) / 'evening.sqlite3'}")
        migrate(self.engine)
        with transaction(self.engine) as session:
            self.here: World = world(session)
            self._write(session)
            self.draft = wordings.word(session, self.here.facilitator, heading="do it").id

    def _write(self, session: Session) -> None:
        taken = notes.add_note(
            session, self.here.rapporteur, workshop_id=self.here.workshop.id, text=LINES
        )
        self.ids += [s.id for s in taken.statements]

    @rule(which=st.integers(0, 11), what=st.sampled_from(["theme", "aside", "back", "queue"]))
    def place(self, which: int, what: str) -> None:
        one = [self.ids[which % len(self.ids)]]
        actor = self.here.facilitator
        self._try(
            lambda session: {
                "theme": lambda: themes.create(session, actor, name=f"T{which}", statement_ids=one),
                "aside": lambda: leaving_out.set_aside_statements(
                    session, actor, statement_ids=one, because="off topic"
                ),
                "back": lambda: leaving_out.bring_back_statements(
                    session, actor, statement_ids=one
                ),
                "queue": lambda: themes.move(session, actor, statement_ids=one, theme_id=None),
            }[what]()
        )

    @rule(which=st.integers(0, 11), support=st.sampled_from([None, *Support]))
    def cite(self, which: int, support: Support | None) -> None:
        ids, actor = [self.ids[which % len(self.ids)]], self.here.facilitator

        def act(session: Session) -> object:
            if support is None:
                return evidence.uncite(
                    session, actor, encouragement_id=self.draft, statement_ids=ids
                )
            return evidence.cite(
                session, actor, encouragement_id=self.draft, statement_ids=ids, support=support
            )

        self._try(act)

    @rule(one=st.integers(0, 11), other=st.integers(0, 11))
    def same(self, one: int, other: int) -> None:
        first, second = self.ids[one % len(self.ids)], self.ids[other % len(self.ids)]
        self._try(
            lambda session: leaving_out.same_as(
                session, self.here.facilitator, statement_id=first, of_id=second
            )
        )

    @rule(which=st.integers(0, 11))
    def withdraw(self, which: int) -> None:
        def act(session: Session) -> object:
            [row] = [
                r
                for r in statements.list_statements(session, edition_id=self.here.edition.id)
                if r.id == self.ids[which % len(self.ids)]
            ]
            return leaving_out.withdraw_statement(
                session,
                self.here.rapporteur,
                statement_id=row.id,
                because="a slip",
                seen_version=row.version,
            )

        self._try(act)

    def _try(self, act: object) -> None:
        try:
            with transaction(self.engine) as session:
                act(session)  # type: ignore[operator]
        except HrglError:
            pass

    @invariant()
    def it_adds_up(self) -> None:
        if not self.ids:
            return
        with transaction(self.engine) as session:
            account = statements.ledger(session, edition_id=self.here.edition.id)
        assert sum(account.dispositions.values()) == account.statements == len(self.ids)
        assert all(r.theme_id is None or r.disposition in {"open", "cited"} for r in account.rows)
        assert all((r.disposition == "cited") == bool(r.encouragements) for r in account.rows)

    def teardown(self) -> None:
        self.engine.dispose()
        if self.ids:
            self.folder.cleanup()


Evening.TestCase.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
TestTheAccountAddsUpAfterAnyActs = Evening.TestCase
