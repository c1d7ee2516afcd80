"""Setup as a script: only for organisers; what is refused stays typed; links are shown once."""

import re

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select
from streamlit.testing.v1 import AppTest

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Attribution, Languages, Role
from hrgl.core.models import Edition, Member
from hrgl.editions import editions, workshops
from hrgl.people import accounts, directory, invitations
from hrgl.people.directory import Person
from hrgl.ui.parts import moments
from hrgl.ui.setup import setup_people
from tests.ui.conftest import ROOT, Open, button


def _edition(engine: Engine) -> Edition:
    with reading(engine) as session:
        return editions.by_code(session, "2023-demo")


def _people(engine: Engine) -> list[Person]:
    with reading(engine) as session:
        return directory.list_people(session, edition_id=editions.by_code(session, "2023-demo").id)


def _person(engine: Engine, role: Role) -> Person:
    return next(person for person in _people(engine) if person.role is role)


def _other_organiser(session: Session) -> Member:
    edition = session.exec(select(Edition).where(col(Edition.demonstration).is_(True))).one()
    return accounts.command_line_member(session, edition)


def _field(at: AppTest, kind: str, label: str) -> object:
    return next(field for field in getattr(at, kind) if field.label == label)


def _set(at: AppTest, kind: str, label: str, value: object) -> None:
    _field(at, kind, label).set_value(value)  # type: ignore[attr-defined]


@pytest.mark.parametrize("role", [Role.RAPPORTEUR, Role.FACILITATOR, Role.STEERING])
def test_nobody_but_an_organiser_gets_the_page(open_page: Open, role: Role) -> None:
    with pytest.raises(ValueError, match="setup"):
        open_page(role, "setup")


def test_an_organiser_whose_role_has_just_changed_sets_up_nothing_more(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.ORGANISER, "setup")
    with transaction(demonstration) as session:
        mine = session.get_one(Member, at.session_state["viewer"].member_id)
        mine.role = Role.STEERING
    button(at, "describe").click().run()
    assert not [button for button in at.button if button.key == "describe"]
    assert _edition(demonstration).version == 1


def test_title_and_rules_are_saved_and_the_demonstration_stays_one(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.ORGANISER, "setup")
    _set(at, "text_area", "Guiding question", "What works for whom?")
    button(at, "describe").click().run()
    assert not at.error
    _set(at, "number_input", "Number of encouragements", 14)
    _set(at, "selectbox", "At most shown of who said something", Attribution.NONE)
    button(at, "rules").click().run()
    assert not at.error
    now = _edition(demonstration)
    assert (now.question, now.places, now.attribution) == (
        "What works for whom?",
        14,
        Attribution.NONE,
    )
    assert now.demonstration


def test_the_time_zone_is_set_among_the_rules_and_told_in_the_history(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.ORGANISER, "setup")
    _set(at, "selectbox", "Times are told in the zone of", "Asia/Seoul")
    button(at, "rules").click().run()
    assert not at.error
    assert _edition(demonstration).time_zone == "Asia/Seoul"
    at = at.switch_page(str(ROOT / "pages" / "history.py")).run()
    assert at.dataframe[0].value["What"].iloc[0].endswith("times of Asia/Seoul")


def test_the_languages_are_chosen_among_the_rules_with_a_sentence_for_each(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.ORGANISER, "setup")
    said = "\n".join(str(each.value) for each in at.caption)
    assert said.count("sixteen languages") == 1
    assert "At the moment all 298 statements are in English" in said
    assert "so they are compared by the model of English" in said
    _set(at, "selectbox", "Languages of the statements", Languages.MULTILINGUAL)
    button(at, "rules").click().run()
    assert not at.error
    assert _edition(demonstration).languages is Languages.MULTILINGUAL
    said = "\n".join(str(each.value) for each in at.caption)
    assert "as was chosen, they are compared by the model of sixteen languages" in said


