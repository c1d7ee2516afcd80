"""A proposal over the routes of the desk: told as a difference, taken over in part, discarded."""

from typing import Any

import pytest

from hrgl.core.database import transaction
from hrgl.themes import themes
from hrgl.themes.proposals import proposals
from tests.web.test_desk import Sitting
from tests.web.test_desk import sitting as sitting


def _propose(
    sitting: Sitting, *groups: list[int], alternatives: list[str] | None = None, **more: Any
) -> int:
    with transaction(sitting.engine) as session:
        actor = sitting.here.facilitator
        rows = proposals.material(session, edition_id=actor.edition_id)
        reference = {s.id: s.reference for s in rows}
        found = [[reference[each] for each in group] for group in groups]
        made = proposals.store(
            session,
            actor,
            model="m",
            parameters={"themes": 2},
            statements_sha256=proposals.material_digest(rows),
            result={
                "themes": [
                    {
                        "title": f"Group {at}",
                        "alternatives": alternatives or [],
                        "statements": group,
                        "typical": group[-1:],
                    }
                    for at, group in enumerate(found)
                ],
                "queue": [],
                "fit": {},
                **more,
            },
        )
        session.flush()
        return made.id


def _told(sitting: Sitting) -> dict[str, Any]:
    told: dict[str, Any] = sitting.get("proposal").json()
    return told


def _adopting(told: dict[str, Any], *skipped: int) -> dict[str, Any]:
    """What a screen sends that shows this, without the statements that were skipped."""
    parts = [
        {
            "number": group["number"],
            "theme": group["theme"],
            "statements": [row[:3] for row in group["rows"] if row[0] not in skipped],
        }
        for group in told["groups"]
    ]
    taken = [part for part in parts if part["statements"]]
    return {"do": "adopt", "proposal": told["proposal"], "parts": taken}


def test_a_proposal_is_told_with_typical_ones_first_and_the_unsure_marked(sitting: Sitting) -> None:
    ids = sitting.ids
    made = _propose(sitting, ids[:3], ids[3:5], torn={"HRGL-2031-A1-02": 1})
    told = _told(sitting)
    assert told["proposal"] == made
    assert told["say"].startswith("Taken over, it begins 2 themes and places 5 statements")
    assert told["number"] == "2 asked, 2 proposed."
    assert not told["old"]
    first, second = told["groups"]
    assert [row[0] for row in first["rows"]] == [ids[2], ids[0], ids[1]]
    assert [row[6] for row in first["rows"]] == [True, False, False]
    assert [row[7] for row in first["rows"]] == ["", "", "Group 1"]
    assert (first["name"], first["theme"], second["size"]) == ("Group 0", None, 2)


def test_what_is_ticked_is_taken_over_once_and_what_is_skipped_stays_in_the_difference(
    sitting: Sitting,
) -> None:
    ids = sitting.ids
    _propose(sitting, ids[:3], ids[3:5])
    told = _told(sitting)
    act = {"act": "0" * 36, **_adopting(told, ids[1], ids[3], ids[4])}
    for _ in range(2):
        [answer] = sitting.send(act, since=told["revision"])["answers"]
        assert (answer["ok"], answer["say"]) == (True, "Took over “Group 0” from a proposal.")
    assert set(sitting.placed()) == {ids[0], ids[2]}
    left = _told(sitting)
    skipped = {row[0] for group in left["groups"] for row in group["rows"]}
    assert skipped == {ids[1], ids[3], ids[4]}
    [back] = sitting.send({"do": "undo", "of": "0" * 36})["answers"]
    assert back["ok"]
    assert sitting.placed() == {}
    assert _told(sitting)["groups"] == told["groups"]


