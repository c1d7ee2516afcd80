"""Setup, Document: the form as fields, saved at once; Outcome: translations side by side."""

from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, col, select
from streamlit.testing.v1 import AppTest

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Role
from hrgl.core.models import DocumentForm, Edition, Member, OutcomeDocument, Translation
from hrgl.editions.document_forms import lead_in_of
from hrgl.formats.writers.document import PARTS
from hrgl.outcome import form as forms
from tests.ui.conftest import Open, button, field


def _edition(session: Session) -> Edition:
    return session.exec(select(Edition).where(col(Edition.demonstration).is_(True))).one()


def _form(engine: Engine) -> DocumentForm:
    with reading(engine) as session:
        return forms.form_of(session, edition_id=_edition(session).id)


def _translations(engine: Engine) -> list[Translation]:
    with reading(engine) as session:
        return list(session.exec(select(Translation).order_by(col(Translation.id))).all())


def _save(at: AppTest, **values: Any) -> AppTest:
    for key, value in values.items():
        at = field(at, key).set_value(value).run()
    button(at, "document_form").click().run()
    assert not at.exception, at.exception
    return at


def test_the_form_is_saved_with_its_clauses_in_order_and_its_parts_as_chosen(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.ORGANISER, "setup")
    assert field(at, "subtitle").value == "Twelve encouragements to local governments"
    at = _save(
        at,
        motto="What works",
        preamble="We, the participants,\n\nrecalling the Charter,^[Of 1985.]",
        parts=["method", "preamble"],
        lead_in="Local governments will",
    )
    assert not at.error
    found = _form(demonstration)
    assert found.preamble == ["We, the participants,", "recalling the Charter,^[Of 1985.]"]
    assert (found.motto, found.parts) == ("What works", ["method", "preamble"])
    with reading(demonstration) as session:
        edition_id = _edition(session).id
        assert lead_in_of(session, edition_id=edition_id) == "Local governments will"


def test_what_is_refused_is_told_beside_the_button_and_stays_typed(
    open_page: Open, demonstration: Engine
) -> None:
    before = _form(demonstration).version
    at = _save(open_page(Role.ORGANISER, "setup"), isbn="978-3-16-148410-1", motto="Typed")
    assert "is no ISBN" in at.error[0].value
    assert field(at, "motto").value == "Typed"
    assert _form(demonstration).version == before


def test_after_a_number_stands_the_page_says_what_may_change_and_locks_the_rest(
    open_page: Open, demonstration: Engine
) -> None:
    with transaction(demonstration) as session:
        edition = _edition(session)
        who = session.exec(select(Member.id).where(Member.edition_id == edition.id)).first()
        session.add(
            OutcomeDocument(
                edition_id=edition.id, number=1, content="{}", sha256="0" * 64, member_id=who
            )
        )
    at = open_page(Role.ORGANISER, "setup")
    assert any("Number 1 is published" in each.value for each in at.info)
    assert field(at, "motto").disabled
    assert not field(at, "contact").disabled
    at = _save(at, contact="office@example.org", parts=[p for p in PARTS if p != "remarks"])
    assert not at.error
    assert _form(demonstration).contact == "office@example.org"
    at = _save(at, parts=["method"])
    assert "cannot be changed any more" in at.error[0].value


def test_what_is_missing_comes_first_and_after_saving_the_next_text(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.FACILITATOR, "outcome", view="Translations")
    at = field(at, "translation-language").set_value("fr").run()
    first = field(at, "translation-text-fr").value
    assert first == "name"
    at = field(at, "translation").set_value("Document final").run()
    button(at, "translate").click().run()
    assert not at.error
    [row] = _translations(demonstration)
    assert (row.language, row.field, row.text) == ("fr", "name", "Document final")
    assert field(at, "translation-text-fr").value != "name"
    assert any("1 of " in each.value for each in at.caption)


def test_nobody_is_offered_to_check_what_they_translated_themselves(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.FACILITATOR, "outcome", view="Translations")
    at = field(at, "translation-language").set_value("fr").run()
    at = field(at, "translation").set_value("Document final").run()
    button(at, "translate").click().run()
    at = field(at, "translation-text-fr").set_value("name").run()
    assert not [each for each in at.button if (each.key or "").startswith("check_translation")]
    at = open_page(Role.ORGANISER, "outcome", view="Translations")
    at = field(at, "translation-language").set_value("fr").run()
    at = field(at, "translation-text-fr").set_value("name").run()
    button(at, "check_translation").click().run()
    assert not at.error
    [row] = _translations(demonstration)
    assert row.checked_by_id not in (None, row.member_id)
