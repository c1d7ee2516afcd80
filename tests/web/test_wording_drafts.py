"""What is typed into an encouragement is kept, found on another device, and never overwritten."""

import json
from typing import Any

import pytest
from httpx import Response

from hrgl.core.database import transaction
from hrgl.core.models import OutcomeDocument
from hrgl.web import posts
from tests.web.test_desk import HERE, Sitting
from tests.web.test_wording import WORDS, _all, _done, _on, _one, _word, at_page

__all__ = ["at_page"]
FIELDS = {"heading": "publish bud", "explanation": "So", "examples": "", "remarks": ""}


def _keep(page: Sitting, key: int, *, seen: str | None = None, **words: Any) -> Response:
    body = {"edition": page.here.edition.id, "encouragement": key, "wording": 1, "seen": seen}
    return page.client.post(
        "/wording/drafts",
        content=json.dumps(body | FIELDS | words),
        headers={
            "content-type": "application/json",
            "origin": HERE,
            posts.SECRET: posts.secret_of(page.sid),
        },
    )


def test_what_is_typed_is_kept_and_comes_with_the_rows(at_page: Sitting) -> None:
    key = _word(at_page)
    kept = _keep(at_page, key).json()["draft"]
    assert kept["kept"].endswith(("CET", "CEST"))
    [draft] = _all(at_page)["drafts"]
    assert (draft["encouragement"], draft["heading"], draft["wording"]) == (key, "publish bud", 1)
    assert draft["seen"] == kept["seen"]


def test_what_reads_as_it_is_saved_is_no_draft(at_page: Sitting) -> None:
    key = _word(at_page)
    seen = _keep(at_page, key).json()["draft"]["seen"]
    same = {"heading": "publish budgets", "explanation": ""}
    assert _keep(at_page, key, seen=seen, **same).json() == {"draft": None}
    assert _all(at_page)["drafts"] == []


def test_two_devices_never_overwrite_each_other(at_page: Sitting) -> None:
    key = _word(at_page)
    seen = _keep(at_page, key).json()["draft"]["seen"]
    assert _keep(at_page, key, seen=seen, explanation="So that").status_code == 200
    answer = _keep(at_page, key, seen=seen, explanation="Because")
    assert answer.status_code == 409
    assert "another device" in answer.json()["message"]
    assert answer.json()["draft"]["explanation"] == "So that"


def test_a_saved_wording_ends_its_draft(at_page: Sitting) -> None:
    key = _word(at_page)
    _keep(at_page, key)
    _done(at_page, _on(at_page, key, "reword", **WORDS | {"heading": "publish more"}))
    assert _all(at_page)["drafts"] == []
    assert _one(at_page, key)["heading"] == "publish more"


@pytest.mark.parametrize(
    "wrong", [{"seen": "yesterday"}, {"heading": 4}, {"heading": "x" * 100_001}]
)
def test_what_no_page_of_ours_sends_is_refused_unread(
    at_page: Sitting, wrong: dict[str, Any]
) -> None:
    assert _keep(at_page, _word(at_page), **wrong).status_code == 400


def test_what_is_too_long_to_be_kept_is_refused_in_words(at_page: Sitting) -> None:
    answer = _keep(at_page, _word(at_page), explanation="x" * 20_001)
    assert answer.status_code == 422
    assert "too long" in answer.json()["message"]


def test_after_publishing_only_remarks_are_changed(at_page: Sitting) -> None:
    key = _word(at_page)
    with transaction(at_page.engine) as session:
        session.add(
            OutcomeDocument(
                edition_id=at_page.here.edition.id,
                number=1,
                content="{}",
                sha256="0" * 64,
                member_id=at_page.here.organiser.id,
            )
        )
    assert _all(at_page)["edition"]["published"]
    [refused] = at_page.send(_on(at_page, key, "reword", **WORDS | {"heading": "other"}))["answers"]
    assert "only remarks may still be added" in refused["say"]
    _done(at_page, _on(at_page, key, "remark", remarks="It went well."))
    assert _one(at_page, key)["remarks"] == "It went well."
