"""The document as a web page in a browser: read by everybody, at any width, asking for nothing."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from hrgl.formats.writers.document import Citation, Document, Form, Section
from hrgl.formats.writers.writing import write_document
from tests.e2e.looking import violations
from tests.formats.test_writing import HOSTILE
from tests.printed import ARABIC, adopted_example

pytestmark = pytest.mark.e2e


def _hostile() -> Document:
    """What people may write, in a document that still has to be read on a telephone."""
    sections = tuple(
        Section(
            place,
            text[:400],
            text,
            " \n" if place % 3 else text,
            text[:100],
            (
                Citation(f"HRGL-2023-A1-{place:02d}", "supports", text, "A1", text[:60]),
                Citation("z" * 200, "reservation", text, "A1", ""),
            ),
        )
        for place, text in enumerate(HOSTILE, start=1)
    )
    return replace(adopted_example(), sections=sections, title="x" * 200, series="y" * 200)


def _arabic() -> Document:
    form = Form(name="الوثيقة الختامية", language="ar", lead_in="نشجع الحكومات المحلية على")
    made = adopted_example()
    sections = tuple(replace(each, explanation=ARABIC) for each in made.sections[:3])
    return replace(made, form=form, sections=sections)


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("make", [adopted_example, _hostile, _arabic])
def test_the_page_is_for_everybody_fits_and_neither_asks_nor_runs_anything(
    reader: Page, tmp_path: Path, make: Callable[[], Document]
) -> None:
    path = tmp_path / "document.html"
    path.write_bytes(write_document(make(), "html"))
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.on("dialog", lambda dialog: asked.append(dialog.message))
    reader.goto(path.as_uri())
    for width in (1366, 390):
        reader.set_viewport_size({"width": width, "height": 800})
        assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert violations(reader) == []
    assert asked == [path.as_uri()]
