"""The participants' round on its pages: plain, without a script, and nothing is ever lost."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from hrgl.core.database import reading, transaction
from hrgl.core.enums import CommentAnswer, CommentKind, DoorState
from hrgl.core.models import Comment, Door, Encouragement, Round
from hrgl.encouragements import encouragements, groups, wordings
from hrgl.encouragements.commenting import comments
from hrgl.web import brand
from hrgl.web.door import DoorPages
from hrgl.web.identity import IdentityMiddleware, SecurityHeadersMiddleware
from hrgl.web.pace import Pace
from hrgl.web.round import RoundPages
from hrgl.web.trace import TracePages
from tests.builders import World, statement_ids, submitted, world
from tests.commenting import answer, set_round
from tests.sending import set_door
from tests.web.door import receipt_on, scripts


class Before:
    """A telephone before the drafts of an edition."""

    def __init__(self, engine: Engine, client: TestClient, pages: RoundPages, here: World) -> None:
        self.engine, self.client, self.pages, self.here = engine, client, pages, here
        with reading(engine) as session:
            self.path = f"/in/{session.exec(select(Round.code)).one()}/drafts"
            self.draft_ids = list(
                session.exec(select(Encouragement.id).order_by(Encouragement.id)).all()
            )  # type: ignore[arg-type]

    def form(self, at: int = 0, path: str = "") -> dict[str, str]:
        """The form below a draft, as a browser would send it."""
        page = self.client.get(path or self.path).text
        form = re.findall(r"<form.*?</form>", page, re.DOTALL)[at]
        return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))

    def say(self, text: str, kind: str = "comment", **fields: str) -> object:
        sent = {**self.form(), "text": text, "kind": kind, **fields}
        return self.client.post(f"{self.path}/say", data=sent)

    def trace(self, **typed: str) -> str:
        return self.client.post("/trace", data=typed).text

    def stored(self) -> list[Comment]:
        with reading(self.engine) as session:
            return list(session.exec(select(Comment).order_by(Comment.id)).all())  # type: ignore[arg-type]

    def reword(self, heading: str = "do another thing") -> None:
        with transaction(self.engine) as session:
            row = session.get_one(Encouragement, self.draft_ids[0])
            wordings.reword(
                session,
                self.here.facilitator,
                encouragement_id=row.id,
                heading=heading,
                explanation="It is better.",
                seen_version=row.version,
            )


@pytest.fixture
def before(engine: Engine) -> Iterator[Before]:
    with transaction(engine) as session:
        here = world(session)
        set_door(session, here, DoorState.OPEN, 0)
        ids = statement_ids(session, here)
        submitted(session, here, ids[:2])
        submitted(session, here, ids[2:4], place=2)
        set_round(session, here)
    pages = RoundPages(engine)
    door = DoorPages(engine, secure=False)
    headers = {"script_hashes": brand.script_hashes(), "secure": False}
    app = Starlette(
        routes=[*door.routes(), *pages.routes(), *TracePages(engine).routes()],
        middleware=[
            Middleware(SecurityHeadersMiddleware, **headers),
            Middleware(IdentityMiddleware, secure=False, seconds_left=lambda _: 0),
        ],
    )
    with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 5000)) as client:
        yield Before(engine, client, pages, here)


def test_the_drafts_stand_in_their_places_below_the_headings_of_their_groups(
    before: Before,
) -> None:
    with transaction(before.engine) as session:
        groups.head_group(session, before.here.facilitator, place=2, heading="<b>Then</b>")
        wordings.word(session, before.here.facilitator, heading="a secret candidate")
    page = before.client.get(before.path).text
    one, two = (page.index(f"thing number {at}") for at in (1, 2))
    assert one < page.index("&lt;b&gt;Then&lt;/b&gt;") < two
    assert "We encourage local governments to" in page
    assert "secret" not in page
    assert scripts(page) == set()
    assert page.count("<form") == 2


def test_references_and_footnotes_stand_in_brackets_and_no_sign_of_how_they_are_typed(
    before: Before,
) -> None:
    with transaction(before.engine) as session:
        row = session.get_one(Encouragement, before.draft_ids[0])
        wordings.reword(
            session,
            before.here.facilitator,
            encouragement_id=row.id,
            heading="do it^[Universal Declaration, Article 21.] soon",
            explanation="As one said {A1-01}.^[ ]",
            seen_version=row.version,
        )
    page = before.client.get(before.path).text
    assert "do it (Universal Declaration, Article 21.) soon" in page
    assert "As one said (A1-01)." in page
    assert "{A1-01}" not in page
    assert "^[" not in page


def test_a_comment_is_kept_and_the_receipt_serves_for_all_that_follow(before: Before) -> None:
    answered = before.say("The elders are missing")
    page = answered.text  # type: ignore[attr-defined]
    receipt = receipt_on(page)
    assert "The elders are missing" in page
    where = answered.url.path  # type: ignore[attr-defined]
    second = {**before.form(1, where), "text": "", "kind": "supports"}
    again = before.client.post(f"{before.path}/say", data=second)
    assert receipt_on(again.text) == receipt
    assert [(c.kind, c.text) for c in before.stored()] == [
        (CommentKind.COMMENT, "The elders are missing"),
        (CommentKind.SUPPORTS, ""),
    ]
    assert len({c.receipt_sha256 for c in before.stored()}) == 1
    followed = before.trace(receipt=receipt.lower().replace("-", " "))
    assert "It waits for its answer." in followed
    assert "It is counted: it matches your experience." in followed


def test_the_answer_the_words_then_and_now_and_what_the_sender_says_to_it(before: Before) -> None:
    receipt = receipt_on(before.say("Too vague").text)  # type: ignore[attr-defined]
    before.reword()
    with transaction(before.engine) as session:
        [row] = session.exec(select(Comment)).all()
        answer(session, before.here, row, as_what=CommentAnswer.TAKEN_UP, reason="You are right")
    page = before.trace(receipt=receipt)
    assert "Answer: taken up in wording 2" in page
    before.reword("do a third thing")
    page = before.trace(receipt=receipt)
    told = re.findall(r"(Then|Taken up|Now): wording (\d)", page)
    assert told == [("Then", "1"), ("Taken up", "2"), ("Now", "3")]
    for words in ("You are right", "do the thing number 1", "do another thing", "Not agreed"):
        assert words in page
    [row] = before.stored()
    fields = {"receipt": receipt, "comment": str(row.id), "version": str(row.version)}
    stale = before.trace(**{**fields, "version": "1"}, do="agree", words="Well done")
    assert "Read it again" in stale
    assert 'value="Well done"' in stale
    page = before.trace(**fields, do="agree", words="Well <i>done</i>")
    assert "It is kept that you agree." in page
    assert "Well &lt;i&gt;done&lt;/i&gt;" in page
    with reading(before.engine) as session:
        [found] = comments.of(session, edition_id=before.here.edition.id)
    assert found.comments[0].state == "agreed"


def test_who_spoke_on_an_earlier_wording_is_told_that_there_is_a_newer_one(before: Before) -> None:
    typed = {**before.form(), "text": "Too vague", "kind": "comment"}
    before.reword()
    page = before.client.post(f"{before.path}/say", data=typed).text
    assert "You spoke on wording 1, and it is kept with that; meanwhile there is wording 2" in page
    with reading(before.engine) as session:
        [found] = comments.of(session, edition_id=before.here.edition.id)
    assert [(c.wording, c.text) for c in found.comments] == [(1, "Too vague")]


def test_who_spoke_on_what_was_set_aside_meanwhile_is_told_so(before: Before) -> None:
    typed = {**before.form(), "text": "Too vague", "kind": "comment"}
    with transaction(before.engine) as session:
        row = session.get_one(Encouragement, before.draft_ids[0])
        encouragements.set_aside_encouragement(
            session,
            before.here.facilitator,
            encouragement_id=row.id,
            because="said elsewhere",
            seen_version=row.version,
        )
    page = before.client.post(f"{before.path}/say", data=typed).text
    assert "This draft was set aside meanwhile" in page
    assert receipt_on(page)
    assert len(before.stored()) == 1


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "{{ 7*7 }} %s", "مرحبا بالعالم", "\x00a"]
)
def test_hostile_words_are_only_ever_text(before: Before, text: str) -> None:
    page = before.say(text).text  # type: ignore[attr-defined]
    assert scripts(page) == set()
    assert 'dir="auto"' in page
    assert [c.text for c in before.stored()] == [text.replace("\x00", "")]


@pytest.mark.parametrize(
    ("typed", "status", "told"),
    [
        ({"text": "  \n "}, 422, "nothing to send yet"),
        ({"text": "x" * 3001}, 422, "at most 3,000"),
        ({"text": "kept", "website": "spam"}, 422, "trap for programs"),
        ({"text": "kept", "mark": "0" * 32}, 404, "does not stand on the page"),
        ({"text": "kept", "wording": "9"}, 404, "does not stand on the page"),
        ({"text": "kept", "encouragement": "99999"}, 404, "does not stand on the page"),
        ({"text": "kept", "encouragement": "x"}, 400, "not sent from a page of ours"),
        ({"text": "kept", "sender": "../../x"}, 400, "not sent from a page of ours"),
        ({"text": "kept", "receipt": "2222-3333-4444-5555"}, 422, "no receipt like this"),
    ],
)
def test_what_cannot_be_taken_is_told_and_given_back(
    before: Before, typed: dict[str, str], status: int, told: str
) -> None:
    answered = before.say(**{"text": "", **typed})
    assert answered.status_code == status  # type: ignore[attr-defined]
    assert told in answered.text  # type: ignore[attr-defined]
    assert typed["text"].strip() in answered.text  # type: ignore[attr-defined]
    assert before.stored() == []


def test_a_closed_round_says_so_gives_back_the_words_and_receipts_are_still_read(
    before: Before,
) -> None:
    receipt = receipt_on(before.say("The first word").text)  # type: ignore[attr-defined]
    typed = {**before.form(), "text": "Too late", "kind": "comment"}
    with transaction(before.engine) as session:
        held = session.exec(select(Round)).one()
        set_round(session, before.here, is_open=False, version=held.version)
    page = before.client.get(before.path).text
    assert "No drafts are shown here at this moment" in page
    assert "thing number" not in page
    answered = before.client.post(f"{before.path}/say", data=typed)
    assert answered.status_code == 503
    assert "The round is closed" in answered.text
    assert "Too late" in answered.text
    assert "The first word" in before.trace(receipt=receipt)


def test_a_wrong_link_leads_nowhere_and_loses_no_words(before: Before) -> None:
    assert before.client.get("/in/ZZZZZZ/drafts").status_code == 404
    typed = {**before.form(), "text": "My words", "kind": "comment"}
    answered = before.client.post("/in/ZZZZZZ/drafts/say", data=typed)
    assert answered.status_code == 404
    assert "My words" in answered.text


def test_the_door_of_a_room_leads_to_the_drafts_while_they_are_shown(before: Before) -> None:
    with reading(before.engine) as session:
        code = session.exec(select(Door.code)).one()
    assert f"/in/{code}/drafts" in before.client.get(f"/in/{code}").text
    page = before.client.get(f"/in/{code}/drafts").text
    assert "Workshop A1: Room" in page
    with transaction(before.engine) as session:
        held = session.exec(select(Round)).one()
        set_round(session, before.here, is_open=False, version=held.version)
    assert f"/in/{code}/drafts" not in before.client.get(f"/in/{code}").text


def test_five_hundred_comments_at_once_are_all_kept_or_said_not_to_be(before: Before) -> None:
    before.pages.of_client, before.pages.of_round = Pace(400, 0.0), Pace(1000, 0.0)
    form = before.form()

    def speak(at: int) -> int:
        sent = {**form, "sender": f"sender-number-{at:04}", "text": f"Word {at}", "kind": "comment"}
        answered = before.client.post(f"{before.path}/say", data=sent, follow_redirects=False)
        return answered.status_code

    with ThreadPoolExecutor(16) as pool:
        told = list(pool.map(speak, range(500)))
    assert (told.count(303), told.count(429)) == (400, 100)
    assert len(before.stored()) == 400


def test_a_receipt_is_shown_for_some_minutes_and_never_again(before: Before) -> None:
    answered = before.say("The elders are missing")
    where = answered.url.path  # type: ignore[attr-defined]
    with transaction(before.engine) as session:
        [row] = session.exec(select(Comment)).all()
        row.sent_at = row.sent_at.replace(year=2020)
    page = before.client.get(where).text
    assert 'class="receipt">' not in page
    assert "The elders are missing" not in page


def test_a_comment_is_withdrawn_with_the_receipt_and_with_no_other(before: Before) -> None:
    receipt = receipt_on(before.say("The elders are missing").text)  # type: ignore[attr-defined]
    [row] = before.stored()
    wrong = {"receipt": "2222-3333-4444-5555", "comment": str(row.id), "do": "withdraw_comment"}
    assert "no comment with this receipt" in before.trace(**wrong)
    page = before.trace(**{**wrong, "receipt": receipt})
    assert "It is withdrawn: nothing of your words stays." in page
    assert "elders" not in page
    assert [c.text for c in before.stored()] == [""]
