"""Proxies: who may speak for whom, and what is refused."""

from typing import Any

import pytest
from sqlmodel import Session

from hrgl.core import audit
from hrgl.core.enums import Role, Verdict
from hrgl.core.models import Member, Review
from hrgl.editions import proxies
from hrgl.encouragements.consenting import reviewers, reviews
from hrgl.errors import NotAllowed, NotFound, NotNow, NotValid
from hrgl.operations.sentences import sentence
from hrgl.people import accounts
from tests.builders import World, statement_ids, submitted, wording_id, world
from tests.ruling import name_proxy


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


def _third(session: Session, here: World) -> Member:
    return accounts.add_member(
        session, here.organiser, email="t@x.example", name="Tina", role=Role.STEERING
    )


def _name(session: Session, here: World, speaker: Member, absent: Member) -> Any:
    return proxies.name_proxy(session, here.organiser, member_id=speaker.id, for_id=absent.id)


def test_a_proxy_speaks_for_a_member_until_it_is_ended(session: Session, here: World) -> None:
    row = submitted(session, here, statement_ids(session, here)[:2])
    named = name_proxy(session, here)
    [told] = proxies.named_proxies(session, edition_id=here.edition.id)
    assert (told.id, told.speaker, told.absent, told.counts) == (named.id, "Sara", "Sven", True)
    given = reviews.give(
        session,
        here.steering,
        wording_id=wording_id(session, row),
        verdict=Verdict.AGREE,
        for_member_id=here.second.id,
    )
    proxies.end_proxy(session, here.organiser, proxy_id=named.id)
    assert proxies.named_proxies(session, edition_id=here.edition.id) == []
    assert session.get_one(Review, given.id).member_id == here.second.id  # it stays said
    with pytest.raises(NotAllowed, match="You do not speak for this member"):
        reviews.give(
            session,
            here.steering,
            wording_id=wording_id(session, row),
            verdict=Verdict.LIVE_WITH,
            for_member_id=here.second.id,
        )
    with pytest.raises(NotFound, match="not there any more"):
        proxies.end_proxy(session, here.organiser, proxy_id=named.id)
    said = [
        sentence(each)
        for each in audit.history(session, edition_id=here.edition.id, nouns=["proxy"])
    ]
    assert said == ["Olga ended that somebody speaks for Sven", "Olga let Sara speak for Sven"]


def test_nobody_speaks_for_themselves_by_proxy(session: Session, here: World) -> None:
    with pytest.raises(NotValid, match="Everybody speaks for themselves anyway"):
        _name(session, here, here.steering, here.steering)


def test_only_members_of_the_steering_group_speak_for_each_other(
    session: Session, here: World
) -> None:
    for other in (here.facilitator, here.organiser, here.rapporteur, here.participant):
        for pair in ((other, here.second), (here.second, other)):
            with pytest.raises(NotValid, match="is not in the steering group"):
                _name(session, here, *pair)


def test_who_was_deactivated_neither_speaks_nor_is_spoken_for(
    session: Session, here: World
) -> None:
    gone = _third(session, here)
    accounts.close(session, here.organiser, member_id=gone.id, seen_version=gone.version)
    for pair in ((gone, here.second), (here.second, gone)):
        with pytest.raises(NotValid, match="The part of Tina in this edition has ended"):
            _name(session, here, *pair)


def test_a_member_has_one_proxy_and_no_voice_is_handed_on(session: Session, here: World) -> None:
    third = _third(session, here)
    name_proxy(session, here)
    for pair, said in (
        ((here.steering, here.second), "Sara speaks for Sven already. End that first"),
        ((third, here.second), "Sara speaks for Sven already. End that first"),
        ((here.second, third), "Sven cannot speak for others. Choose Sara"),
        ((third, here.steering), "Sara speaks for Sven, and cannot hand that voice on"),
    ):
        with pytest.raises(NotNow, match=said):
            _name(session, here, *pair)
    _name(session, here, here.steering, third)
    assert reviewers.spoken_for(session, member_id=here.steering.id) == [
        here.steering.id,
        here.second.id,
        third.id,
    ]


def test_who_leaves_the_group_is_spoken_for_no_longer(session: Session, here: World) -> None:
    name_proxy(session, here)
    accounts.change_member(
        session,
        here.organiser,
        member_id=here.second.id,
        name="Sven",
        role=Role.FACILITATOR,
        seen_version=here.second.version,
    )
    assert reviewers.spoken_for(session, member_id=here.steering.id) == [here.steering.id]
    [told] = proxies.named_proxies(session, edition_id=here.edition.id)
    assert not told.counts


def test_a_proxy_who_leaves_the_group_speaks_for_nobody(session: Session, here: World) -> None:
    name_proxy(session, here)
    group = reviewers.reviewers(session, edition_id=here.edition.id)
    assert {each.name: each.proxy_id for each in group} == {"Sara": None, "Sven": here.steering.id}
    accounts.close(
        session, here.organiser, member_id=here.steering.id, seen_version=here.steering.version
    )
    [left] = reviewers.reviewers(session, edition_id=here.edition.id)
    assert (left.name, left.proxy_id) == ("Sven", None)


def test_two_who_speak_for_one_another_make_no_circle(session: Session, here: World) -> None:
    name_proxy(session, here)
    with pytest.raises(NotNow, match="Sara speaks for Sven"):
        _name(session, here, here.second, here.steering)
