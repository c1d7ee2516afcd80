"""The history names what each act was about: by place and heading, by title, or by reference."""

import pytest
from sqlmodel import Session, SQLModel, select

from hrgl.core import audit
from hrgl.core.acts import ACTS
from hrgl.core.enums import Role, Verdict
from hrgl.core.models import AuditEntry, Member
from hrgl.core.telling import Detail
from hrgl.encouragements import places, wordings
from hrgl.encouragements.consenting import reviews
from hrgl.operations import undo
from hrgl.operations.sentences import sentence
from hrgl.people import accounts
from hrgl.themes import themes
from tests.builders import statement_ids, submitted, wording_id, world
from tests.forming import FORM_TOLD
from tests.meeting_room import MEETING_KEPT, MEETING_TOLD
from tests.night import Night
from tests.reporting import REPORT_TOLD
from tests.ruling import RULE_TOLD

# What has no other object than the edition one looks at, or must not be named.
WITHOUT_NAME = {
    "edition.rules_set",
    "person.erased",
    "proposal.asked_for",
    "proposal.discarded",
    "proposal.stopped",
    "themes.proposed",
}
# What entries of 0.1 did not hold yet.
SINCE = {"place", "heading", "before", "code", "names", "cited", "objector_id", "wording"}
KEPT = {
    **MEETING_KEPT,
    "edition.loaded": {"code"},
    "workshop.added": {"code"},
    "workshop.changed": {"code"},
    "workshop.removed": {"code"},
    "workshop.summarised": {"code"},
    "door.set": {"code"},
    "door.renewed": {"code"},
    "input.sent": {"code"},
    "input.taken": {"code"},
    "input.declined": {"code"},
    "inputs.declined": {"code", "number"},
    "edition.begun": {"code"},
    "encouragement.worded": {"heading"},
    "encouragement.reworded": {"heading", "wording"},
    "encouragement.placed": {"place"},
    "theme.renamed": {"before"},
    "encouragement.submitted": {"wording"},
    "encouragement.restored": {"restored", "wording"},
    "encouragement.swapped": {"place"},
    "encouragements.submitted": {"places"},
    "candidate.merged": {"heading"},
    "group.headed": {"heading", "place"},
    "group.unheaded": {"heading", "place"},
    "review.given": {"wording"},
    "reviews.agreed": {"places", "number"},
    "objection.ruled": {"wording", "in_favour", "against"},
    "comment.sent": {"place", "heading", "wording"},
    "comment.withdrawn": {"place", "heading"},
    "comment.reacted": {"place", "heading"},
    "comments.answered": {"place", "heading", "wording"},
    "round.set": {"code"},
    "amendments.accepted": {"wording"},
    "margin.placed": {"place", "heading"},
}
TOLD_AT_ONCE = {
    **RULE_TOLD,
    **FORM_TOLD,
    **REPORT_TOLD,
    **MEETING_TOLD,
    "note.added": "Rosa wrote a note in A1: 6 statements (A1-01, A1-02, A1-03 and others)",
    "note.revised": "Rosa edited a note in A1: A1-15",
    "notes.imported": "Rosa imported 1 file into A1 (2 statements)",
    "workshop.summarised": "Rosa wrote the summary of A1",
    "statement.withdrawn": "Rosa withdrew A1-12",
    "statement.marked": "Rosa marked what A1-01 is",
    "statement.split": "Rosa split A1-07 into A1-09 and A1-10",
    "statements.joined": "Rosa joined A1-09 and A1-10 into A1-11",
    "statements.moved": "Fadi moved A1-02 and A1-03 to “Money”",
    "statements.queued": "Fadi took A1-02 out of their themes",
    "statements.set_aside": "Fadi set A1-02 aside: no idea",
    "statements.brought_back": "Fadi brought A1-02 back",
    "statement.same_as": "Fadi counted A1-02 as the same as A1-03",
    "statements.same_as": "Fadi counted A1-02 as the same as A1-03",
    "statements.tied": "Fadi asked that A1-02 and A1-04 be kept together",
    "statements.untied": "Fadi let go of what kept A1-02 and A1-04 together or apart",
    "sample.placed": "Fadi gave A1-03 a second look",
    "theme.created": "Fadi began the theme “Money” (1 statement)",
    "theme.renamed": "Fadi renamed “Money” to “Budget”",
    "theme.reviewed": "Fadi noted that “Budget” is looked through",
    "theme.flagged": "Fadi flagged “Budget”: ask Bo",
    "theme.not_taken_up": "Fadi did not take up “Budget”: it is one of the state",
    "theme.split": "Fadi split “Budget”: 1 statement went to Half",
    "themes.merged": "Fadi merged “Third” into “Budget” (1 statement)",
    "theme.merged": "Fadi merged “Half” into “Budget” (1 statement)",
    "theme.dissolved": "Fadi dissolved “Two” (1 statement went back to the queue, 1 stays cited)",
    "tag.confirmed": "Fadi tagged “Budget” with SDG 16.7",
    "tag.removed": "Fadi took the tag SDG 16.7",
    "tag.refused": "Fadi decided that “Budget” does not touch SDG 16.7",
    "proposal.adopted": "Fadi took over “Streets”, “Parks” and “Water” from a proposal",
    "proposal.discarded": "Fadi discarded the proposal of 3 themes",
    "encouragement.worded": "Fadi drafted the candidate “ask first”",
    "encouragement.placed": "Fadi moved “ask first” to place 2",
    "encouragement.reworded": "Fadi wrote wording 2 of place 2 “ask before”",
    "encouragement.cited": "Fadi cited A1-04 and A1-05 as support for place 2 “ask before”",
    "encouragement.uncited": "Fadi took A1-05 out of the evidence for place 2 “ask before”",
    "encouragement.remarked": "Fadi wrote remarks on place 2 “ask before”",
    "encouragement.submitted": "Fadi submitted wording 2 of place 2 “ask before” for review",
    "review.given": "Sara objected to wording 2 of place 2 “ask before”",
    "objection.answered": "Fadi answered Sara’s objection to wording 2 of place 2 “ask before”: "
    "accepted",
    "objection.ruled": "Fadi upheld Sara’s objection to wording 2 of place 2 “ask before”, with "
    "0 in favour and 1 against",
    "reviews.agreed": "Sven agreed to 1 wording that nobody contested: place 2",
    "amendments.proposed": "Sven proposed amendments 1 and 2 to place 2 “ask before”",
    "amendments.withdrawn": "Sven withdrew amendment 3 to place 2 “ask before”",
    "amendments.recommended": "Fadi recommended what to do with amendment 1 to place 2 “ask "
    "before”: accepted",
    "amendments.decided": "Fadi decided on amendment 4 to place 2 “ask before”: declined",
    "amendments.accepted": "Fadi took amendment 2 into wording 3 of place 2 “ask before”",
    "recommendations.followed": "Fadi followed the recommendations on 1 amendment that are not "
    "disputed",
    "round.set": "Fadi opened the participants’ round on the drafts for everybody",
    "comment.sent": "Participants spoke on wording 2 of place 2 “ask before”",
    "comment.withdrawn": "Participants withdrew a comment on place 2 “ask before”",
    "comment.reacted": "Participants agreed with what became of a comment on place 2 “ask before”",
    "comments.answered": "Fadi answered 1 comment on place 2 “ask before”: not taken up",
    "draft.sent": "Fadi took out Word file 1 of the draft: 1 encouragement",
    "draft.returned": "Fadi brought back Word file 1: 1 amendment, 3 notes in the margin",
    "margin.placed": "Fadi placed a note of a Word file in place 2 “ask before”",
    "margin.settled": "Fadi settled a note in the margin of Word file 1",
    "encouragement.set_aside": "Fadi set place 2 “ask before” aside",
    "encouragement.brought_back": "Fadi brought the candidate “ask before” back",
    "candidates.begun": "Fadi began candidates, one for each theme: “Three”",
    "candidate.begun": "Fadi began a candidate from A1-05",
    "candidate.merged": "Fadi merged an encouragement without a heading into place 2 “begin”",
    "encouragement.swapped": "Fadi let an encouragement without a heading swap places: "
    "now at place 2",
    "encouragement.restored": "Fadi restored wording 1 of place 2 without a heading as wording 3",
    "encouragements.submitted": "Fadi submitted for review what was ready: place 2",
    "group.headed": "Fadi headed the group from place 1 “Begin”",
    "group.unheaded": "Fadi took away the heading “Begin” at place 1",
    "member.added": "Command line added Rosa as rapporteur",
    "member.changed": "Olga changed the name or role of Nora (now facilitator)",
    "member.invited": "Olga made a link with which Nora can set their password",
    "member.closed": "Olga ended the part of Nora in the edition",
    "member.reopened": "Olga gave Nora their part in the edition back",
    "member.signed_out": "Olga signed Nora out everywhere",
    "edition.described": "Olga changed title, question or dates of the edition “New title”",
    "edition.loaded": "Command line loaded edition 2021",
    "workshop.added": "Olga added the workshop Z9",
    "workshop.changed": "Olga changed the plan of Z9",
    "workshop.removed": "Olga removed the workshop Z9",
    "door.set": "Olga set the door of A1 to open, inputs are read first",
    "door.renewed": "Olga gave the door of A1 another link",
    "input.sent": "sent an input into A1",
    "input.taken": "Fadi took an input into A1: A1-13 and A1-14",
    "input.declined": "Fadi declined an input into A1",
    "inputs.declined": "Fadi declined 2 inputs into A1 for one reason",
    "edition.begun": "began edition 2099",
    "input.corrected": "corrected an input into A1 before it was read",
    "input.withdrawn": "withdrew an input into A1: A1-13 and A1-14",
    "document.published": "Olga published number 1 of the document",
    "document.adopted": "Olga noted that number 1 of the document was adopted",
    "document.marked": "Olga marked number 1 of the document as corrected: A name in the preamble.",
    "act.undone": "Fadi took back: Fadi began the theme “For nothing” (0 statements)",
}


