"""What the rule of consent brings about is shown: an hour that has come, a minority in print."""

from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from hrgl.core.columns import now
from hrgl.core.database import transaction
from hrgl.core.enums import Role, RulingWord, Verdict
from hrgl.core.models import ConsentRule, Member
from hrgl.editions import editions
from hrgl.encouragements import views
from hrgl.encouragements.consenting import objections, reviewers, reviews
from hrgl.errors import NotNow
from hrgl.ui.shell import page
from tests.ui.conftest import Open

TITLE = "<b>Rights</b> *here* [x](http://x)"


def test_the_hour_from_which_silence_is_consent_shows_though_nobody_acts(
    open_page: Open, demonstration: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = now() + timedelta(hours=2)
    with transaction(demonstration) as session:
        edition_id = editions.by_code(session, "2023-demo").id
        rule = session.exec(select(ConsentRule)).one()
        rule.silence_from, rule.notice_hours = now() + timedelta(hours=1), 0
        before = _approved(session, edition_id)
        # what lies before the group has lain there for long
        monkeypatch.setattr(views, "now", lambda: later)
        after = _approved(session, edition_id)
        monkeypatch.setattr(views, "now", now)
    assert after > before
    at = open_page(Role.FACILITATOR)
    assert at.metric[3].delta == f"{before} approved"
    monkeypatch.setattr(views, "now", lambda: later)
    assert at.run().metric[3].delta == f"{before} approved"  # kept until the hour has come
    monkeypatch.setattr(page, "this_moment", lambda: later)
    assert at.run().metric[3].delta == f"{after} approved"


def _approved(session: Session, edition_id: int) -> int:
    drafts = views.list_encouragements(session, edition_id=edition_id)
    return sum(1 for draft in drafts if draft.place and draft.approved)


def test_the_page_of_the_document_shows_a_minority_as_it_was_written(
    open_page: Open, demonstration: Engine
) -> None:
    with transaction(demonstration) as session:
        edition_id = editions.by_code(session, "2023-demo").id
        contested = [
            draft
            for draft in views.list_encouragements(session, edition_id=edition_id)
            if draft.place and draft.objections
        ]
        draft = contested[0]
        for each in reviewers.reviewers(session, edition_id=edition_id):
            member = session.get_one(Member, each.id)
            verdict = Verdict.OBJECT if each.id == draft.objections[0].member_id else Verdict.AGREE
            reason = f"{TITLE} costs too much" if verdict is Verdict.OBJECT else ""
            with suppress(NotNow):
                reviews.give(
                    session, member, wording_id=draft.wording_id, verdict=verdict, reason=reason
                )
        facilitator = session.exec(
            select(Member).where(Member.edition_id == edition_id, Member.role == Role.FACILITATOR)
        ).first()
        assert facilitator is not None
        stands = views.view_encouragement(
            session, edition_id=edition_id, encouragement_id=draft.id
        ).objections[0]
        objections.rule_on_objection(
            session,
            facilitator,
            review_id=stands.review_id,
            wording_id=draft.wording_id,
            ruling=RulingWord.OVERRULED,
            reason="By two thirds.",
        )
    at = open_page(Role.RAPPORTEUR, "outcome")
    told = f"Not all agreed. One member of the steering group objected: “{TITLE} costs too much”"
    assert any(page.plain(told) in each.value for each in at.markdown)
