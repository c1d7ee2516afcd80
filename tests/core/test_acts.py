"""The one table of acts: what is recorded stands in it, and all that is known of an act."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, select

from hrgl.core import audit, news
from hrgl.core.acts import ACTS, OF_ACCOUNTS, act_named, beginnings
from hrgl.core.acts.act import Counted, Heading
from hrgl.core.database import last_change
from hrgl.core.models import Account, AuditEntry
from hrgl.core.permissions import Permission
from hrgl.operations.sentences import NOUNS, sentence
from hrgl.operations.undo import reason_against
from hrgl.themes import themes
from tests.builders import world

HRGL = Path(__file__).resolve().parents[2] / "hrgl"
TREES = {path: ast.parse(path.read_text("utf-8")) for path in HRGL.rglob("*.py")}
# An input asks where many are kept at once, not where each of them is recorded.
ASKED_ELSEWHERE = {
    "input.sent": HRGL / "notes" / "door" / "submitting.py",
    "statements.queued": HRGL / "themes" / "themes.py",
}

# Written a second time, so that a slip in the table is seen: what can be taken back, what an act
# counts as in the news, and what leaves what others may be editing as it was.
CAN_BE_TAKEN_BACK = """
    amendments.accepted amendments.decided amendments.recommended recommendations.followed
    act.undone candidate.begun candidate.merged candidates.begun comments.answered
    encouragement.restored encouragement.swapped encouragements.submitted group.headed
    group.unheaded encouragement.brought_back encouragement.cited encouragement.placed
    encouragement.remarked encouragement.reworded encouragement.set_aside encouragement.submitted
    encouragement.uncited encouragement.worded inputs.declined notes.imported proposal.adopted
    proposal.discarded
    statement.marked statement.same_as statement.split statement.withdrawn
    statements.brought_back statements.joined statements.moved statements.queued
    statements.same_as statements.set_aside statements.tied statements.untied tag.confirmed
    tag.refused tag.removed theme.created theme.dissolved theme.merged theme.renamed
    theme.flagged theme.not_taken_up theme.reviewed theme.split themes.merged
"""
NEWS = {
    "1 new input": "input.sent",
    "1 new note": "note.added",
    "1 import of notes": "notes.imported",
    "1 step with an input": "input.taken input.declined input.corrected input.withdrawn "
    "inputs.declined",
    "1 edited note": "note.revised",
    "1 summary of a workshop": "workshop.added workshop.changed workshop.removed "
    "workshop.summarised",
    "1 new proposal of themes": "themes.proposed",
    "1 question for a proposal": "proposal.asked_for",
    "1 change to themes": "theme.created theme.renamed theme.merged theme.split theme.dissolved "
    "themes.merged theme.reviewed theme.flagged theme.not_taken_up tag.confirmed "
    "tag.refused tag.removed statements.moved statements.queued proposal.adopted "
    "proposal.discarded proposal.stopped",
    "1 second look at a statement": "sample.placed",
    "1 change to statements": "statement.withdrawn statement.marked statement.split "
    "statement.same_as statements.joined statements.set_aside statements.brought_back "
    "statements.same_as statements.tied statements.untied",
    "1 change to encouragements": "encouragement.worded encouragement.reworded "
    "encouragement.remarked encouragement.placed encouragement.submitted encouragement.set_aside "
    "encouragement.brought_back encouragement.cited encouragement.uncited "
    "encouragement.restored encouragement.swapped encouragements.submitted candidate.begun "
    "candidate.merged candidates.begun group.headed group.unheaded",
    "1 new review": "review.given reviews.agreed",
    "1 answer to an objection": "objection.answered",
    "1 ruling on an objection": "objection.ruled",
    "1 step with an amendment": "amendments.proposed amendments.withdrawn amendments.recommended "
    "amendments.decided amendments.accepted recommendations.followed",
    "1 Word file of the draft": "draft.sent draft.returned margin.placed margin.settled",
    "1 step of a meeting": "meeting.opened meeting.chaired meeting.turned meeting.cleaned "
    "meeting.attended meeting.joined meeting.asked meeting.spoken meeting.decided meeting.closed",
    "1 new comment": "comment.sent",
    "1 step with a comment": "comment.withdrawn comment.reacted comments.answered",
    "1 change to the participants’ round": "round.set",
    "1 step of the outcome document": "document.published document.adopted document.form_set "
    "document.marked document.translated document.translation_checked report.asked report.sent",
    "1 act taken back": "act.undone",
    "1 change to a door": "door.set door.renewed",
    "1 change to the people": "member.added member.changed member.closed member.reopened "
    "member.signed_out member.invited proxy.named proxy.ended",
    "1 change to the edition": "edition.begun edition.loaded edition.described edition.rules_set "
    "edition.consent_set",
    "1 other change": "person.erased members.reminded",
}
BESIDE = """
    meeting.attended meeting.joined meeting.asked meeting.spoken
    note.added notes.imported comments.answered encouragement.cited encouragement.uncited
    review.given reviews.agreed objection.answered objection.ruled
    amendments.proposed amendments.withdrawn amendments.recommended amendments.decided
    recommendations.followed members.reminded
