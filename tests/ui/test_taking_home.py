"""Outcome, taking it home: one press; where writing takes long, a bar shows how far it is."""

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from hrgl.core.database import transaction
from hrgl.core.enums import Role
from hrgl.formats.writers.blocks import Extent
from hrgl.ui.outcome import take_home_view
from tests.publishing import brought_to_approval, publish_as_read
from tests.ui.conftest import Open, button, names


def test_all_of_it_is_one_press_away(open_page: Open) -> None:
    at = open_page(Role.ORGANISER, "outcome")
    assert "Take it all home (ZIP)" in _files(at)
    assert "download-all-write" not in names(at)


def test_each_look_is_offered_in_the_formats_that_people_read(open_page: Open) -> None:
    at = open_page(Role.ORGANISER, "outcome")
    whole = _files(at)
    [choice] = [each for each in at.radio if each.key == "take_home_extent"]
    choice.set_value(Extent.SHORT).run()
    short = _files(at)
    assert {"Word (DOCX)", "PDF", "Web page (HTML)"} <= set(short) < set(whole)


def test_a_published_number_is_made_after_the_page_was_drawn(
    open_page: Open, demonstration: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction(demonstration) as session:
        publish_as_read(session, brought_to_approval(session).organiser)
    offered: dict[str, Any] = {}
    monkeypatch.setattr(
        st, "download_button", lambda _, made, name, **more: offered.update({more["key"]: made})
    )
    assert not open_page(Role.ORGANISER, "outcome").exception
    with ThreadPoolExecutor(1) as elsewhere:  # as Streamlit does, without the page's state
        content = elsewhere.submit(offered["download-all"]).result()
    names_in_it = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert any(name.endswith("-1.docx") for name in names_in_it)


def test_where_writing_takes_long_a_bar_tells_how_far_it_is(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[float, str]] = []
    monkeypatch.setattr(take_home_view, "_AT_ONCE", 10)
    monkeypatch.setattr(st, "progress", lambda _: _Bar(told))
    at = open_page(Role.ORGANISER, "outcome")
    button(at, "download-all").click().run(timeout=60)
    assert not at.exception
    assert told[0] == (0.0, f"Writing file 1 of {len(told) - 1} …")
    assert told[-1][0] == 1.0
    assert [share for share, _ in told] == sorted(share for share, _ in told)
    assert any(label.startswith("Save the ZIP (") for label in _files(at))


def _files(at: AppTest) -> list[str]:
    return [each.proto.label.replace("\\", "") for each in at.get("download_button")]


class _Bar:
    def __init__(self, told: list[tuple[float, str]]) -> None:
        self.told = told

    def progress(self, share: float, words: str) -> Any:
        self.told.append((share, words))
