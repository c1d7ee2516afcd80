"""What is next for each role, in the order in which one thing stands in the way of another."""

from collections.abc import Callable

import pytest
from sqlmodel import Session

from hrgl.core.enums import ObjectionAnswer, Verdict
from hrgl.core.models import Encouragement, Member, Workshop
from hrgl.editions import summaries
from hrgl.encouragements import places, submitting, wordings
from hrgl.encouragements.consenting import objections, reviews
from hrgl.notes import notes
from hrgl.operations import progress
from hrgl.operations.next_step import Next, next_for
from hrgl.themes import themes
from tests.builders import World, statement_ids, wording_id, world
from tests.publishing import publish_as_read
from tests.themes.test_pins import _propose


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


def _next(session: Session, here: World, member: Member) -> Next:
    session.flush()
    now = progress.edition_progress(session, edition_id=here.edition.id)
    return next_for(session, member_id=member.id, now=now)


class Night:
    """A night, done one step after the other."""

    def __init__(self, session: Session, here: World) -> None:
        self.session, self.here, self.who = session, here, here.facilitator
        self.ids: list[int] = []
        self.rows: list[Encouragement] = []

    def write(self) -> None:
        self.ids = statement_ids(self.session, self.here)

    def propose(self) -> None:
        _propose(self.session, self.here, ("Money", self.ids))

    def begin_a_theme(self) -> None:
        themes.create(self.session, self.who, name="Money", statement_ids=self.ids[:-2])

    def empty_the_queue(self) -> None:
        for each in self.ids[-2:]:
            themes.create(self.session, self.who, name=f"Other {each}", statement_ids=[each])

    def set_the_places(self) -> None:
        self.here.edition.places = 2

    def word(self) -> None:
        for place in (1, 2):
            row = wordings.word(
                self.session,
                self.who,
                heading=f"do {place}",
                explanation="Because.",
                citations=dict.fromkeys(self.ids[:2], "supports"),  # type: ignore[arg-type]
            )
            places.give_place(
                self.session,
                self.who,
                encouragement_id=row.id,
                place=place,
                seen_version=row.version,
            )
            self.rows.append(row)

    def hand_over(self) -> None:
        for row in self.rows:
            submitting.submit(
                self.session, self.who, encouragement_id=row.id, seen_version=row.version
            )

    def object(self) -> None:
        self.objection = reviews.give(
            self.session,
            self.here.steering,
            verdict=Verdict.OBJECT,
            reason="Too dear.",
            wording_id=wording_id(self.session, self.rows[0]),
        )

    def answer(self) -> None:
        objections.answer_objection(
            self.session,
            self.who,
            review_id=self.objection.id,
            answer=ObjectionAnswer.DECLINED,
            reason="It is not.",
        )

    def agree(self) -> None:
        for row in self.rows:
            for member in (self.here.steering, self.here.second):
                reviews.give(
                    self.session,
                    member,
                    wording_id=wording_id(self.session, row),
                    verdict=Verdict.AGREE,
                )

    def publish(self) -> None:
        publish_as_read(self.session, self.here.organiser)


def test_a_facilitator_is_led_through_the_night_one_thing_after_another(
    session: Session, here: World
) -> None:
    here.edition.places = None
    night = Night(session, here)
    steps: list[tuple[Callable[[], None] | None, str]] = [
        (None, "notes"),
        (night.write, "themes"),
        (night.propose, "themes"),
        (night.begin_a_theme, "themes"),
        (night.empty_the_queue, "encouragements"),
        (night.set_the_places, "encouragements"),
        (night.word, "encouragements"),
        (night.hand_over, "reviews"),
        (night.object, "reviews"),
        (night.answer, "reviews"),
        (night.agree, "reviews"),
        (night.publish, "outcome"),
    ]
    told = []
    for do, page in steps:
        if do:
            do()
        told.append(_next(session, here, here.facilitator))
        assert told[-1].page == page, do
    # what to do is told anew at every step, but for the waiting on others
    waiting = "Everything is with the steering group."
    assert told[9] == told[7]
    assert told[7].sentence == f"{waiting} 2 members have not spoken on all of it."
    assert told[10].sentence == waiting
    assert len({(step.sentence, step.button) for step in told}) == len(told) - 1


