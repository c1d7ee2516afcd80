"""Promise 7: themes and proposals are acted on as they were seen, or not at all."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from sqlmodel import Session

from hrgl.encouragements import wordings
from hrgl.themes import flags, placing, second_look, splitting, tags, taking_up, themes
from hrgl.themes.proposals import proposals, taking_over
from tests.seeing import Act, Scene, build, refused

ENTRY = {"vocabulary": "sdg_targets", "code": "16.7"}


@pytest.fixture
def scene(session: Session) -> Scene:
    return build(session)


def _renamed(scene: Scene) -> None:
    scene.olga(
        themes.rename, theme_id=scene.money.id, name="Budgets", seen_version=scene.money.version
    )


def _filled_otherwise(scene: Scene) -> None:
    """As many statements as before stand in the theme, but not the same."""
    scene.olga(themes.move, statement_ids=scene.ids[:1], theme_id=None)
    scene.olga(themes.move, statement_ids=scene.ids[3:4], theme_id=scene.money.id)


def _seen(scene: Scene) -> dict[str, Any]:
    theme = scene.money
    return {"seen_version": theme.version, "seen_content": scene.content(theme)}


def _tag(scene: Scene) -> int:
    row = tags.confirm(
        scene.session,
        scene.here.facilitator,
        theme_id=scene.money.id,
        **ENTRY,  # type: ignore[arg-type]
    )
    scene.session.flush()
    return row.id


# Acts on the theme Money, which is renamed after it was seen.
ON_THEMES: dict[str, Callable[[Scene], Act]] = {
    "move": lambda s: s.does(
        themes.move,
        statement_ids=s.ids[4:],
        theme_id=s.money.id,
        theme_seen_version=s.money.version,
    ),
    "merge into": lambda s: s.does(
        themes.merge,
        theme_id=s.other.id,
        into_id=s.money.id,
        seen_version=s.other.version,
        into_seen_version=s.money.version,
    ),
    "confirm": lambda s: s.does(
        tags.confirm, theme_id=s.money.id, theme_seen_version=s.money.version, **ENTRY
    ),
    "refuse": lambda s: s.does(
        tags.refuse, theme_id=s.money.id, theme_seen_version=s.money.version, **ENTRY
    ),
    "remove": lambda s: s.does(
        tags.remove_tag, tag_id=_tag(s), seen_version=1, theme_seen_version=s.money.version
    ),
    "word": lambda s: s.does(
        wordings.word,
        heading="do it",
        theme_ids=[s.other.id, s.money.id],
        theme_versions={s.money.id: s.money.version},
    ),
    "flag": lambda s: s.does(
        flags.flag_theme, theme_id=s.money.id, flag="ask Bo", seen_version=s.money.version
    ),
    "not take up": lambda s: s.does(
        taking_up.not_take_up, theme_id=s.money.id, because="no", seen_version=s.money.version
    ),
    "second look": lambda s: s.does(
        second_look.place_blind,
        statement_id=s.ids[0],
        theme_id=s.money.id,
        theme_seen_version=s.money.version,
    ),
}
# Acts on all that Money holds, which is other statements by now.
ON_CONTENTS: dict[str, Callable[[Scene], Act]] = {
    "merge": lambda s: s.does(themes.merge, theme_id=s.money.id, into_id=s.other.id, **_seen(s)),
    "dissolve": lambda s: s.does(themes.dissolve, theme_id=s.money.id, **_seen(s)),
    "mark reviewed": lambda s: s.does(
        themes.mark_reviewed, theme_id=s.money.id, reviewed=True, **_seen(s)
    ),
    "split": lambda s: s.does(
        splitting.split_theme, theme_id=s.money.id, names=["New"], parts=[s.ids[1:2]], **_seen(s)
    ),
}


@pytest.mark.parametrize("name", [*ON_THEMES, *ON_CONTENTS])
def test_an_act_on_a_theme_is_done_to_it_as_it_was_seen_or_not_at_all(
    scene: Scene, name: str
) -> None:
    bound = {**ON_THEMES, **ON_CONTENTS}[name]
    act = bound(scene)
    _renamed(scene)
    assert refused(scene, act, "^Olga changed this at").changed_by == "Olga"


@pytest.mark.parametrize("name", ON_CONTENTS)
def test_an_act_on_what_a_theme_holds_is_not_done_to_other_statements(
    scene: Scene, name: str
) -> None:
    act = ON_CONTENTS[name](scene)
    _filled_otherwise(scene)
    refused(scene, act, "^Statements came to “Money” or left it after you had looked at it")


@pytest.mark.parametrize("name", [*ON_THEMES, *ON_CONTENTS])
def test_an_act_on_a_theme_is_done_if_only_another_one_changed(scene: Scene, name: str) -> None:
    act = {**ON_THEMES, **ON_CONTENTS}[name](scene)
    scene.olga(themes.move, statement_ids=scene.ids[5:], theme_id=scene.other.id)
    act()


def test_the_content_of_a_theme_is_which_statements_stand_in_it_in_any_order() -> None:
    assert placing.content([12, 3]) == placing.content([3, 12]) != placing.content([1, 23])
    assert len(placing.content([])) == 16


def _proposed(scene: Scene) -> proposals.Proposal:
    scene.session.flush()
    found = proposals.latest_proposal(scene.session, edition_id=scene.here.edition.id)
    assert found is not None
    return found


def _propose(scene: Scene, groups: int) -> None:
    """A proposal of as many groups, of one statement of the queue each."""
    now = proposals.material(scene.session, edition_id=scene.here.edition.id)
    references = {s.id: s.reference for s in now}
    proposals.store(
        scene.session,
        scene.here.facilitator,
        model="m",
        parameters={},
        statements_sha256="",
        result={
            "themes": [
                {"title": f"Group {at}", "statements": [references[key]], "typical": []}
                for at, key in enumerate(scene.ids[-groups:])
            ],
            "queue": [],
            "fit": {s.reference: 0.25 for s in now},
        },
    )


def _adopting(scene: Scene, numbers: Sequence[int] | None = None) -> Act:
    now = _proposed(scene)
    shown = {theme.number: taking_over.whole(theme) for theme in now.themes}
    return scene.does(
        proposals.adopt_proposal,
        clustering_id=now.clustering_id,
        taken={number: group for number, group in shown.items() if number in (numbers or shown)},
    )


def test_a_group_is_taken_over_as_it_was_seen_or_not_at_all(scene: Scene) -> None:
    _propose(scene, 3)
    act, two = _adopting(scene), _adopting(scene, [1, 2])
    scene.olga(themes.move, statement_ids=scene.ids[5:], theme_id=scene.money.id)
    refused(scene, act, "^What would become of “Group 2” has changed since you looked")
    assert [theme.name for theme in two()] == ["Group 0", "Group 1"]


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        (3, r"of “Group \d”, “Group \d”, “Group \d” has"),
        (5, r"of “Group \d”, “Group \d”, “Group \d” and 2 more has"),
    ],
)
def test_of_many_groups_that_changed_three_are_named(scene: Scene, groups: int, told: str) -> None:
    scene.olga(themes.dissolve, theme_id=scene.money.id, seen_version=scene.money.version)
    scene.olga(themes.dissolve, theme_id=scene.other.id, seen_version=scene.other.version)
    _propose(scene, groups)
    act = _adopting(scene)
    scene.olga(themes.move, statement_ids=scene.ids, theme_id=None)
    for each in scene.ids:
        scene.olga(themes.create, name=f"Of {each}", statement_ids=[each])
    refused(scene, act, told)