"""


def _calls(tree: ast.AST, called: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == called:
            yield node


def _recorded(tree: ast.AST) -> Iterator[str]:
    """The names under which acts are recorded; each stands there as it is."""
    for call in _calls(tree, "audit.record"):
        assert isinstance(call.args[2], ast.Constant), ast.unparse(call)
        yield call.args[2].value


def _asked_for(tree: ast.AST) -> set[str]:
    return {ast.unparse(call.args[1]) for call in _calls(tree, "require")}


def test_every_act_that_is_recorded_is_registered_and_every_registered_one_is_recorded() -> None:
    recorded = [name for tree in TREES.values() for name in _recorded(tree)]
    assert sorted(recorded) == sorted(ACTS)
    assert all(act.name == name for name, act in ACTS.items())


def test_what_is_recorded_of_accounts_is_registered_too() -> None:
    calls = [each for tree in TREES.values() for each in _calls(tree, "audit.record_of_account")]
    assert {ast.literal_eval(call.args[1]) for call in calls} == OF_ACCOUNTS


def test_what_is_asked_of_the_log_by_name_is_registered() -> None:
    asked = {
        node.comparators[0].value
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        and ast.unparse(node.left).endswith("AuditEntry.act")
        and isinstance(node.comparators[0], ast.Constant)
    }
    assert "person.erased" in asked
    assert asked <= ACTS.keys() | OF_ACCOUNTS


def test_an_act_asks_for_the_permission_that_stands_in_the_table() -> None:
    asked = {
        name: _asked_for(TREES[ASKED_ELSEWHERE[name]] if name in ASKED_ELSEWHERE else function)
        for tree in TREES.values()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for name in _recorded(function)
    }
    permissions = {name: act.permission for name, act in ACTS.items()}
    assert asked == {
        name: {f"Permission.{permission.name}"} if permission else set()
        for name, permission in permissions.items()
    }
    assert set(permissions.values()) == {*Permission, None}
    assert [name for name in ACTS if permissions[name] is None] == [
        "edition.begun",
        "edition.loaded",
    ]


def test_every_act_has_a_sentence_and_can_be_taken_back_or_says_why_not() -> None:
    sentences = [act.sentence for act in ACTS.values()]
    assert all(sentences)
    assert len(set(sentences)) == len(sentences)
    reasons = {name: act.why_it_stays for name, act in ACTS.items()}
    assert {name for name in ACTS if not reasons[name]} == set(CAN_BE_TAKEN_BACK.split())
    assert all(reason.endswith(".") for reason in reasons.values() if reason)


def test_every_act_is_news_of_its_kind() -> None:
    counted = {name: f"1 {kind.value[0]}" for name, act in ACTS.items() for kind in [act.counted]}
    assert counted == {name: news for news, names in NEWS.items() for name in names.split()}
    assert [f"1 {each.value[0]}" for each in Counted] == list(NEWS)


def test_the_history_is_narrowed_by_nouns_and_where_two_headings_share_one_by_acts() -> None:
    assert beginnings(Heading.TAKEN_BACK) == ("act",)
    assert set(beginnings(Heading.SET_UP)) == {
        "edition",
        "door",
        "member",
        "person",
        "proxy",
        "workshop.added",
        "workshop.changed",
        "workshop.removed",
    }
    assert list(NOUNS) == [
        "Notes and statements",
        "Themes",
        "Encouragements",
        "Reviews",
        "Document",
        "People and set-up",
        "Acts taken back",
    ]


def test_what_is_told_of_a_thing_without_changing_it_is_not_its_last_change(
    session: Session,
) -> None:
    assert {name for name, act in ACTS.items() if not act.changes_subject} == set(BESIDE.split())
    here = world(session)
    kept = {"code": here.workshop.code}
    audit.record(session, here.organiser, "workshop.changed", here.workshop, **kept)
    audit.record(session, here.rapporteur, "note.added", here.workshop, statements=[], **kept)
    who, _ = last_change(session, "workshop", here.workshop.id)
    assert who == here.organiser.name
    audit.record(session, here.rapporteur, "workshop.summarised", here.workshop, **kept)
    who, _ = last_change(session, "workshop", here.workshop.id)
    assert who == here.rapporteur.name


def test_an_entry_of_an_act_that_this_version_does_not_know_is_told_by_its_name(
    session: Session,
) -> None:
    here = world(session)
    theme = themes.create(session, here.facilitator, name="Money")
    _, latest = audit.revision(session, edition_id=here.edition.id)
    fields = {"member_id": here.facilitator.id, "subject": "theme", "subject_id": theme.id}
    session.add(AuditEntry(edition_id=here.edition.id, act="theme.painted", **fields))
    session.flush()
    [entry, *_] = audit.history(session, edition_id=here.edition.id, nouns=["theme"])
    assert sentence(entry) == "Fadi theme painted"
    assert reason_against(entry.act, entry.has_changes) == "There is nothing to take back."
    told = news.since(session, member_id=here.organiser.id, entry_id=latest)
    assert told.sentence == "1 other change"


def test_an_act_that_is_not_registered_cannot_be_recorded(session: Session) -> None:
    here = world(session)
    account = session.get_one(Account, here.rapporteur.account_id)
    count = len(session.exec(select(AuditEntry.id)).all())
    with pytest.raises(LookupError, match=r"'theme\.forgotten' stands in no table"):
        audit.record(session, here.organiser, "theme.forgotten", here.edition)
    with pytest.raises(LookupError, match=r"'theme\.created' is not recorded of .* 'edition'"):
        audit.record(session, here.organiser, "theme.created", here.edition)
    with pytest.raises(LookupError, match=r"is not called 'account\.forgotten'"):
        audit.record_of_account(session, "account.forgotten", account)
    assert len(session.exec(select(AuditEntry.id)).all()) == count
    assert act_named("theme.created").noun == "theme"
