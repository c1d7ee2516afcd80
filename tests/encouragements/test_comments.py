"""Comments: kept with the wording they were said of, answered in fixed words, agreed to or not."""

import pytest
from sqlmodel import Session, select

from hrgl.core import codes
from hrgl.core.enums import Attribution, CommentAnswer, CommentKind, Reaction, Role
from hrgl.core.models import AuditEntry, Encouragement
from hrgl.encouragements import encouragements, wordings
from hrgl.encouragements.commenting import answering, commenting, comments, reacting
from hrgl.encouragements.commenting.comments import CommentState
from hrgl.errors import NotFound, NotNow, NotValid, OutOfDate
from hrgl.operations import undo
from tests.builders import World, statement_ids, submitted, world
from tests.commenting import answer, react, say, saying, set_round, shown


@pytest.fixture
def here(session: Session) -> World:
    made = world(session)
    set_round(session, made)
    return made


@pytest.fixture
def row(session: Session, here: World) -> Encouragement:
    return submitted(session, here, statement_ids(session, here)[:2])


def reword(session: Session, here: World, row: Encouragement) -> None:
    wordings.reword(
        session,
        here.facilitator,
        encouragement_id=row.id,
        heading=f"do another thing {row.wording}",
        explanation="Because.",
        seen_version=row.version,
    )


def last_entry(session: Session) -> AuditEntry:
    return session.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()  # type: ignore


def test_a_comment_stands_with_the_wording_it_was_said_of(
    session: Session, here: World, row: Encouragement
) -> None:
    say(session, here, row)
    reword(session, here, row)
    say(session, here, row, "Also too long", wording=1)
    [found] = comments.of(session, edition_id=here.edition.id)
    assert (found.place, found.wording, found.heading) == (1, 2, "do another thing 1")
    assert [(c.wording, c.state) for c in found.comments] == [(1, CommentState.WAITING)] * 2
    assert comments.waiting_comments(session, edition_id=here.edition.id) == {row.id: 2}


def test_what_is_sent_twice_is_one_comment(
    session: Session, here: World, row: Encouragement
) -> None:
    first, receipt = say(session, here, row)
    again, same = say(session, here, row)
    other, third = say(session, here, row, "Something else")
    assert (first.id, receipt) == (again.id, same)
    assert other.id != first.id
    assert third == receipt


def test_a_word_of_support_needs_no_text_and_no_answer(
    session: Session, here: World, row: Encouragement
) -> None:
    say(session, here, row, " \n ", CommentKind.SUPPORTS)
    say(session, here, row, "In our town too", CommentKind.SUPPORTS, sender="another-sender-01")
    [found] = comments.of(session, edition_id=here.edition.id)
    assert found.kinds == {CommentKind.SUPPORTS: 2}
    assert [c.state for c in found.comments] == [CommentState.COUNTED, CommentState.WAITING]
    for kind in (CommentKind.COMMENT, CommentKind.MISSING):
        with pytest.raises(NotValid, match="nothing to send yet"):
            say(session, here, row, " … \u200f\x00 ", kind)


def test_a_comment_that_is_too_long_is_refused_with_both_numbers(
    session: Session, here: World, row: Encouragement
) -> None:
    with pytest.raises(NotValid, match="5,000 characters, at most 3,000"):
        say(session, here, row, "x" * 5000)


def test_what_was_never_shown_cannot_be_spoken_on(
    session: Session, here: World, row: Encouragement
) -> None:
    hidden = wordings.word(session, here.facilitator, heading="a secret candidate")
    there = world(session, code="2032")
    set_round(session, there)
    foreign = submitted(session, there, statement_ids(session, there)[:2])
    where = shown(session, here)
    for other in (hidden, foreign):
        forged = saying(where, row)
        forged = type(forged)(**{**vars(forged), "encouragement_id": other.id})
        with pytest.raises(NotFound, match="does not stand on the page"):
            commenting.say(session, commenting.speaker(session, where), saying=forged)
    # a mark of ours for a row of another edition leads nowhere either
    with pytest.raises(NotFound):
        commenting.say(session, commenting.speaker(session, where), saying=saying(where, foreign))


def test_what_was_set_aside_meanwhile_is_spoken_on_all_the_same(
    session: Session, here: World, row: Encouragement
) -> None:
    encouragements.set_aside_encouragement(
        session,
        here.facilitator,
        encouragement_id=row.id,
        because="said elsewhere",
        seen_version=row.version,
    )
    say(session, here, row)
    [found] = comments.of(session, edition_id=here.edition.id)
    assert found.set_aside
    assert len(found.waiting) == 1


def test_one_keeps_ones_receipt_also_that_of_an_input(
    session: Session, here: World, row: Encouragement
) -> None:
    _, receipt = say(session, here, row)
    other, _ = say(session, here, row, "More", sender="another-sender-01", receipt=receipt.lower())
    third, _ = say(session, here, row, "Yet more", sender="another-sender-01")
    digest = codes.code_digest(codes.normalised_code(receipt))
    assert {other.receipt_sha256, third.receipt_sha256} == {digest}
    with pytest.raises(NotValid, match="no receipt like this"):
        say(session, here, row, "Again", receipt="2222-3333-4444-5555")


def test_an_answer_says_in_which_wording_it_was_taken_up_and_that_must_be_a_later_one(
    session: Session, here: World, row: Encouragement
) -> None:
    first, receipt = say(session, here, row)
    with pytest.raises(NotNow, match="made on wording 1, and wording 1 is no later one"):
        answer(session, here, first, as_what=CommentAnswer.TAKEN_UP, reason="")
    reword(session, here, row)
    reword(session, here, row)
    with pytest.raises(NotValid, match="no wording 9"):
        answer(session, here, first, as_what=CommentAnswer.TAKEN_UP, wording=9)
    answer(session, here, first, as_what=CommentAnswer.IN_PART, reason="The rest is law", wording=2)
    [found] = comments.of(session, edition_id=here.edition.id)
    [said] = found.comments
    assert (said.what, said.reason, said.who) == (
        "taken up in part in wording 2",
        "The rest is law",
        "Fadi",
    )
    assert said.state is CommentState.ANSWERED
    assert receipt not in str(last_entry(session).detail)


