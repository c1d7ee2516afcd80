"""Lists, fields and popovers: nothing follows to another row, nothing that was typed vanishes."""

from collections.abc import Callable

from sqlalchemy import Engine
from sqlmodel import Session, col, select
from streamlit.testing.v1 import AppTest

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Role
from hrgl.core.models import Edition, Member, Theme, Workshop
from hrgl.editions import summaries
from hrgl.encouragements import views
from hrgl.people import accounts
from hrgl.themes import placing, themes
from tests.ui.conftest import Open, button, field, names


def _edition(session: Session) -> Edition:
    return session.exec(select(Edition)).one()


def _organiser(session: Session) -> Member:
    query = select(Member).where(
        Member.edition_id == _edition(session).id, Member.role == Role.ORGANISER
    )
    found = session.exec(query.order_by(col(Member.id).desc())).first()
    assert found is not None
    return found


def _themes(engine: Engine) -> list[Theme]:
    with reading(engine) as session:
        return placing.live(session, edition_id=_edition(session).id)


def _drafts(engine: Engine) -> list[views.EncouragementView]:
    with reading(engine) as session:
        return views.list_encouragements(session, edition_id=_edition(session).id)


def _other(engine: Engine, act: Callable[[Session, Member], object]) -> None:
    with transaction(engine) as session:
        act(session, _organiser(session))


def _sentences(at: AppTest) -> str:
    told = (*at.error, *at.info, *at.warning, *at.success)
    return " ".join(each.value for each in told).replace("\\", "")


def test_a_list_whose_entry_is_gone_stands_at_nothing_and_says_what_became_of_it(
    open_page: Open, demonstration: Engine
) -> None:
    first, second = _themes(demonstration)[:2]
    at = open_page(Role.FACILITATOR, "themes", view="In depth")
    at.radio(key="rail").set_value(first.id).run()
    _other(
        demonstration,
        lambda s, b: themes.merge(
            s, b, theme_id=first.id, into_id=second.id, seen_version=first.version
        ),
    )
    at.run()
    assert at.radio(key="rail").value is None
    assert f"merged it into “{second.name}”" in _sentences(at)
    assert not {"rename", "dissolve", "merge"} & names(at)


def test_a_press_on_what_is_gone_does_nothing_and_is_answered(
    open_page: Open, demonstration: Engine
) -> None:
    first, second = _themes(demonstration)[:2]
    at = open_page(Role.FACILITATOR, "themes", view="In depth")
    at.radio(key="rail").set_value(first.id).run()
    _other(
        demonstration,
        lambda s, b: themes.merge(
            s, b, theme_id=first.id, into_id=second.id, seen_version=first.version
        ),
    )
    before = {theme.id for theme in _themes(demonstration)}
    button(at, "dissolve").click().run()
    assert {theme.id for theme in _themes(demonstration)} == before
    assert f"merged it into “{second.name}”" in at.error[0].value.replace("\\", "")


def test_after_a_merger_the_theme_it_went_into_is_shown(
    open_page: Open, demonstration: Engine
) -> None:
    first, second = _themes(demonstration)[:2]
    at = open_page(Role.FACILITATOR, "themes", view="In depth")
    at.radio(key="rail").set_value(first.id).run()
    field(at, "into").set_value(second.id).run()
    button(at, "merge").click().run()
    assert not at.error
    assert at.radio(key="rail").value == second.id


def test_the_star_is_named_by_what_it_will_do(open_page: Open, demonstration: Engine) -> None:
    theme = next(theme for theme in _themes(demonstration) if not theme.reviewed)
    at = open_page(Role.FACILITATOR, "themes", view="In depth")
    at.radio(key="rail").set_value(theme.id).run()
    assert button(at, "reviewed").label == "I have looked it through"
    button(at, "reviewed").click().run()
    assert button(at, "reviewed").label == "Take the star off"
    assert next(t for t in _themes(demonstration) if t.id == theme.id).reviewed


def test_words_to_filter_by_stay_with_the_theme_they_were_typed_in(
    open_page: Open, demonstration: Engine
) -> None:
    first, second = _themes(demonstration)[:2]
    at = open_page(Role.FACILITATOR, "themes", view="In depth")
    at.radio(key="rail").set_value(first.id).run()
    at.text_input(key=f"filter-{first.id}").set_value("zzz").run()
    assert "No statement here has these words." in _sentences(at)
    at.radio(key="rail").set_value(second.id).run()
    assert at.text_input(key=f"filter-{second.id}").value == ""


def test_an_unsaved_summary_is_there_again_after_another_page(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.RAPPORTEUR, "notes")
    at.session_state["notes_view"] = "Summary for the plenary"
    at.run()
    area = next(each for each in at.text_area if each.label.startswith("The room's core"))
    area.set_value("Half a summary").run()
    root = at.session_state["viewer"]
    assert root.role is Role.RAPPORTEUR
    from tests.ui.conftest import ROOT

    at.switch_page(str(ROOT / "pages" / "history.py")).run()
    at.switch_page(str(ROOT / "pages" / "notes.py")).run()
    at.session_state["notes_view"] = "Summary for the plenary"
    at.run()
    area = next(each for each in at.text_area if each.label.startswith("The room's core"))
    assert area.value == "Half a summary"


def test_who_is_put_out_of_the_edition_gets_back_what_they_had_typed(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.RAPPORTEUR, "notes")
    at.session_state["notes_view"] = "Summary for the plenary"
    at.run()
    area = next(each for each in at.text_area if each.label.startswith("The room's core"))
    area.set_value("half a thought").run()
    member_id = at.session_state["viewer"].member_id
    _other(
        demonstration,
        lambda s, b: accounts.close(
            s, b, member_id=member_id, seen_version=s.get_one(Member, member_id).version
        ),
    )
    at.run()
    assert at.title[0].value == "You are signed out"
    assert "half a thought" in [each.value for each in at.code]


def test_a_summary_that_was_written_over_can_be_put_back(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.RAPPORTEUR, "notes")
    at.session_state["notes_view"] = "Summary for the plenary"
    at.run()
    workshop_id = at.selectbox(key="workshop").value
    with transaction(demonstration) as session:
        before = session.get_one(Workshop, workshop_id).summary
        summaries.summarise(
            session,
            _organiser(session),
            workshop_id=workshop_id,
            summary="Quite another",
            seen_version=session.get_one(Workshop, workshop_id).version,
        )
    at.run()
    button(at, "put_back").click().run()
    assert not at.error
    with reading(demonstration) as session:
        assert session.get_one(Workshop, workshop_id).summary == before
