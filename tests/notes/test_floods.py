"""What looks like a flood is folded; what people of a room send is not."""

import random
from datetime import UTC, datetime, timedelta

from hrgl.core.enums import Attribution, InputState
from hrgl.notes.door.floods import apart
from hrgl.notes.door.inbox import Waiting

NOON = datetime(2031, 5, 1, 12, tzinfo=UTC)


def _input(number: int, text: str, seconds: float, state: InputState) -> Waiting:
    return Waiting(
        number, 1, text, None, Attribution.NONE, state, "", NOON + timedelta(seconds=seconds)
    )


def _inputs(
    texts: list[str], *, every: float, state: InputState = InputState.WAITING
) -> list[Waiting]:
    return [_input(at, text, at * every, state) for at, text in enumerate(texts, start=1)]


def test_what_differs_in_numbers_only_is_folded_whenever_it_came() -> None:
    said = ["Benches at the clinic", *(f"BUY pills, shop {n}!!" for n in range(3)), "A park"]
    single, floods = apart(_inputs(said, every=600))
    assert [each.text for each in single] == ["Benches at the clinic", "A park"]
    assert [len(flood.inputs) for flood in floods] == [3]
    assert "say the same" in floods[0].why
    assert floods[0].seen == {2: 1, 3: 1, 4: 1}


def test_two_who_say_the_same_are_no_flood() -> None:
    single, floods = apart(_inputs(["Benches", "benches!", "A park"], every=600))
    assert (len(single), floods) == (3, [])


def test_three_hundred_in_three_seconds_are_one_flood_whatever_they_say() -> None:
    rng = random.Random(1)
    words = ["".join(rng.choices("abcdefghij", k=12)) for _ in range(300)]
    single, floods = apart(_inputs(words, every=0.01))
    assert single == []
    assert [len(flood.inputs) for flood in floods] == [300]
    assert floods[0].why == "came within 3 seconds"


def test_a_room_that_sends_at_once_stands_for_itself() -> None:
    rng = random.Random(2)
    at = sorted(rng.uniform(0, 60) for _ in range(60))
    room = [
        _input(n, f"Idea {chr(97 + n % 26)}{chr(97 + n // 26)}", seconds, InputState.WAITING)
        for n, seconds in enumerate(at, start=1)
    ]
    assert apart(room) == (room, [])


def test_what_was_declined_is_in_no_flood_and_numbers_alone_are_not_alike() -> None:
    declined = _inputs(["pills"] * 20, every=0.01, state=InputState.DECLINED)
    assert apart(declined) == (declined, [])
    single, floods = apart(_inputs(["1", "22", "333"], every=60))
    assert (len(single), floods) == (3, [])
    assert apart([]) == ([], [])
