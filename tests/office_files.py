"""Office files made in a few lines, and made badly on purpose."""

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006/relationships"
O = "urn:oasis:names:tc:opendocument:xmlns"  # noqa: E741  # as long as the others
NAMES = "".join(
    f' xmlns:{short}="{O}:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip archive with these members, packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def relations(*targets: tuple[str, str]) -> str:
    """The relations of a part: kinds and targets, numbered r1, r2 …"""
    rows = "".join(
        f'<Relationship Id="r{at}" Type="{R}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{P}">{rows}</Relationships>'


def docx(body: str, *, styles: str = "", numbering: str = "", before: str = "") -> bytes:
    """A Word document from what stands in its body."""
    return zipped(
        {
            "_rels/.rels": relations(("officeDocument", "word/document.xml")),
            "word/document.xml": (
                f'{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
            ),
            "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
            "word/numbering.xml": f'<w:numbering xmlns:w="{W}">{numbering}</w:numbering>',
        }
    )


def p(text: str, settings: str = "") -> str:
    """A paragraph of a Word document."""
    return f"<w:p><w:pPr>{settings}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def odt(body: str, *, automatic: str = "", manifest: str = "", kind: str = "text") -> bytes:
    """An OpenDocument file from what stands in its body."""
    content = (
        f"<office:document-content{NAMES}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}>"
        "</office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": content,
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
        }
    )


def ods(tables: str) -> bytes:
    """A spreadsheet of OpenDocument from its tables."""
    return odt(tables, kind="spreadsheet")


def xlsx(sheets: Mapping[str, str], *, shared: str = "", state: str = "visible") -> bytes:
    """A workbook from the rows of its sheets, in the words of the format."""
    names = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="r{at}" state="{state}"/>'
        for at, name in enumerate(sheets, start=1)
    )
    targets = [("worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(sheets) + 1)]
    members = {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets>{names}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": relations(*targets),
        "xl/sharedStrings.xml": f'<sst xmlns="{S}">{shared}</sst>',
    }
    for at, rows in enumerate(sheets.values(), start=1):
        members[f"xl/worksheets/sheet{at}.xml"] = (
            f'<worksheet xmlns="{S}"><dimension ref="A1:XFD1048576"/><sheetData>{rows}'
            "</sheetData></worksheet>"
        )
    return zipped(members)


def cells(number: int, *texts: str) -> str:
    """A row of a workbook with texts of its own."""
    return f'<row r="{number}">{"".join(map(_cell, texts))}</row>'


def _cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def ods_row(*texts: str, times: int = 1) -> str:
    """A row of a table of OpenDocument."""
    inside = "".join(f"<table:table-cell><text:p>{t}</text:p></table:table-cell>" for t in texts)
    return f'<table:table-row table:number-rows-repeated="{times}">{inside}</table:table-row>'


def pdf(*pages: str, prologue: str = "") -> bytes:
    """A PDF whose pages are drawn by these commands, in Helvetica."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(count))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for at, drawn in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * at} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>"
        )
        objects.append(f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream")
    body, places = f"%PDF-1.4\n{prologue}", []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj{each}endobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode("latin-1")


def printed(x: float, y: float, text: str, size: int = 12) -> str:
    """One line drawn at a place of a page."""
    return f"BT /F {size} Tf {x} {y} Td ({text}) Tj ET"
