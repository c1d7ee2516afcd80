"""Promises 3 and 6, stateful: any acts, undone in turn, give back the state; the counts add up."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from hrgl.core import acts
from hrgl.core.database import transaction
from hrgl.core.enums import DoorState, Withdrawal
from hrgl.core.models import AuditEntry, Member
from hrgl.encouragements import groups, views, wordings
from hrgl.encouragements.amending.amendments import amendments
from hrgl.encouragements.commenting import comments
from hrgl.encouragements.tracing.destinations import destinations
from hrgl.errors import HrglError
from hrgl.notes import statements
from hrgl.notes.door import inbox
from hrgl.operations import undo as undoing
from hrgl.outcome import drafting
from hrgl.themes import board, tags, themes, ties
from hrgl.themes.proposals import proposals
from tests.amending import propose
from tests.any_order import any_order, tried_in_full
from tests.builders import World, statement_ids, world
from tests.commenting import say, set_round
from tests.drawing import CODES, Draw, draft_acts, theme_acts
from tests.sending import send, set_door


def state(session: Session, here: World) -> object:
    """All that people can see, without the versions of the rows."""
    edition = {"edition_id": here.edition.id}
    # what an import brought keeps its reference when it is taken back, but is in nobody's way
    rows = [
        r
        for r in statements.list_statements(session, **edition)
        if r.withdrawal is not Withdrawal.IMPORT
    ]
    return (
        [row._replace(version=0) for row in rows],
        [
            (d.id, d.place, d.stage, d.wording, d.heading, d.explanation, d.remarks, d.opinions)
            for d in views.list_encouragements(session, **edition)
        ],
        [
            (d.because, d.merged_into_id, [text._replace(at=None) for text in d.wordings])
            for d in destinations(session, **edition).values()
        ],
        [(g.place, g.heading) for g in groups.group_headings(session, **edition)],
        [
            (t.id, t.name, t.description, t.reviewed, t.encouragements)
            for t in board.board(session, **edition).themes
        ],
        {
            theme_id: [
                (t.id, t.label, t.origin, t.similarity) for t in (*found.confirmed, *found.refused)
            ]
            for theme_id, found in tags.tags_of(session, **edition).items()
        },
        {
            draft: sorted((s.id, as_what) for s, as_what in cited)
            for draft, cited in drafting.cited_evidence(session, **edition).items()
        },
        sorted((t.statement_id, t.other_id, t.together) for t in ties.ties_of(session, **edition)),
        proposals.offered_clustering(session, **edition) is None,
        [
            (c.id, c.state, c.wording, c.what, c.reason, c.who)
            for each in comments.of(session, **edition)
            for c in each.comments
        ],
        [replace(each, version=0) for each in amendments(session, **edition)],
        [(i.id, i.state) for i in inbox.waiting(session, workshop_id=here.workshop.id)],
    )


ACTS = sorted(
    act for act in acts.ACTS.keys() - {"act.undone"} if not undoing.reason_against(act, True)
)


def machine(engine: Engine, tried: dict[str, int]) -> type[RuleBasedStateMachine]:
    """Acts and undos in any order on an edition of its own."""

    class Night(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            with transaction(engine) as session:
                self.here, self.clustering = begin_night(session)
                self.states = [state(session, self.here)]
            self.entries: list[int] = []
            self.taken_back: list[tuple[int, object]] = []

        @rule(name=st.sampled_from(ACTS), number=st.integers(0, 60))
        def act(self, name: str, number: int) -> None:
            try:
                with transaction(engine) as session:
                    draw = Draw(session, self.here, self.clustering, number)
                    ({**theme_acts(draw), **draft_acts(draw)})[name](session, self.here.facilitator)
                    entry = session.exec(
                        select(AuditEntry).order_by(col(AuditEntry.id).desc())
                    ).first()
                    assert entry is not None
                    assert entry.act == name
            except HrglError:
                self.adds_up()
                return
            tried[name] = tried.get(name, 0) + 1
            if entry.changes:  # some acts find everything as they want it
                self.entries.append(entry.id)
                self.states.append(self.adds_up())
                self.taken_back.clear()

        @rule()
        def take_back(self) -> None:
            if not self.entries:
                return
            with transaction(engine) as session:
                entry = undoing.undo(session, self.here.facilitator, entry_id=self.entries.pop())
            self.taken_back.append((entry.id, self.states.pop()))
            assert self.adds_up() == self.states[-1]

        @rule()
        def think_better_of_it(self) -> None:
            if not self.taken_back:
                return
            entry_id, state_before = self.taken_back.pop()
            with transaction(engine) as session:
                again = undoing.undo(session, self.here.facilitator, entry_id=entry_id)
            self.entries.append(again.id)
            self.states.append(state_before)
            assert self.adds_up() == state_before

        def adds_up(self) -> object:
            """Promise 3 at this moment; and the state."""
            with transaction(engine) as session:
                account = statements.ledger(session, edition_id=self.here.edition.id)
                assert sum(account.dispositions.values()) == account.statements >= 6
                return state(session, self.here)

        def teardown(self) -> None:
            while self.entries:
                self.take_back()

    return Night


def begin_night(session: Session) -> tuple[World, int]:
    """An edition of its own with something of everything, and the number of a proposal."""
    here = world(session, code=f"n{next(CODES)}")
    ids = statement_ids(session, here)
    wordings.word(session, here.facilitator, heading="First")
    set_door(session, here, DoorState.MODERATED, 0)
    send(session, here)
    second = wordings.word(session, here.facilitator, heading="Second")
    set_round(session, here)
    for text in ("Too vague", "Too long", "Too short"):
        say(session, here, second, text)
    for words in ("Second to none", "Second and last", "The second"):
        propose(session, here.steering, second, ("Second", words))
    themes.create(session, here.facilitator, name="Money", statement_ids=ids[:2])
    return here, _proposal(session, here.facilitator)


def _proposal(session: Session, actor: Member) -> int:
    said = proposals.material(session, edition_id=actor.edition_id)
    references = [s.reference for s in said]
    groups = [references[:3], references[3:5]]
    made = proposals.store(
        session,
        actor,
        model="m",
        parameters={},
        statements_sha256=proposals.material_digest(said),
        result={
            "themes": [
                {"title": f"Proposed {at}", "statements": group, "typical": group[:1]}
                for at, group in enumerate(groups)
            ],
            "queue": references[5:],
            "fit": dict.fromkeys(references, 0.5),
        },
    )
    return made.id


def test_any_acts_and_undos_give_back_the_state_and_the_counts_always_add_up(
    engine: Engine,
) -> None:
    tried: dict[str, int] = {}
    run_state_machine_as_test(machine(engine, tried), settings=any_order(engine, 25, 20))
    if tried_in_full(engine):
        assert len(tried) > len(ACTS) // 6, "hardly any act was carried out"


def test_every_act_that_can_be_taken_back_is_tried_in_the_stateful_test(session: Session) -> None:
    here = world(session)
    statement_ids(session, here)
    wordings.word(session, here.facilitator, heading="First")
    draw = Draw(session, here, 0, 0)
    assert sorted({**theme_acts(draw), **draft_acts(draw)}) == ACTS
