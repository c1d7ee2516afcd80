"""The proposal tab: other numbers, how sure the machine is, in people's words, never as markup."""

from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from hrgl.core import jobs
from hrgl.core.database import reading, transaction
from hrgl.core.enums import Role
from hrgl.core.models import Edition, Job, Member, Workshop
from hrgl.notes import notes
from hrgl.themes.proposals import proposals
from tests.ui.conftest import Open, button, names


def _store(
    session: Session, actor: Member, keys: dict[str, Any], extra: dict[str, Any], asked: int = 2
) -> None:
    every = proposals.material(session, edition_id=actor.edition_id)
    rows = [row for row in every if row.theme_id is None][:6]  # so that they continue no theme
    references = [s.reference for s in rows]
    groups = (("Money *and* time", references[:3]), ("Water", references[3:5]))
    quote = {"reference": references[0], "start": 0, "end": len(rows[0].text)}
    themes = [
        {"title": title, "statements": group, "typical": group[:1], "quote": quote, **keys}
        for title, group in groups
    ]
    proposals.store(
        session,
        actor,
        model="m",
        parameters={"themes": asked},
        statements_sha256="",
        result={
            "themes": themes,
            "queue": [],
            "fit": dict.fromkeys(references, 0.5),
            **({"others": _others(references)} if extra else {}),
        },
    )


def _others(references: list[str]) -> list[dict[str, Any]]:
    part = [
        {"statements": 2, "typical": references[0]},
        {"statements": 1, "typical": references[2]},
    ]
    return [
        {"number": 1, "merges": [[0, 1]], "splits": []},
        {"number": 3, "merges": [], "splits": [{"theme": 0, "parts": part}]},
    ]


def _facilitator(session: Session) -> Member:
    actor = session.exec(select(Member).where(Member.role == Role.FACILITATOR)).first()
    assert actor is not None
    return actor


@pytest.fixture
def proposal(open_page: Open, demonstration: Engine) -> AppTest:
    """The page of a facilitator with a proposal of two themes open."""
    with transaction(demonstration) as session:
        keys = {"cohesion": 0.71, "nearest": [1, 0.8], "stability": 0.5}
        _store(session, _facilitator(session), keys, {"others": True})
    at = open_page(Role.FACILITATOR, "themes")
    at.session_state["themes_view"] = "Proposal"
    return at.run()


def _popovers(at: AppTest) -> list[str]:
    return [each.proto.popover.label for each in at.get("popover")]


def _all(at: AppTest) -> str:
    shown = [*at.caption, *at.markdown, *at.text]
    return "\n".join(str(each.value) for each in shown).replace("\\", "")


def test_other_numbers_are_told_with_what_they_would_change(proposal: AppTest) -> None:
    assert "It could also be coarser (1 theme) or finer (3 themes)" in _popovers(proposal)
    shown = _all(proposal)
    assert "**Coarser: 1 theme**" in shown
    assert "- “Money *and* time” and “Water” would be one" in shown
    assert "- “Money *and* time” would fall into 2 parts" in shown
    assert "    - 2 statements, such as “" in shown
    assert "Money \\*and\\* time" in "".join(each.value for each in proposal.markdown)


def test_another_number_can_be_asked_for_with_one_click(
    proposal: AppTest, demonstration: Engine
) -> None:
    button(proposal, "propose_other", themes=3).click().run()
    assert not proposal.error
    with reading(demonstration) as session:
        job = session.exec(select(Job).where(Job.kind == jobs.PROPOSE)).one()
    assert job.parameters == {"themes": 3}
    assert "propose_other" not in names(proposal)


def test_a_proposal_from_before_all_this_is_shown_without_it(
    open_page: Open, demonstration: Engine
) -> None:
    with transaction(demonstration) as session:
        _store(session, _facilitator(session), {"quote": None}, {})
    at = open_page(Role.FACILITATOR, "themes")
    at.session_state["themes_view"] = "Proposal"
    at.run()
    assert not at.exception
    assert not _popovers(at)


def test_the_queue_says_why_each_statement_waits(open_page: Open, demonstration: Engine) -> None:
    with transaction(demonstration) as session:
        edition = session.exec(select(Edition)).one()
        room = session.exec(select(Workshop).where(Workshop.edition_id == edition.id)).first()
        assert room is not None
        notes.add_note(
            session, _facilitator(session), workshop_id=room.id, text="* And so on\n* A new idea"
        )
    at = open_page(Role.FACILITATOR, "themes", view="In depth")
    why = at.dataframe[0].value["Why it waits"].tolist()
    assert "says nothing by itself: only words that mean nothing alone" in why
    assert "there is no proposal" in why
