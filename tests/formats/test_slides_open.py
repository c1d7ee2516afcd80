"""The slides opened by LibreOffice: every title is still a title, and every slide has its notes."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from lxml import etree

from hrgl.formats.writers.document import full_sentence
from hrgl.formats.writers.slides import write_slides
from tests.printed import adopted_example

NAMES = {
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "presentation": "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0",
}


def converted(folder: Path, ending: str) -> Path:
    """The adopted document's slides as LibreOffice saves them."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is absent")
    file = folder / "slides.pptx"
    file.write_bytes(write_slides(adopted_example()))
    home = f"-env:UserInstallation=file://{folder / 'office'}"
    command = ["soffice", home, "--headless", "--convert-to", ending, "--outdir", str(folder)]
    subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=180)
    saved = file.with_suffix(f".{ending}")
    if not saved.exists():
        pytest.skip("LibreOffice is there without Impress: apt-get install libreoffice-impress")
    return saved


def words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def test_every_title_is_a_title_in_libreoffice_and_the_notes_are_there(tmp_path: Path) -> None:
    document = adopted_example()
    root = etree.parse(converted(tmp_path, "fodp")).getroot()
    pages = root.findall(".//draw:page", NAMES)
    assert len(pages) == len(document.sections) + 2
    for section, page in zip(document.sections, pages[1:-1], strict=True):
        [title] = page.xpath("draw:frame[@presentation:class='title']", namespaces=NAMES)
        sentence = full_sentence(document.form.lead_in, section.heading)
        assert words(title) == f"{section.place}{sentence}"
        notes = words(page.find("presentation:notes", NAMES))
        assert section.raised in notes
        assert section.citations[-1].text.split("\n")[0] in notes


def test_every_word_of_a_slide_is_printed_within_its_page(tmp_path: Path) -> None:
    document = adopted_example()
    pdf = pypdfium2.PdfDocument(converted(tmp_path, "pdf"))
    assert len(pdf) == len(document.sections) + 2
    for page in pdf:
        wide, high = page.get_size()
        text = page.get_textpage()
        boxes = [text.get_charbox(at) for at in range(text.count_chars())]
        assert min(left for left, _, _, _ in boxes) >= 0
        assert max(right for _, _, right, _ in boxes) <= wide
        assert min(bottom for _, bottom, _, _ in boxes) >= 0
        assert max(top for _, _, _, top in boxes) <= high
    pdf.close()
