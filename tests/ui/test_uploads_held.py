"""What Streamlit holds of files is counted, and freed when their page was closed long ago."""

from types import SimpleNamespace

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from hrgl.ui.shell import uploads
from hrgl.ui.shell.uploads import GONE_AFTER


@pytest.fixture
def active(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The pages that are open; each of "mine" and "hers" has a file."""
    manager, open_pages = MemoryUploadedFileManager("/upload"), {"mine", "hers"}
    for page in ("mine", "hers"):
        manager.add_file(page, UploadedFileRec("1", "a.txt", "text/plain", b"x" * 1000))
    instance = SimpleNamespace(
        uploaded_file_mgr=manager, is_active_session=lambda page: page in open_pages
    )
    here = SimpleNamespace(exists=lambda: True, get_instance=lambda: instance)
    monkeypatch.setattr(uploads, "runtime", here)
    monkeypatch.setattr(uploads, "_away_since", {})
    return open_pages


def test_the_bytes_of_every_page_are_counted_and_small_files_are_not_free(active: set[str]) -> None:
    held = uploads.held()
    assert set(held) == {"mine", "hers"}
    assert 1000 < held["mine"] < 10_000


def test_the_files_of_a_page_that_was_closed_are_freed(active: set[str]) -> None:
    active.discard("mine")
    uploads.clear_away(0.0)
    assert "mine" in uploads.held()
    uploads.clear_away(GONE_AFTER)
    assert set(uploads.held()) == {"hers"}


def test_a_page_that_came_back_keeps_its_files(active: set[str]) -> None:
    active.discard("mine")
    uploads.clear_away(0.0)
    active.add("mine")
    uploads.clear_away(GONE_AFTER)
    active.discard("mine")
    uploads.clear_away(GONE_AFTER + 1)
    assert "mine" in uploads.held()


def test_one_file_is_let_go_by_its_page_only(active: set[str]) -> None:
    manager = uploads.runtime.get_instance().uploaded_file_mgr
    uploads.let_go(manager, "mine", "1")
    assert uploads.held().get("mine", 0) == 0
    assert uploads.held()["hers"] > 0