def test_an_objection_comes_before_whatever_else_is_open(session: Session, here: World) -> None:
    night = Night(session, here)
    for do in (night.write, night.begin_a_theme, night.word, night.hand_over, night.object):
        do()
    assert _next(session, here, here.facilitator).page == "reviews"
    night.answer()
    assert _next(session, here, here.facilitator).page == "themes"


def test_the_queue_and_the_places_are_told_however_many_are_left(
    session: Session, here: World
) -> None:
    night = Night(session, here)
    night.write()
    night.begin_a_theme()
    two = _next(session, here, here.facilitator)
    themes.create(session, here.facilitator, name="One", statement_ids=night.ids[-1:])
    one = _next(session, here, here.facilitator)
    assert (one.page, two.page) == ("themes", "themes")
    assert one.sentence != two.sentence
    night.empty_the_queue()
    assert _next(session, here, here.facilitator).page == "encouragements"


def test_an_organiser_sets_the_places_and_publishes_what_is_approved(
    session: Session, here: World
) -> None:
    here.edition.places = None
    night = Night(session, here)
    night.write()
    night.begin_a_theme()
    night.empty_the_queue()
    assert _next(session, here, here.organiser).page == "setup"
    night.set_the_places()
    night.word()
    night.hand_over()
    waiting = _next(session, here, here.organiser)
    assert waiting.page == "reviews"
    night.agree()
    ready = _next(session, here, here.organiser)
    assert ready.page == "outcome"
    assert _next(session, here, here.facilitator).page == "reviews"
    night.publish()
    assert _next(session, here, here.organiser) != ready


def test_a_steering_member_reviews_what_they_have_not_spoken_on(
    session: Session, here: World
) -> None:
    empty = _next(session, here, here.steering)
    night = Night(session, here)
    night.write()
    night.word()
    assert _next(session, here, here.steering) == empty
    night.hand_over()
    two = _next(session, here, here.steering)
    night.object()
    one = _next(session, here, here.steering)
    night.agree()
    nothing = _next(session, here, here.steering)
    assert {step.page for step in (nothing, one, two)} == {"reviews"}
    assert empty.page != "reviews"
    assert len({step.sentence for step in (empty, nothing, one, two)}) == 4
    assert "0" not in nothing.sentence
    night.publish()
    assert _next(session, here, here.steering).page == "outcome"


def test_a_rapporteur_writes_notes_then_the_summary_and_can_go_on_writing(
    session: Session, here: World
) -> None:
    other = Workshop(edition_id=here.edition.id, code="B2", title="Another room")
    later = Workshop(edition_id=here.edition.id, code="N1", title="Later", next_generation=True)
    session.add_all([other, later])
    steps = [_next(session, here, here.rapporteur)]
    statement_ids(session, here)
    steps.append(_next(session, here, here.rapporteur))
    assert ("A1" in steps[0].sentence, "B2" in steps[0].sentence) == (True, True)
    assert ("A1" in steps[1].sentence, "B2" in steps[1].sentence) == (False, True)
    assert "N1" not in steps[0].sentence
    notes.add_note(session, here.rapporteur, workshop_id=other.id, text="* Another idea")
    steps.append(_next(session, here, here.rapporteur))
    for room in (here.workshop, other):
        summaries.summarise(
            session,
            here.rapporteur,
            workshop_id=room.id,
            summary="In short.",
            seen_version=room.version,
        )
        steps.append(_next(session, here, here.rapporteur))
    assert {step.page for step in steps} == {"notes"}
    assert steps[-1].button != steps[-2].button
    assert len({step.sentence for step in steps}) == 5


def test_the_figures_of_the_home_page_count_what_is_there(session: Session, here: World) -> None:
    session.add(Workshop(edition_id=here.edition.id, code="B2", title="Another room"))
    night = Night(session, here)
    for do in (night.write, night.begin_a_theme, night.word, night.hand_over, night.object):
        do()
    wordings.word(session, here.facilitator, heading="a candidate")
    session.flush()
    now = progress.edition_progress(session, edition_id=here.edition.id)
    assert (now.delivered, now.missing, now.statements) == (1, ("B2",), 6)
    assert (now.tally.idle, now.placed, now.approved, len(now.objected)) == (1, 2, 0, 1)
    assert (now.places, now.published) == (2, None)
    night.answer()
    night.agree()
    night.publish()
    session.flush()
    now = progress.edition_progress(session, edition_id=here.edition.id)
    assert (now.approved, now.objected, now.published) == (2, (), 1)