def test_an_empty_title_is_refused_and_the_question_stays_typed(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.ORGANISER, "setup")
    _set(at, "text_area", "Title", "  ")
    _set(at, "text_area", "Guiding question", "Typed at midnight")
    button(at, "describe").click().run()
    assert "needs a title" in at.error[0].value
    assert _field(at, "text_area", "Guiding question").value == "Typed at midnight"  # type: ignore[attr-defined]
    assert _edition(demonstration).version == 1


def test_rules_typed_beside_a_saved_title_are_not_out_of_date(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.ORGANISER, "setup")
    _set(at, "number_input", "Approvals each needs", 2)
    _set(at, "text_area", "Guiding question", "Another question?")
    button(at, "describe").click().run()
    assert not at.warning
    button(at, "rules").click().run()
    assert not at.error
    assert (_edition(demonstration).quorum, _edition(demonstration).question) == (
        2,
        "Another question?",
    )


def test_a_stale_title_is_refused_and_can_be_kept_over_the_newer_one(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.ORGANISER, "setup")
    _set(at, "text_area", "Title", "My title")
    with transaction(demonstration) as session:
        editions.describe(
            session,
            _other_organiser(session),
            title="Their title",
            question="",
            starts=None,
            ends=None,
            seen_version=1,
        )
    button(at, "describe").click().run()
    assert "changed this" in at.error[0].value
    assert _field(at, "text_area", "Title").value == "My title"  # type: ignore[attr-defined]
    assert any(text.value == "Their title" for text in at.text)
    button(at, "mine-edition-what").click().run()
    button(at, "describe").click().run()
    assert not at.error
    assert _edition(demonstration).title == "My title"


def _rooms(engine: Engine) -> dict[str, workshops.Planned]:
    with reading(engine) as session:
        edition = editions.by_code(session, "2023-demo")
        return {w.plan.code: w for w in workshops.planned(session, edition_id=edition.id)}


def test_a_workshop_is_added_changed_and_removed(open_page: Open, demonstration: Engine) -> None:
    at = open_page(Role.ORGANISER, "setup")
    _set(at, "text_input", "Code", "d4")
    at.text_input(key="workshop-new-0-title").set_value("Rights in the depot")
    button(at, "add_workshop").click().run()
    assert not at.error
    room = _rooms(demonstration)["D4"]
    at.selectbox(key="workshop_picked").set_value(room.id).run()
    at.text_input(key=f"workshop-{room.id}-0-title").set_value("Rights in the yard")
    button(at, "save_workshop").click().run()
    assert not at.error
    assert _rooms(demonstration)["D4"].plan.title == "Rights in the yard"
    button(at, "remove_workshop").click().run()
    assert not at.error
    assert "D4" not in _rooms(demonstration)
    assert at.selectbox(key="workshop_picked").value == 0


def test_a_taken_code_is_told_and_a_workshop_with_notes_keeps_its_code(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.ORGANISER, "setup")
    _set(at, "text_input", "Code", "A1")
    at.text_input(key="workshop-new-0-title").set_value("Another")
    button(at, "add_workshop").click().run()
    assert "A1 is taken" in at.error[0].value
    assert at.text_input(key="workshop-new-0-title").value == "Another"
    room = _rooms(demonstration)["A1"]
    at.selectbox(key="workshop_picked").set_value(room.id).run()
    assert at.text_input(key=f"workshop-{room.id}-0-code").disabled
    assert button(at, "remove_workshop").disabled


def _add(at: AppTest, email: str, name: str) -> None:
    at.text_input(key="person-new-0-email").set_value(email)
    at.text_input(key="person-new-0-name").set_value(name)
    button(at, "add_person").click().run()


