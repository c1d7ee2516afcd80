"""Home: facilitators copy a text for whoever has not spoken; where mail is set up, they send it."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Role, Verdict
from hrgl.core.models import AuditEntry, Edition, Member
from hrgl.editions import editions
from hrgl.encouragements.consenting import reviewers, reviews
from hrgl.operations import reminders
from tests.mailing import post_office, use
from tests.ui.conftest import Open, button

TITLE = "<b>Rights</b> *here* [x](http://x)"


def _edition(session: Session) -> Edition:
    return editions.by_code(session, "2023-demo")


def _sent(engine: Engine) -> int:
    with reading(engine) as session:
        query = select(AuditEntry.id).where(AuditEntry.act == "members.reminded")
        return len(session.exec(query).all())


def _folded(at: AppTest) -> list[str]:
    return [each.label for each in at.expander if "not spoken" in each.label]


def test_a_text_to_copy_names_all_who_have_not_spoken(
    open_page: Open, demonstration: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HRGL_SMTP_HOST", raising=False)
    with transaction(demonstration) as session:
        _edition(session).title = TITLE
        people = reminders.not_spoken(session, edition_id=_edition(session).id)
    at = open_page(Role.FACILITATOR)
    assert _folded(at) == [f"{len(people)} members have not spoken on everything yet"]
    [text] = [each.value for each in at.code]
    assert TITLE in text
    assert "/reviews\nSilence is never taken for consent." in text
    assert all(each.in_words in text for each in people)
    assert "remind" not in {str(each.key).split("-")[0] for each in at.button}


def test_nobody_else_sees_who_has_not_spoken(open_page: Open) -> None:
    for role in (Role.RAPPORTEUR, Role.STEERING):
        assert _folded(open_page(role)) == []


def test_where_everybody_has_spoken_there_is_nobody_to_remind(
    open_page: Open, demonstration: Engine
) -> None:
    with transaction(demonstration) as session:
        edition_id = _edition(session).id
        for each in reviewers.reviewers(session, edition_id=edition_id):
            member = session.get_one(Member, each.id)
            for left in reminders.not_spoken(session, edition_id=edition_id):
                if left.member_id == each.id:
                    for view in left.waits:
                        reviews.give(
                            session, member, wording_id=view.wording_id, verdict=Verdict.ABSTAIN
                        )
    assert _folded(open_page(Role.ORGANISER)) == []


def test_a_mail_goes_to_each_and_the_page_says_so(
    open_page: Open, demonstration: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with post_office() as office:
        use(monkeypatch, office.port)
        at = open_page(Role.FACILITATOR)
        assert office.letters == []  # none by itself
        button(at, "remind").click().run()
        assert not at.error
        assert _sent(demonstration) == 1
        count = len(office.letters)
        assert count > 1
        assert f"Sent to {count} members" in at.toast[0].value
        button(at, "remind").click().run()
        assert "once in ten minutes" in at.error[0].value
        assert (len(office.letters), _sent(demonstration)) == (count, 1)


def test_a_server_that_is_not_there_is_told_and_nothing_is_recorded(
    open_page: Open, demonstration: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with post_office() as office:
        use(monkeypatch, office.port)
    at = open_page(Role.FACILITATOR)
    button(at, "remind").click().run()
    assert "The mail server does not answer" in at.error[0].value
    assert _sent(demonstration) == 0


def test_a_server_that_goes_away_after_it_was_recorded_is_told_too(
    open_page: Open, demonstration: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with post_office() as office:
        use(monkeypatch, office.port)
        monkeypatch.setattr("hrgl.operations.mail.when_reached", lambda seen: seen)
        at = open_page(Role.FACILITATOR)
    button(at, "remind").click().run()
    assert "The mail server does not answer" in at.error[0].value
    assert not at.toast
    assert _sent(demonstration) == 1