def test_what_somebody_changed_since_is_refused_in_words_and_nothing_is_taken(
    sitting: Sitting,
) -> None:
    ids = sitting.ids
    _propose(sitting, ids[:3], ids[3:5])
    told = _told(sitting)
    with transaction(sitting.engine) as session:
        themes.create(session, sitting.here.organiser, name="Ours", statement_ids=ids[4:5])
    [answer] = sitting.send(_adopting(told))["answers"]
    assert not answer["ok"]
    assert answer["say"].startswith("What would become of “Group 1” has changed since you looked")
    assert set(sitting.placed()) == {ids[4]}
    [again] = sitting.send(_adopting(_told(sitting)))["answers"]
    assert again["ok"]
    assert set(sitting.placed()) == set(ids[:5])


def test_a_theme_that_would_lose_statements_is_told_with_where_they_go(sitting: Sitting) -> None:
    ids = sitting.ids
    _propose(sitting, ids[:3], ids[3:])
    sitting.send(_adopting(_told(sitting)))
    _propose(sitting, [*ids[:3], ids[3], ids[4]], ids[5:])
    told = _told(sitting)
    [losing] = told["losing"]
    assert (losing["name"], losing["apart"], losing["staying"]) == ("Group 1", True, 1)
    assert losing["goes"] == [[1, ids[3:5]]]
    [group] = told["groups"]
    assert [row[2] for row in group["rows"]] == [losing["theme"]] * 2
    assert [row[5] for row in group["rows"]] == ["Group 1"] * 2
    assert told["unchanged"] == []


def test_a_discarded_proposal_says_who_discarded_it_and_is_brought_back(sitting: Sitting) -> None:
    made = _propose(sitting, sitting.ids)
    [done] = sitting.send({"do": "discard", "proposal": made})["answers"]
    assert (done["ok"], done["say"]) == (True, "Discarded the proposal of 1 theme.")
    gone = _told(sitting)
    assert "proposal" not in gone
    assert gone["discarded"]["say"] == "Fadi discarded the proposal of 1 theme"
    [answer] = sitting.send({"do": "undo", "of": gone["discarded"]["of"]})["answers"]
    assert answer["ok"]
    assert _told(sitting)["proposal"] == made


def test_before_a_first_proposal_nothing_is_told(sitting: Sitting) -> None:
    assert set(_told(sitting)) == {"revision"}


@pytest.mark.parametrize(
    "part",
    [
        {"number": 1, "theme": None, "statements": []},
        {"number": "1", "theme": None, "statements": [[1, 1, None]]},
        {"number": 1, "theme": [1], "statements": [[1, 1, None]]},
        {"number": 1, "theme": None, "statements": [[1, 1]]},
        {"number": 1, "theme": None, "statements": [[1, 1, None]], "more": 1},
    ],
)
def test_what_no_screen_sends_is_refused_unread(sitting: Sitting, part: dict[str, Any]) -> None:
    made = _propose(sitting, sitting.ids)
    act = {"act": "0" * 36, "do": "adopt", "proposal": made, "parts": [part]}
    body = {"edition": sitting.here.edition.id, "since": [0, 0], "acts": [act]}
    assert sitting.post(body).status_code == 400


def test_a_new_theme_is_called_by_the_title_that_was_chosen_and_the_desk_offers_the_others(
    sitting: Sitting,
) -> None:
    titles = ["Group 0", "Rooms", "Doors"]
    _propose(sitting, sitting.ids[:3], alternatives=titles[1:])
    told = _told(sitting)
    assert told["groups"][0]["others"] == titles[1:]
    act = _adopting(told)
    act["parts"][0]["called"] = 3
    sent = {"edition": sitting.here.edition.id, "since": told["revision"], "acts": [act]}
    assert sitting.post(sent).status_code != 200
    act["parts"][0]["called"] = 2
    [answer] = sitting.send({"act": "1" * 36, **act})["answers"]
    assert answer["say"] == "Took over “Doors” from a proposal."
    [theme] = sitting.get("rows").json()["themes"]
    assert theme[2] == "Doors"
    assert sitting.get("theme", theme=theme[0]).json()["titles"] == titles
    sitting.send(
        {"act": "2" * 36, "do": "rename", "theme": theme[0], "version": theme[1], "name": "Ours"}
    )
    assert sitting.get("theme", theme=theme[0]).json()["titles"] == []
