"""The numbers that are public as an Atom feed (RFC 4287), for whoever wants to hear of new ones."""

from datetime import UTC, datetime, time
from xml.etree import ElementTree

from hrgl.formats.writers.blocks import one_line_of
from hrgl.formats.writers.document import as_one_line
from hrgl.outcome.public_numbers import KnownNumber
from hrgl.web.public.shelf import OnShelf

_ATOM = "http://www.w3.org/2005/Atom"
_MOST = 100
FEED_TYPE = "application/atom+xml; charset=utf-8"


def public_feed(there: OnShelf, origin: str) -> bytes:
    """The latest numbers, latest first; `origin` begins every address."""
    numbers = sorted(
        (number for each in there.editions for number in each.numbers), key=_changed, reverse=True
    )[:_MOST]
    feed = ElementTree.Element("feed", xmlns=_ATOM)
    _put(feed, "title", "Outcome documents")
    _put(feed, "id", f"{origin}/outcome/feed.xml")
    ElementTree.SubElement(feed, "link", rel="self", href=f"{origin}/outcome/feed.xml")
    ElementTree.SubElement(feed, "link", rel="alternate", href=f"{origin}/outcome/")
    latest = _changed(numbers[0]) if numbers else datetime(1970, 1, 1, tzinfo=UTC)
    _put(feed, "updated", latest.isoformat())
    for each in numbers:
        feed.append(_entry(each, origin))
    made: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return made


def _entry(number: KnownNumber, origin: str) -> ElementTree.Element:
    document = number.document
    address = f"{origin}{number.address}"
    entry = ElementTree.Element("entry")
    name = one_line_of(": ", document.form.name, document.title)
    _put(entry, "title", f"{name} – number {number.number}")
    _put(entry, "id", address)
    ElementTree.SubElement(entry, "link", rel="alternate", href=address)
    _put(entry, "published", number.row.published_at.isoformat())
    _put(entry, "updated", _changed(number).isoformat())
    author = ElementTree.SubElement(entry, "author")
    _put(author, "name", as_one_line(document.form.issuer or document.series))
    told = (document.notice, document.mark, document.status, document.adoption)
    _put(entry, "summary", one_line_of(" ", *told))
    return entry


def _put(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text


def _changed(number: KnownNumber) -> datetime:
    """When anything was last said of a number: published, adopted, marked."""
    row = number.row
    adopted = datetime.combine(row.adopted_on, time(12), UTC) if row.adopted_on else None
    return max(filter(None, (row.published_at, row.marked_at, adopted)))
