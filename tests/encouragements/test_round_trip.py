"""The Word round trip: what goes out has a number, and of what comes back nothing is lost."""

from dataclasses import replace
from re import escape

import pytest
from sqlmodel import Session, select

from hrgl.core import audit
from hrgl.core.enums import MarginKind
from hrgl.core.models import Amendment, Encouragement, MarginNote, ReturnedDraft
from hrgl.encouragements import wordings
from hrgl.encouragements.amending.amendments import amendments
from hrgl.encouragements.round_trip import looking_through, margins, returning, sending
from hrgl.encouragements.round_trip.arriving import FileBack
from hrgl.encouragements.round_trip.looking_through import LookedInto
from hrgl.encouragements.round_trip.returned_files import returned_files
from hrgl.errors import NotFound, NotNow, NotValid
from hrgl.formats.readers.returned.values import Stamp
from hrgl.operations.sentences import sentence
from tests.builders import World, approved, set_aside, statement_ids, submitted, world
from tests.publishing import publish_as_read
from tests.word_files import came_back, change, comment, place, taken_out, the_note

TEXT = "Because it works."


@pytest.fixture
def here(session: Session) -> World:
    return world(session, places=3)


@pytest.fixture
def row(session: Session, here: World) -> Encouragement:
    ids = statement_ids(session, here)
    submitted(session, here, ids[2:4], place=2)
    return submitted(session, here, ids[:2])


def test_a_file_that_goes_out_has_the_next_number_and_tells_what_stands_in_it(
    session: Session, here: World, row: Encouragement
) -> None:
    candidate = wordings.word(session, here.facilitator, heading="ask the elders")
    first, content = sending.take_out(session, here.facilitator)
    second, other = sending.take_out(session, here.facilitator, encouragement_ids=[candidate.id])
    assert (first.number, second.number) == (1, 2)
    told = sending.sent_files(session, edition_id=here.edition.id)
    assert [(f.number, f.places, f.candidates, f.returned) for f in told] == [
        (2, (), 1, 0),
        (1, (1, 2), 1, 0),
    ]
    [latest, before] = audit.history(session, edition_id=here.edition.id, nouns=["draft.sent"])
    assert sentence(before) == "Fadi took out Word file 1 of the draft: 3 encouragements"
    assert sentence(latest) == "Fadi took out Word file 2 of the draft: 1 encouragement"
    again = sending.file_taken_out(session, edition_id=here.edition.id, sent_id=first.id)
    assert again == content != other


def test_a_file_is_the_same_again_whatever_became_of_its_encouragements(
    session: Session, here: World, row: Encouragement
) -> None:
    sent, content = sending.take_out(session, here.facilitator)
    _reword(session, here, row, "Because nobody else does it.")
    assert sending.file_taken_out(session, edition_id=here.edition.id, sent_id=sent.id) == content


def _reword(session: Session, here: World, row: Encouragement, explanation: str) -> None:
    wordings.reword(
        session,
        here.facilitator,
        encouragement_id=row.id,
        heading="do the thing number 1",
        explanation=explanation,
        seen_version=row.version,
    )


def test_nothing_goes_out_that_has_no_words_or_was_set_aside(session: Session, here: World) -> None:
    with pytest.raises(NotNow, match="nothing to take out"):
        sending.take_out(session, here.facilitator)
    row = wordings.word(session, here.facilitator, heading="ask the elders")
    set_aside(session, here, row)
    with pytest.raises(NotNow, match="nothing to take out"):
        sending.take_out(session, here.facilitator)
    wordings.word(session, here.facilitator, heading="ask the children")
    with pytest.raises(NotFound, match="was set aside meanwhile"):
        sending.take_out(session, here.facilitator, encouragement_ids=[row.id])
    with pytest.raises(NotNow, match="nothing to take out"):
        sending.take_out(session, here.facilitator, encouragement_ids=[])


def test_changes_become_amendments_of_their_authors_to_the_wording_that_went_out(
    session: Session, here: World, row: Encouragement
) -> None:
    sent = taken_out(session, here)
    _reword(session, here, row, "Because it works well.")
    file = came_back(
        sent,
        [
            change(row, TEXT, "works", "helps"),
            change(row, TEXT, "Because", "As", author="Stan", dated="2026-11-24T11:00:00"),
            change(row, TEXT, ".", "!", author="", dated="", tracked=False),
        ],
    )
    back = returning.bring_back(session, here.facilitator, file=file)
    found = amendments(session, edition_id=here.edition.id)
    assert [(a.before, a.after, a.author, a.wording, a.who) for a in found] == [
        ("works", "helps", "Ines", 1, "Fadi"),
        ("Because", "As", "Stan", 1, "Fadi"),
        (".", "!", "", 1, "Fadi"),
    ]
    assert [a.number for a in found] == [1, 2, 3]
    assert found[0].dated == "2026-11-24T10:02:00Z"
    assert found[0].place is not None
    assert "without tracking" in found[2].reason
    assert {a.returned_id for a in found} == {back.id}
    [entry] = audit.history(session, edition_id=here.edition.id, nouns=["draft.returned"])
    assert sentence(entry) == ("Fadi brought back Word file 1: 3 amendments, 0 notes in the margin")


