"""Outcome, taking it home: one press; where writing takes long, a bar shows how far it is."""

from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from hrgl.core.enums import Role
from hrgl.formats.writers.blocks import Extent
from hrgl.ui.outcome import take_home_view
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
