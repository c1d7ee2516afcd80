"""Which signs have a font is told when they are typed, and no sign ever stops a publication."""

import struct
import unicodedata
from pathlib import Path

import fontpkg_amiri
import page as checker  # page-validation
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from hrgl.errors import NotValid
from hrgl.formats.writers.blocks import Extent
from hrgl.formats.writers.fonts import font_folders, printed_signs, signs_without_font
from hrgl.formats.writers.pdf import write_pdf
from hrgl.formats.writers.typesetting import STANDARDS
from tests.tagged import heard, text_everywhere

KNOWN = printed_signs("")
ALEF = "\u05d0"
SAMPLE = b"""
#set text(font: ("Source Serif 4", "Source Sans 3", "Amiri"), style: sys.inputs.style)
#set document(title: "T", date: datetime(year: 2023, month: 2, day: 8))
= T
#sys.inputs.sign
"""


def accepted(sign: str, style: str, fonts: typst.Fonts) -> bool:
    told = {"sign": f"a{sign}b", "style": style}
    try:
        made = typst.compile(
            SAMPLE, format="pdf", font_paths=fonts, sys_inputs=told, pdf_standards=STANDARDS
        )
    except typst.TypstError:
        return False
    return made.startswith(b"%PDF")


def test_our_reading_of_the_fonts_agrees_with_the_typesetter_on_every_sign_that_was_tried() -> None:
    """Every 89th of all signs, and those of the scripts we promise; both ways, both styles."""
    fonts = typst.Fonts(False, False, font_folders(""))
    tried = {chr(each) for each in range(0x20, 0x2FFFF, 397)} | set("éßŁőĐαΩЖђقلاפ中😀\u1680\ufffd")
    wrong = [
        hex(ord(sign))
        for sign in sorted(tried)
        if unicodedata.category(sign) not in ("Cs", "Cc")
        and (sign in KNOWN) != all(accepted(sign, style, fonts) for style in ("normal", "italic"))
    ]
    assert wrong == []


def test_every_sign_that_has_a_font_is_printed_in_every_style() -> None:
    drawn = sorted(each for each in KNOWN if each.isprintable() and not each.isspace())
    assert len(drawn) > 1500
    text = " ".join("".join(drawn[at : at + 40]) for at in range(0, len(drawn), 40))
    assert not any("[U+" in said for _, said in heard(write_pdf(text_everywhere(text))))


@pytest.mark.parametrize(
    "text", ["Ħaddiem “quoted” – Łódź", "Δήμος", "Київ", "حقوق الإنسان ١٢", "a\tb"]
)
def test_latin_greek_cyrillic_and_arabic_have_their_fonts(text: str) -> None:
    assert signs_without_font(text) == ()


def test_each_sign_without_a_font_is_told_once_in_the_order_of_the_text() -> None:
    assert signs_without_font("a 😀 中b 😀\x00\ud800") == ("😀", "中")
    assert signs_without_font("\u200b\u00ad\u202efine") == ()
    assert signs_without_font("") == ()


def test_a_sign_without_a_font_is_printed_by_its_number() -> None:
    said = " ".join(text for _, text in heard(write_pdf(text_everywhere("Rights 😀 and 中."))))
    assert said.count("Rights [U+1F600] and [U+4E2D].") >= 8


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "\ud800",
        "\u200b",
        "😀",
        "中",
        "\ufeff",
        "\ufffe",
        "\x85",
        "\ue000",
        "\u0301",
    ],
)
def test_nothing_that_was_typed_stops_the_publication(text: str) -> None:
    for extent in Extent:
        data = write_pdf(text_everywhere(text), extent)
        for profile in ("ua1", "2a"):
            assert checker.validate_pdf_bytes(data, profile=profile).failures == []


@given(st.text(max_size=80))
@settings(max_examples=25, deadline=None, derandomize=True)
def test_no_text_at_all_stops_the_publication(text: str) -> None:
    assert checker.is_pdf_compliant_bytes(write_pdf(text_everywhere(text)), profile="ua1")


def other_font(folder: Path) -> None:
    """A font of another name that has a letter of Hebrew: Amiri with one entry changed."""
    font = bytearray((Path(fontpkg_amiri.__file__).parent / "files/Amiri-Regular.ttf").read_bytes())
    font = font.replace("Amiri".encode("utf-16-be"), "Other".encode("utf-16-be"))
    [tables] = struct.unpack_from(">H", font, 4)
    places = {bytes(font[at : at + 4]): at for at in range(12, 12 + 16 * tables, 16)}
    [cmap] = struct.unpack_from(">I", font, places[b"cmap"] + 8)
    for at in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        start = cmap + struct.unpack_from(">I", font, cmap + 8 + 8 * at)[0]
        if struct.unpack_from(">H", font, start)[0] != 12:
            continue
        for group in range(
            start + 16, start + 16 + 12 * struct.unpack_from(">I", font, start + 12)[0], 12
        ):
            if struct.unpack_from(">I", font, group)[0] >= 0x600:
                struct.pack_into(">II", font, group, ord(ALEF), ord(ALEF))
                break
    (folder / "other.ttf").write_bytes(font)


def test_a_further_folder_of_fonts_brings_further_signs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert signs_without_font(ALEF) == (ALEF,)
    other_font(tmp_path)
    monkeypatch.setenv("HRGL_FONTS", str(tmp_path))
    assert signs_without_font(f"{ALEF}😀") == ("😀",)
    said = " ".join(text for _, text in heard(write_pdf(text_everywhere(f"One {ALEF}."))))
    assert ALEF in said
    assert "[U+05D0]" not in said


def test_a_folder_of_fonts_that_is_not_there_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HRGL_FONTS", str(tmp_path / "gone"))
    with pytest.raises(NotValid, match="HRGL_FONTS names a folder that is not there"):
        signs_without_font("a")
