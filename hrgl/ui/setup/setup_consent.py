"""Setup: by which rule the steering group agrees, what that means in words, and who reviews."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import streamlit as st

from hrgl.core.columns import now
from hrgl.core.enums import Overruling
from hrgl.core.zones import in_zone, moment_at
from hrgl.editions import consent_rules, consent_setting
from hrgl.editions.consent_rules import Rule
from hrgl.editions.editions import EditionFacts
from hrgl.encouragements.consenting import reviewers
from hrgl.errors import NotValid
from hrgl.ui.setup.setup_proxies import who_reviews
from hrgl.ui.shell.editing import version_seen
from hrgl.ui.shell.page import ask, forget, form, plain, viewer
from hrgl.ui.shell.presses import bind, button, found, typed

CONSENT = "consent-rule"
_CHOICES = {
    Overruling.NEVER: "by nobody: it stands until whoever made it says otherwise",
    Overruling.MORE_THAN_HALF: "by more than half of those who take a side",
    Overruling.TWO_THIRDS: "by two thirds of those who take a side",
    Overruling.THREE_QUARTERS: "by three quarters of those who take a side",
    Overruling.PERCENT: "by a percentage of those who take a side",
}
_USUAL_PERCENT, _USUAL_HOUR = 70, time(21, 0)


def edit_consent(facts: EditionFacts) -> None:
    """The rule as a form; beside it what it means in words, and below who reviews."""
    rule = ask(consent_rules.rule_of, edition_id=facts.id)
    group = ask(reviewers.reviewers, edition_id=facts.id)
    left, right = st.columns([3, 2], gap="large")
    with left:
        begin = _rule_form(rule)
    with right:
        st.header("In words")
        st.caption("So the rule will stand on the page Reviews once it is saved.")
        for sentence in consent_rules.rule_in_words(_as_chosen(rule, begin), len(group)):
            st.markdown(f"- {sentence}")
    who_reviews(facts.id, group)


def _rule_form(rule: Rule) -> str:
    """The fields and the button that saves them; how the keys of the fields begin."""
    st.header("Consent")
    version = version_seen(
        CONSENT,
        rule.version,
        [consent_rules.in_short(rule)],
        noun="consentrule",
        row_id=rule.row_id or 0,
        look=_rule_now,
    )
    begin = form(CONSENT)
    _overruling_fields(rule, begin)
    _silence_fields(rule, begin)
    st.checkbox(
        "A minority that was overruled is printed", rule.minority_printed, key=f"{begin}-minority"
    )
    st.checkbox("In a meeting members speak for themselves", rule.members_vote, key=f"{begin}-vote")
    _save(rule, begin, version)
    return begin


def _overruling_fields(rule: Rule, begin: str) -> None:
    chosen = st.selectbox(
        "An objection that stands can be overruled",
        list(Overruling),
        list(Overruling).index(rule.overruling),
        format_func=_CHOICES.__getitem__,
        key=f"{begin}-overruling",
    )
    if chosen is Overruling.PERCENT:
        st.number_input(
            "Percent", 0, 999, rule.percent or _USUAL_PERCENT, width=160, key=f"{begin}-percent"
        )
    st.caption("Who abstains or is silent takes no side. How many have to agree is set on Edition.")


def _silence_fields(rule: Rule, begin: str) -> None:
    silent = st.checkbox(
        "Silence is consent from a certain hour on",
        rule.silence_from is not None,
        key=f"{begin}-silence",
    )
    if not silent:
        return
    usual = in_zone(now() + timedelta(days=1), rule.time_zone).replace(
        hour=_USUAL_HOUR.hour, minute=0
    )
    at = in_zone(rule.silence_from, rule.time_zone) if rule.silence_from else usual
    day, hour, notice = st.columns([2, 2, 3], vertical_alignment="bottom")
    day.date_input("From the day", at.date(), format="DD/MM/YYYY", key=f"{begin}-day")
    hour.time_input("Hour", at.time(), key=f"{begin}-hour")
    notice.number_input(
        "After so many hours before the group",
        0,
        consent_setting.LONGEST_NOTICE,
        rule.notice_hours,
        key=f"{begin}-notice",
    )
    st.caption(f"Hours are those of {plain(rule.time_zone)}, the zone of this edition.")


def _save(rule: Rule, begin: str, version: Any) -> None:
    button(
        "Save the rule of consent",
        bind(
            "Rule saved.",
            consent_setting.set_consent_rule,
            overruling=typed(f"{begin}-overruling"),
            percent=found("percent", lambda: st.session_state.get(f"{begin}-percent")),
            silence_from=found("silence", lambda: _silence_chosen(rule, begin)),
            notice_hours=found("notice", lambda: _notice_chosen(rule, begin)),
            minority_printed=typed(f"{begin}-minority"),
            members_vote=typed(f"{begin}-vote"),
            seen_version=version,
        ),
        name="consent",
        type="primary",
        then=lambda _: forget(CONSENT),
    )


def _silence_chosen(rule: Rule, begin: str) -> datetime | None:
    """The moment that day and hour make, there where the edition is."""
    if not st.session_state.get(f"{begin}-silence"):
        return None
    day, hour = st.session_state.get(f"{begin}-day"), st.session_state.get(f"{begin}-hour")
    if day is None or hour is None:
        raise NotValid("Please say from which day and hour on silence is consent.", "silence_from")
    was = rule.silence_from
    # what was not touched stays as it is to the second
    if was and in_zone(was, rule.time_zone).replace(second=0, microsecond=0, tzinfo=None) == (
        datetime.combine(day, hour)
    ):
        return was
    return moment_at(day, hour, rule.time_zone)


def _notice_chosen(rule: Rule, begin: str) -> Any:
    return st.session_state.get(f"{begin}-notice", rule.notice_hours)


def _as_chosen(rule: Rule, begin: str) -> Rule:
    """The rule as it would be if what is chosen now were saved."""
    chosen = st.session_state
    percent = chosen.get(f"{begin}-percent")
    try:
        silence = _silence_chosen(rule, begin)
    except NotValid:
        silence = None
    return replace(
        rule,
        overruling=chosen[f"{begin}-overruling"],
        percent=_USUAL_PERCENT if percent is None else percent,
        silence_from=silence,
        notice_hours=_notice_chosen(rule, begin),
        minority_printed=chosen[f"{begin}-minority"],
        members_vote=chosen[f"{begin}-vote"],
    )


def _rule_now() -> tuple[int, list[str]]:
    rule = ask(consent_rules.rule_of, edition_id=viewer().edition_id)
    return rule.version, [consent_rules.in_short(rule)]
