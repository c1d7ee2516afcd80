"""The rule of consent and proxies: each act of theirs done once, and listed for other tests."""

import os
from typing import Any
from unittest.mock import patch

from sqlmodel import Session, select

from hrgl.core.enums import Overruling
from hrgl.core.models import ConsentRule, Proxy
from hrgl.core.permissions import Permission
from hrgl.editions import consent_setting, editions, proxies
from hrgl.operations import reminders
from tests.builders import World

# The acts with the permission each needs and what it is called with.
RULE_MODULES = (editions, consent_setting, proxies, reminders)
RULE_ACTS: dict[str, tuple[Permission, dict[str, Any]]] = {
    "editions.set_rules": (Permission.SET_UP, {"places": 2, "quorum": 2, "seen_version": 1}),
    "editions.describe": (
        Permission.SET_UP,
        {"title": "A title", "question": "", "starts": None, "ends": None, "seen_version": 1},
    ),
    "consent_setting.set_consent_rule": (
        Permission.SET_UP,
        {"overruling": Overruling.TWO_THIRDS, "seen_version": 0},
    ),
    "proxies.name_proxy": (Permission.SET_UP, {"member_id": 0, "for_id": 0}),
    "proxies.end_proxy": (Permission.SET_UP, {"proxy_id": 0}),
    "reminders.remind_members": (Permission.REMIND, {"seen": [0]}),
}
RULE_TOLD = {
    "edition.consent_set": "Olga set the rule of consent: overruled by two thirds; "
    "silence is never consent; a minority not printed; the chair records in a meeting",
    "proxy.named": "Olga let Sara speak for Sven",
    "proxy.ended": "Olga ended that somebody speaks for Sven",
    "members.reminded": "Fadi reminded 2 members of what waits for them",
}
RULE_STAYS = {
    "edition.consent_set": "Change it again instead, on the page Setup",
    "proxy.named": "Take the proxy back instead",
    "proxy.ended": "Name the proxy again instead",
    "members.reminded": "A mail that was sent cannot be called back",
}


def set_rule(session: Session, here: World, **wanted: Any) -> ConsentRule:
    """The rule of consent, set as an organiser sets it who has it on the screen."""
    query = select(ConsentRule).where(ConsentRule.edition_id == here.edition.id)
    row = session.exec(query).first()
    usual = {"overruling": Overruling.TWO_THIRDS, "seen_version": row.version if row else 0}
    return consent_setting.set_consent_rule(session, here.organiser, **{**usual, **wanted})


def name_proxy(session: Session, here: World) -> Proxy:
    """Let the first member of the steering group speak for the second."""
    return proxies.name_proxy(
        session, here.organiser, member_id=here.steering.id, for_id=here.second.id
    )


def set_rules_once(session: Session, here: World) -> None:
    """Every act of this file, once."""
    set_rule(session, here)
    named = name_proxy(session, here)
    proxies.end_proxy(session, here.organiser, proxy_id=named.id)


def remind_once(session: Session, here: World) -> None:
    """Members reminded, as where a mail server is set up; no mail goes out."""
    waiting = [each.member_id for each in reminders.not_spoken(session, edition_id=here.edition.id)]
    server = {"HRGL_SMTP_HOST": "127.0.0.1", "HRGL_SMTP_FROM": "academy@example.org"}
    with patch.dict(os.environ, server):
        reminders.remind_members(session, here.facilitator, seen=waiting)
