"""Seven pads of seven workshops in seven formats: one button, one line of the history."""

import json

import pytest
from playwright.sync_api import Page, expect

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Role
from hrgl.core.models import Edition, Workshop
from hrgl.notes import statements
from hrgl.notes.imports.preview import TAKEN_BACK
from hrgl.people import accounts, passwords
from tests import office_files
from tests.e2e.conftest import PASSWORD, Enter, Server, settled

pytestmark = pytest.mark.e2e

CODES = ("A1", "A2", "B1", "B2", "C1", "C2", "N1")


def _lines(code: str) -> tuple[str, str]:
    return f"Publish the budget of {code} in plain words", f"Train the staff of {code} in rights"


def _txt(one: str, two: str) -> bytes:
    return f"\t* {one}\n\t* {two}\n".encode()


def _html(one: str, two: str) -> bytes:
    return (
        f"<!doctype html><html><body><ul><li>{one}</li><li>{two}</li></ul></body></html>".encode()
    )


def _etherpad(one: str, two: str) -> bytes:
    text = f"{one}\n{two}\n"
    atext = {"text": text, "attribs": f"|2+{len(text):x}"}
    return json.dumps({"pad:p": {"atext": atext, "pool": {"numToAttrib": {}}, "head": 0}}).encode()


def _docx(one: str, two: str) -> bytes:
    return office_files.docx(office_files.p(one) + office_files.p(two))


def _odt(one: str, two: str) -> bytes:
    return office_files.odt(f"<text:p>{one}</text:p><text:p>{two}</text:p>")


def _csv(one: str, two: str) -> bytes:
    return f"Note;Kind\n{one};What works\n{two};\n".encode()


def _md(one: str, two: str) -> bytes:
    return f"# Results\n\n- {one}\n- {two}\n".encode()


MAKERS = (_txt, _html, _etherpad, _docx, _odt, _csv, _md)


def _files() -> list[dict[str, object]]:
    return [
        {
            "name": f"Workshop {code} notes.{maker.__name__[1:]}",
            "mimeType": "application/octet-stream",
            "buffer": maker(*_lines(code)),
        }
        for code, maker in zip(CODES, MAKERS, strict=True)
    ]


def _edition(server: Server) -> int:
    """An edition with seven workshops and two people; its id."""
    with transaction(server.engine) as session:
        edition = Edition(code="2041", series="Series", title="Seven pads", places=1, quorum=1)
        session.add(edition)
        session.flush()
        session.add_all(
            Workshop(edition_id=edition.id, code=code, title=f"Room {code}") for code in CODES
        )
        organiser = accounts.command_line_member(session, edition)
        for role in (Role.RAPPORTEUR, Role.FACILITATOR):
            accounts.add_member(
                session,
                organiser,
                email=f"seven-{role.value}@city.example",
                name=role.value.title(),
                role=role,
                password_hash=passwords.hashed(PASSWORD),
            )
        return edition.id


def _imported(server: Server, edition_id: int) -> list[statements.StatementView]:
    wanted = {line for code in CODES for line in _lines(code)}
    with reading(server.engine) as session:
        rows = statements.list_statements(session, edition_id=edition_id)
    return [row for row in rows if row.text in wanted]


def _go(page: Page, name: str, title: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    settled(page)


def test_seven_pads_of_seven_workshops_come_in_at_once_and_go_at_once(
    enter: Enter, server: Server
) -> None:
    edition_id = _edition(server)
    rapporteur = enter("seven-rapporteur")
    _go(rapporteur, "Notes", "Notes")
    rapporteur.get_by_role("tab", name="Import files").click()
    rapporteur.locator("input[type=file]").set_input_files(_files())  # type: ignore[arg-type]
    button = rapporteur.get_by_role(
        "button", name="Import 14 statements from 7 files into 7 workshops"
    )
    expect(button).to_be_visible()
    for code in CODES:
        told = rapporteur.locator("[class*='-workshop']").filter(has_text=f"Workshop {code} notes")
        expect(told.locator("input")).to_have_value(f"{code} – Room {code}")
    button.click()
    expect(rapporteur.get_by_text("Imported 14 statements from 7 files")).to_be_visible()
    expect(rapporteur.get_by_role("button", name="Import 14")).to_have_count(0)
    came = _imported(server, edition_id)
    assert sorted(row.workshop for row in came) == sorted([*CODES, *CODES])
    assert {row.kind for row in came if row.workshop == "C2"} == {"practice", None}

    facilitator = enter("seven-facilitator")
    _go(facilitator, "History", "History")
    expect(facilitator.get_by_test_id("glide-cell-2-0").first).to_be_attached()
    facilitator.locator("[class*=st-key-acts] .dvn-scroller").first.click(
        position={"x": 17, "y": 54}
    )
    settled(facilitator)
    expect(
        facilitator.get_by_test_id("stText").get_by_text(
            "Rapporteur imported 7 files into A1, A2, B1, B2, C1, C2, N1 (14 statements)"
        )
    ).to_be_visible()
    facilitator.get_by_role("button", name="Take it back").click()
    expect(facilitator.get_by_text("Taken back.", exact=True)).to_be_visible()
    assert {row.because for row in _imported(server, edition_id)} == {TAKEN_BACK}

    # the trace of every statement still has them, in a table to take away
    _go(facilitator, "Where did it go?", "Where did it go?")
    facilitator.get_by_role("button", name="Take home …").click()
    with facilitator.expect_download() as waiting:
        facilitator.get_by_role("button", name="Trace of every statement (CSV)").click()
    assert waiting.value.suggested_filename == "trace-2041.csv"
    table = waiting.value.path().read_text("utf-8-sig")
    assert table.count(f",Withdrawn: {TAKEN_BACK}.,") == 14
