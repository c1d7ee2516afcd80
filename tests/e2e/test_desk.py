"""The desk: one press an act, by mouse and by keys; what is done is what stood on the screen."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from hrgl.core.database import transaction
from hrgl.core.enums import Role
from hrgl.themes import board, themes
from tests.builders import statement_ids
from tests.e2e.conftest import Enter, Server
from tests.e2e.evening import Evening, begin, comes_to
from tests.e2e.looking import violations
from tests.e2e.test_screens import LAPTOP, NOT_OURS, PHONE

pytestmark = pytest.mark.e2e

PEOPLE = {"fay": Role.FACILITATOR, "bo": Role.FACILITATOR}
THEMES = {"Money": 3, "People": 2, "Time": 1}
LINES = "\n".join(
    f"* Statement {number:02} tells how a town paid people for the time they gave, and how it "
    "wrote down in plain words what became of what they had asked it to do for them"
    for number in range(1, 41)
)


@pytest.fixture
def evening(server: Server) -> Evening:
    """Three themes of three, two and one statement, and all others in the queue."""
    with transaction(server.engine) as session:
        made = begin(session, server, PEOPLE)
        ids = statement_ids(session, made.here, LINES)
        for name, number in THEMES.items():
            themes.create(
                session,
                made.here.facilitator,
                name=name,
                statement_ids=[ids.pop(0) for _ in range(number)],
            )
    return made


@pytest.fixture
def desk(enter: Enter, evening: Evening) -> Page:
    """Fay at the desk, on a laptop."""
    return _sit(enter, evening, "fay")


def _sit(enter: Enter, evening: Evening, name: str, **kind: object) -> Page:
    code = evening.here.edition.code
    page = enter(f"{name}.{code}", path="/themes", **{"viewport": LAPTOP, **kind})
    expect(page.locator(".row").first).to_be_visible()
    return page


def _place(page: Page, name: str) -> Locator:
    return page.locator(".rail button").filter(has=page.get_by_text(name, exact=True))


def _row(page: Page, number: int) -> Locator:
    return page.locator(f".row:has-text('Statement {number:02} ')")


def _press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def _told(page: Page, words: str) -> None:
    expect(page.locator(".told")).to_contain_text(words)


def _stands(evening: Evening) -> dict[str, list[int]]:
    """The numbers of the statements in each theme, as the database has them."""
    now = evening.asks(lambda s: board.board(s, edition_id=evening.here.edition.id))
    numbered = {theme.name: [_number(row.text) for row in theme.statements] for theme in now.themes}
    return {**numbered, "out": [_number(row.text) for row in now.left_out]}


def _number(text: str) -> int:
    return int(re.findall(r"Statement (\d+)", text)[0])


def _statement(evening: Evening, number: int) -> int:
    now = evening.asks(lambda s: board.board(s, edition_id=evening.here.edition.id))
    rows = [*now.queue, *now.left_out, *(row for theme in now.themes for row in theme.statements)]
    return next(row.id for row in rows if _number(row.text) == number)


def _theme_id(evening: Evening, name: str) -> int:
    now = evening.asks(lambda s: board.board(s, edition_id=evening.here.edition.id))
    return next(theme.id for theme in now.themes if theme.name == name)


def test_an_evening_by_mouse_and_everything_taken_back(desk: Page, evening: Evening) -> None:
    before = _stands(evening)
    _row(desk, 7).click()
    _row(desk, 9).click()
    expect(desk.locator(".bar b")).to_have_text("2 picked")
    desk.get_by_role("button", name="Move …").click()
    desk.get_by_role("option", name="People").click()
    _told(desk, "Moved A1-07 and A1-09 to “People”.")
    _row(desk, 8).drag_to(_place(desk, "Time"))
    _told(desk, "Moved A1-08 to “Time”.")
    _row(desk, 10).click()
    desk.get_by_role("button", name="Set aside …").click()
    desk.get_by_role("combobox", name="Set A1-10 aside, because").fill("off the subject")
    desk.get_by_role("option", name="off the subject").click()
    _told(desk, "aside")
    _place(desk, "Money").click(modifiers=["Control"])
    _place(desk, "Time").click(modifiers=["Control"])
    desk.get_by_role("button", name="Merge these 2").click()
    _told(desk, "Merged “Time” into “Money”")
    expect(desk.get_by_role("textbox", name="Name of the theme")).to_have_value("Money")
    desk.get_by_role("button", name="Looked through").click()
    _told(desk, "looked through")
    assert _stands(evening) == {"Money": [1, 2, 3, 6, 8], "People": [4, 5, 7, 9], "out": [10]}
    for _ in range(5):
        desk.get_by_role("button", name="Undo").click()
        _told(desk, "Took back")
    _told(desk, "Took back: moved A1-07")
    comes_to(lambda: _stands(evening), before)
    desk.get_by_role("button", name="Undo").click()
    _told(desk, "Nothing was done here yet.")


def test_an_evening_by_keys_alone(desk: Page, evening: Evening) -> None:
    _press(desk, "x", "j", "j", "x", "m")
    desk.keyboard.type("peo")
    _press(desk, "Enter")
    _told(desk, "Moved A1-07 and A1-09 to “People”.")
    _press(desk, "n")
    desk.keyboard.type("Nothing in it yet")
    _press(desk, "Enter")
    _told(desk, "Began the theme “Nothing in it yet”")
    expect(desk.get_by_role("textbox", name="Name of the theme")).to_have_value("Nothing in it yet")
    _press(desk, "e")
    desk.keyboard.press("Control+a")
    desk.keyboard.type("Plain words")
    _press(desk, "Enter")
    _told(desk, "Renamed “Nothing in it yet” to “Plain words”.")
    desk.locator(".list").focus()
    _press(desk, "[", "g")
    desk.keyboard.type("money")
    _press(desk, "Enter")
    _told(desk, "Merged “Time” into “Money”")
    _press(desk, "j", "s")
    desk.keyboard.type("said elsewhere")
    _press(desk, "Enter")
    _told(desk, "aside")
    _press(desk, "d")
    _told(desk, "looked through")
    assert _stands(evening) == {
        "Money": [1, 3, 6],
        "People": [4, 5, 7, 9],
        "Plain words": [],
        "out": [2],
    }
    for _ in range(6):
        _press(desk, "u")
        _told(desk, "Took back")
        desk.wait_for_timeout(150)
    comes_to(
        lambda: {name: len(rows) for name, rows in _stands(evening).items()}, {**THEMES, "out": 0}
    )


def test_letters_rest_while_somebody_types(desk: Page, evening: Evening) -> None:
    before = evening.acts()
    _press(desk, "/")
    desk.keyboard.type("smudx")
    expect(desk.locator(".shown")).to_have_text("0 of 34 shown")
    desk.get_by_role("button", name="Clear").click()
    expect(desk.locator(".row").first).to_be_visible()
    assert evening.acts() == before


def test_a_held_key_and_a_double_click_act_once(desk: Page, evening: Evening) -> None:
    _row(desk, 7).dblclick()
    expect(desk.locator(".bar b")).to_have_text("1 picked")
    desk.keyboard.down("x")
    desk.keyboard.down("x")
    desk.keyboard.up("x")
    expect(desk.locator(".bar b")).to_have_text("A1-07")


def test_several_in_a_row_are_picked_with_shift(desk: Page) -> None:
    _row(desk, 7).click()
    _row(desk, 10).click(modifiers=["Shift"])
    expect(desk.locator(".bar b")).to_have_text("4 picked")
    _press(desk, "Shift+J", "Shift+ArrowDown")
    expect(desk.locator(".bar b")).to_have_text("6 picked")


def test_two_facilitators_see_each_other_and_no_act_hits_what_was_moved_away(
    enter: Enter, desk: Page, evening: Evening
) -> None:
    _row(desk, 7).click()
    _row(desk, 8).click()
    evening.does(
        "bo",
        themes.move,
        statement_ids=[_statement(evening, 7)],
        theme_id=_theme_id(evening, "Time"),
    )
    # before the news has come: refused, and told by whom
    _press(desk, "m")
    desk.keyboard.type("money")
    _press(desk, "Enter")
    _told(desk, "Bo changed or moved")
    assert _stands(evening)["Money"] == [1, 2, 3]
    _place(desk, "Time").click()
    expect(_row(desk, 7)).to_be_visible()
    # after the news: what was picked and is gone is let go of, and told
    _row(desk, 7).click()
    evening.does("bo", themes.move, statement_ids=[_statement(evening, 7)], theme_id=None)
    _told(desk, "A1-07, which you had picked, was moved by somebody else.")
    expect(desk.locator(".row.picked")).to_have_count(0)


def test_a_theme_that_somebody_merged_away_is_left_with_a_word(
    desk: Page, evening: Evening
) -> None:
    _place(desk, "Time").click()
    away = _theme_id(evening, "Time")
    evening.does(
        "bo", themes.merge, theme_id=away, into_id=_theme_id(evening, "Money"), seen_version=1
    )
    _told(desk, "The theme that was open here was merged or dissolved.")
    expect(_place(desk, "Time")).to_have_count(0)


def test_a_name_that_somebody_was_quicker_to_give_is_not_written_over(
    desk: Page, evening: Evening
) -> None:
    _place(desk, "Time").click()
    name = desk.get_by_role("textbox", name="Name of the theme")
    name.fill("Minutes")
    evening.does(
        "bo", themes.rename, theme_id=_theme_id(evening, "Time"), name="Hours", seen_version=1
    )
    name.press("Enter")
    _told(desk, "Bo changed this")
    _told(desk, "You had typed “Minutes”.")
    assert "Hours" in _stands(evening)


def test_a_cut_connection_loses_nothing_and_says_so(desk: Page, evening: Evening) -> None:
    desk.context.set_offline(True)
    for _ in range(3):
        _press(desk, "m")
        desk.keyboard.type("time")
        _press(desk, "Enter")
    _told(desk, "Not saved yet – no connection.")
    expect(_place(desk, "Time").locator(".count")).to_have_text("0 of 4 read")
    assert _stands(evening)["Time"] == [6]
    desk.context.set_offline(False)
    _told(desk, "Moved A1-09 to “Time”.")
    assert _stands(evening)["Time"] == [6, 7, 8, 9]


def test_what_was_not_handed_over_outlives_a_reload(desk: Page, evening: Evening) -> None:
    desk.route("**/desk/acts", lambda route: route.abort())
    desk.on("dialog", lambda dialog: dialog.accept())
    _press(desk, "m")
    desk.keyboard.type("time")
    _press(desk, "Enter")
    _told(desk, "Not saved yet")
    desk.unroute("**/desk/acts")
    desk.route("**/desk/acts", lambda route: route.abort(), times=1)
    desk.reload()
    _told(desk, "Moved A1-07 to “Time”.")
    assert _stands(evening)["Time"] == [6, 7]


def test_an_answer_that_was_lost_does_not_do_the_act_twice(desk: Page, evening: Evening) -> None:
    lost = iter([True, True, False])

    def lose(route) -> None:  # type: ignore[no-untyped-def]
        answer = route.fetch()
        route.abort() if next(lost, False) else route.fulfill(response=answer)

    desk.route("**/desk/acts", lose)
    before = evening.acts()
    _press(desk, "n")
    desk.keyboard.type("Once")
    _press(desk, "Enter")
    _told(desk, "Began the theme “Once”")
    assert evening.acts() == before + 1


def test_twelve_statements_of_two_lines_and_the_acts_are_in_sight_on_a_laptop(
    enter: Enter, evening: Evening
) -> None:
    page = _sit(enter, evening, "fay", viewport={"width": 1366, "height": 768})
    list_box = page.locator(".list").bounding_box()
    assert list_box is not None
    inside = [
        box
        for row in page.locator(".row").all()
        if (box := row.bounding_box())
        and box["y"] >= list_box["y"] - 1
        and box["y"] + box["height"] <= min(768, list_box["y"] + list_box["height"]) + 1
    ]
    assert len(inside) >= 12
    assert all(box["height"] >= 44 for box in inside)  # two lines
    page.locator(".list").evaluate("(list) => list.scrollTo(0, 1200)")
    for name in ("Move …", "Set aside …", "More …", "Undo"):
        box = page.get_by_role("button", name=name).bounding_box()
        assert box is not None
        assert 0 <= box["y"] <= 768 - box["height"]


def test_on_a_telephone_everything_is_reached(enter: Enter, evening: Evening) -> None:
    page = _sit(enter, evening, "fay", viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    _row(page, 7).click()
    page.get_by_role("button", name="Move …").click()
    page.get_by_role("option", name="People").click()
    _told(page, "Moved A1-07 to “People”.")
    _place(page, "People").click()
    expect(page.get_by_role("textbox", name="Name of the theme")).to_be_visible()


def test_axe_finds_nothing_on_the_desk_whatever_is_open(enter: Enter, evening: Evening) -> None:
    page = _sit(enter, evening, "fay")
    for open_it in (lambda: None, lambda: _place(page, "Money").click(), lambda: _press(page, "?")):
        open_it()
        _nothing_found(page)
    _press(page, "Escape", "x", "m")
    expect(page.get_by_role("dialog")).to_be_visible()
    _nothing_found(page)


def _nothing_found(page: Page) -> None:
    assert violations(page, NOT_OURS) == []
