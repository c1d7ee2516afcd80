"""Answers are worked out once for everybody, and never shown older than the page's moment."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, Event, Thread
from typing import Any

import pytest

from hrgl.ui.shell.answers import Keeper, Moment, RenderQueue, moment_of


def now(revision: int) -> Moment:
    return moment_of(lambda: (revision, revision))


def test_sixteen_who_ask_at_once_let_one_work() -> None:
    keeper, worked, barrier = Keeper(at_most=4), [], Barrier(16)

    def work() -> tuple[Moment, str]:
        worked.append(1)
        time.sleep(0.05)
        return now(1), "answer"

    def ask(_: int) -> Any:
        moment = now(1)
        barrier.wait()
        return keeper.answer("question", moment, work)

    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(ask, range(16))) == ["answer"] * 16
    assert worked == [1]


def test_an_act_makes_the_answer_new() -> None:
    keeper = Keeper(at_most=4)
    assert keeper.answer("question", now(1), lambda: (now(1), "before")) == "before"
    assert keeper.answer("question", now(2), lambda: (now(2), "after")) == "after"


def test_who_asks_after_an_act_never_gets_what_was_being_worked_out_before_it() -> None:
    keeper = Keeper(at_most=4)
    early = now(1)
    late = now(2)
    assert keeper.answer("question", late, lambda: (early, "before")) == "before"
    assert keeper.answer("question", late, lambda: (now(2), "after")) == "after"


def test_a_later_answer_is_good_for_an_earlier_page_but_not_where_exactly_it_is_wanted() -> None:
    keeper = Keeper(at_most=4)
    earlier = now(1)
    keeper.answer("question", now(2), lambda: (now(2), "later"))
    assert keeper.answer("question", earlier, lambda: (now(2), "anew")) == "later"
    assert keeper.answer("question", earlier, lambda: (earlier, "own"), exactly=True) == "own"


def test_a_count_that_went_back_is_another_state() -> None:
    """The demonstration can be loaded afresh: its log then is shorter than before."""
    keeper = Keeper(at_most=4)
    keeper.answer("question", now(900), lambda: (now(900), "old"))
    assert keeper.answer("question", now(400), lambda: (now(400), "new")) == "new"


def test_what_was_asked_least_lately_is_forgotten_first() -> None:
    keeper, moment = Keeper(at_most=2), now(1)
    for key in ("a", "b", "a", "c"):
        keeper.answer(key, moment, lambda key=key: (moment, key))
    assert keeper.answer("a", moment, lambda: (moment, "again")) == "a"
    assert keeper.answer("b", moment, lambda: (moment, "again")) == "again"


def test_a_question_that_fails_is_asked_again_and_holds_nobody_up() -> None:
    keeper, moment = Keeper(at_most=2), now(1)

    def fail() -> tuple[Moment, str]:
        raise ValueError("no database")

    for _ in range(2):
        with pytest.raises(ValueError, match="no database"):
            keeper.answer("question", moment, fail)
    assert keeper.answer("question", moment, lambda: (moment, "answer")) == "answer"


def test_only_two_draw_at_once_and_the_line_knows_that_somebody_does() -> None:
    line, drawing, most = RenderQueue(at_once=2), [], []

    def draw(_: int) -> bool:
        with line.turn():
            drawing.append(1)
            most.append(len(drawing))
            time.sleep(0.01)
            drawing.pop()
            return line.busy

    assert not line.busy
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(draw, range(16)))
    assert max(most) <= 2
    assert not line.busy


def test_whoever_came_first_is_drawn_first_and_a_page_that_breaks_hands_its_place_on() -> None:
    line, drawn = RenderQueue(at_once=1), []
    waiting: list[Thread] = []

    def draw(number: int) -> None:
        with suppress(ZeroDivisionError), line.turn():
            drawn.append(number)
            _ = 1 / (number - 3)  # the fourth breaks

    with line.turn():
        for number in range(8):
            waiting.append(Thread(target=draw, args=(number,)))
            waiting[-1].start()
            while len(line._waiting) <= number:
                time.sleep(0.001)
    for thread in waiting:
        thread.join(5)
    assert drawn == list(range(8))
    assert not line.busy


def test_whoever_has_just_acted_is_drawn_next() -> None:
    line, drawn = RenderQueue(at_once=1), []
    waiting: list[Thread] = []

    def draw(name: str) -> None:
        with line.turn(ahead=name == "acted"):
            drawn.append(name)

    with line.turn():
        for name in ("first", "second", "acted"):
            waiting.append(Thread(target=draw, args=(name,)))
            waiting[-1].start()
            while len(line._waiting) < len(waiting):
                time.sleep(0.001)
    for thread in waiting:
        thread.join(5)
    assert drawn == ["acted", "first", "second"]


def test_whoever_waits_for_something_else_lets_others_draw_meanwhile() -> None:
    line, drawn = RenderQueue(at_once=1), Event()

    def draw() -> None:
        with line.turn():
            drawn.set()

    with line.turn():
        other = Thread(target=draw)
        other.start()
        assert not drawn.wait(0.2)
        with line.away():
            assert drawn.wait(20)
        other.join(20)
    assert not line.busy
    with line.turn(), line.away():
        pass
    assert not line.busy
