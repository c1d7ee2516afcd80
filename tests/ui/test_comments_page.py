"""The page Comments: many answered at once, what became of each, the link of the round."""

from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select
from streamlit.testing.v1 import AppTest

from hrgl.core.database import reading, transaction
from hrgl.core.enums import CommentKind, Role
from hrgl.core.models import Edition, Encouragement, Member, Round
from hrgl.encouragements.commenting import comments
from hrgl.encouragements.commenting.comments import Commented
from hrgl.notes.door import rounds
from hrgl.operations.next_step import DISPOSITION
from tests.commenting import say
from tests.ui.conftest import Open, button, field, names


@dataclass
class There:
    """As much of a world as comments need."""

    edition: Edition
    draft_id: int


@pytest.fixture
def there(demonstration: Engine) -> There:
    """The demonstration with twelve comments on its first place, which came one after the other."""
    with transaction(demonstration) as session:
        edition = session.exec(select(Edition)).one()
        actor = session.exec(
            select(Member).where(Member.edition_id == edition.id, Member.role == Role.FACILITATOR)
        ).first()
        row = session.exec(
            select(Encouragement)
            .where(col(Encouragement.place).is_not(None))
            .order_by(col(Encouragement.place))
        ).first()
        assert actor
        assert row
        rounds.set_round(session, actor, workshop_id=None, is_open=True, seen_version=0)
        made = There(edition, row.id)
        for word in ["elders", "youth", "water", "money", "time", "trust"]:
            text = f"What of {word} <b>and</b> :material/bolt: http://x.example"
            say(session, made, row, text, sender=f"sender-of-{word:*<9}".replace("*", "0"))  # type: ignore[arg-type]
        for _ in range(3):
            say(session, made, row, f"Buy now {_}", sender="sender-of-a-flood")  # type: ignore[arg-type]
        say(session, made, row, "", CommentKind.SUPPORTS)  # type: ignore[arg-type]
    return made


def _found(engine: Engine, there: There) -> Commented:
    with reading(engine) as session:
        [found] = comments.of(session, edition_id=there.edition.id)
    return found


def _pick(at: AppTest, found: Commented, rows: list[int]) -> None:
    flood = {c.id for c in found.waiting if c.text.startswith("Buy now")}
    single = tuple(c.id for c in found.waiting if c.id not in flood)
    key = f"comments-{found.encouragement_id}-{hash(single)}"
    at.session_state[key] = {"selection": {"rows": rows, "columns": [], "cells": []}}
    at.run()


def _words(at: AppTest) -> str:
    every: list[Any] = [*at.markdown, *at.caption, *at.text, *at.info, *at.error]
    return " ".join(str(each.value) for each in every).replace("\\", "")


def test_many_comments_are_answered_in_one_act_and_floods_are_folded(
    open_page: Open, demonstration: Engine, there: There
) -> None:
    at = open_page(Role.FACILITATOR, "comments")
    assert "3 comments that say the same but for numbers and signs" in str(at.expander)
    assert "1 × supports my experience" in _words(at)
    _pick(at, _found(demonstration, there), [0, 2, 4, 5])
    at.radio(key=f"answer-{there.draft_id}-0-became").set_value("not_taken_up").run()
    _press(at, 4)
    assert "say why in a few words" in _words(at)
    field(at, f"answer-{there.draft_id}-0-reason").set_value("It stands in place 3").run()
    _press(at, 4)
    found = _found(demonstration, there)
    answered = [c.text.split()[2] for c in found.comments if c.what == "not taken up"]
    assert answered == ["elders", "water", "time", "trust"]
    assert len(found.waiting) == 5


def _press(at: AppTest, count: int) -> None:
    wanted = [b for b in at.button if b.label == f"Answer {count}"]
    wanted[0].click().run()
    assert not at.exception, at.exception


def test_everybody_reads_the_disposition_and_only_who_may_answer_is_offered_it(
    open_page: Open, there: There
) -> None:
    at = open_page(Role.STEERING, "comments")
    assert "10 comments" in _words(at)
    assert "9 waiting, 1 counted" in _words(at)
    assert "answer_comments" not in names(at)
    assert "set_round" not in names(at)


def test_a_round_is_closed_and_opened_for_a_room_and_its_link_is_shown(
    open_page: Open, demonstration: Engine, there: There
) -> None:
    at = open_page(Role.ORGANISER, "comments", view="Round")
    assert "Open at this moment: Everybody, by one link." in _words(at)
    assert "/drafts" in at.code[0].value
    button(at, "set_round").click().run()
    assert "No round is open." in _words(at)
    room = at.selectbox(key="round_picked").options[1]
    at.selectbox(key="round_picked").set_value(room).run()
    button(at, "set_round").click().run()
    with reading(demonstration) as session:
        query = select(Round.is_open).order_by(col(Round.workshop_id).nulls_first())
        assert session.exec(query).all() == [False, True]


def test_comments_that_wait_are_announced_and_the_button_opens_the_very_thing(
    open_page: Open, there: There
) -> None:
    at = open_page(Role.FACILITATOR)
    assert "9 comments of participants on the drafts wait for an answer." in _words(at)
    keys = [str(b.key) for b in at.button]
    name = "unanswered_button" if any(k.startswith("unans") for k in keys) else "next_button"
    button(at, name).click().run()
    assert not at.exception, at.exception
    assert at.radio(key="commented").value == there.draft_id
    assert "on the drafts wait" not in _words(open_page(Role.STEERING))


def test_the_disposition_is_narrowed_to_a_kind_and_taken_home_so(
    open_page: Open, there: There
) -> None:
    assert there
    at = open_page(Role.FACILITATOR, "comments", view=DISPOSITION)
    assert "**10 comments**" in _words(at)
    kinds = next(each for each in at.get("pills") if each.key == "kinds_shown")
    kinds.set_value([CommentKind.SUPPORTS]).run()
    assert "**1 comment**" in _words(at)
