"""What Streamlit holds of files on their way: whose they are, how much, and letting go of them."""

import asyncio
import time
from typing import TYPE_CHECKING

from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFileManager

GONE_AFTER = 120.0  # seconds without a connection; as long as Streamlit lets a browser come back
_EACH = 2048  # bytes that even an empty file takes
_LOOK_EVERY = 30.0
_away_since: dict[str, float] = {}


def upload_place() -> tuple["UploadedFileManager", str]:
    """Where the files of the page that is being drawn are held, and under which session."""
    context = get_script_run_ctx()
    assert context is not None  # noqa: S101 – asked by pages only
    return context.uploaded_file_mgr, context.session_id


def let_go(manager: "UploadedFileManager", session_id: str, file_id: str) -> None:
    """A file has been read, or is not wanted: its bytes go."""
    if isinstance(manager, MemoryUploadedFileManager):
        manager.remove_file(session_id, file_id)


def belongs(session_id: str, sid: str) -> bool:
    """Whether this is an open page of the browser with this sign-in."""
    if not runtime.exists():
        return False
    session = runtime.get_instance().get_app_session(session_id)
    return session is not None and session.matches_user_info({"sid": sid})


def held() -> dict[str, int]:
    """How many bytes of files each session has."""
    manager = _manager()
    if manager is None:
        return {}
    return {
        session_id: sum(len(file.data) + _EACH for file in list(files.values()))
        for session_id, files in list(manager.file_storage.items())
    }


def _manager() -> MemoryUploadedFileManager | None:
    found = runtime.get_instance().uploaded_file_mgr if runtime.exists() else None
    return found if isinstance(found, MemoryUploadedFileManager) else None


async def sweep_uploads() -> None:
    """Free, again and again, what pages left behind that were closed."""
    while True:
        clear_away(time.monotonic())
        await asyncio.sleep(_LOOK_EVERY)


def clear_away(now: float) -> None:
    """Let go of the files of sessions that have been without a connection for long enough."""
    manager = _manager()
    if manager is None:
        return
    away = {key for key in held() if not runtime.get_instance().is_active_session(key)}
    for session_id in set(_away_since) - away:
        del _away_since[session_id]
    for session_id in away:
        if now - _away_since.setdefault(session_id, now) >= GONE_AFTER:
            manager.remove_session_files(session_id)
