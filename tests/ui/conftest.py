"""Pages as scripts: the frame with one page, as somebody of a role in the demonstration."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from hrgl.core.database import transaction
from hrgl.core.enums import Role
from hrgl.people import sign_ins
from hrgl.ui.shell import page as shell

ROOT = Path(__file__).resolve().parents[2]
Open = Callable[..., AppTest]


@pytest.fixture(params=["sqlite"])
def kind(request: pytest.FixtureRequest) -> str:
    """The pages are the same on both databases; what they ask and do is tested on both."""
    return str(request.param)


@pytest.fixture
def open_page(demonstration: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """The frame with one page, as somebody of a role in the demonstration edition."""
    monkeypatch.setenv("HRGL_DATABASE_URL", demonstration.url.render_as_string(False))
    _let_go()

    def _open(role: Role, page: str = "home", *, view: str = "") -> AppTest:
        with transaction(demonstration) as session:
            token = sign_ins.enter_demonstration(session, role=role)
        at = AppTest.from_file(ROOT / "hrgl" / "ui" / "shell" / "frame.py", default_timeout=30)
        at.user = {"sid": sign_ins.token_digest(token)}
        at.run()
        if view:
            at.session_state[f"{page}_view"] = view
        if page != "home":
            at.switch_page(str(ROOT / "pages" / f"{page}.py")).run()
        assert not at.exception, at.exception
        return at

    yield _open
    shell.engine().dispose()
    _let_go()


def button(at: AppTest, name: str, **drawn: Any) -> Any:
    """The button of this name, among several the one whose act is bound to what is given."""
    for each in at.button:
        key = each.key or ""
        offer = at.session_state["offered"].get(key) if drawn else None
        bound = offer.bound.drawn if offer else {}
        named = key == name or key.startswith(f"{name}-")
        if named and all(bound.get(what) == value for what, value in drawn.items()):
            return each
    raise KeyError(name)


def names(at: AppTest) -> set[str]:
    """What the buttons on the page are called, without what they act on."""
    return {str(each.key).rsplit("-", 1)[0] for each in at.button}


def field(at: AppTest, key: str) -> Any:
    """The field whose key ends like this, whatever form and row it belongs to."""
    fields = (*at.text_input, *at.text_area, *at.selectbox, *at.radio, *at.multiselect)
    return next(each for each in fields if each.key == key or (each.key or "").endswith(f"-{key}"))


def _let_go() -> None:
    """What the process keeps of its one database belongs to another test."""
    shell.engine.cache_clear()
