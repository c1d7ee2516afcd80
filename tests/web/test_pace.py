"""How often somebody may ask, who is told apart from whom, and codes people can read."""

import re

from hypothesis import given
from hypothesis import strategies as st

from hrgl.core import codes
from hrgl.web.pace import Brake, Disguise, Familiar, Pace


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
    assert disguise.of("2001:db8::1") == disguise.of("2001:db8:0:ff::1")
    assert disguise.of("2001:db8::1") != disguise.of("2001:db8:0:100::1")
    assert disguise.of("192.0.2.1", "a@x") != disguise.of("192.0.2.1", "b@x")
    assert disguise.of("::ffff:192.0.2.1") != disguise.of("::ffff:192.0.2.2")
    assert Disguise().of("192.0.2.1") != disguise.of("192.0.2.1")


def test_networks_of_four_bytes_count_as_one_where_that_is_asked_for() -> None:
    networks = Disguise(ipv4_bits=24)
    assert networks.of("192.0.2.1") == networks.of("192.0.2.255") == networks.of("::ffff:192.0.2.9")
    assert networks.of("192.0.2.1") != networks.of("192.0.3.1")
    assert networks.of("testclient") != networks.of("another")


def test_who_fails_often_waits_longer_and_longer_and_only_so_many_wait() -> None:
    clock = Clock()
    brake = Brake(free=3, first=0.25, longest=5.0, lets_up=60.0, clock=clock)
    assert [brake.wait("a") for _ in range(9)] == [0, 0, 0, 0, 0.25, 0.75, 1.75, 3.75, 7.75]
    assert brake.wait("b") == 0
    assert brake.wait("a") is None or clock.now == 0
    assert [brake.wait("a") for _ in range(3)][-1] is None
    clock.now += 3600
    assert [brake.wait("a") for _ in range(4)] == [0, 0, 0, 0]


def test_a_line_of_attempts_at_once_is_no_quicker_than_one_after_another() -> None:
    clock = Clock()
    brake = Brake(clock=clock)
    admitted = 0
    for _ in range(600):
        admitted += sum(brake.wait("a") is not None for _ in range(50))
        clock.now += 1
    # twenty at once, a few while it grows, then one every five seconds
    assert admitted < 20 + 8 + 600 / 5 + 4


def test_what_was_right_does_not_count_and_places_do_not_fill_the_memory() -> None:
    brake = Brake(free=1, clock=Clock())
    for _ in range(30):
        assert brake.wait("a") == 0
        brake.succeeded("a")
    familiar = Familiar()
    for number in range(20_500):
        brake.wait(str(number))
        familiar.add(str(number))
    assert len(brake.places) == len(familiar.there) == 20_000
    assert "20499" in familiar
    assert "0" not in familiar


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_receipt_is_the_same_for_ever_and_reads_as_it_was_typed(key: str, ticket: str) -> None:
    key, ticket = (each.encode("utf-8", "ignore").decode() for each in (key, ticket))
    receipt = codes.receipt_of(key, ticket)
    assert receipt == codes.receipt_of(key, ticket)
    assert re.fullmatch("[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){3}", receipt)
    for typed in (receipt.lower(), receipt.replace("-", ""), receipt.replace("-", " – ")):
        assert codes.normalised_code(typed) == codes.normalised_code(receipt)


def test_receipts_hold_more_than_sixty_bits() -> None:
    assert len(set(codes.LETTERS)) ** 16 > 2**60
    assert not set("01OILU") & set(codes.LETTERS)
    made = {codes.receipt_of("key", str(number)) for number in range(5000)}
    assert len(made) == 5000
