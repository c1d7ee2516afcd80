"""Each check finds its own fault and nothing else; an edition without faults passes all of them."""

from collections.abc import Callable
from random import Random

import pytest
from sqlmodel import Session

from hrgl.core.enums import Kind, Support, Withdrawal
from hrgl.core.models import Note, Statement
from hrgl.encouragements import evidence
from hrgl.encouragements.checking import checks
from hrgl.notes import leaving_out, notes
from hrgl.notes.notes import About
from hrgl.notes.statements import list_statements
from hrgl.themes import placing, taking_up, themes
from tests.encouragements.drafted import EXPLANATION, HEADING, Draft, clean, mark, reword, say


def _found(session: Session, draft: Draft) -> set[str]:
    return {f.check for f in checks.findings(session, edition_id=draft.edition_id).every}


def _cite(session: Session, draft: Draft, short: str, support: Support) -> None:
    evidence.cite(
        session,
        draft.facilitator,
        encouragement_id=draft.one.id,
        statement_ids=[draft.ids[short]],
        support=support,
    )


def _uncite(session: Session, draft: Draft, *shorts: str) -> None:
    evidence.uncite(
        session,
        draft.facilitator,
        encouragement_id=draft.one.id,
        statement_ids=[draft.ids[short] for short in shorts],
    )


def _no_evidence(session: Session, draft: Draft) -> None:
    reword(session, draft, examples="Graz, Austria: eight pages for every household")
    _uncite(session, draft, "A1-01", "B1-04")


def _speaker(session: Session, draft: Draft) -> None:
    about = About(speaker="Amara Okonkwo")
    say(session, draft.here, draft.ids, draft.other_room, "* Something else again", about)
    reword(session, draft, explanation=f"{EXPLANATION} So says Amara Okonkwo.")


def _withdrawn(session: Session, draft: Draft) -> None:
    row = session.get_one(Statement, draft.ids["B1-04"])
    row.withdrawn_because, row.withdrawal = "sent by mistake", Withdrawal.SENDER
    session.flush()


def _corrected(session: Session, draft: Draft) -> None:
    _uncite(session, draft, "A1-01")
    row = session.get_one(Statement, draft.ids["A1-01"])
    note = session.get_one(Note, row.note_id)
    notes.revise(
        session,
        draft.here.rapporteur,
        note_id=note.id,
        text=note.text.replace("should publish", "must publish"),
        seen_version=note.version,
    )
    _cite(session, draft, "A1-01", Support.SUPPORTS)


def _left_out(session: Session, draft: Draft) -> None:
    leaving_out.set_aside_statements(
        session, draft.facilitator, statement_ids=[draft.ids["A1-04"]], because="cake"
    )
    reword(session, draft, explanation=f"{EXPLANATION} {{A1-04}}")


def _later(session: Session, draft: Draft) -> None:
    say(session, draft.here, draft.ids, draft.other_room, "* Print it in four languages")
    themes.move(
        session, draft.facilitator, statement_ids=[draft.ids["B1-08"]], theme_id=draft.money
    )


def _alike(session: Session, draft: Draft) -> None:
    reword(session, draft, heading="pay all who give their evenings to committees")


def _theme(session: Session, draft: Draft) -> None:
    themes.create(session, draft.facilitator, name="Cake", statement_ids=[draft.ids["A1-04"]])


def _voices(session: Session, draft: Draft, people: int = 3) -> None:
    for voice in range(people):
        about = About(actor_type="civil_society", region="Asia", voice=voice)
        say(session, draft.here, draft.ids, draft.other_room, f"* We also say {voice}", about)


def _next_generation(session: Session, draft: Draft) -> None:
    _uncite(session, draft, "B1-04")
    reword(session, draft, examples="Graz, Austria: eight pages for every household")
    evidence.uncite(
        session,
        draft.facilitator,
        encouragement_id=draft.two.id,
        statement_ids=[draft.ids["B1-01"], draft.ids["B1-05"]],
    )


OUTLINE = """– The council should publish the budget in plain words {A1-01}
– Our town prints eight pages with pictures for every household {B1-04}"""
FAULTS: dict[str, Callable[[Session, Draft], None]] = {
    "heading": lambda s, d: reword(s, d, heading=""),
    "verb": lambda s, d: reword(s, d, heading="Budgets in words that residents understand"),
    "explanation": lambda s, d: reword(s, d, explanation=""),
    "outline": lambda s, d: reword(s, d, explanation=OUTLINE),
    "length": lambda s, d: reword(s, d, explanation=f"{EXPLANATION} {EXPLANATION}"),
    "example": lambda s, d: _cite(s, d, "B1-04", Support.SUPPORTS),
    "example's place": lambda s, d: reword(s, d, examples="A city: it did so"),
    "quotation": lambda s, d: reword(s, d, explanation=f"{EXPLANATION} “Nobody ever asked”."),
    "name": _speaker,
    "footnote": lambda s, d: reword(s, d, explanation=f"{EXPLANATION}^[Article 21"),
    "sign": lambda s, d: reword(s, d, explanation=f"{EXPLANATION} ✊"),
    "evidence": _no_evidence,
    "one room": lambda s, d: (_uncite(s, d, "A1-01"), _cite(s, d, "B1-03", Support.SUPPORTS))[0],
    "withdrawn": _withdrawn,
    "corrected": _corrected,
    "no such reference": lambda s, d: reword(s, d, explanation=f"{EXPLANATION} {{A1-99}}"),
    "reference left out": _left_out,
    "reference not cited": lambda s, d: reword(s, d, explanation=f"{EXPLANATION} {{A1-02}}"),
    "new": _later,
    "alike": _alike,
    "theme": _theme,
    "reservation": lambda s, d: mark(s, d.here, d.ids["A1-05"], Kind.RESERVATION),
    "heard": _voices,
}


