"""The public pages as they are drawn: what a template is given for each of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import dropwhile, takewhile
from urllib.parse import quote

from hrgl.formats.writers.annexes import how_to_cite
from hrgl.formats.writers.blocks import Block, Style, TextBlock, one_line_of, plain_words, text_runs
from hrgl.formats.writers.directions import direction_of
from hrgl.formats.writers.document import Document, Section, as_one_line, full_sentence
from hrgl.formats.writers.html import page_parts
from hrgl.formats.writers.html_style import STYLE
from hrgl.formats.writers.languages import language_name
from hrgl.formats.writers.layout import laid_out
from hrgl.formats.writers.translated import translated
from hrgl.formats.writers.writing import DOCUMENT_FORMATS
from hrgl.outcome.public_numbers import KnownEdition, KnownNumber
from hrgl.web.forms import rendered
from hrgl.web.public.searching import LONGEST_QUERY, found_parts, sought_stems, with_hits
from hrgl.web.public.shelf import OnShelf

_LONGEST_DESCRIPTION = 300
# laid out once, and then marked for every search
_parts_of = lru_cache(maxsize=16)(page_parts)


@dataclass(frozen=True)
class PublicPage:
    """What every public page says of itself to browsers, search engines and whoever links to it."""

    title: str
    description: str
    canonical: str
    language: str = "en"
    indexed: bool = True
    others: tuple[tuple[str, str], ...] = ()  # the same in further languages: tag and address

    @property
    def direction(self) -> str:
        """Which way its words run."""
        return direction_of(self.language)


def drawn_editions(there: OnShelf, origin: str) -> str:
    """The list of the editions whose document is public."""
    page = PublicPage(
        "Outcome documents",
        "The published outcome documents, number by number.",
        f"{origin}/outcome/",
    )
    return _drawn("public_editions.html", page, origin, editions=there.editions)


def drawn_number(
    there: OnShelf, number: KnownNumber, origin: str, *, language: str = "", query: str = ""
) -> str:
    """A number of the document, whole: as it was adopted, in a translation, or searched."""
    document = translated(number.document, language) if language else number.document
    parts = _parts_of(document)
    stems = sought_stems(query)
    here = number.address
    return _drawn(
        "public_document.html",
        _page(number, document, origin, language=language, indexed=not query),
        origin,
        parts=replace(parts, text=with_hits(parts.text, stems)) if stems else parts,
        query=query,
        found=found_parts(document, stems) if query else (),
        longest=LONGEST_QUERY,
        here=f"{here}/in/{quote(language)}" if language else here,
        **_beside(there, number),
    )


def _page(
    number: KnownNumber, document: Document, origin: str, *, language: str, indexed: bool
) -> PublicPage:
    here = f"{origin}{number.address}"
    own = number.document.form.language
    others = [
        (each.language, f"{here}/in/{quote(each.language)}")
        for each in number.document.translations
    ]
    told = (document.form.subtitle, document.question, document.status, document.adoption)
    return PublicPage(
        one_line_of(" – ", document.form.name, document.title, f"number {number.number}"),
        _described(one_line_of(" ", document.notice, document.mark, *told)),
        f"{here}/in/{quote(language)}" if language else here,
        language or document.form.language,
        indexed,
        ((own, here), *others) if others else (),
    )


def _described(text: str) -> str:
    line = as_one_line(text)
    return line if len(line) <= _LONGEST_DESCRIPTION else f"{line[:_LONGEST_DESCRIPTION]}…"


def _beside(there: OnShelf, number: KnownNumber) -> dict[str, object]:
    """What stands beside a number: its files, how to cite it, other numbers and editions."""
    edition = there.edition(number.edition.code)
    return {
        "number": number,
        "address": number.address,
        "edition": edition,
        "editions": there.editions,
        "formats": DOCUMENT_FORMATS,
        "cite": how_to_cite(number.document),
        "languages": [
            (each.language, language_name(each.language)) for each in number.document.translations
        ],
    }


def drawn_encouragement(there: OnShelf, number: KnownNumber, section: Section, origin: str) -> str:
    """One encouragement on a page of its own."""
    document = number.document
    sentence = plain_words(full_sentence(document.form.lead_in, section.heading))
    here = f"{number.address}/encouragement-{section.place}"
    blocks = list(_blocks_of(document, section))
    places = [each.place for each in document.sections]
    at = places.index(section.place)
    page = PublicPage(
        f"{sentence} – {one_line_of(' ', document.form.name, document.title)}",
        _described(one_line_of(" ", document.notice, document.mark, sentence, section.explanation)),
        f"{origin}{here}",
        document.form.language,
    )
    return _drawn(
        "public_encouragement.html",
        page,
        origin,
        heading=blocks[0],
        blocks=blocks[1:],
        runs=text_runs,
        section=section,
        earlier=_said_before(there, number, section),
        before=document.sections[at - 1] if at else None,
        after=document.sections[at + 1] if at + 1 < len(places) else None,
        direction=direction_of(document.form.language),
        **_beside(there, number),
    )


def _blocks_of(document: Document, section: Section) -> Iterator[TextBlock]:
    """The blocks of one encouragement, from its sentence to who stood behind it."""
    alone = replace(document, sections=(section,), form=replace(document.form, preamble=()))
    begun = dropwhile(lambda block: not _is(block, Style.ENCOURAGEMENT), laid_out(alone))
    for block in takewhile(lambda block: not _is(block, Style.PART), begun):
        if isinstance(block, TextBlock):
            yield block


def _is(block: Block, style: Style) -> bool:
    return isinstance(block, TextBlock) and block.style is style


def _said_before(there: OnShelf, number: KnownNumber, section: Section) -> str:
    """In which years something near it was said; "" where there are no earlier texts."""
    if section.earlier:
        return f"Something near it was said in {', '.join(map(as_one_line, section.earlier))}."
    compared = any(each.earlier for each in number.document.sections)
    return "New this year." if compared or _earlier(there, number) else ""


def _earlier(there: OnShelf, number: KnownNumber) -> list[KnownEdition]:
    """Editions whose document was public before this number was published."""
    row = number.row
    return [
        each
        for each in there.editions
        if each.edition.id != row.edition_id
        and min(one.row.published_at for one in each.numbers) < row.published_at
    ]


def drawn_nowhere(message: str, origin: str) -> str:
    """The page where nothing is, whatever the reason."""
    page = PublicPage("Not here", "", f"{origin}/outcome/", indexed=False)
    return _drawn("public_nowhere.html", page, origin, message=message)


def _drawn(template: str, page: PublicPage, origin: str, **values: object) -> str:
    return rendered(template, page=page, origin=origin, document_style=STYLE, **values)
