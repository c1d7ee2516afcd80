"""Which column of a table holds what: proposed, and changed by a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from hrgl.formats.readers.contents import Contents, Mapping, Sheet
from hrgl.notes.imports.preview import Known
from hrgl.ui.shell import choices

COLUMN_MAPPINGS = "import-mappings"
FIELDS = {
    "kind": "What it is",
    "actor_type": "Actor type",
    "region": "Region",
    "organisation": "Organisation",
    "speaker": "Name",
    "workshop": "Workshop",
}
Mappings = tuple[Mapping | None, ...]
_SAMPLE = 5000  # rows in which a column must name a workshop to be taken for one


@dataclass(frozen=True)
class Alike:
    """Sheets of a workbook with the same columns, which are mapped together."""

    header: tuple[str, ...]
    sheets: tuple[Sheet, ...]

    @property
    def name(self) -> str:
        """Its sheets in a few words."""
        names = [sheet.name or "the table" for sheet in self.sheets]
        return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")

    @property
    def rows(self) -> int:
        """How many rows its sheets have together."""
        return sum(len(sheet.rows) for sheet in self.sheets)


def sheets_alike(contents: Contents) -> list[Alike]:
    """The sheets of a table, those with the same columns together, in their order."""
    found: dict[tuple[str, ...], list[Sheet]] = {}
    for sheet in contents.sheets:
        found.setdefault(sheet.header, []).append(sheet)
    return [Alike(header, tuple(sheets)) for header, sheets in found.items()]


def chosen_mappings(file_id: str, contents: Contents, here: Known) -> Mappings:
    """The mapping of each sheet as it is now; none for a sheet that is left out."""
    kept: dict[tuple[str, int], Mapping] = st.session_state.setdefault(COLUMN_MAPPINGS, {})
    by_header: dict[tuple[str, ...], Mapping] = {}
    for at, group in enumerate(sheets_alike(contents)):
        if (file_id, at) not in kept:
            kept[file_id, at] = _proposed(group, here)
        by_header[group.header] = kept[file_id, at]
    mappings = (by_header[sheet.header] for sheet in contents.sheets)
    return tuple(mapping if mapping.text else None for mapping in mappings)


def _proposed(group: Alike, here: Known) -> Mapping:
    """What the sheets suggest; a column is the workshop's only if it names one of ours."""
    every = [sheet.proposed for sheet in group.sheets]
    found = next((mapping for mapping in every if mapping.text), every[0])
    at = found.workshop
    if at is None:
        return found
    words = {row[at] for sheet in group.sheets for _, row in sheet.rows[:_SAMPLE] if at < len(row)}
    if any(here.names(word) for word in words if word.strip()):
        return found
    return _with(found, workshop=None)


def _with(mapping: Mapping, **about: int | None) -> Mapping:
    return Mapping(**{**vars(mapping), **about})


def draw_columns(file_id: str, contents: Contents) -> None:
    """The columns of a table to choose from; of many kinds of sheets one at a time."""
    groups = sheets_alike(contents)
    kept: dict[tuple[str, int], Mapping] = st.session_state[COLUMN_MAPPINGS]
    at = 0
    if len(groups) > 1:
        at = st.selectbox(
            "Sheet",
            range(len(groups)),
            format_func=lambda each: _line(groups[each], kept[file_id, each]),
            key=f"import-{file_id}-sheet",
        )
    _form(file_id, at, groups[at].header, kept[file_id, at])


def skipped(file_id: str, contents: Contents) -> list[Alike]:
    """The sheets without a column of text, which are left out."""
    kept: dict[tuple[str, int], Mapping] = st.session_state[COLUMN_MAPPINGS]
    return [each for at, each in enumerate(sheets_alike(contents)) if not kept[file_id, at].text]


def _line(group: Alike, mapping: Mapping) -> str:
    texts = ", ".join(f"“{group.header[at]}”" for at in mapping.text)
    return f"{group.name}: {group.rows} rows, {f'text in {texts}' if texts else 'left out'}"


def _form(file_id: str, group: int, header: Sequence[str], mapping: Mapping) -> None:
    key = f"import-{file_id}-{group}"
    columns = list(range(len(header)))
    keep = partial(_keep, file_id, group)

    def name(at: int | None) -> str:
        return "–" if at is None else f"{header[at] or 'no name'} ({at + 1})"

    st.session_state[f"{key}-text"] = list(mapping.text)
    st.multiselect(
        "Text of the notes", columns, format_func=name, key=f"{key}-text", on_change=keep
    )
    choices.note(f"{key}-text", list(mapping.text))
    with st.container(horizontal=True):
        for field, label in FIELDS.items():
            st.session_state[f"{key}-{field}"] = getattr(mapping, field)
            st.selectbox(
                label,
                [None, *columns],
                format_func=name,
                placeholder="–",
                key=f"{key}-{field}",
                width=190,
                on_change=keep,
            )
            choices.note(f"{key}-{field}", getattr(mapping, field))


def _keep(file_id: str, group: int) -> None:
    """Take over what was chosen; a column of text is nothing else."""
    key = f"import-{file_id}-{group}"
    text = tuple(sorted(st.session_state[f"{key}-text"]))
    about = {field: st.session_state[f"{key}-{field}"] for field in FIELDS}
    about = {field: None if at in text else at for field, at in about.items()}
    st.session_state[COLUMN_MAPPINGS][file_id, group] = Mapping(text, **about)
