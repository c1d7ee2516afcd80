"""Which signs the document can be printed in: read from the fonts themselves."""

import struct
import unicodedata
from collections import defaultdict
from functools import cache
from pathlib import Path

import fontpkg_amiri
import fontpkg_source_sans_3
import fontpkg_source_serif_4
import typst

from hrgl.errors import NotValid
from hrgl.formats.writers.document import as_one_line
from hrgl.settings import settings

_OURS = (fontpkg_source_serif_4, fontpkg_source_sans_3, fontpkg_amiri)
# what is printed as nothing, so that no font needs to hold it (the Default_Ignorable of Unicode)
_UNSEEN_RANGES = (
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x61C, 0x61C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x2028, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFFA0, 0xFFA0),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)
_UNSEEN = frozenset(
    chr(point) for first, last in _UNSEEN_RANGES for point in range(first, last + 1)
)


def signs_without_font(text: str) -> tuple[str, ...]:
    """The signs of a text that the PDF can only name, each once, in their order."""
    known = printed_signs(further_fonts())
    return tuple(dict.fromkeys(each for each in as_one_line(text) if each not in known))


def further_fonts() -> str:
    """The folder of further fonts, "" if none is named."""
    return settings().fonts


def with_signs_named(text: str, known: frozenset[str]) -> str:
    """The text, in which a sign without a font is told by its number: [U+1F600]."""
    if known.issuperset(text):
        return text
    return "".join(each if each in known else f"[U+{ord(each):04X}]" for each in text)


def is_seen(text: str) -> bool:
    """Whether anything of a text is seen on paper."""
    return any(not each.isspace() and each not in _UNSEEN for each in text)


def font_folders(folder: str) -> list[str]:
    """Where the fonts lie that the program brings along, and the further folder if one is named.

    Raises NotValid where that is not there.
    """
    if folder and not Path(folder).is_dir():
        raise NotValid(f"HRGL_FONTS names a folder that is not there: {folder}")
    ours = [str(Path(each.__file__ or "").with_name("files")) for each in _OURS]
    return [*ours, *([folder] if folder else [])]


def font_families(folder: str) -> list[str]:
    """The names of the fonts, in the order of the alphabet."""
    return sorted({each.family for each in _fonts(folder)})


@cache
def _fonts(folder: str) -> list[typst.FontInfo]:
    found = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=list(font_folders(folder)),
    )
    return found.fonts()


@cache
def printed_signs(folder: str) -> frozenset[str]:
    """Every sign that can be printed, upright and slanted, light and bold."""
    families: dict[str, set[frozenset[int]]] = defaultdict(set)
    for font in _fonts(folder):
        families[font.family].add(_code_points(Path(str(font.path)).read_bytes(), font.index))
    points = frozenset[int]().union(*(frozenset.intersection(*each) for each in families.values()))
    signs = (chr(each) for each in points)
    # a font may give a picture even to what no file may hold
    return frozenset(each for each in signs if unicodedata.category(each) != "Cc") | _UNSEEN


def _code_points(font: bytes, index: int) -> frozenset[int]:
    """The code points to which the table "cmap" of a font gives a glyph."""
    start = struct.unpack_from(">I", font, 12 + 4 * index)[0] if font[:4] == b"ttcf" else 0
    [tables] = struct.unpack_from(">H", font, start + 4)
    for at in range(start + 12, start + 12 + 16 * tables, 16):
        if font[at : at + 4] == b"cmap":
            [cmap] = struct.unpack_from(">I", font, at + 8)
            break
    else:
        return frozenset()
    found = frozenset[int]()
    for at in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        platform, _, offset = struct.unpack_from(">HHI", font, cmap + 4 + 8 * at)
        if platform in (0, 3):
            found |= _of_table(font, cmap + offset)
    return found


def _of_table(font: bytes, at: int) -> frozenset[int]:
    [format] = struct.unpack_from(">H", font, at)
    if format == 4:
        return _segments(font, at)
    if format == 12:
        [groups] = struct.unpack_from(">I", font, at + 12)
        rows = struct.iter_unpack(">III", font[at + 16 : at + 16 + 12 * groups])
        return frozenset(
            point
            for first, last, glyph in rows
            for point in range(first, last + 1)
            if glyph + point - first
        )
    return frozenset()


def _segments(font: bytes, at: int) -> frozenset[int]:
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    column = f">{count}H"
    ends, starts, deltas, offsets = (
        struct.unpack_from(column, font, at + 14 + 2 * count * each + (2 if each else 0))
        for each in range(4)
    )
    found = set()
    for nth, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for point in range(first, min(last, 0xFFFE) + 1):
            glyph = point
            if offsets[nth]:
                base = at + 16 + 2 * count * 3 + 2 * nth
                [glyph] = struct.unpack_from(">H", font, base + offsets[nth] + 2 * (point - first))
            if glyph and (glyph + deltas[nth]) & 0xFFFF:
                found.add(point)
    return frozenset(found)
