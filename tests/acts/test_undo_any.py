"""Promises 3 and 6, stateful: any acts, undone in turn, give back the state; the counts add up."""

from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from hrgl import (
    board,
    encouragements,
    evidence,
    imports,
    lineage,
    outcome,
    placing,
    proposals,
    reviews,
    splitting,
    statements,
    tags,
    themes,
    ties,
)
from hrgl import undo as undoing
from hrgl.arrivals import FileIn
from hrgl.db import transaction
from hrgl.errors import HrglError
from hrgl.formats.reading import ReadNote
from hrgl.models import AuditEntry, Member
from hrgl.ui.sentences import TOLD
from hrgl.words import Kind, Support, Withdrawal
from tests.builders import World, statement_ids, world

CODES = count(1)
_NO_THEME = {"theme_id": 0, "seen_version": 1}


def state(session: Session, here: World) -> object:
    """All that people can see, without the versions of the rows."""
    edition = {"edition_id": here.edition.id}
    # what an import brought keeps its reference when it is taken back, but is in nobody's way
    rows = [r for r in statements.said(session, **edition) if r.withdrawal is not Withdrawal.IMPORT]
    return (
        [row._replace(version=0) for row in rows],
        [
            (d.id, d.place, d.stage, d.wording, d.heading, d.explanation, d.remarks, d.opinions)
            for d in reviews.drafts(session, **edition)
        ],
        [
            (t.id, t.name, t.description, t.reviewed, t.encouragements)
            for t in board.board(session, **edition).themes
        ],
        {
            theme_id: [
                (t.id, t.label, t.origin, t.similarity) for t in (*found.confirmed, *found.refused)
            ]
            for theme_id, found in tags.of(session, **edition).items()
        },
        {
            draft: sorted((s.id, as_what) for s, as_what in cited)
            for draft, cited in outcome.evidence(session, **edition).items()
        },
        sorted((t.statement_id, t.other_id, t.together) for t in ties.of(session, **edition)),
    )


def _theme_acts(draw: "Draw") -> dict[str, Callable[..., object]]:
    theme, one, other = draw.theme, draw.statement, draw.other_statement
    picked = {"statement_ids": [one]}
    opened = {"theme_id": theme.id, "seen_version": theme.version} if theme else _NO_THEME
    tagged = {"theme_id": draw.other_theme, **draw.entry}
    return {
        "theme.created": partial(themes.create, name=f"T{draw.number}", **picked),
        "theme.renamed": partial(themes.rename, name=f"N{draw.number}", **opened),
        "theme.merged": partial(themes.merge, into_id=draw.other_theme, **opened),
        "theme.dissolved": partial(themes.dissolve, **opened),
        "theme.reviewed": partial(themes.mark_reviewed, reviewed=bool(draw.number % 2), **opened),
        "theme.split": partial(
            splitting.split, names=[f"S{draw.number}"], parts=[draw.part], **opened
        ),
        "statements.tied": partial(
            ties.tie, together=bool(draw.number % 2), statement_ids=draw.several
        ),
        "statements.untied": partial(ties.untie, tie_ids=draw.tie_ids),
        "tag.confirmed": partial(tags.confirm, **tagged),
        "tag.refused": partial(tags.refuse, similarity=0.5, **tagged),
        "tag.removed": partial(tags.remove, **draw.tag),
        "statements.moved": partial(themes.move, theme_id=draw.other_theme, **picked),
        "statements.queued": partial(themes.move, theme_id=None, **picked),
        "statements.set_aside": partial(themes.set_aside, because="off topic", **picked),
        "statements.brought_back": partial(themes.bring_back, **picked),
        "statement.same_as": partial(themes.same_as, statement_id=one, of_id=other),
        "statements.same_as": partial(themes.same_as_all, statement_ids=draw.several, of_id=other),
        "statement.marked": partial(
            statements.mark, statement_id=one, kind=Kind.NEED, seen_version=draw.version
        ),
        "statement.withdrawn": partial(
            statements.withdraw, statement_id=one, because="asked to", seen_version=draw.version
        ),
        "statement.split": partial(
            lineage.split, statement_id=one, at=draw.space, seen_version=draw.version
        ),
        "statements.joined": partial(lineage.join, statement_ids=draw.neighbours),
        "proposal.adopted": partial(proposals.adopt, clustering_id=draw.clustering),
        "notes.imported": partial(imports.bring_in, files=[draw.file]),
    }


def _draft_acts(draw: "Draw") -> dict[str, Callable[..., object]]:
    here = {"encouragement_id": draw.draft.id}
    seen = {**here, "seen_version": draw.draft.version}
    picked = {"statement_ids": [draw.statement]}
    return {
        "encouragement.worded": partial(
            encouragements.word, heading=f"w{draw.number}", explanation="e",
            theme_ids=[draw.theme.id] if draw.theme else [],
            citations={draw.statement: Support.SUPPORTS},
        ),
        "encouragement.reworded": partial(
            encouragements.reword, heading=f"h{draw.number}", explanation="e", **seen
        ),
        "encouragement.remarked": partial(encouragements.remark, remarks=f"{draw.number}", **seen),
        "encouragement.placed": partial(
            encouragements.give_place, place=1 + draw.number % 2, **seen
        ),
        "encouragement.submitted": partial(encouragements.submit, **seen),
        "encouragement.set_aside": partial(encouragements.set_aside, **seen),
        "encouragement.brought_back": partial(encouragements.bring_back, **seen),
        "encouragement.cited": partial(evidence.cite, support=Support.EXAMPLE, **here, **picked),
        "encouragement.uncited": partial(evidence.uncite, **here, **picked),
    }  # fmt: skip


