"""Searching in a published document: by words and their simple stems, each hit marked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from markupsafe import Markup, escape

from hrgl.formats.writers.blocks import Block, Style, TableBlock, plain_words
from hrgl.formats.writers.document import Document
from hrgl.formats.writers.layout import laid_out
from hrgl.synthesis.naming.phrases import WORD, content_words, stem

LONGEST_QUERY = 200
_MOST_WORDS, _AROUND, _MOST_SHOWN = 8, 90, 3
# what is markup, and a letter that is written as a reference: neither is a word of the text
_MARKUP = re.compile(r"(<[^>]*>|&#?\w+;)")


@dataclass(frozen=True)
class FoundPart:
    """A part of the document in which all that was sought stands, with what is around it."""

    anchor: str
    name: str
    passages: tuple[Markup, ...]


def sought_stems(query: str) -> frozenset[str]:
    """The words that are sought; such as carry no meaning count only if there are no others."""
    words = content_words(query) or WORD.findall(query)
    return frozenset(stem(word) for word in islice(words, _MOST_WORDS))


def found_parts(document: Document, stems: frozenset[str]) -> list[FoundPart]:
    """The parts of a document that hold all of these words, in its order."""
    found = []
    for anchor, name, texts, there in _parts_with_stems(document):
        if stems and stems <= there:
            passages = chain.from_iterable(_passages(text, stems) for text in texts)
            found.append(FoundPart(anchor, name, tuple(islice(passages, _MOST_SHOWN))))
    return found


def with_hits(markup: str, stems: frozenset[str]) -> Markup:
    """Markup of ours in which each word that was sought is marked."""
    pieces = _MARKUP.split(markup)
    pieces[::2] = [_marked(each, stems) for each in pieces[::2]]
    return Markup("".join(pieces))  # noqa: S704  # what was markup stays so, the rest is escaped


def _marked(text: str, stems: frozenset[str]) -> str:
    return WORD.sub(lambda m: f"<mark>{m[0]}</mark>" if stem(m[0]) in stems else m[0], text)


@lru_cache(maxsize=16)
def _parts_with_stems(
    document: Document,
) -> tuple[tuple[str, str, tuple[str, ...], frozenset[str]], ...]:
    return tuple(
        (anchor, name, tuple(texts), frozenset(map(stem, chain(*map(WORD.findall, texts)))))
        for anchor, name, texts in _parts(document)
    )


def _parts(document: Document) -> Iterator[tuple[str, str, list[str]]]:
    """Each part that has an address of its own: its anchor, what it is called, its texts."""
    anchor, name, texts = "", "The beginning", list[str]()
    for block in laid_out(document):
        begins = getattr(block, "anchor", "")
        if begins:
            yield anchor, name, texts
            anchor, name, texts = begins, _called(block), []
        texts += _texts(block)
    yield anchor, name, texts


def _called(block: Block) -> str:
    if isinstance(block, TableBlock):
        return block.caption
    words = plain_words(block.text)
    if block.style is Style.ENCOURAGEMENT:
        return f"Encouragement {block.number}"
    return words


def _texts(block: Block) -> list[str]:
    if isinstance(block, TableBlock):
        return [" · ".join(filter(None, row)) for row in block.rows]
    return [f"{block.lead} {plain_words(block.text)}".strip()]


def _passages(text: str, stems: frozenset[str]) -> Iterator[Markup]:
    """What stands around the first hit of a text, if there is one."""
    for hit in WORD.finditer(text):
        if stem(hit[0]) in stems:
            first = max(0, hit.start() - _AROUND)
            last = min(len(text), hit.end() + _AROUND)
            before = "…" if first else ""
            after = "…" if last < len(text) else ""
            yield with_hits(str(escape(f"{before}{text[first:last]}{after}")), stems)
            return
