"""Scripts of ours as Streamlit takes them: one text, put together from the modules it stands in."""

import re
from pathlib import Path

# how amendments look in every component that draws them
AMENDING_STYLE = Path(__file__).parent / "amending" / "amending.css"
_IMPORT = re.compile(r'^import \{[\w,\s]+\} from "((?:\./|(?:\.\./)+)[\w/]+\.js)"\n+', re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)


def joined(script: Path) -> str:
    """A module behind all that it imports, as one module that imports nothing.

    Streamlit gives the browser a text without an address, from which nothing else can be
    imported. So the modules share one scope: no name may stand at the top of two of them.
    """
    found: dict[Path, str] = {}
    _add(found, script.resolve())
    return _EXPORT.sub("", "\n".join(found.values()))


def _add(found: dict[Path, str], script: Path) -> None:
    source = script.read_text("utf-8")
    for name in _IMPORT.findall(source):
        imported = (script.parent / name).resolve()
        if imported not in found:
            _add(found, imported)
    found[script] = _IMPORT.sub("", source)