def test_a_person_is_added_and_their_link_is_there_to_copy_once(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.ORGANISER, "setup")
    _add(at, "Ana@City.example", "Ana <b>")
    assert not at.error
    address = next(code.value for code in at.code if "/invitation/" in code.value)
    token = re.fullmatch(r"http://[^/]+/invitation/([\w-]{20,})", address)
    assert token
    with reading(demonstration) as session:
        invited = invitations.whose(session, token=token.group(1))
    assert invited == invitations.Invited("Ana <b>", "ana@city.example", demonstration=True)
    button(at, "hide_link").click().run()
    assert not [code for code in at.code if "/invitation/" in code.value]


def test_an_address_that_is_there_already_is_not_added_again(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.ORGANISER, "setup")
    there = _person(demonstration, Role.STEERING)
    _add(at, there.email.upper(), "Somebody else")
    assert "has this address already" in at.error[0].value
    assert there in _people(demonstration)


def test_a_bad_address_is_refused_and_stays_typed(open_page: Open, demonstration: Engine) -> None:
    at = open_page(Role.ORGANISER, "setup")
    before = len(_people(demonstration))
    _add(at, "no address", "Ana")
    assert at.error
    assert at.text_input(key="person-new-0-email").value == "no address"
    assert len(_people(demonstration)) == before


def test_a_person_changes_role_is_closed_and_comes_back(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.ORGANISER, "setup")
    person = _person(demonstration, Role.RAPPORTEUR)
    at.selectbox(key="person_picked").set_value(person.member_id).run()
    at.selectbox(key=f"person-{person.member_id}-0-role").set_value(Role.FACILITATOR)
    button(at, "save_person").click().run()
    assert not at.error
    button(at, "close").click().run()
    assert not at.error
    closed = next(p for p in _people(demonstration) if p.member_id == person.member_id)
    assert (closed.role, closed.active) == (Role.FACILITATOR, False)
    button(at, "reopen").click().run()
    assert next(p for p in _people(demonstration) if p.member_id == person.member_id).active


def test_the_last_organiser_cannot_close_themselves(open_page: Open, demonstration: Engine) -> None:
    at = open_page(Role.ORGANISER, "setup")
    mine = at.session_state["viewer"].member_id
    with transaction(demonstration) as session:
        for person in directory.list_people(
            session, edition_id=at.session_state["viewer"].edition_id
        ):
            if person.role is Role.ORGANISER and person.member_id != mine:
                session.get_one(Member, person.member_id).active = False
    at.selectbox(key="person_picked").set_value(mine).run()
    button(at, "close").click().run()
    assert "Make somebody else organiser first" in at.error[0].value


def test_how_far_somebody_has_come_in_is_said_in_words(
    open_page: Open, demonstration: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = open_page(Role.ORGANISER, "setup")
    monkeypatch.setattr(moments, "viewer", lambda: at.session_state["viewer"])
    _add(at, "ana@city.example", "Ana")
    person = next(p for p in _people(demonstration) if p.name == "Ana")
    assert setup_people.state(person).startswith("has not come in yet – link valid until ")
    bare = next(p for p in _people(demonstration) if not p.invited_until and not p.last_signed_in)
    assert setup_people.state(bare) == "has not come in yet – needs a link"


def test_what_people_are_called_is_never_read_as_markup(open_page: Open) -> None:
    at = open_page(Role.ORGANISER, "setup")
    hostile = "![x](https://elsewhere.example/x.png)"
    _add(at, "ana@city.example", hostile)
    assert any(text.value == f"For {hostile} (ana@city.example)" for text in at.text)
    read_as_markup = [*at.markdown, *at.caption, *at.header, *at.subheader]
    assert not any(hostile in each.value for each in read_as_markup)


def test_a_stranger_does_not_get_the_page(open_page: Open) -> None:
    at = AppTest.from_file(ROOT / "hrgl" / "ui" / "shell" / "frame.py", default_timeout=30).run()
    with pytest.raises(ValueError, match="setup"):
        at.switch_page(str(ROOT / "pages" / "setup.py")).run()
