"""Proposals for local implementation through the participants' door, once it is published."""

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from starlette.testclient import TestClient

from hrgl.core.database import reading, transaction
from hrgl.core.enums import CommentKind, Verdict
from hrgl.core.models import Door, Encouragement, Member
from hrgl.encouragements.consenting import reviews
from hrgl.outcome.conference import proposals_by_place
from tests.builders import wording_id
from tests.publishing import publish_as_read
from tests.web.door import receipt_on, scripts
from tests.web.test_round import Before, before

__all__ = ["before"]


@pytest.fixture
def after(before: Before) -> Before:
    """The same telephone after both encouragements were approved and published."""
    with transaction(before.engine) as session:
        here = before.here
        for key in before.draft_ids:
            row = session.get_one(Encouragement, key)
            for member in (here.steering, here.second):
                reviews.give(
                    session, member, wording_id=wording_id(session, row), verdict=Verdict.AGREE
                )
        publish_as_read(session, session.get_one(Member, here.organiser.id))
    return before


def test_the_round_shows_what_is_published_and_asks_how_it_could_be_done_here(
    after: Before,
) -> None:
    page = after.client.get(after.path).text
    assert "How we could do it here" in page
    assert page.count(">Send my proposal</button>") == 2
    assert "Send my comment" not in page
    assert "Encouragement 1<" in page
    assert scripts(page) == set()


def test_a_proposal_gets_the_receipt_and_is_followed_and_withdrawn_with_it(after: Before) -> None:
    answered = after.say("With the schools <b>", "proposal")
    receipt = receipt_on(answered.text)  # type: ignore[attr-defined]
    assert [each.kind for each in after.stored()] == [CommentKind.PROPOSAL]
    followed = after.trace(receipt=receipt)
    assert "What you proposed" in followed
    assert "Encouragement 1: proposal for local implementation" in followed
    assert "With the schools &lt;b&gt;" in followed
    assert "It stands among the proposals for local implementation" in followed
    page = after.trace(receipt=receipt, do="withdraw_comment", comment=f"{after.stored()[0].id}")
    assert "It is withdrawn: nothing of your words stays." in page
    assert after.stored()[0].text == ""
    with reading(after.engine) as session:
        assert proposals_by_place(session, edition_id=after.here.edition.id) == {}


def test_a_form_from_before_publication_is_refused_and_given_back(after: Before) -> None:
    answered = after.say("The elders are missing", "missing")
    assert answered.status_code == 503  # type: ignore[attr-defined]
    assert "nothing more is said of its drafts" in answered.text  # type: ignore[attr-defined]
    assert "The elders are missing" in answered.text  # type: ignore[attr-defined]
    assert after.stored() == []


def test_the_same_words_sent_twice_are_one_proposal(after: Before) -> None:
    form = {**after.form(), "text": "With the schools", "kind": "proposal"}
    for _ in range(2):
        assert after.client.post(f"{after.path}/say", data=form).status_code == 200
    assert len(after.stored()) == 1


def test_the_door_leads_to_the_proposals(after: Before, engine: Engine) -> None:
    with reading(engine) as session:
        code = session.exec(select(Door.code)).one()
    client: TestClient = after.client
    assert "<strong>How we could do it here</strong>" in client.get(f"/in/{code}").text
