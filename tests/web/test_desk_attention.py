"""The route by which desks tell what was read, and who else is where."""

from typing import Any

import pytest
from httpx import Response

from hrgl.core.database import transaction
from hrgl.people import sign_ins
from hrgl.themes import attention
from hrgl.web import posts
from tests.web.test_desk import HERE, Sitting, _client, _sign_in, _theme, sitting

__all__ = ["sitting"]


def _tell(sitting: Sitting, secret: str | None = None, **sent: Any) -> Response:
    body = {"edition": sitting.here.edition.id, "read": [], "looks": [], "here": None, **sent}
    headers = {"origin": HERE, posts.SECRET: secret or posts.secret_of(sitting.sid)}
    return sitting.client.post("/desk/attention", json=body, headers=headers)


def test_what_was_read_and_looked_at_comes_back_with_the_rows(sitting: Sitting) -> None:
    money = _theme(sitting, "Money", *sitting.ids[:2])
    looks = [{"theme": money, "held": sitting.ids[:1]}]
    assert _tell(sitting, read=sitting.ids[:3], looks=looks, here=money).json() == {"here": []}
    told = sitting.get("rows").json()
    assert told["read"] == sitting.ids[:3]
    assert told["looked"] == [[money, sitting.ids[:1]]]
    assert told["here"] == []


def test_a_desk_hears_who_else_is_there_though_nothing_changed(sitting: Sitting) -> None:
    money = _theme(sitting, "Money")
    count, latest = sitting.get("rows").json()["revision"]
    with transaction(sitting.engine) as session:
        attention.attend(session, sitting.here.organiser, looks={money: []}, here=money)
    told = sitting.get("changes", count=count, latest=latest).json()
    assert told == {"here": [["Olga", money]]}
    time = _theme(sitting, "Time")
    told = sitting.get("changes", count=count, latest=latest).json()
    assert told["here"] == [["Olga", money]]
    assert time in {theme[0] for theme in told["themes"]}


def test_two_desks_tell_each_other(sitting: Sitting) -> None:
    money = _theme(sitting, "Money")
    with transaction(sitting.engine) as session:
        token = _sign_in(session, sitting.here.organiser)
    looks = [{"theme": money, "held": []}]
    with _client(sitting.engine, token) as client:
        other = Sitting(
            client, sitting.engine, sitting.here, sitting.ids, sign_ins.token_digest(token)
        )
        assert _tell(other, looks=looks, here=money).json() == {"here": []}
        assert _tell(sitting, looks=looks, here=money).json() == {"here": [["Olga", money]]}
        assert _tell(other).json() == {"here": [["Fadi", money]]}
    assert _tell(sitting).json() == {"here": []}


@pytest.mark.parametrize(
    "sent", [{"read": ["1"]}, {"read": None}, {"here": -1}, {"looks": [{"theme": 1}]}, {"more": 1}]
)
def test_what_no_desk_of_ours_tells_is_unreadable(sitting: Sitting, sent: dict[str, Any]) -> None:
    assert _tell(sitting, **sent).status_code == 400


def test_a_stranger_and_who_may_not_place_tell_nothing(sitting: Sitting) -> None:
    assert _tell(sitting, secret="f" * 64).status_code == 403
    with transaction(sitting.engine) as session:
        token = _sign_in(session, sitting.here.steering)
    with _client(sitting.engine, token) as client:
        other = Sitting(
            client, sitting.engine, sitting.here, sitting.ids, sign_ins.token_digest(token)
        )
        assert _tell(other, read=sitting.ids).status_code == 403
