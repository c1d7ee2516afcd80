"""hrgl: from a workshop's notes to the Outcome Document."""

import tomllib
from pathlib import Path

_PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
__version__: str = tomllib.loads(_PROJECT.read_text("utf-8"))["project"]["version"]
