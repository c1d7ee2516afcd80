"""What people are typing into an encouragement, and the wordings that are brought back."""

from typing import Any

import pytest
from sqlmodel import Session

from hrgl.core.models import Encouragement, WordingDraft
from hrgl.encouragements import wording_drafts, wordings
from hrgl.errors import NotFound, NotNow, NotValid, OutOfDate
from tests.builders import World, world


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


@pytest.fixture
def row(session: Session, here: World) -> Encouragement:
    return wordings.word(session, here.facilitator, heading="ask", explanation="It works.")


def _keep(session: Session, here: World, row: Encouragement, **given: Any) -> WordingDraft | None:
    typed = {"heading": "ask", "explanation": "It works.", "examples": "", "remarks": ""}
    return wording_drafts.keep_wording_draft(
        session,
        here.facilitator,
        **{"encouragement_id": row.id, "wording": row.wording, "seen": None, **typed, **given},
    )


def test_what_is_typed_is_kept_for_its_writer_alone_and_goes_on(
    session: Session, here: World, row: Encouragement
) -> None:
    draft = _keep(session, here, row, heading="ask fi")
    assert draft is not None
    again = _keep(session, here, row, heading="ask first", seen=draft.saved_at)
    assert again is draft
    [kept] = wording_drafts.wording_drafts(session, member_id=here.facilitator.id)
    assert (kept.heading, kept.wording) == ("ask first", 1)
    assert wording_drafts.wording_drafts(session, member_id=here.organiser.id) == []


def test_another_window_overwrites_nothing(
    session: Session, here: World, row: Encouragement
) -> None:
    _keep(session, here, row, heading="ask fi")
    with pytest.raises(OutOfDate, match="another window"):
        _keep(session, here, row, heading="tell")
    assert _keep(session, here, row, heading="ask fi") is not None  # the same says nothing new


def test_what_reads_as_it_is_saved_is_no_draft(
    session: Session, here: World, row: Encouragement
) -> None:
    draft = _keep(session, here, row, heading="ask fi")
    assert draft is not None
    assert _keep(session, here, row, seen=draft.saved_at) is None
    assert wording_drafts.wording_drafts(session, member_id=here.facilitator.id) == []


def test_saving_the_wording_ends_the_draft_but_for_remarks_not_saved_yet(
    session: Session, here: World, row: Encouragement
) -> None:
    _keep(session, here, row, heading="ask first", remarks="See.")
    wordings.reword(
        session,
        here.facilitator,
        encouragement_id=row.id,
        heading="ask first",
        explanation="It works.",
        seen_version=row.version,
    )
    [kept] = wording_drafts.wording_drafts(session, member_id=here.facilitator.id)
    assert (kept.heading, kept.remarks, kept.wording) == ("ask first", "See.", 2)
    wordings.remark(
        session, here.facilitator, encouragement_id=row.id, remarks="See.", seen_version=row.version
    )
    assert wording_drafts.wording_drafts(session, member_id=here.facilitator.id) == []


def test_somebody_else_s_new_wording_leaves_a_draft_as_it_is(
    session: Session, here: World, row: Encouragement
) -> None:
    _keep(session, here, row, heading="ask first")
    wordings.reword(
        session,
        here.organiser,
        encouragement_id=row.id,
        heading="tell",
        explanation="It works.",
        seen_version=row.version,
    )
    [kept] = wording_drafts.wording_drafts(session, member_id=here.facilitator.id)
    assert (kept.heading, kept.wording) == ("ask first", 1)


def test_a_text_beyond_all_measure_is_not_kept(
    session: Session, here: World, row: Encouragement
) -> None:
    assert _keep(session, here, row, heading="x" * 5000) is not None
    with pytest.raises(NotValid, match="too long"):
        _keep(session, here, row, explanation="x" * 20_001)


def test_an_earlier_wording_is_restored_as_a_new_one(
    session: Session, here: World, row: Encouragement
) -> None:
    wordings.reword(
        session,
        here.facilitator,
        encouragement_id=row.id,
        heading="ask before",
        explanation="It does.",
        examples="Graz, Austria: a hotline",
        why="shorter",
        seen_version=row.version,
    )
    restore = {"encouragement_id": row.id, "seen_version": row.version}
    with pytest.raises(NotNow, match="as in wording 2 already"):
        wordings.restore_wording(session, here.facilitator, number=2, **restore)
    with pytest.raises(NotFound):
        wordings.restore_wording(session, here.facilitator, number=3, **restore)
    wordings.restore_wording(session, here.facilitator, number=1, **restore)
    third, second, first = wordings.wordings(session, encouragement_id=row.id)
    assert (third.number, third.heading, third.explanation) == (3, "ask", "It works.")
    assert (third.why, second.why, first.why) == ("as in wording 1", "shorter", "")
    assert second.examples == "Graz, Austria: a hotline"


def test_a_heading_can_stay_empty_while_the_rest_is_worded_but_not_be_taken_away(
    session: Session, here: World, row: Encouragement
) -> None:
    with pytest.raises(NotValid, match="write the heading"):
        wordings.reword(
            session,
            here.facilitator,
            encouragement_id=row.id,
            heading=" ",
            explanation="x",
            seen_version=row.version,
        )
