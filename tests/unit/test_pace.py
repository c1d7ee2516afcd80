"""How often somebody may ask, who is told apart from whom, and codes people can read."""

import re

from hypothesis import given
from hypothesis import strategies as st

from hrgl import codes
from hrgl.web.pace import Disguise, Pace


class Clock:
    """Time as a test wants it."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_so_many_at_once_then_so_many_a_second() -> None:
    clock = Clock()
    pace = Pace(3, 0.5, clock=clock)
    assert [pace.admits("a") for _ in range(4)] == [True, True, True, False]
    assert pace.admits("b")
    clock.now += 1.9
    assert not pace.admits("a")
    clock.now += 0.2
    assert [pace.admits("a") for _ in range(2)] == [True, False]
    clock.now += 1000
    assert [pace.admits("a") for _ in range(4)] == [True, True, True, False]


def test_names_without_end_do_not_fill_the_memory() -> None:
    pace = Pace(1, 0.0, clock=Clock())
    for number in range(20_500):
        assert pace.admits(str(number))
    assert len(pace.left) == 20_000
    assert not pace.admits("20499")


def test_a_digest_tells_addresses_apart_but_not_the_addresses_of_one_house() -> None:
    disguise = Disguise()
    assert disguise.of("192.0.2.1") == disguise.of("192.0.2.1")
    assert disguise.of("192.0.2.1") != disguise.of("192.0.2.2")
    assert disguise.of("2001:db8::1") == disguise.of("2001:db8::ffff")
    assert disguise.of("2001:db8::1") != disguise.of("2001:db8:0:1::1")
    assert disguise.of("::ffff:192.0.2.1") != disguise.of("::ffff:192.0.2.2")
    assert Disguise().of("192.0.2.1") != disguise.of("192.0.2.1")


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_receipt_is_the_same_for_ever_and_reads_as_it_was_typed(key: str, ticket: str) -> None:
    key, ticket = (each.encode("utf-8", "ignore").decode() for each in (key, ticket))
    receipt = codes.receipt_of(key, ticket)
    assert receipt == codes.receipt_of(key, ticket)
    assert re.fullmatch("[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){3}", receipt)
    for typed in (receipt.lower(), receipt.replace("-", ""), receipt.replace("-", " – ")):
        assert codes.typed(typed) == codes.typed(receipt)


def test_receipts_hold_more_than_sixty_bits() -> None:
    assert len(set(codes.LETTERS)) ** 16 > 2**60
    assert not set("01OILU") & set(codes.LETTERS)
    made = {codes.receipt_of("key", str(number)) for number in range(5000)}
    assert len(made) == 5000
