"""Promise 7: evidence, ties and the document are acted on as they were seen, or not at all."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from sqlmodel import Session

from hrgl.core.enums import Support
from hrgl.encouragements import evidence, wordings
from hrgl.outcome import outcome
from hrgl.outcome.publishing import document_digest, next_number, publish
from hrgl.themes import themes, ties
from tests.builders import approved
from tests.seeing import Act, Scene, build, refused


@pytest.fixture
def scene(session: Session) -> Scene:
    return build(session)


def _cites(scene: Scene, which: Sequence[int], **seen: Any) -> Act:
    arguments = {"encouragement_id": scene.row.id, "statement_ids": which}
    return scene.does(evidence.cite, **arguments, support=Support.EXAMPLE, **seen)


def _uncites(scene: Scene, which: Sequence[int], **seen: Any) -> Act:
    return scene.does(evidence.uncite, encouragement_id=scene.row.id, statement_ids=which, **seen)


@pytest.mark.parametrize("bound", [_cites, _uncites])
def test_nothing_is_cited_or_taken_out_behind_another_wording(
    scene: Scene, bound: Callable[..., Act]
) -> None:
    act = bound(scene, scene.ids[:1], seen_version=scene.row.version)
    scene.olga(
        wordings.reword,
        encouragement_id=scene.row.id,
        heading="print budgets",
        explanation="",
        seen_version=scene.row.version,
    )
    refused(scene, act, "^Olga changed this at")
    bound(scene, scene.ids[:1], seen_version=scene.row.version)()


@pytest.mark.parametrize("bound", [_cites, _uncites])
def test_what_is_cited_otherwise_by_now_is_neither_cited_nor_taken_out(
    scene: Scene, bound: Callable[..., Act]
) -> None:
    first, second = scene.ids[:2]
    one: dict[str, Any] = {"encouragement_id": scene.row.id}
    act = bound(scene, [first, second], seen={first: Support.SUPPORTS, second: None})
    scene.olga(evidence.cite, **one, statement_ids=[second], support=Support.RESERVATION)
    sentence = "^Olga cited HRGL-2031-A1-02 as reservation after you had looked"
    assert refused(scene, act, sentence).changed_by == "Olga"
    act = bound(scene, [first, second], seen={first: Support.SUPPORTS, second: Support.RESERVATION})
    scene.olga(evidence.uncite, **one, statement_ids=[first])
    sentence = "^Somebody took HRGL-2031-A1-01 out after you had looked"
    assert refused(scene, act, sentence).changed_by == "Somebody"
    bound(scene, [first, second], seen={first: None, second: Support.RESERVATION})()


def test_a_tie_that_was_turned_round_is_not_let_go(scene: Scene) -> None:
    pair = scene.ids[:2]
    [tie] = ties.tie(scene.session, scene.here.facilitator, statement_ids=pair, together=True)
    scene.session.flush()
    act = scene.does(ties.untie, tie_ids=[tie.id], seen_together=True)
    scene.olga(ties.tie, statement_ids=pair, together=False)
    refused(scene, act, "^Somebody turned this tie round")
    assert scene.does(ties.untie, tie_ids=[tie.id], seen_together=False)() == 1


def test_only_the_document_that_was_read_is_published(scene: Scene) -> None:
    rows = [
        approved(scene.session, scene.here, scene.ids[:2]),
        approved(scene.session, scene.here, scene.ids[2:4], place=2),
    ]

    def read() -> str:
        scene.session.flush()
        return next_number(scene.session, edition_id=scene.here.edition.id).seen

    def publishing() -> Act:
        return partial(
            publish,
            scene.session,
            scene.here.organiser,
            title_typed="Outcome Document",
            seen=read(),
        )

    act = publishing()
    scene.olga(
        wordings.remark,
        encouragement_id=rows[0].id,
        remarks="Said in July.",
        seen_version=rows[0].version,
    )
    refused(scene, act, "^The document has changed after you had looked at it")
    act = publishing()
    scene.olga(wordings.word, heading="a candidate")  # none of it is printed
    scene.olga(themes.rename, theme_id=scene.other.id, name="Else", seen_version=1)
    assert act().number == 1


def test_a_draft_reads_the_same_whatever_the_day_and_the_candidates(scene: Scene) -> None:
    found = outcome.current_document(scene.session, edition_id=scene.here.edition.id)
    assert found.candidates
    assert found.themes
    bare = replace(found, status="Draft of another day", candidates=(), themes=())
    assert document_digest(bare) == document_digest(found)
    assert document_digest(replace(found, title="Another")) != document_digest(found)
