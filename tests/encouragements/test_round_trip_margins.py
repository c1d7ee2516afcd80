"""The margin of Word files: what has no place waits there until somebody says what became of it."""

import pytest
from sqlmodel import Session

from hrgl.core import audit
from hrgl.core.enums import WordingField
from hrgl.core.models import Amendment, Encouragement
from hrgl.encouragements import wordings
from hrgl.encouragements.round_trip import margins, returning, settling
from hrgl.errors import NotNow, NotValid, OutOfDate
from hrgl.operations.sentences import sentence
from tests.builders import World, statement_ids, submitted, wording_id, world
from tests.word_files import (
    came_back,
    change,
    comment,
    one_file_back,
    place,
    settle,
    taken_out,
    the_note,
)

TEXT = "Because it works."


@pytest.fixture
def here(session: Session) -> World:
    return world(session, places=3)


@pytest.fixture
def row(session: Session, here: World) -> Encouragement:
    ids = statement_ids(session, here)
    submitted(session, here, ids[2:4], place=2)
    return submitted(session, here, ids[:2])


def _reword(session: Session, here: World, row: Encouragement, explanation: str) -> None:
    wordings.reword(
        session,
        here.facilitator,
        encouragement_id=row.id,
        heading="do the thing number 1",
        explanation=explanation,
        seen_version=row.version,
    )


def test_comments_stand_in_the_margin_with_their_threads(
    session: Session, here: World, row: Encouragement
) -> None:
    sent = taken_out(session, here)
    said = [
        comment(row, "Who says so?"),
        comment(row, "The room says so.", author="Ines", reply_to=0),
        comment(row, "And I do, too.", author="Sven", reply_to=1),
        comment(row, "Shorter!"),
    ]
    returning.bring_back(session, here.facilitator, file=came_back(sent, [], said))
    first, second = margins.margin_notes(session, edition_id=here.edition.id)
    assert [each.text for each in first.replies] == ["The room says so.", "And I do, too."]
    assert (first.text, second.text, second.replies) == ("Who says so?", "Shorter!", ())
    assert (first.author, first.quote, first.standing, first.wording) == (
        "Stan",
        "Because",
        (0, 7),
        1,
    )
    assert not first.waits
    assert first.open
    _reword(session, here, row, "As it works.")
    now, _ = margins.margin_notes(session, edition_id=here.edition.id)
    assert now.standing is None


def test_what_has_no_place_waits_until_it_is_placed_or_settled(
    session: Session, here: World, row: Encouragement
) -> None:
    one_file_back(session, here, row)
    here_id = here.edition.id
    assert margins.without_place(session, edition_id=here_id) == 2
    placed = place(session, here, the_note(session, here, "new words"), row)
    made = session.get_one(Amendment, placed.amendment_id)
    assert (made.after, made.author, made.start, made.end) == ("new words", "Ines", 0, 2)
    assert margins.without_place(session, edition_id=here_id) == 1
    settle(session, here, the_note(session, here, "And the elders?"))
    assert margins.without_place(session, edition_id=here_id) == 0
    told = [sentence(e) for e in audit.history(session, edition_id=here_id, nouns=["margin"])]
    assert told == [
        "Fadi settled a note in the margin of Word file 1",
        "Fadi placed a note of a Word file in place 1 “do the thing number 1”",
    ]


def test_a_comment_without_a_place_is_placed_with_all_that_answers_it(
    session: Session, here: World, row: Encouragement
) -> None:
    sent = taken_out(session, here)
    said = [comment(None, "And the elders?"), comment(None, "They too.", reply_to=0)]
    returning.bring_back(session, here.facilitator, file=came_back(sent, [], said))
    assert margins.without_place(session, edition_id=here.edition.id) == 1
    place(session, here, the_note(session, here, "And the elders?"), row)
    [note] = margins.margin_notes(session, edition_id=here.edition.id)
    assert (note.encouragement_id, note.standing, note.amendment) == (row.id, (0, 2), None)
    assert note.replies[0].encouragement_id == row.id
    assert note.open
    assert not note.waits


def test_a_note_is_placed_on_the_wording_that_was_seen_and_only_once(
    session: Session, here: World, row: Encouragement
) -> None:
    one_file_back(session, here, row)
    note = the_note(session, here, "new words")
    place(session, here, note, row)
    with pytest.raises(NotNow, match="became amendment 2 already"):
        settle(session, here, note)
    other = the_note(session, here, "And the elders?")
    _reword(session, here, row, "Because it works well.")
    with pytest.raises(OutOfDate, match="Fadi reworded it"):
        place(session, here, other, row, 1)
    settle(session, here, other)
    with pytest.raises(NotNow, match="settled already"):
        settle(session, here, other)


def test_whoever_is_slower_with_a_note_is_told_who_was_quicker(
    session: Session, here: World, row: Encouragement
) -> None:
    one_file_back(session, here, row)
    note = the_note(session, here, "And the elders?")
    seen = note.version
    place(session, here, note, row)
    with pytest.raises(OutOfDate, match="Fadi changed this"):
        settling.settle_note(
            session, here.organiser, margin_id=note.id, because="Said.", seen_version=seen
        )


@pytest.mark.parametrize("because", ["", "  ", "x" * 3000])
def test_a_note_is_settled_with_a_reason_that_can_be_read(
    session: Session, here: World, row: Encouragement, because: str
) -> None:
    one_file_back(session, here, row)
    note = the_note(session, here, "Who says so?")
    with pytest.raises(NotValid, match=r"Say in a few words|reason is too long"):
        settling.settle_note(
            session, here.facilitator, margin_id=note.id, because=because, seen_version=note.version
        )


def test_a_place_that_would_change_nothing_or_is_not_there_is_refused(
    session: Session, here: World, row: Encouragement
) -> None:
    sent = taken_out(session, here)
    changes = [change(None, "", "As", "Be")]
    returning.bring_back(session, here.facilitator, file=came_back(sent, changes))
    note = the_note(session, here, "Be")
    with pytest.raises(NotNow, match="reads so already"):
        place(session, here, note, row)
    where = {"margin_id": note.id, "wording_id": wording_id(session, row), "seen_version": 1}
    with pytest.raises(NotValid, match="is not in the wording"):
        settling.place_note(
            session,
            here.facilitator,
            field=WordingField.EXPLANATION,
            start=9,
            end=900,
            **where,  # type: ignore[arg-type]
        )


def test_a_settled_note_says_what_became_of_it(
    session: Session, here: World, row: Encouragement
) -> None:
    file = came_back(taken_out(session, here), [change(None, "", "old", "new")])
    returning.bring_back(session, here.facilitator, file=file)
    [note] = margins.margin_notes(session, edition_id=here.edition.id)
    settling.settle_note(
        session, here.facilitator, margin_id=note.id, because="Said before.", seen_version=1
    )
    [now] = margins.margin_notes(session, edition_id=here.edition.id)
    assert (now.settled_because, now.waits, now.open) == ("Said before.", False, False)
