"""From the bytes of a file to its text, or a plain sentence why that cannot be done."""

import codecs
import re

from charset_normalizer import from_bytes

from hrgl.errors import NotValid

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_TEXT = (
    (b"PK\x03\x04", "an office or archive file"),
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "an archive file"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*"
    rb"(windows-125\d|iso-8859-\d{1,2}|latin-?1|macintosh|koi8-[ru]|shift_jis|euc-[jk][pr]|big5|gbk)",
    re.IGNORECASE,
)
_WESTERN = frozenset(
    "äöüÄÖÜßàáâãçèéêëìíîïñòóôõøùúûåæœÿÉÈÀÁÓÚÍÇÑŒ“”„‘’‚‹›«»–—…•·€§°²³¿¡šžŠŽ\u00a0\u00ad"
)
# What the wrong one of two encodings shows: a capital or a sign in the middle of a word.
_MISPLACED = re.compile(r"(?<=[a-zà-ÿ])[^\x00-\x7fà-ÿœßžš’“”‘…–—«»·](?=[a-zà-ÿ\s]|$)")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_HEAD = "\ufeff\u200b\u2060"
_BLANK = re.compile(rf"[\s{_HEAD}]*")
_SAMPLE = 100_000


def decode(name: str, data: bytes) -> str:
    """Give the text of a file's bytes, clean of marks and controls.

    UTF-8, or UTF-16 and UTF-32 with their mark; else an older encoding where it is beyond doubt.
    Raises NotValid naming the file.
    """
    for start, kind in _NOT_TEXT:
        if data.startswith(start):
            raise NotValid(
                f"“{name}” is {kind} inside, not text. "
                "Open it in its own program and save the notes as .txt, .html or .csv.",
                "file",
            )
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _try(data[len(mark) :], encoding)
            break
    else:
        text = _unmarked(data)
    if text is None:
        raise NotValid(
            f"The letters in “{name}” cannot be made out. Save it as text in UTF-8 and try again.",
            "file",
        )
    return clean(text)


def clean(text: str) -> str:
    """Give the text with LF line ends, and without control characters or an invisible beginning."""
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text)).lstrip(_HEAD)


def is_blank(text: str) -> bool:
    """Say whether there is nothing to read, zero-width spaces counting as nothing."""
    return _BLANK.fullmatch(text) is not None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _unmarked(data: bytes) -> str | None:
    # A quarter of controls is no text in any encoding: UTF-16 without its mark has half.
    if sum(data.count(bytes([code])) for code in (*range(9), *range(14, 32))) * 4 > len(data):
        return None
    text = _try(data, "utf-8")
    declared = _DECLARED.search(data[:2048])
    if text is None and declared:
        text = _try(data, declared[1].decode("ascii"))
    return text or _western(data) or _guessed(data)


def _western(data: bytes) -> str | None:
    """Decode Windows-1252 (and with it Latin-1) or MacRoman if the letters look Western European.

    Only old Macs ended lines with CR alone; else the one with fewer capitals inside words counts.
    """
    encodings = ["cp1252", "mac_roman"]
    if b"\r" in data and b"\n" not in data:
        encodings.reverse()
    texts = [text for each in encodings if (text := _try(data, each)) is not None]
    text = min(texts, key=lambda each: len(_MISPLACED.findall(each)))
    foreign = [letter for letter in text if letter > "\x7f"]
    usual = sum(letter in _WESTERN for letter in foreign)
    return text if usual >= 0.95 * len(foreign) else None


def _guessed(data: bytes) -> str | None:
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None or best.coherence < 0.3 or best.chaos > 0.1:
        return None
    return _try(data, best.encoding)
