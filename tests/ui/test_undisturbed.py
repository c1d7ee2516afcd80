"""A press is carried out to its end, whatever is clicked meanwhile."""

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from streamlit.runtime.scriptrunner import RerunException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.runtime.state import SafeSessionState

from hrgl.core.database import reading
from hrgl.core.enums import Role
from hrgl.core.models import AuditEntry, Theme
from tests.ui.conftest import Open, button


def _newer_click() -> None:
    raise RerunException(RerunData())


def test_a_newer_click_never_breaks_off_a_press(
    demonstration: Engine, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = open_page(Role.FACILITATOR, "themes", view="In depth")
    noted = select(AuditEntry.id).where(AuditEntry.act == "theme.reviewed")
    with reading(demonstration) as session:
        before = len(session.exec(noted).all())
        theme_id = session.exec(select(Theme.id).order_by(Theme.id)).first()
    at.radio(key="rail").set_value(theme_id).run()

    def with_a_click_waiting(self: SafeSessionState, *states: object, **more: object) -> None:
        object.__setattr__(self, "_yield_callback", _newer_click)
        try:
            self._state.on_script_will_rerun(*states, **more)  # type: ignore[arg-type]
        finally:
            object.__setattr__(self, "_yield_callback", lambda: None)

    monkeypatch.setattr(SafeSessionState, "on_script_will_rerun", with_a_click_waiting)
    button(at, "reviewed").click().run()
    assert not at.exception
    with reading(demonstration) as session:
        assert len(session.exec(noted).all()) == before + 1
    assert any("Noted" in each.value for each in at.toast)