ACTS = sorted(act for act in TOLD.keys() - {"act.undone"} if not undoing.reason_against(act, True))


class Draw:
    """What an act is tried on: rows picked by a number from those that are there."""

    def __init__(self, session: Session, here: World, clustering: int, number: int) -> None:
        edition = {"edition_id": here.edition.id}
        rows = statements.said(session, **edition)
        live = placing.live(session, **edition)
        drafts = reviews.drafts(session, **edition)
        self.number, self.clustering = number, clustering
        # always something new: an import that brings nothing is no act
        read = ReadNote(f"* Open office {next(CODES)} on Saturdays\n* Pay its people for it")
        self.file = FileIn(here.workshop.id, "pad.txt", [read], repeats=bool(number % 2))
        row = rows[number % len(rows)]
        self.statement, self.version = row.id, row.version
        self.space = row.text.find(" ")
        self.neighbours = _neighbours(rows, row)
        self.other_statement = rows[(number // 7) % len(rows)].id
        self.several = [row.id, rows[(number + 1) % len(rows)].id]
        self.theme: Any = live[number % len(live)] if live else None
        inside = [each.id for each in rows if live and each.theme_id == self.theme.id]
        self.part = inside[1:]
        self.tie_ids = [each.id for each in ties.of(session, **edition)][:1]
        self.other_theme = live[(number // 7) % len(live)].id if live else 0
        self.draft = drafts[number % len(drafts)]
        code = ["10.2", "16.7"][number % 2]
        found = tags.of(session, **edition).get(self.other_theme, tags.Tags())
        decided = {t.code: t for t in (*found.confirmed, *found.refused)}
        there = decided.get(code)
        self.entry: Any = {
            "vocabulary": "sdg_targets", "code": code, "seen_version": there and there.version
        }  # fmt: skip
        one = next(iter(decided.values()), None)
        self.tag: Any = {"tag_id": one.id if one else 0, "seen_version": one.version if one else 1}


def _neighbours(rows: list[statements.Said], row: statements.Said) -> list[int]:
    """A statement and one that may follow it: parts of one, or the next by its number."""
    live = [each for each in rows if each.disposition != "withdrawn"]
    after = [each.id for each in live if each.reference > row.reference]
    return [row.id, *after[:1]]


def machine(engine: Engine, tried: dict[str, int]) -> type[RuleBasedStateMachine]:
    """Acts and undos in any order on an edition of its own."""

    class Night(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            with transaction(engine) as session:
                self.here = world(session, code=f"n{next(CODES)}")
                ids = statement_ids(session, self.here)
                encouragements.word(session, self.here.facilitator, heading="First")
                encouragements.word(session, self.here.facilitator, heading="Second")
                themes.create(session, self.here.facilitator, name="Money", statement_ids=ids[:2])
                self.clustering = _proposal(session, self.here.facilitator)
                self.states = [state(session, self.here)]
            self.entries: list[int] = []
            self.taken_back: list[tuple[int, object]] = []

        @rule(name=st.sampled_from(ACTS), number=st.integers(0, 60))
        def act(self, name: str, number: int) -> None:
            try:
                with transaction(engine) as session:
                    draw = Draw(session, self.here, self.clustering, number)
                    ({**_theme_acts(draw), **_draft_acts(draw)})[name](
                        session, self.here.facilitator
                    )
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


def _proposal(session: Session, actor: Member) -> int:
    said = proposals.material(session, edition_id=actor.edition_id)
    references = [s.reference for s in said]
    groups = [references[:3], references[3:5]]
    made = proposals.store(
        session, actor, model="m", parameters={}, statements_sha256=proposals.digest(said),
        result={
            "themes": [
                {"title": f"Proposed {at}", "statements": group, "typical": group[:1]}
                for at, group in enumerate(groups)
            ],
            "queue": references[5:],
            "fit": dict.fromkeys(references, 0.5),
        },
    )  # fmt: skip
    return made.id


def test_any_acts_and_undos_give_back_the_state_and_the_counts_always_add_up(
    engine: Engine,
) -> None:
    tried: dict[str, int] = {}
    run_state_machine_as_test(
        machine(engine, tried),
        settings=settings(
            max_examples=25, stateful_step_count=20, deadline=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    assert len(tried) > len(ACTS) // 3, "hardly any act was carried out"


def test_every_act_that_can_be_taken_back_is_tried_in_the_stateful_test(session: Session) -> None:
    here = world(session)
    statement_ids(session, here)
    encouragements.word(session, here.facilitator, heading="First")
    draw = Draw(session, here, 0, 0)
    assert sorted({**_theme_acts(draw), **_draft_acts(draw)}) == ACTS
