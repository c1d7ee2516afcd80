"""Writing notes with the keyboard alone: quick, marked as one goes, and nothing typed is lost."""

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Kind
from hrgl.core.models import Edition, Note, NoteDraft, Statement, Workshop
from tests.e2e.conftest import Enter, Server, settled
from tests.e2e.evening import pick

pytestmark = pytest.mark.e2e
SIGNS = {"n": Kind.NEED, "c": Kind.CHALLENGE, "w": Kind.PRACTICE, "p": Kind.PROPOSAL}
# what the room is in from each of these notes on
TURNS = {0: "n", 4: "c", 9: "w", 13: "n", 18: "p", 22: "c"}
NOTES = [f"The city of the speaker number {at} answers every complaint" for at in range(25)]


class Keyboard:
    """Hands on the keyboard, with a count of every key that is no text of a note."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.overhead = 0

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)

    def sign(self, letter: str) -> None:
        self.overhead += 3
        self.page.keyboard.type(f"/{letter} ")

    def press(self, *keys: str) -> None:
        """Keys one after another; a chord counts every key that is held in it."""
        for key in keys:
            self.overhead += key.count("+") + 1
            self.page.keyboard.press(key)

    def end_note(self) -> None:
        """Control and the end of the note's last line, at once."""
        self.overhead += 1
        self.page.keyboard.press("Control+Enter")


@pytest.fixture
def room(server: Server) -> int:
    """A workshop of its own in the small edition, without notes."""
    with transaction(server.engine) as session:
        edition = session.exec(select(Edition).where(Edition.code == "2031")).one()
        count = len(session.exec(select(Workshop.id)).all())
        workshop = Workshop(edition_id=edition.id, code=f"W{count}", title="Writing")
        session.add(workshop)
        session.flush()
        return workshop.id


def _open(enter: Enter, server: Server, room: int, **kind: object) -> tuple[Page, Locator]:
    page = enter("rapporteur", path="/notes", **kind)
    _choose(page, server, room)
    editor = page.get_by_label("One idea a line")
    editor.click()
    return page, editor


def _choose(page: Page, server: Server, room: int) -> None:
    with reading(server.engine) as session:
        code = session.get_one(Workshop, room).code
    entry = page.get_by_role("option", name=f"{code} – Writing")
    pick(page.get_by_label("Workshop", exact=True), entry)
    expect(page.get_by_role("heading", name=f"statements from {code}")).to_be_visible()
    settled(page)


def _statements(engine: Engine, room: int) -> list[tuple[str, Kind | None, str | None]]:
    with reading(engine) as session:
        return [_told(session, row) for row in _rows(session, room)]


def _rows(session: Session, room: int) -> list[Statement]:
    query = select(Statement).where(Statement.workshop_id == room)
    return list(session.exec(query.order_by(col(Statement.number))).all())


def _told(session: Session, row: Statement) -> tuple[str, Kind | None, str | None]:
    note = session.get_one(Note, row.note_id)
    return note.text[row.start : row.end], row.kind, note.actor_type


def test_twenty_five_notes_need_fewer_than_sixty_keys_besides_their_text(
    enter: Enter, server: Server, room: int
) -> None:
    page, editor = _open(enter, server, room)
    hands = Keyboard(page)
    for at, text in enumerate(NOTES):
        if at in TURNS:
            hands.sign(TURNS[at])
        if at == 10:  # another speaker: the list, its entry by the first letters, back
            hands.sign("s")
            hands.press("A", "Enter")
        hands.write(text)
        hands.end_note()
    heading = page.get_by_role("heading", name="25 statements from")
    expect(heading).to_be_visible()
    expect(editor).to_have_count(1)  # the one before goes when the page is drawn to its end
    expect(editor).to_have_value("")
    assert hands.overhead < 60
    told = _statements(server.engine, room)
    assert [text for text, _, _ in told] == NOTES
    turns = [SIGNS[TURNS[max(turn for turn in TURNS if turn <= at)]] for at in range(25)]
    assert [kind for _, kind, _ in told] == turns
    assert [actor for _, _, actor in told] == [None] * 10 + ["academia"] * 15


def test_one_note_of_many_lines_of_several_kinds_needs_hardly_a_key_more(
    enter: Enter, server: Server, room: int
) -> None:
    page, _ = _open(enter, server, room)
    hands = Keyboard(page)
    for at, text in enumerate(NOTES):
        if at in TURNS:
            hands.sign(TURNS[at])
        hands.write(f"{text}\n" if at < 24 else text)
    expect(page.get_by_role("region", name="How it will be cut").locator("b")).to_have_count(25)
    hands.end_note()
    expect(page.get_by_role("heading", name="25 statements from")).to_be_visible()
    assert hands.overhead < 20
    kinds = [kind for _, kind, _ in _statements(server.engine, room)]
    assert kinds == [SIGNS[TURNS[max(t for t in TURNS if t <= at)]] for at in range(25)]


def test_what_stays_as_set_survives_a_reload_with_the_draft(
    enter: Enter, server: Server, room: int
) -> None:
    page, editor = _open(enter, server, room)
    page.keyboard.type("Publish the budget\n/n Train the staff\n/c Nobody reads it")
    page.get_by_label("May be shown").select_option("none")
    expect(page.get_by_role("status").filter(has_text="3 statements")).to_be_visible()
    page.reload()
    settled(page)
    # the page begins with the first room again; the text waits in its own
    _choose(page, server, room)
    expect(editor).to_have_value("Publish the budget\nTrain the staff\nNobody reads it")
    expect(page.get_by_label("May be shown")).to_have_value("none")
    expect(page.get_by_role("region", name="How it will be cut").locator("b")).to_have_text(
        ["need", "challenge"]
    )
    page.get_by_role("button", name="Save the note").click()
    expect(page.get_by_role("heading", name="3 statements from")).to_be_visible()
    kinds = [kind for _, kind, _ in _statements(server.engine, room)]
    assert kinds == [None, Kind.NEED, Kind.CHALLENGE]
    with reading(server.engine) as session:
        assert session.exec(select(NoteDraft).where(NoteDraft.workshop_id == room)).all() == []


def test_a_pasted_pad_is_of_no_kind_until_somebody_says_so(
    enter: Enter, server: Server, room: int
) -> None:
    page, editor = _open(enter, server, room)
    page.keyboard.type("/n Train the staff\n")
    editor.evaluate(
        """(box) => {
          const end = box.value.length
          box.setRangeText("Pay people\\nAsk the young\\n", end, end, "end")
          box.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste" }))
        }"""
    )
    page.keyboard.type("Ask the old")
    cut = page.get_by_role("region", name="How it will be cut").locator("li")
    expect(cut).to_have_text(
        ["Train the staffneed", "Pay people", "Ask the young", "Ask the oldneed"]
    )
    # the kind of lines that are selected is changed by the bar
    editor.evaluate("(box) => box.setSelectionRange(18, 30)")
    page.get_by_text("lesson learnt").click()
    expect(cut).to_have_text(
        [
            "Train the staffneed",
            "Pay peoplelesson learnt",
            "Ask the younglesson learnt",
            "Ask the oldneed",
        ]
    )
    expect(editor).to_be_focused()


def test_what_a_refused_note_was_followed_by_is_still_there(
    enter: Enter, server: Server, room: int
) -> None:
    page, editor = _open(enter, server, room)
    page.keyboard.type("Hello everyone!")
    page.keyboard.press("Control+Enter")
    page.keyboard.type("\nPublish the budget")
    expect(page.get_by_text("Nothing in this note is a statement")).to_be_visible()
    expect(editor).to_have_value("Hello everyone!\nPublish the budget")