@pytest.fixture
def night(session: Session) -> Night:
    made = Night(session)
    made.live()
    return made


def test_the_sentence_of_every_act_names_what_it_was_about(night: Night) -> None:
    assert set(TOLD_AT_ONCE) | WITHOUT_NAME == set(ACTS)
    heard = {act: night.told.get(act, "was never done") for act in TOLD_AT_ONCE}
    wrong = {act: said for act, said in heard.items() if TOLD_AT_ONCE[act] not in said}
    assert wrong == {}


def test_what_has_no_other_object_is_told_in_full_too(night: Night) -> None:
    assert night.told["proposal.asked_for"] == "Fadi asked for a proposal of 3 themes"
    assert night.told["themes.proposed"] == "Fadi received a proposal of 3 themes"


def test_an_entry_of_the_first_version_is_told_by_what_stands_there_today(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = audit.record

    def as_before(
        session: Session, actor: Member, act: str, subject: SQLModel, **detail: Detail
    ) -> AuditEntry:
        gone = SINCE - KEPT.get(act, set())
        known = {key: value for key, value in detail.items() if key not in gone}
        return record(session, actor, act, subject, **known)

    monkeypatch.setattr(audit, "record", as_before)
    night = Night(session)
    night.live()
    told = {}
    for entry in audit.history(night.session, edition_id=night.here.edition.id):
        told[entry.act] = sentence(entry)
    assert not any("not known" in each or "…" in each or "None" in each for each in told.values())
    assert told["review.given"] == "Sara objected to wording 2 of the candidate “ask before”"
    assert "in A1" in told["note.added"]
    assert "in A1" in told["note.revised"]
    assert told["input.corrected"].endswith("corrected an input into A1 before it was read")
    assert told["proposal.adopted"].endswith("“Streets”, “Parks” and “Water” from a proposal")
    assert told["encouragement.cited"].endswith("as support for the candidate “ask before”")
    assert told["objection.answered"].startswith("Fadi answered an objection to")
    assert told["theme.dissolved"] == "Fadi dissolved “Two” (1 statement stood in it)"


def test_an_act_taken_back_twice_is_done_again_and_names_what(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here)
    theme = themes.create(session, here.facilitator, name="Money", statement_ids=ids[:1])
    themes.move(session, here.facilitator, statement_ids=ids[1:3], theme_id=theme.id)
    told = []
    for _ in range(3):
        last = audit.history(session, edition_id=here.edition.id, limit=1)[0]
        undo.undo(session, here.facilitator, entry_id=last.id)
        # narrowed to what was taken back, the act itself is not among what is asked for
        [last, *_] = audit.history(session, edition_id=here.edition.id, nouns=["act"])
        told.append(sentence(last))
    moved = "Fadi moved A1-02 and A1-03 to “Money”"
    assert told == [f"Fadi {how}: {moved}" for how in ("took back", "did again", "took back")]


def test_a_history_that_says_an_entry_took_itself_back_can_still_be_read(session: Session) -> None:
    here = world(session)
    themes.create(session, here.facilitator, name="Money")
    last = audit.history(session, edition_id=here.edition.id, limit=1)[0]
    forged = AuditEntry(
        id=last.id + 1,
        edition_id=here.edition.id,
        member_id=here.facilitator.id,
        act="act.undone",
        subject="auditentry",
        subject_id=last.id + 1,
        detail={"what": "itself"},
    )
    session.add(forged)
    session.flush()
    [found, *_] = audit.history(session, edition_id=here.edition.id)
    assert "took back what had been done" in sentence(found)


def test_no_name_of_a_person_stands_in_any_entry(night: Night) -> None:
    names = {member.name for member in night.session.exec(select(Member)).all()}
    names -= {"Command line"}
    assert {"Sara", "Nora", "Rosa"} <= names
    entries = night.session.exec(select(AuditEntry.detail)).all()
    assert [d for d in entries if any(name in str(d) for name in names)] == []


def test_who_was_erased_is_gone_from_the_history_of_the_people(session: Session) -> None:
    here = world(session)
    nora = accounts.add_member(
        session, here.organiser, email="nora@x.example", name="Nora", role=Role.RAPPORTEUR
    )
    nora.name = "Erased"
    session.flush()
    latest = audit.history(session, edition_id=here.edition.id, limit=1)[0]
    assert sentence(latest) == "Olga added Erased as rapporteur"


def test_a_heading_is_told_as_it_was_when_the_act_was_done(session: Session) -> None:
    here = world(session)
    row = submitted(session, here, statement_ids(session, here)[:2])
    reviews.give(
        session, here.steering, wording_id=wording_id(session, row, 1), verdict=Verdict.LIVE_WITH
    )
    wordings.reword(
        session,
        here.facilitator,
        encouragement_id=row.id,
        heading="another thing",
        explanation="Because.",
        seen_version=row.version,
    )
    places.give_place(
        session, here.facilitator, encouragement_id=row.id, place=2, seen_version=row.version
    )
    said = [
        sentence(each)
        for each in audit.history(session, edition_id=here.edition.id, nouns=["review"])
    ]
    assert said == ["Sara can live with wording 1 of place 1 “do the thing number 1”"]


def test_many_statements_are_told_by_how_many_they_are_and_the_first_of_them(
    session: Session,
) -> None:
    here = world(session)
    ids = statement_ids(session, here)
    theme = themes.create(session, here.facilitator, name="Money")
    themes.move(session, here.facilitator, statement_ids=ids[:4], theme_id=theme.id)
    latest = audit.history(session, edition_id=here.edition.id, limit=1)[0]
    assert sentence(latest) == (
        "Fadi moved 4 statements (A1-01, A1-02, A1-03 and others) to “Money”"
    )
