"""One night, put back to the same state as often as wanted, and a page's state as a dictionary."""

import shutil
from pathlib import Path
from typing import Any

from hrgl.core.database import connect
from hrgl.core.migrations import migrate
from hrgl.ui.shell import page
from tests.ui.scenes import Here, build, go_on


class Night:
    """One database file, put back to the same state as often as wanted."""

    def __init__(self, folder: Path) -> None:
        self.file, self.kept = folder / "night.sqlite3", folder / "kept.sqlite3"
        self.url = f"sqlite:///{self.file}"
        self.engine = connect(self.url)
        migrate(self.engine)
        self.here: Here = build(self.engine)
        self.keep("working")

    def keep(self, stage: str) -> None:
        self.engine.dispose()
        shutil.copy(self.file, self.kept.with_suffix(f".{stage}"))

    def back_to(self, stage: str) -> None:
        """The state of a stage, whatever was done since."""
        self._let_go()
        kept = self.kept.with_suffix(f".{stage}")
        if not kept.exists():
            shutil.copy(self.kept.with_suffix(".working"), self.file)
            go_on(self.engine, self.here, stage)
            self.keep(stage)
        shutil.copy(kept, self.file)

    def _let_go(self) -> None:
        if page.engine.cache_info().currsize:
            page.engine().dispose()
        self.engine.dispose()
        for end in ("-wal", "-shm"):
            Path(f"{self.file}{end}").unlink(missing_ok=True)


class Attributes(dict[str, Any]):
    """A dictionary that is the page's own, as Streamlit's session state is."""

    def __init__(self, state: dict[str, Any]) -> None:
        super().__init__()
        self.state = state

    def __getitem__(self, key: str) -> Any:
        return self.state[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.state[key] = value

    def __delitem__(self, key: str) -> None:
        del self.state[key]

    def __contains__(self, key: object) -> bool:
        return key in self.state

    def get(self, key: str, default: Any = None) -> Any:
        return self.state.get(key, default)

    def pop(self, key: str, *default: Any) -> Any:
        return self.state.pop(key, *default)

    def setdefault(self, key: str, default: Any = None) -> Any:
        return self.state.setdefault(key, default)
