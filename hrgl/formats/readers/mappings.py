"""The mappings of the sheets of a table: as proposed, or with the column that was named."""

from hrgl.errors import NotValid
from hrgl.formats.readers import tables
from hrgl.formats.readers.contents import Contents, Mapping


def mappings_of(contents: Contents, *, column: str | None = None) -> list[Mapping | None] | None:
    """Map the sheets of a table as proposed, or with the named column as the text.

    None for what is no table. Raises NotValid if that gives no note.
    """
    if contents.kind != "table":
        return None
    mappings: list[Mapping | None]
    if column is not None:
        mappings = _by_name(contents, column)
    elif any(sheet.proposed.text for sheet in contents.sheets):
        mappings = [sheet.proposed for sheet in contents.sheets]
    else:
        raise NotValid(
            f"No column of “{contents.name}” looks like text that people wrote. "
            f"Name the column to read. The columns are: {_columns(contents)}.",
            "column",
        )
    if not contents.notes(mappings):
        reasons = sorted({left.reason for left in contents.fallen(mappings)})
        raise NotValid(
            f"No row of “{contents.name}” gives a note ({'; '.join(reasons[:3])}). "
            "Name another column, or mend the table.",
            "file",
        )
    return mappings


def _by_name(contents: Contents, column: str) -> list[Mapping | None]:
    """Map the named column of every sheet that has it, with what is proposed besides."""
    wanted: list[Mapping | None] = []
    for sheet in contents.sheets:
        at = tables.column_of(sheet.header, column)
        wanted.append(None if at is None else sheet.proposed.with_text(at))
    if not any(wanted):
        raise NotValid(
            f"“{contents.name}” has no column “{column}”. Its columns are: {_columns(contents)}.",
            "column",
        )
    return wanted


def _columns(contents: Contents) -> str:
    names = dict.fromkeys(each for sheet in contents.sheets for each in sheet.header)
    return ", ".join(f"“{each}”" for each in list(names)[:30])