def test_a_change_in_another_s_change_is_an_amendment_to_that_amendment(
    session: Session, here: World, row: Encouragement
) -> None:
    sent = taken_out(session, here)
    outer = change(row, TEXT, "works", "works quickly and well")
    inner = replace(outer, before=outer.after, after="works well", author="Stan", inside=0)
    taking_back = replace(outer, before=outer.after, after="works", author="Sven", inside=0)
    file = came_back(sent, [outer, inner, taking_back])
    returning.bring_back(session, here.facilitator, file=file)
    first, second = amendments(session, edition_id=here.edition.id)
    assert (first.to_id, second.to_id) == (None, first.id)
    assert (second.before, second.after, second.author) == ("works", "works well", "Stan")
    note = the_note(session, here, "works")
    assert "takes back the whole change" in note.why_unplaced


def test_the_same_file_is_brought_in_once_whatever_it_is_called(
    session: Session, here: World, row: Encouragement
) -> None:
    sent = taken_out(session, here)
    file = came_back(sent, [change(row, TEXT, "works", "helps")])
    returning.bring_back(session, here.facilitator, file=file)
    renamed = replace(file, name="copy.docx")
    for act in (_bring_in, _look_at):
        with pytest.raises(NotNow, match=escape("brought in already, as “draft-ines.docx”")):
            act(session, here, renamed)
    assert len(session.exec(select(Amendment)).all()) == 1


def _bring_in(session: Session, here: World, file: FileBack) -> ReturnedDraft:
    return returning.bring_back(session, here.facilitator, file=file)


def _look_at(session: Session, here: World, file: FileBack) -> LookedInto:
    return looking_through.look_through(session, edition_id=here.edition.id, file=file)


def test_of_several_files_all_are_brought_in_or_none(
    session: Session, here: World, row: Encouragement
) -> None:
    sent = taken_out(session, here)
    one = came_back(sent, [change(row, TEXT, "works", "helps")])
    other = came_back(sent, [change(row, TEXT, "Because", "As")], name="draft-stan.docx")
    rows = returning.bring_all_back(session, here.facilitator, files=[one, other])
    assert [each.name for each in rows] == ["draft-ines.docx", "draft-stan.docx"]
    [later, first] = returned_files(session, edition_id=here.edition.id)
    assert (first.name, first.amendments, first.undecided, first.notes) == (
        "draft-ines.docx",
        {row.id: 1},
        1,
        0,
    )
    assert (later.name, later.number, later.who) == ("draft-stan.docx", 1, "Fadi")


def test_a_file_in_which_nothing_was_changed_is_refused(
    session: Session, here: World, row: Encouragement
) -> None:
    file = came_back(taken_out(session, here))
    for act in (_bring_in, _look_at):
        with pytest.raises(NotValid, match="reads as it was taken out"):
            act(session, here, file)


def test_a_file_belongs_to_its_edition_and_to_what_was_taken_out_there(
    session: Session, here: World, row: Encouragement
) -> None:
    there = world(session, code="2032")
    sent = taken_out(session, here)
    stamp = Stamp("2031", sent.number, sent.sha256)
    assert sending.sent_by(session, edition_id=here.edition.id, stamp=stamp).id == sent.id
    for foreign, edition_id, words in (
        (stamp, there.edition.id, "taken out of edition 2031, and this is edition 2032"),
        (replace(stamp, number=7), here.edition.id, "no file of this number"),
        (replace(stamp, digest="0" * 64), here.edition.id, "other words were taken out"),
    ):
        with pytest.raises(NotFound, match=words):
            sending.sent_by(session, edition_id=edition_id, stamp=foreign)
    file = came_back(sent, [change(row, TEXT, "works", "helps")])
    with pytest.raises(NotFound):
        returning.bring_back(session, there.facilitator, file=file)
    with pytest.raises(NotFound):
        looking_through.look_through(session, edition_id=there.edition.id, file=file)


def test_a_change_to_what_was_set_aside_since_waits_in_the_margin(
    session: Session, here: World, row: Encouragement
) -> None:
    file = came_back(taken_out(session, here), [change(row, TEXT, "works", "helps")])
    set_aside(session, here, row)
    assert _look_at(session, here, file).amendments == 0
    returning.bring_back(session, here.facilitator, file=file)
    note = the_note(session, here, "helps")
    assert note.why_unplaced == "The encouragement was set aside: said elsewhere"
    assert (note.kind, note.encouragement_id) == (MarginKind.CHANGE, row.id)
    with pytest.raises(NotNow, match="was set aside"):
        place(session, here, note, row)