def test_an_edition_in_which_nothing_falls_short_passes_every_check(session: Session) -> None:
    draft = clean(session)
    found = checks.findings(session, edition_id=draft.edition_id)
    assert [each.sentence for each in found.every] == []
    assert found.passed == found.checks == 2 * 20 + 3


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found_by_its_check_and_by_no_other(session: Session, fault: str) -> None:
    draft = clean(session)
    FAULTS[fault](session, draft)
    session.flush()
    session.expire_all()
    assert _found(session, draft) == {fault}


def test_there_is_a_fault_for_every_check(session: Session) -> None:
    assert {*FAULTS} == {*checks.CHECKS_OF_EACH, *checks.CHECKS_OF_ALL, checks.CHECK_OF_PAIRS}


def test_a_theme_is_considered_when_it_is_said_why_it_is_not_taken_up(session: Session) -> None:
    draft = clean(session)
    _theme(session, draft)
    theme = next(t for t in placing.live(session, edition_id=draft.edition_id) if t.name == "Cake")
    taking_up.not_take_up(
        session, draft.facilitator, theme_id=theme.id, because="of no matter", seen_version=1
    )
    assert _found(session, draft) == set()


def test_two_people_of_a_kind_are_too_few_to_be_told_of(session: Session) -> None:
    draft = clean(session)
    _voices(session, draft, people=2)
    assert _found(session, draft) == set()


def test_nobody_is_said_to_be_missing_who_may_be_hidden_among_those_that_are_cited(
    session: Session,
) -> None:
    draft = clean(session)
    _voices(session, draft)
    assert _found(session, draft) == {"heard"}
    about = About(actor_type="academia", region="Asia", voice=9)
    say(session, draft.here, draft.ids, draft.other_room, "* One of us alone says so", about)
    _cite(session, draft, "B1-11", Support.SUPPORTS)
    assert _found(session, draft) == set()


def test_rooms_of_the_next_generation_are_missed_where_nothing_of_theirs_is_cited(
    session: Session,
) -> None:
    draft = clean(session)
    draft.other_room.next_generation = True
    assert _found(session, draft) == set()
    _next_generation(session, draft)
    every = checks.findings(session, edition_id=draft.edition_id).of_edition
    assert [f.check for f in every] == ["reservation", "heard"]
    assert "the rooms of the next generation, B1" in every[1].sentence


def test_the_findings_of_one_encouragement_are_those_it_has_among_all(session: Session) -> None:
    draft = clean(session)
    reword(session, draft, explanation="Because it works.")
    [found] = checks.findings_of(session, encouragement_id=draft.one.id)
    assert (found.check, found.encouragement_id) == ("length", draft.one.id)
    assert checks.findings_of(session, encouragement_id=draft.two.id) == ()


def test_what_came_later_is_read_once_it_is_submitted_again_or_cited(session: Session) -> None:
    draft = clean(session)
    _later(session, draft)
    [found] = checks.findings_of(session, encouragement_id=draft.one.id)
    assert found.statements == ("B1-08",)
    _cite(session, draft, "B1-08", Support.SUPPORTS)
    assert _found(session, draft) == set()


def test_a_line_added_to_an_old_note_is_new_and_the_lines_around_it_are_not(
    session: Session,
) -> None:
    draft = clean(session)
    note = session.get_one(Note, session.get_one(Statement, draft.ids["A1-01"]).note_id)
    notes.revise(
        session,
        draft.here.rapporteur,
        note_id=note.id,
        text=f"{note.text}\n* Print it in four languages",
        seen_version=note.version,
    )
    [row] = [
        s
        for s in list_statements(session, edition_id=draft.edition_id)
        if s.waiting and "four" in s.text
    ]
    themes.move(session, draft.facilitator, statement_ids=[row.id], theme_id=draft.money)
    [found] = checks.findings(session, edition_id=draft.edition_id).every
    assert (found.check, found.statements) == ("new", (row.short,))


def test_an_edit_of_other_lines_makes_nothing_new(session: Session) -> None:
    draft = clean(session)
    note = session.get_one(Note, session.get_one(Statement, draft.ids["A1-01"]).note_id)
    notes.revise(
        session,
        draft.here.rapporteur,
        note_id=note.id,
        text=note.text.replace("Somebody brought cake", "Somebody brought a cake"),
        seen_version=note.version,
    )
    assert _found(session, draft) == set()


def test_a_heading_that_is_taken_for_a_fault_in_english_is_none_in_german(session: Session) -> None:
    draft = clean(session)
    reword(
        session,
        draft,
        heading="den Haushalt in einfachen Worten zu veröffentlichen",
        explanation=" ".join(["Das ist für die Leute und mit den Leuten."] * 5),
    )
    assert _found(session, draft) == set()
    assert HEADING.startswith("publish")


@pytest.mark.parametrize("seed", range(4))
def test_the_findings_are_the_same_in_whatever_order_things_were_done(
    session: Session, seed: int
) -> None:
    """The same acts, on two editions in two orders."""
    planted = ["verb", "example", "example's place", "theme", "reservation", "heard"]
    told = []
    for code, order in (("2031", planted), ("2032", Random(seed).sample(planted, len(planted)))):
        draft = clean(session, code=code)
        for fault in order:
            FAULTS[fault](session, draft)
        found = checks.findings(session, edition_id=draft.edition_id)
        told.append([(each.check, each.sentence, each.statements) for each in found.every])
    assert told[0] == told[1]
    # an example that is written, though without its place, is one
    assert {check for check, _, _ in told[0]} == {*planted} - {"example"}
