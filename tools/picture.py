"""The picture of the rooms in docs/ARCHITECTURE.md, drawn from the import contract.

`python -m tools.picture` draws it anew there.
"""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "ARCHITECTURE.md"
BEGIN, END = "<!-- rooms -->\n", "<!-- /rooms -->\n"
Arrow = tuple[str, str]


def contract_layers() -> list[list[str]]:
    """The rooms as the contract lays them, from the top down; those of one layer together."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    [layers] = [each["layers"] for each in contracts if each["type"] == "layers"]
    return [re.split(r"\s*[:|]\s*", layer) for layer in layers]


def arrows(rooms: list[str]) -> list[Arrow]:
    """Which room imports which, without what the other arrows lead to anyway."""
    graph = grimp.build_graph("hrgl", "pages", cache_dir=None)
    imports = {
        room: [
            other
            for other in rooms
            if other != room
            and graph.direct_import_exists(importer=room, imported=other, as_packages=True)
        ]
        for room in rooms
    }
    return [
        (room, other)
        for room in rooms
        for other in imports[room]
        if not any(other in _below(each, imports) for each in imports[room])
    ]


def _below(room: str, imports: dict[str, list[str]]) -> set[str]:
    """Every room that this one leads to by imports."""
    found: set[str] = set()
    ahead = list(imports[room])
    while ahead:
        each = ahead.pop()
        if each not in found:
            found.add(each)
            ahead += imports[each]
    return found


def drawn() -> str:
    """The picture as a block of Mermaid; `~~~` only keeps one layer below the other."""
    layers = contract_layers()
    found = arrows([room for layer in layers for room in layer])
    lines = [f"{_name(room)}[{room.replace('.', '/')}]" for layer in layers for room in layer]
    lines += [f"{_name(room)} --> {_name(other)}" for room, other in found]
    lines += [
        f"{_name(room)} ~~~ {_name(other)}"
        for above, below in pairwise(layers)
        for room in above
        for other in below
        if (room, other) not in found
    ]
    return "\n".join(["```mermaid", "flowchart TD", *(f"    {line}" for line in lines), "```", ""])


def _name(room: str) -> str:
    return room.rsplit(".", 1)[-1]


def draw_anew() -> None:
    """Put the picture in its place in the page."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}{drawn()}{END}{after}", "utf-8")


if __name__ == "__main__":
    draw_anew()
