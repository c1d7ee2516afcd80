"""Encouragements: worded, given a place, handed over, set aside and brought back."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session

from hrgl.core.enums import Stage, Support
from hrgl.core.models import Encouragement
from hrgl.encouragements import encouragements, evidence, places, submitting, views, wordings
from hrgl.errors import NotFound, NotNow, NotValid, OutOfDate
from hrgl.themes import themes
from tests.builders import World, approved, statement_ids, submitted, world
from tests.publishing import publish_as_read
from tests.telling import told, told_of


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


def _word(session: Session, here: World, heading: str = "publish budgets") -> Encouragement:
    return wordings.word(session, here.facilitator, heading=heading)


def _place(session: Session, here: World, row: Encouragement, place: int | None) -> Encouragement:
    return places.give_place(
        session, here.facilitator, encouragement_id=row.id, place=place, seen_version=row.version
    )


def _reword(session: Session, here: World, row: Encouragement, heading: str, why: str) -> None:
    wordings.reword(
        session,
        here.facilitator,
        encouragement_id=row.id,
        heading=heading,
        explanation=why,
        seen_version=row.version,
    )


def _draft(session: Session, here: World, row: Encouragement) -> views.EncouragementView:
    session.flush()
    return views.view_encouragement(session, edition_id=here.edition.id, encouragement_id=row.id)


def test_a_candidate_has_its_words_its_themes_and_its_evidence(
    session: Session, here: World
) -> None:
    ids = statement_ids(session, here)
    theme = themes.create(session, here.facilitator, name="Money")
    row = wordings.word(
        session,
        here.facilitator,
        heading=" publish \n budgets of MAX. ",
        explanation=" Because. ",
        theme_ids=[theme.id, theme.id],
        citations={ids[0]: Support.SUPPORTS, ids[1]: Support.RESERVATION},
    )
    assert told(session) == (
        "encouragement.worded",
        {"place": None, "heading": "publish budgets of MAX"},
    )
    assert told_of(session, here.facilitator, row)
    now = _draft(session, here, row)
    assert (now.heading, now.explanation) == ("publish budgets of MAX", "Because.")
    assert (now.place, now.stage, now.wording) == (None, Stage.DRAFT, 1)
    assert encouragements.themes_of(session, encouragement_id=row.id) == [theme.id]
    cited = evidence.evidence_of(session, row.id)
    assert {(e.statement_id, e.support) for e in cited} == {
        (ids[0], Support.SUPPORTS),
        (ids[1], Support.RESERVATION),
    }
    [version] = wordings.wordings(session, encouragement_id=row.id)
    assert (version.number, version.who, version.heading) == (1, "Fadi", "publish budgets of MAX")


def test_a_theme_of_another_edition_feeds_no_candidate(session: Session, here: World) -> None:
    there = world(session, code="2032")
    theme = themes.create(session, there.facilitator, name="Money")
    with pytest.raises(NotFound):
        wordings.word(session, here.facilitator, heading="do it", theme_ids=[theme.id])


@pytest.mark.parametrize(
    ("heading", "explanation", "field", "why"),
    [
        (" . ", "", "heading", "write the heading"),
        ("We encourage local governments to …", "", "heading", "it completes “We encourage"),
        ("x" * 201, "", "heading", "too long: 201 characters, at most 200"),
        ("do it", "x" * 4001, "explanation", "too long: 4001 characters, at most 4000"),
    ],
)
def test_words_that_cannot_be_printed_are_refused(
    session: Session, here: World, heading: str, explanation: str, field: str, why: str
) -> None:
    row = _word(session, here)
    words = {"heading": heading, "explanation": explanation}
    for act in (
        lambda: wordings.word(session, here.facilitator, **words),
        lambda: wordings.reword(
            session, here.facilitator, encouragement_id=row.id, seen_version=row.version, **words
        ),
    ):
        with pytest.raises(NotValid, match=why) as refusal:
            act()
        assert refusal.value.field == field


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("we encourage LOCAL governments to: publish budgets", "publish budgets"),
        ("We encourage local governments to …… publish …", "publish …"),
        ("publish what we encourage local governments to publish..", None),
        ("x" * 200, None),
    ],
)
def test_a_heading_is_kept_without_the_words_it_completes(
    session: Session, here: World, typed: str, kept: str | None
) -> None:
    row = wordings.word(session, here.facilitator, heading=typed, explanation="x" * 4000)
    assert _draft(session, here, row).heading == (kept or typed.rstrip("."))


def test_the_next_wording_is_numbered_and_the_same_one_is_not_saved(
    session: Session, here: World
) -> None:
    row = _word(session, here)
    with pytest.raises(NotNow, match="the same as before"):
        _reword(session, here, row, "publish  budgets.", " ")
    _reword(session, here, row, "publish budgets", "Because.")
    assert told(session) == (
        "encouragement.reworded",
        {"place": None, "heading": "publish budgets", "before": "publish budgets", "wording": 2},
    )
    assert told_of(session, here.facilitator, row)
    _reword(session, here, row, "print budgets", "Because.")
    detail = told(session)[1]
    assert (detail["before"], detail["heading"]) == ("publish budgets", "print budgets")
    assert [v.number for v in wordings.wordings(session, encouragement_id=row.id)] == [3, 2, 1]
    assert _draft(session, here, row).heading == "print budgets"


@pytest.mark.parametrize("place", [0, -1, 3])
def test_there_is_no_place_below_one_or_beyond_the_last(
    session: Session, here: World, place: int
) -> None:
    row = _word(session, here)
    with pytest.raises(NotValid, match=f"There are 2 places, so {place} is none") as refusal:
        _place(session, here, row, place)
    assert refusal.value.field == "place"
    assert row.place is None


def test_a_place_is_given_once_and_can_be_given_back(session: Session, here: World) -> None:
    first, second = _word(session, here, "do this"), _word(session, here, "do that")
    assert _place(session, here, first, 2).place == 2
    assert told(session) == (
        "encouragement.placed",
        {"place": 2, "heading": "do this", "before": None},
    )
    assert told_of(session, here.facilitator, first)
    with pytest.raises(NotNow, match="It stands at place 2 already"):
        _place(session, here, first, 2)
    with pytest.raises(NotValid, match="Place 2 is taken by “do this”") as refusal:
        _place(session, here, second, 2)
    assert refusal.value.field == "place"
    assert _place(session, here, second, 1).place == 1
    assert _place(session, here, first, None).place is None
    assert told(session) == (
        "encouragement.placed",
        {"place": None, "heading": "do this", "before": 2},
    )
    assert _place(session, here, second, 2).place == 2


def test_a_place_in_another_edition_is_in_nobody_s_way(session: Session, here: World) -> None:
    there = world(session, code="2032")
    _place(session, there, _word(session, there), 1)
    assert _place(session, here, _word(session, here), 1).place == 1


def test_without_a_number_of_places_none_is_given(session: Session, here: World) -> None:
    row = _word(session, here)
    here.edition.places = None
    session.flush()
    with pytest.raises(NotNow, match="not yet set how many"):
        _place(session, here, row, 1)
    with pytest.raises(NotNow, match="It stands among the candidates already"):
        _place(session, here, row, None)
    row.place = 1
    session.flush()
    assert _place(session, here, row, None).place is None


def test_handing_over_is_told_with_the_wording_it_is_about(session: Session, here: World) -> None:
    row = submitted(session, here, statement_ids(session, here))
    assert row.stage is Stage.SUBMITTED
    assert told(session) == (
        "encouragement.submitted",
        {"place": 1, "heading": "do the thing number 1", "wording": 1},
    )
    assert told_of(session, here.facilitator, row)


def test_the_support_of_another_encouragement_is_not_its_own(session: Session, here: World) -> None:
    submitted(session, here, statement_ids(session, here))
    row = _word(session, here)
    _reword(session, here, row, "do it", "Because.")
    _place(session, here, row, 2)
    with pytest.raises(NotNow, match="at least one statement that supports"):
        submitting.submit(
            session, here.facilitator, encouragement_id=row.id, seen_version=row.version
        )


def test_what_is_set_aside_frees_its_place_and_its_statements_and_comes_back_as_a_draft(
    session: Session, here: World
) -> None:
    ids = statement_ids(session, here)
    row, other = submitted(session, here, ids[:2]), submitted(session, here, ids[:1], place=2)
    one: dict[str, Any] = {"encouragement_id": row.id}
    with pytest.raises(NotNow, match="already among the candidates"):
        encouragements.bring_back_encouragement(
            session, here.facilitator, seen_version=row.version, **one
        )
    encouragements.set_aside_encouragement(
        session, here.facilitator, because="said elsewhere", seen_version=row.version, **one
    )
    assert (row.place, row.stage) == (None, Stage.SET_ASIDE)
    assert evidence.evidence_of(session, row.id) == []
    assert len(evidence.evidence_of(session, other.id)) == 1
    assert told(session) == (
        "encouragement.set_aside",
        {"place": 1, "heading": "do the thing number 1"},
    )
    assert told_of(session, here.facilitator, row)
    back = encouragements.bring_back_encouragement(
        session, here.organiser, seen_version=row.version, **one
    )
    assert (back.id, back.stage, back.place) == (row.id, Stage.DRAFT, None)
    assert told(session) == (
        "encouragement.brought_back",
        {"place": None, "heading": "do the thing number 1"},
    )
    assert told_of(session, here.organiser, row)


def test_remarks_are_kept_and_are_not_endless(session: Session, here: World) -> None:
    row = _word(session, here)
    one: dict[str, Any] = {"encouragement_id": row.id}
    wordings.remark(
        session, here.facilitator, remarks=f" {'x' * 3998} ", seen_version=row.version, **one
    )
    assert row.remarks == "x" * 3998
    assert told(session) == (
        "encouragement.remarked",
        {"place": None, "heading": "publish budgets"},
    )
    assert told_of(session, here.facilitator, row)
    with pytest.raises(NotValid, match="too long: 4001 characters, at most 4000") as refusal:
        wordings.remark(
            session, here.facilitator, remarks="x" * 4001, seen_version=row.version, **one
        )
    assert refusal.value.field == "remarks"


def _acts(session: Session, here: World, row: Encouragement, seen: int) -> list[Callable[[], Any]]:
    """Everything that can be done to an encouragement before it is published; two more after."""
    who, one = here.facilitator, {"encouragement_id": row.id, "seen_version": seen}
    return [
        lambda: wordings.reword(session, who, heading="h", explanation="", **one),
        lambda: places.give_place(session, who, place=2, **one),
        lambda: submitting.submit(session, who, **one),
        lambda: encouragements.set_aside_encouragement(
            session, who, because="said elsewhere", **one
        ),
        lambda: wordings.remark(session, who, remarks="x", **one),
        lambda: encouragements.bring_back_encouragement(session, who, **one),
    ]


def test_nothing_is_done_to_what_was_changed_since_or_belongs_to_another_edition(
    session: Session, here: World
) -> None:
    row = _word(session, here)
    for act in _acts(session, here, row, row.version + 1):
        with pytest.raises(OutOfDate):
            act()
    there = world(session, code="2032")
    for act in _acts(session, there, row, row.version):
        with pytest.raises(NotFound):
            act()


def test_what_was_set_aside_is_brought_back_before_anything_else(
    session: Session, here: World
) -> None:
    row = _word(session, here)
    encouragements.set_aside_encouragement(
        session,
        here.facilitator,
        encouragement_id=row.id,
        because="said elsewhere",
        seen_version=row.version,
    )
    for act in _acts(session, here, row, row.version)[:4]:
        with pytest.raises(NotNow, match="was set aside"):
            act()


def test_after_publication_only_remarks_are_written(session: Session, here: World) -> None:

    ids = statement_ids(session, here)
    row, _ = approved(session, here, ids[:2]), approved(session, here, ids[2:], place=2)
    publish_as_read(session, here.organiser)
    for act in (*_acts(session, here, row, row.version)[:4], lambda: _word(session, here)):
        with pytest.raises(NotNow, match="only remarks may still be added"):
            act()
    _acts(session, here, row, row.version)[4]()
    there = world(session, code="2032")
    _word(session, there)
