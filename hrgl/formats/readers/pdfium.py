"""The lines of a PDF and where they stand; run as a process of its own, which may not grow.

PDFium is written in C and serves one thread at a time: here a file that hurts it hurts nobody.
Reads the file from standard input and writes JSON: {"pages": [{"width": …, "lines": [line]}]} or
{"refused": "locked" | "damaged" | "long"}. A line has `text`, `at` (the left edge of every
character), `right`, `base`, `size`, all in points with y upwards, and `bold`.
"""

import ctypes
import json
import sys
from collections.abc import Iterator
from typing import Any

import pypdfium2  # it ships no types
import pypdfium2.raw as raw

MOST_PAGES = 500
MOST_SIGNS = 500_000
MOST_MEMORY = 450 * 1024 * 1024
MOST_SECONDS = 8


def read_pdf() -> None:
    """Read the lines of one file."""
    _limit()
    sys.stdout.write(json.dumps(_read(sys.stdin.buffer.read())))


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows, where time alone is limited, from outside
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(data: bytes) -> dict[str, object]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"refused": "locked" if error.err_code == raw.FPDF_ERR_PASSWORD else "damaged"}
    if len(document) > MOST_PAGES:
        return {"refused": "long"}
    pages: list[dict[str, object]] = []
    signs = 0
    for at in range(len(document)):
        try:
            page = document[at]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            continue
        signs += raw.FPDFText_CountChars(text)
        if signs > MOST_SIGNS:
            return {"refused": "long"}
        pages.append({"width": page.get_width(), "lines": list(_lines(text))})
        text.close()
        page.close()
    return {"pages": pages}


def _lines(text: Any) -> Iterator[dict[str, object]]:
    places: list[int] = []
    for place in range(raw.FPDFText_CountChars(text)):
        if raw.FPDFText_GetUnicode(text, place) in (10, 13):
            yield from _line(text, places)
            places = []
        else:
            places.append(place)
    yield from _line(text, places)


def _line(text: Any, places: list[int]) -> Iterator[dict[str, object]]:
    letters = [chr(min(raw.FPDFText_GetUnicode(text, each), 0x10FFFF)) for each in places]
    seen = [each for each, letter in zip(places, letters, strict=True) if not letter.isspace()]
    if not seen:
        return
    yield {
        "text": "".join(letters),
        "at": [round(_origin(text, each)[0], 1) for each in places],
        "right": round(_right(text, seen[-1]), 1),
        "base": round(_origin(text, seen[-1])[1], 1),
        "size": round(raw.FPDFText_GetFontSize(text, seen[-1]), 1),
        "bold": _is_bold(text, seen[0]) and _is_bold(text, seen[-1]),
    }


def _origin(text: Any, place: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, place, x, y)
    return x.value, y.value


def _right(text: Any, place: int) -> float:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text, place, left, right, bottom, top)
    return float(right.value)


def _is_bold(text: Any, place: int) -> bool:
    name = ctypes.create_string_buffer(200)
    raw.FPDFText_GetFontInfo(text, place, name, len(name), ctypes.c_int())
    return b"bold" in name.value.lower() or raw.FPDFText_GetFontWeight(text, place) >= 700


if __name__ == "__main__":
    read_pdf()
