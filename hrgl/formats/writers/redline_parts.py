"""The parts of a redline besides its text: its styles, the head of its pages, what holds them."""

from xml.sax.saxutils import escape

from hrgl.formats.writers.blocks import Style

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NORMAL_SIZE = 21  # in half points
# size in half points, bold, italic, indent in twentieths of a point, level in the outline
_LOOKS: dict[Style, tuple[int, bool, bool, int, int | None]] = {
    Style.TITLE: (40, True, False, 0, 0),
    Style.SUBJECT: (28, False, False, 0, None),
    Style.PREAMBLE: (21, False, True, 0, None),
    Style.PART: (28, True, False, 0, 0),
    Style.GROUP: (24, True, True, 0, 1),
    Style.ENCOURAGEMENT: (24, True, False, 0, 1),
    Style.ENTRY_HEADING: (22, True, False, 0, 1),
    Style.LABEL: (19, True, False, 360, None),
    Style.EXAMPLE: (20, False, False, 360, None),
    Style.DISSENT: (20, False, True, 360, None),
    Style.RESERVATION: (20, False, False, 360, None),
    Style.REMARK: (20, False, False, 360, None),
    Style.RAISED: (18, False, False, 360, None),
    Style.ITEM: (19, False, False, 360, None),
}


def redline_style(style: Style) -> str:
    """What a style is called in the file."""
    return style.value.replace(" ", "")


def header_part(text: str) -> str:
    """The head of every page, which says what is compared."""
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f'{_XML}<w:hdr xmlns:w="{_W}"><w:p>{run}</w:p></w:hdr>'


def _style(style: Style) -> str:
    size, bold, italic, indent, level = _LOOKS.get(style, (_NORMAL_SIZE, False, False, 0, None))
    first = "" if level is None else "<w:keepNext/>"
    outlined = "" if level is None else f'<w:outlineLvl w:val="{level}"/>'
    default = ' w:default="1"' if style is Style.TEXT else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{redline_style(style)}">'
        f'<w:name w:val="{style.value}"/><w:qFormat/>'
        f'<w:pPr>{first}<w:spacing w:before="60" w:after="80"/><w:ind w:left="{indent}"/>'
        f"{outlined}</w:pPr>"
        f"<w:rPr>{'<w:b/>' if bold else ''}{'<w:i/>' if italic else ''}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


STYLES_PART = (
    f'{_XML}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Arial"/></w:rPr></w:rPrDefault>'
    f"</w:docDefaults>{''.join(map(_style, Style))}</w:styles>"
)


def _type(part: str, kind: str) -> str:
    return f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kind}+xml"/>'


def _relationships(*found: tuple[str, str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for name, kind, target in found
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


AROUND = {
    "[Content_Types].xml": (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{_type('document', 'document.main')}{_type('styles', 'styles')}"
        f"{_type('header1', 'header')}</Types>"
    ),
    "_rels/.rels": _relationships(("rId1", "officeDocument", "word/document.xml")),
    "word/_rels/document.xml.rels": _relationships(
        ("rId1", "styles", "styles.xml"), ("rId2", "header", "header1.xml")
    ),
}
