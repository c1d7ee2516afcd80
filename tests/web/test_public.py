"""The public pages: what everybody may read, how it is kept, and what is never told."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from hrgl.core.database import transaction
from hrgl.core.enums import DocumentMark
from hrgl.core.models import DocumentForm, OutcomeDocument
from hrgl.formats.writers.document import Translated
from hrgl.web.identity import IdentityMiddleware
from hrgl.web.public.pages import PublicPages
from tests.public_numbers import HOSTILE, put_there, small_document

_ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def pages(engine: Engine) -> PublicPages:
    return PublicPages(engine)


@pytest.fixture
def client(pages: PublicPages) -> Iterator[TestClient]:
    """A browser of somebody without an account."""
    app = Starlette(
        routes=pages.routes(),
        middleware=[Middleware(IdentityMiddleware, secure=False, seconds_left=lambda _: 0)],
    )
    with TestClient(app, base_url="http://city.example", follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def number(engine: Engine) -> OutcomeDocument:
    """A number that is public."""
    with transaction(engine) as session:
        return put_there(session, small_document())


def _mark(engine: Engine, number: int, mark: DocumentMark, because: str) -> None:
    with transaction(engine) as session:
        row = session.exec(select(OutcomeDocument).where(OutcomeDocument.number == number)).one()
        row.mark, row.marked_because = mark, because
        row.marked_at = datetime(2031, 3, 1, 12, tzinfo=UTC)


def test_the_document_is_read_without_an_account_and_may_be_kept(
    client: TestClient, number: OutcomeDocument
) -> None:
    answer = client.get("/outcome/2031")
    assert answer.status_code == 200
    assert "Adopted by the Conference on 8 February 2031." in answer.text
    assert "publish the budget in plain words" in answer.text
    assert answer.headers["cache-control"] == "public, max-age=60"
    assert "set-cookie" not in answer.headers
    assert "<script" not in answer.text
    again = client.get("/outcome/2031", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head("/outcome/2031").headers["etag"] == answer.headers["etag"]
    plain = client.get("/outcome/2031", headers={"accept-encoding": "identity"})
    assert plain.text == answer.text
    assert "content-encoding" not in plain.headers


def test_what_is_public_is_listed_for_everybody(
    client: TestClient, number: OutcomeDocument
) -> None:
    answer = client.get("/outcome/")
    assert '<a href="/outcome/2031">Outcome Document: Money and rights</a>' in answer.text


@pytest.mark.parametrize("state", ["no form", "not public", "no edition"])
def test_what_is_not_public_answers_as_if_it_were_not_there(
    client: TestClient, engine: Engine, state: str
) -> None:
    with transaction(engine) as session:
        if state != "no edition":
            row = put_there(session, small_document(), public=False)
            form = session.exec(select(DocumentForm)).one()
            if state == "no form":
                session.delete(form)
            assert row.number == 1
    told = set()
    for path in ("", "/1", "/1/encouragement-1", "/1/in/de", "/1/download/html", "?q=budget"):
        answer = client.get(f"/outcome/2031{path}")
        assert answer.status_code == 404, path
        assert answer.headers["cache-control"] == "no-store"
        told.add(answer.text)
    assert len(told) == 1
    assert "2031" not in client.get("/outcome/").text
    assert "2031" not in client.get("/outcome/feed.xml").text


def test_a_document_that_is_public_no_longer_is_gone_with_the_next_request(
    client: TestClient, engine: Engine, number: OutcomeDocument
) -> None:
    assert client.get("/outcome/2031/1").status_code == 200
    assert client.get("/outcome/2031/1/download/md").status_code == 200
    with transaction(engine) as session:
        session.exec(select(DocumentForm)).one().is_public = False
    assert client.get("/outcome/2031/1").status_code == 404
    assert client.get("/outcome/2031/1/download/md").status_code == 404


def test_a_marked_number_stays_readable_and_the_latest_that_stands_is_the_one_to_read(
    client: TestClient, engine: Engine, number: OutcomeDocument
) -> None:
    client.get("/outcome/2031/1")
    with transaction(engine) as session:
        put_there(session, small_document(number=2, method=("Other words.",)), adopted=False)
    assert "Number 2, published" in client.get("/outcome/2031").text
    _mark(engine, 1, DocumentMark.CORRECTED, "number 2 mends a slip")
    first = client.get("/outcome/2031/1").text
    assert "Corrected on 1 March 2031: number 2 mends a slip." in first
    _mark(engine, 2, DocumentMark.WITHDRAWN, "a name stood in it")
    assert "Number 1, published" in client.get("/outcome/2031").text
    assert "a name stood in it" in client.get("/outcome/2031/2").text
    assert "a name stood in it" in client.get("/outcome/2031/2/encouragement-1").text
    assert client.get("/outcome/2031/3").status_code == 404


def test_each_encouragement_has_an_address_with_all_that_is_said_of_it(
    client: TestClient, number: OutcomeDocument
) -> None:
    text = client.get("/outcome/2031/1/encouragement-1").text
    for said in (
        "We encourage local governments to",
        "publish the budget in plain words.",
        "It is theirs.",
        "Universal Declaration, Article 21.",
        "Graz, Austria: a budget of two pages.",
        "Too dear for a village.",
        "“It costs too much.” (A1-02)",
        "Said first in one city.",
        "Rests on 2 statements from 1 workshop.",
        "New this year.",
        'href="/outcome/2031/1/encouragement-2"',
    ):
        assert said in text, said
    second = client.get("/outcome/2031/1/encouragement-2").text
    assert "Something near it was said in 2021." in second
    assert 'rel="prev"' in second
    assert 'rel="next"' not in second
    assert client.get("/outcome/2031/1/encouragement-3").status_code == 404


def test_nothing_is_said_of_earlier_years_where_no_earlier_text_is_there(
    client: TestClient, engine: Engine
) -> None:
    sections = small_document().sections[:1]
    with transaction(engine) as session:
        put_there(session, small_document(sections=sections))
    assert "New this year" not in client.get("/outcome/2031/1/encouragement-1").text
    with transaction(engine) as session:
        put_there(session, small_document("2030"))
    assert "New this year" in client.get("/outcome/2031/1/encouragement-1").text
    assert '<a href="/outcome/2030">2030</a>' in client.get("/outcome/2031").text


def test_a_search_marks_the_words_in_any_of_their_forms_and_says_where_they_stand(
    client: TestClient, number: OutcomeDocument
) -> None:
    answer = client.get("/outcome/2031/1", params={"q": "Budgets"})
    assert answer.text.count("<mark>budget</mark>") >= 3
    assert '<a href="#encouragement-1">Encouragement 1</a>' in answer.text
    assert '<meta name="robots" content="noindex">' in answer.text
    both = client.get("/outcome/2031/1", params={"q": "budget zebra"}).text
    assert "stands nowhere in this document" in both
    hostile = client.get("/outcome/2031/1", params={"q": "<b>amp; p class"}).text
    assert "<b>amp" not in hostile
    assert "<<mark>" not in hostile
    assert client.get("/outcome/2031/1", params={"q": "x" * 5000}).status_code == 200


def test_who_searches_without_end_waits_while_others_read(
    client: TestClient, pages: PublicPages, number: OutcomeDocument
) -> None:
    pages.searches.at_once, pages.searches.per_second = 2, 0.0
    codes = [client.get("/outcome/2031?q=budget").status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    assert client.get("/outcome/2031").status_code == 200


@pytest.mark.parametrize("format", ["docx", "html", "md", "json"])
def test_a_file_is_made_once_and_taken_home_under_a_plain_name(
    client: TestClient, number: OutcomeDocument, format: str
) -> None:
    answer = client.get(f"/outcome/2031/1/download/{format}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="outcome-document-2031-number-1.{format}"'
    )
    assert client.get(f"/outcome/2031/1/download/{format}").content == answer.content
    assert client.get("/outcome/2031/1/download/exe").status_code == 404
    if format == "json":
        assert json.loads(answer.text)["sha256"] == number.sha256


def test_a_translation_has_an_address_a_language_and_a_way_of_running(
    client: TestClient, engine: Engine
) -> None:
    said = Translated("ar", "Checked.", (("e.1.heading", "نشر الميزانية"), ("name", "الوثيقة")))
    with transaction(engine) as session:
        put_there(session, small_document(translations=(said,)))
    own = client.get("/outcome/2031/1").text
    assert '<html lang="en" dir="ltr">' in own
    there = "http://city.example/outcome/2031/1/in/ar"
    assert f'<link rel="alternate" hreflang="ar" href="{there}">' in own
    arabic = client.get("/outcome/2031/1/in/ar").text
    assert '<html lang="ar" dir="rtl">' in arabic
    assert "نشر الميزانية" in arabic
    assert f'<link rel="canonical" href="{there}">' in arabic
    assert client.get("/outcome/2031/1/in/de").status_code == 404


def test_links_that_are_passed_on_say_what_stands_behind_them(
    client: TestClient, number: OutcomeDocument
) -> None:
    text = client.get("/outcome/2031").text
    address = "http://city.example/outcome/2031/1"
    assert f'<link rel="canonical" href="{address}">' in text
    assert f'<meta property="og:url" content="{address}">' in text
    assert '<meta property="og:title" content="Outcome Document – Money and rights' in text
    strange = client.get("/outcome/2031", headers={"host": 'x"><script>'}).text
    assert "<script" not in strange
    assert "What works? Number 1, published on 8 February 2031." in text


def test_the_feed_tells_of_every_number_and_of_what_became_of_it(
    client: TestClient, engine: Engine, number: OutcomeDocument
) -> None:
    answer = client.get("/outcome/feed.xml")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    entry = feed.find(f"{_ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{_ATOM}id") == "http://city.example/outcome/2031/1"
    assert "Adopted by the Conference" in (entry.findtext(f"{_ATOM}summary") or "")
    before = feed.findtext(f"{_ATOM}updated")
    _mark(engine, 1, DocumentMark.WITHDRAWN, "a slip")
    after = ElementTree.fromstring(client.get("/outcome/feed.xml").content)
    assert before == "2031-02-08T12:00:00+00:00"
    assert after.findtext(f"{_ATOM}updated") == "2031-03-01T12:00:00+00:00"
    assert "Withdrawn on 1 March 2031: a slip." in (after.findtext(f".//{_ATOM}summary") or "")


def test_search_engines_are_let_in_to_the_document_and_nowhere_else(client: TestClient) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert lines[0] == "User-agent: *"
    assert "Allow: /outcome/" in lines
    assert lines[-1] == "Disallow: /"


def test_hostile_words_are_shown_and_do_nothing(client: TestClient, engine: Engine) -> None:
    made = small_document(title=HOSTILE, series=HOSTILE)
    section = replace(
        made.sections[0], heading=HOSTILE, explanation=f"{HOSTILE}^[{HOSTILE}]", remarks=HOSTILE
    )
    form = replace(made.form, name=HOSTILE, issuer=HOSTILE, preamble=(HOSTILE,), contact=HOSTILE)
    hostile = replace(made, sections=(section,), form=form, organisations=(HOSTILE,))
    with transaction(engine) as session:
        put_there(session, hostile)
    for path in ("2031", "2031?q=alert", "2031/1/encouragement-1", "", "feed.xml"):
        text = client.get(f"/outcome/{path}").text
        assert "<script" not in text, path
        assert "{{" in text.replace("&#123;", "{") or path in ("", "feed.xml"), path
        assert "49" not in text or path == "feed.xml", path
    ElementTree.fromstring(client.get("/outcome/feed.xml").content)


def test_what_is_packed_is_the_same_once_it_is_unpacked(
    client: TestClient, number: OutcomeDocument
) -> None:
    plain = client.get("/outcome/2031", headers={"accept-encoding": "identity"})
    with client.stream("GET", "/outcome/2031", headers={"accept-encoding": "gzip"}) as packed:
        assert packed.headers["content-encoding"] == "gzip"
        assert gzip.decompress(b"".join(packed.iter_raw())) == plain.content
