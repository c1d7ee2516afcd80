"""The room of who spoke without a name is told only where enough people spoke from it."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from hrgl.core.enums import Attribution
from hrgl.core.models import Edition
from hrgl.editions.attribution import rooms_told


def _edition(smallest: int = 3, rule: Attribution = Attribution.GROUP) -> Edition:
    return Edition(code="1", series="", title="", smallest_group=smallest, attribution=rule)


def _said(**rooms: int) -> list[tuple[int | None, str]]:
    return [
        (int(room[1:]) or None, f"{room}{at}")
        for room, count in rooms.items()
        for at in range(count)
    ]


def test_a_room_is_told_from_the_smallest_group_on_and_people_count_once() -> None:
    assert rooms_told(_said(r1=3), _edition()) == {1}
    assert rooms_told(_said(r1=2), _edition()) == set()
    assert rooms_told([(1, "a"), (1, "a"), (1, "a")], _edition()) == set()
    assert rooms_told(_said(r1=9), _edition(rule=Attribution.NONE)) == set()


def test_one_small_room_is_not_found_by_subtracting() -> None:
    assert rooms_told(_said(r1=5, r2=4, r3=1), _edition()) == {1}
    assert rooms_told(_said(r1=5, r2=1), _edition()) == set()
    assert rooms_told(_said(r1=5, r2=1, r0=2), _edition()) == {1}


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9)), max_size=40), st.integers(2, 5))
def test_whoever_s_room_is_not_told_is_one_of_enough_or_no_room_is_told(
    spoken: list[tuple[int, int]], smallest: int
) -> None:
    said = [(room or None, sender) for room, sender in spoken]
    told = rooms_told(said, _edition(smallest))
    people = Counter(room for room, _ in set(said))
    hidden = sum(count for room, count in people.items() if room not in told)
    assert all(people[room] >= smallest for room in told)
    assert not told or hidden == 0 or hidden >= smallest