def test_the_preview_tells_what_would_become_of_each_change_and_stores_nothing(
    session: Session, here: World, row: Encouragement
) -> None:
    sent = taken_out(session, here)
    _reword(session, here, row, "Because it works.\n\nAnd it is cheap.")
    outer = change(row, TEXT, "works", "works quickly and well")
    file = came_back(
        sent,
        [
            outer,
            replace(outer, before=outer.after, after="works well", author="Stan", inside=0),
            change(None, "", "old", "new"),
            change(row, TEXT, "Because", "As", author="", tracked=False),
        ],
        [comment(row, "Who?"), comment(row, "We.", reply_to=0), comment(None, "Hm")],
    )
    looked = _look_at(session, here, file)
    assert (looked.amendments, looked.untracked, looked.margin) == (3, 1, 4)
    assert looked.authors == ("Ines", "Stan")
    [part] = looked.parts
    assert (part.place, part.wording, part.now) == (1, 1, 2)
    assert [(c.before, c.after, c.stands, c.to_another) for c in part.changes] == [
        ("works", "works quickly and well", True, False),
        ("works quickly and well", "works well", True, True),
        ("Because", "As", True, False),
    ]
    assert (part.changes[0].lead, part.changes[0].trail) == ("Because it ", ".")
    changes, comments = looked.nowhere
    assert [each.after for each in changes] == ["new"]
    assert [each.text for each in comments] == ["Hm"]
    assert part.comments[0].replies[0].text == "We."
    assert session.exec(select(Amendment)).all() == session.exec(select(MarginNote)).all() == []


def test_after_publication_nothing_goes_out_or_comes_in(session: Session, here: World) -> None:
    ids = statement_ids(session, here)
    here.edition.places = 1
    row = approved(session, here, ids[:2])
    file = came_back(taken_out(session, here), [change(row, TEXT, "works", "helps")])
    publish_as_read(session, here.organiser)
    for act in (_bring_in, _look_at):
        with pytest.raises(NotNow, match="has been published"):
            act(session, here, file)
    with pytest.raises(NotNow, match="has been published"):
        taken_out(session, here)


def test_what_a_file_holds_that_went_from_hand_to_hand_is_taken_in_once(
    session: Session, here: World, row: Encouragement
) -> None:
    sent = taken_out(session, here)
    first = change(row, TEXT, "works", "works well")
    lost, said = change(None, "", "old", "new"), comment(row, "Who says so?")
    one = came_back(sent, [first, lost], [said])
    more = replace(first, before=first.after, after="works very well", author="Stan", inside=0)
    answer = comment(row, "We do.", author="Ines", reply_to=0)
    other = came_back(sent, [first, more, lost], [said, answer], name="draft-stan.docx")
    returning.bring_back(session, here.facilitator, file=one)
    looked = _look_at(session, here, other)
    assert (looked.amendments, looked.margin, looked.there) == (1, 1, 3)
    assert looked.nowhere == ((), ())
    returning.bring_back(session, here.facilitator, file=other)
    made = amendments(session, edition_id=here.edition.id)
    assert [(a.after, a.author, a.to_id) for a in made] == [
        ("works well", "Ines", None),
        ("works very well", "Stan", made[0].id),
    ]
    notes = margins.margin_notes(session, edition_id=here.edition.id)
    assert [each.text for each in notes] == ["new", "Who says so?"]
    assert [each.text for each in notes[1].replies] == ["We do."]


def test_files_that_are_looked_through_together_are_told_as_they_would_come_in(
    session: Session, here: World, row: Encouragement
) -> None:
    sent = taken_out(session, here)
    first = change(row, TEXT, "works", "works well")
    one, other = came_back(sent, [first]), came_back(sent, [first], [comment(row, "Hm")])
    looked = looking_through.look_through(
        session, edition_id=here.edition.id, file=other, earlier=[one]
    )
    assert (looked.amendments, looked.margin, looked.there) == (0, 1, 1)
    returning.bring_all_back(session, here.facilitator, files=[one, other])
    assert len(amendments(session, edition_id=here.edition.id)) == 1


def test_what_nobody_signed_is_something_of_its_own_in_every_file(
    session: Session, here: World, row: Encouragement
) -> None:
    sent = taken_out(session, here)
    plain = change(row, TEXT, "works", "helps", author="", dated="", tracked=False)
    for said in ([], [comment(row, "Hm")]):
        file = came_back(sent, [plain], said)
        returning.bring_back(session, here.facilitator, file=file)
    assert len(amendments(session, edition_id=here.edition.id)) == 2
