"""Somebody whose part is closed while their page is open."""

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from hrgl.core.database import transaction
from hrgl.core.enums import Role
from hrgl.core.models import Member
from hrgl.editions import editions
from hrgl.people import accounts, sign_ins
from hrgl.settings import ROOT
from hrgl.ui.shell import page


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_somebody_closed_or_signed_out_everywhere_is_out_at_the_next_click(
    demonstration: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "engine", lambda: demonstration)
    for end in (accounts.close, accounts.sign_out_everywhere):
        with transaction(demonstration) as session:
            organiser = accounts.command_line_member(
                session, editions.by_code(session, "2023-demo")
            )
            token = sign_ins.enter_demonstration(session, role=Role.STEERING)
            account = sign_ins.signed_in(session, token_sha256=sign_ins.token_digest(token))
            assert account is not None
            member = session.exec(select(Member).where(Member.account_id == account.id)).one()
        at = AppTest.from_file(str(ROOT / "hrgl" / "ui" / "shell" / "frame.py"))
        at.user = {"sid": sign_ins.token_digest(token)}  # type: ignore[attr-defined]
        at.run(timeout=60)
        assert not at.exception
        assert "You are signed out" not in [t.value for t in at.title]
        arguments = {"seen_version": member.version} if end is accounts.close else {}
        with transaction(demonstration) as session:
            end(session, organiser, member_id=member.id, **arguments)  # type: ignore[arg-type]
        at.run(timeout=60)
        assert [t.value for t in at.title] == ["You are signed out"]
        with transaction(demonstration) as session:
            session.get_one(Member, member.id).active = True
