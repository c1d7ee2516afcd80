"""What stands in the margins of Word files is told with the encouragement that it is about."""

from sqlmodel import Session
from starlette.datastructures import QueryParams

from hrgl.encouragements import wordings
from hrgl.encouragements.round_trip import returning
from hrgl.web.amending.told_margins import margins_told
from hrgl.web.wording.amended import tell_amendments
from tests.builders import statement_ids, submitted, world
from tests.word_files import came_back, change, comment, place, settle, taken_out, the_note


def test_comments_are_told_by_encouragement_with_place_thread_and_what_became_of_them(
    session: Session,
) -> None:
    here = world(session)
    ids = statement_ids(session, here)
    row, other = submitted(session, here, ids[:2]), submitted(session, here, ids[2:4], place=2)
    said = [
        comment(row, "Who says so?"),
        comment(row, "Three rooms.", author="Ines", reply_to=0),
        comment(None, "And the elders?"),
    ]
    changes = [change(None, "", "old", "new words")]
    returning.bring_back(
        session, here.facilitator, file=came_back(taken_out(session, here), changes, said)
    )
    [told] = margins_told(session, here.steering)[row.id]
    assert told == {
        "id": told["id"],
        "field": "explanation",
        "place": (0, 7),
        "wording": 1,
        "quote": "Because",
        "text": "Who says so?",
        "who": "Stan",
        "dated": "24 November, 11:30",
        "file": "draft-ines.docx",
        "settled": "",
        "replies": [{"who": "Ines", "text": "Three rooms.", "dated": "24 November, 11:30"}],
    }
    place(session, here, the_note(session, here, "And the elders?"), other)
    settle(session, here, the_note(session, here, "And the elders?"))
    found = margins_told(session, here.facilitator)
    assert [each["settled"] for each in found[other.id]] == ["It stands in place 2."]
    assert list(margins_told(session, here.facilitator, other.id)) == [other.id]
    wordings.reword(
        session,
        here.facilitator,
        encouragement_id=row.id,
        heading="do the thing",
        explanation="As it works.",
        seen_version=row.version,
    )
    answer = tell_amendments(session, here.facilitator, QueryParams({"encouragement": str(row.id)}))
    assert [each["place"] for each in answer["margins"]] == [None]
    assert answer["amendments"] == []
