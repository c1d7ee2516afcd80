"""The stamp of a draft that goes out: which edition, number and words, said three times."""

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE as KINDS
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from hrgl.formats.draft_marks import STAMP_NAMES, STAMP_PROPERTY, identifier_of

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PROPERTIES = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_ITEM = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
# Both are names that programs want to see; neither means anything.
_FORMAT, _ITEM_ID = "D5CDD505-2E9C-101B-9397-08002B2CF9AE", "5B0C6B11-7E1D-4C1E-9A56-0D2A7F4E1B15"


def stamp_word(
    word: Word,
    about: tuple[str, int, str],
    fixed: Iterable[str],
    places: Iterable[tuple[int, int | None]],
) -> None:
    """Stamp a file with its edition, number and digest: programs differ in what they keep.

    `fixed` are the paragraphs that belong to no wording, `places` the keys with their places.
    """
    edition, number, digest = about
    line = identifier_of(edition, number, digest)
    word.core_properties.identifier = line[:255]
    package, main = word.part.package, word.part
    lines = "".join(f"<fixed>{escape(each)}</fixed>" for each in fixed)
    page = word.sections[0]
    beside = [*page.header.paragraphs, *page.footer.paragraphs]
    lines += "".join(f"<beside>{escape(each.text)}</beside>" for each in beside)
    keys = "".join(f'<part key="{key}" place="{place or ""}"/>' for key, place in places)
    whole = (
        f'<draft xmlns="{STAMP_NAMES}" edition={quoteattr(edition)} number="{number}" '
        f"digest={quoteattr(digest)}>{lines}{keys}</draft>"
    )
    item = office_part(package, "/customXml/item7.xml", "application/xml", whole)
    main.relate_to(item, KINDS.CUSTOM_XML)
    described = (
        f'<ds:datastoreItem xmlns:ds="{_OFFICE}/customXml" ds:itemID="{{{_ITEM_ID}}}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{STAMP_NAMES}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    item.relate_to(
        office_part(package, "/customXml/itemProps7.xml", _ITEM, described), KINDS.CUSTOM_XML_PROPS
    )
    custom_properties(word, {STAMP_PROPERTY: line})


def custom_properties(word: Word, told: Mapping[str, str]) -> None:
    """Give a file properties with names of our own; programs show them, and keep them."""
    made = "".join(
        f'<property fmtid="{{{_FORMAT}}}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(text)}</vt:lpwstr></property>"
        for number, (name, text) in enumerate(told.items(), start=2)
    )
    whole = (
        f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f"{made}</Properties>"
    )
    package = word.part.package
    package.relate_to(
        office_part(package, "/docProps/custom.xml", _PROPERTIES, whole), KINDS.CUSTOM_PROPERTIES
    )


def office_part(package: object, name: str, kind: str, content: str) -> Part:
    """A part of a file, as XML without its first line."""
    return Part(PackURI(name), kind, f"{_HEAD}{content}".encode(), package)  # type: ignore[arg-type]  # the stubs say less than it takes