@pytest.mark.parametrize(
    "as_what", [each for each in CommentAnswer if each is not CommentAnswer.TAKEN_UP]
)
def test_a_reason_is_needed_unless_it_is_taken_up(
    session: Session, here: World, row: Encouragement, as_what: CommentAnswer
) -> None:
    first, _ = say(session, here, row)
    reword(session, here, row)
    with pytest.raises(NotValid, match="say why"):
        answer(session, here, first, as_what=as_what, reason="  ")
    answer(session, here, first, as_what=CommentAnswer.TAKEN_UP, reason="")


def test_many_are_answered_at_once_and_taken_back_at_once_until_a_sender_has_reacted(
    session: Session, here: World, row: Encouragement
) -> None:
    said = [say(session, here, row, f"Word {at}") for at in range(60)]
    answer(session, here, *(each for each, _ in said))
    entry = last_entry(session)
    assert entry.act == "comments.answered"
    assert comments.waiting_comments(session, edition_id=here.edition.id) == {}
    taken_back = undo.undo(session, here.facilitator, entry_id=entry.id)
    assert comments.waiting_comments(session, edition_id=here.edition.id) == {row.id: 60}
    undo.undo(session, here.facilitator, entry_id=taken_back.id)
    again = last_entry(session)
    one, receipt = said[7]
    react(session, one, receipt)
    with pytest.raises(NotNow, match="changed since"):
        undo.undo(session, here.facilitator, entry_id=again.id)


def test_an_answer_is_given_to_what_was_seen_and_once(
    session: Session, here: World, row: Encouragement
) -> None:
    first, receipt = say(session, here, row)
    given = {"comment_ids": [first.id], "answer": CommentAnswer.ELSEWHERE, "reason": "At 2"}
    with pytest.raises(OutOfDate):
        answering.answer_comments(session, here.facilitator, seen={first.id: 9}, **given)
    with pytest.raises(NotValid, match="at least one"):
        answering.answer_comments(
            session, here.facilitator, seen={}, **{**given, "comment_ids": []}
        )
    answer(session, here, first)
    with pytest.raises(NotNow, match="answered already"):
        answer(session, here, first)
    second, _ = say(session, here, row, "Another")
    reacting.withdraw_comment(
        session,
        reacting.sender_of(session, receipt=receipt, comment_id=second.id),
        receipt=receipt,
        comment_id=second.id,
    )
    with pytest.raises(NotNow, match="withdrawn by its sender"):
        answer(session, here, second)
    with pytest.raises(NotNow, match="taken this back"):
        say(session, here, row, "Another")
    assert second.text == ""


def test_a_sender_agrees_or_not_once_and_to_what_they_read(
    session: Session, here: World, row: Encouragement
) -> None:
    first, receipt = say(session, here, row)
    with pytest.raises(NotNow, match="waits for its answer"):
        react(session, first, receipt)
    answer(session, here, first)
    with pytest.raises(NotFound, match="no comment with this receipt"):
        reacting.sender_of(session, receipt="2222-3333-4444-5555", comment_id=first.id)
    actor = reacting.sender_of(session, receipt=receipt, comment_id=first.id)
    assert actor.role is Role.PARTICIPANT
    assert actor.workshop_id is None
    with pytest.raises(OutOfDate, match="Read it again"):
        reacting.react(
            session,
            actor,
            receipt=receipt,
            comment_id=first.id,
            reaction=Reaction.AGREED,
            seen_version=first.version - 1,
        )
    react(session, first, receipt, Reaction.NOT_AGREED, "It is\nnot there")
    [found] = comments.of(session, edition_id=here.edition.id)
    assert found.count(CommentState.NOT_AGREED) == 1
    assert found.comments[0].reaction_words == "It is not there"
    with pytest.raises(NotNow, match="already"):
        react(session, first, receipt)


def test_a_wording_that_was_spoken_on_is_not_taken_back(
    session: Session, here: World, row: Encouragement
) -> None:
    reword(session, here, row)
    entry = last_entry(session)
    say(session, here, row)
    with pytest.raises(NotNow, match="built on this"):
        undo.undo(session, here.facilitator, entry_id=entry.id)


def test_no_word_of_a_participant_stands_in_the_history(
    session: Session, here: World, row: Encouragement
) -> None:
    first, receipt = say(session, here, row, "Xanthippe speaks")
    answer(session, here, first)
    react(session, first, receipt, words="Xanthippe again")
    for detail, changes in session.exec(select(AuditEntry.detail, AuditEntry.changes)).all():
        assert "Xanthippe" not in f"{detail} {changes}"


def test_the_room_is_told_only_where_enough_people_spoke_and_the_edition_tells_it(
    session: Session,
) -> None:
    here = world(session)
    row = submitted(session, here, statement_ids(session, here)[:2])
    set_round(session, here, of_room=True)

    def rooms() -> set[str]:
        [found] = comments.of(session, edition_id=here.edition.id)
        return {c.room for c in found.comments}

    for at in range(3):
        assert at == 0 or rooms() == {""}
        say(session, here, row, sender=f"sender-number-0{at}")
    assert rooms() == {"A1"}
    here.edition.attribution = Attribution.NONE
    session.flush()
    assert rooms() == {""}
