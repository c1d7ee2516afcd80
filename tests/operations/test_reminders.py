"""Who has not spoken: told in words, in a text to copy, and, where mail is set up, by mail."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from hrgl.core import audit
from hrgl.core.columns import now
from hrgl.core.enums import ObjectionAnswer, Verdict
from hrgl.core.models import Account, Member
from hrgl.editions.consent_rules import moment_in_words, rule_of
from hrgl.encouragements.consenting import objections
from hrgl.errors import NotNow, TooFast
from hrgl.operations import reminders
from hrgl.operations.reminders import Recipient
from hrgl.operations.sentences import sentence
from hrgl.people import accounts
from tests.builders import World, approved, statement_ids, submitted, world
from tests.consenting import speak
from tests.mailing import post_office, use
from tests.publishing import publish_as_read
from tests.ruling import name_proxy, set_rule


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


def _told(session: Session, here: World) -> list[str]:
    session.flush()
    return [each.in_words for each in reminders.not_spoken(session, edition_id=here.edition.id)]


def _remind(session: Session, here: World, actor: Member | None = None) -> list[Recipient]:
    seen = [e.member_id for e in reminders.not_spoken(session, edition_id=here.edition.id)]
    return reminders.remind_members(session, actor or here.facilitator, seen=seen)


def test_who_has_not_spoken_is_told_with_how_much_waits_and_how_much_is_contested(
    session: Session, here: World
) -> None:
    ids = statement_ids(session, here)
    assert _told(session, here) == []
    first = submitted(session, here, ids[:2])
    assert _told(session, here) == ["Sara: 1 wording", "Sven: 1 wording"]
    given = speak(session, here.steering, first, Verdict.OBJECT, "No.")
    assert _told(session, here) == ["Sven: 1 wording, contested"]
    submitted(session, here, ids[2:4], place=2)
    assert _told(session, here) == ["Sara: 1 wording", "Sven: 2 wordings, 1 of them contested"]
    objections.answer_objection(
        session,
        here.facilitator,
        review_id=given.id,
        answer=ObjectionAnswer.DECLINED,
        reason="It is said in place 2.",
    )
    # an answer waits for whoever objected
    assert _told(session, here)[0] == "Sara: 2 wordings, 1 of them contested"


def test_a_proxy_is_reminded_in_the_place_of_who_is_absent(session: Session, here: World) -> None:
    submitted(session, here, statement_ids(session, here)[:2])
    name_proxy(session, here)
    assert _told(session, here) == ["Sara: 1 wording", "Sara, who speaks for Sven: 1 wording"]
    accounts.close(
        session, here.organiser, member_id=here.steering.id, seen_version=here.steering.version
    )
    assert _told(session, here) == ["Sven: 1 wording"]


def test_after_publication_nobody_is_asked_any_more(session: Session, here: World) -> None:
    ids = statement_ids(session, here)
    approved(session, here, ids[:2])
    approved(session, here, ids[2:4], place=2)
    publish_as_read(session, here.organiser)
    assert _told(session, here) == []


def test_the_text_to_copy_says_who_how_much_where_and_by_when(
    session: Session, here: World
) -> None:
    submitted(session, here, statement_ids(session, here)[:2])
    evening = now() + timedelta(days=2)
    set_rule(session, here, silence_from=evening)
    text = reminders.text_to_copy(
        here.edition.title,
        reminders.not_spoken(session, edition_id=here.edition.id),
        rule=rule_of(session, edition_id=here.edition.id),
        address="https://rights.example/reviews",
    )
    assert text == (
        "Wordings of “Title” wait for your word:\n\n– Sara: 1 wording\n– Sven: 1 wording\n\n"
        "Please read them and say what you think: https://rights.example/reviews\n"
        f"Silence is consent from {moment_in_words(evening, 'Europe/Vienna')} on, for wordings "
        "that lay before the group for 12 hours by then.\n"
    )


def test_without_a_mail_server_nobody_is_reminded_by_the_program(
    session: Session, here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HRGL_SMTP_HOST", raising=False)
    submitted(session, here, statement_ids(session, here)[:2])
    with pytest.raises(NotNow, match="No mail server is set up here"):
        _remind(session, here)


def test_each_gets_a_mail_without_content_and_only_how_many_is_recorded(
    session: Session, here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    submitted(session, here, statement_ids(session, here)[:2])
    with post_office() as office:
        use(monkeypatch, office.port)
        whom = _remind(session, here)
        assert office.letters == []
        told = reminders.send_reminders(whom, address="https://rights.example")
    assert told == "Sent to 2 members."
    assert office.addresses == ["sara@2031.example", "sven@2031.example"]
    for letter in office.letters:
        assert letter.get_content().strip() == (
            "Something waits for your word here: https://rights.example"
        )
        assert "do the thing" not in str(letter)
    [entry] = audit.history(session, edition_id=here.edition.id, nouns=["members.reminded"])
    assert entry.detail == {"number": 2}
    assert sentence(entry) == "Fadi reminded 2 members of what waits for them"


def test_whom_no_mail_reached_is_named_to_who_sent_it(
    session: Session, here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    submitted(session, here, statement_ids(session, here)[:2])
    with post_office() as office:
        office.refused.add("sara@2031.example")
        use(monkeypatch, office.port)
        told = reminders.send_reminders(_remind(session, here), address="https://rights.example")
    assert told == "Sent to 1 member. It did not go out to Sara: tell them yourself."


def test_who_has_spoken_since_and_who_speaks_for_two_get_no_mail_too_many(
    session: Session, here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, 25)
    row = submitted(session, here, statement_ids(session, here)[:2])
    everybody = [here.steering.id, here.second.id]
    speak(session, here.second, row, Verdict.AGREE)
    assert reminders.remind_members(session, here.organiser, seen=everybody) == [
        Recipient("Sara", "sara@2031.example")
    ]
    speak(session, here.steering, row, Verdict.AGREE)
    monkeypatch.setattr(reminders, "now", lambda: now() + timedelta(minutes=11))
    with pytest.raises(NotNow, match="All of them have spoken meanwhile"):
        reminders.remind_members(session, here.organiser, seen=everybody)
    submitted(session, here, statement_ids(session, here, "* Mend the roofs of schools"), place=2)
    name_proxy(session, here)
    assert [each.name for each in _remind(session, here)] == ["Sara"]


def test_once_in_ten_minutes_for_an_edition_whoever_asks(
    session: Session, here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, 25)
    submitted(session, here, statement_ids(session, here)[:2])
    other = world(session, code="2032")
    submitted(session, other, statement_ids(session, other)[:2])
    _remind(session, here)
    with pytest.raises(TooFast, match=r"once in ten minutes\. Wait 10 minutes") as refused:
        _remind(session, here, here.organiser)
    assert 590 <= refused.value.seconds <= 600
    assert len(_remind(session, other)) == 2
    begun = now()
    monkeypatch.setattr(reminders, "now", lambda: begun + timedelta(minutes=9, seconds=30))
    with pytest.raises(TooFast, match="Wait 1 minute,"):
        _remind(session, here)
    monkeypatch.setattr(reminders, "now", lambda: begun + timedelta(minutes=10, seconds=1))
    assert len(_remind(session, here)) == 2


def test_who_has_no_account_any_more_gets_no_mail(
    session: Session, here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, 25)
    submitted(session, here, statement_ids(session, here)[:2])
    for member in (here.steering, here.second):
        session.get_one(Account, member.account_id).active = False
    session.flush()
    with pytest.raises(NotNow, match="None of them has an account"):
        _remind(session, here)
