"""Which statements support a sentence: by meaning, or where that is not at hand by words."""

from dataclasses import dataclass

import numpy as np
from sqlmodel import Session

from hrgl.core import meaning
from hrgl.core.meaning import Meanings
from hrgl.encouragements.checking.corpus import Corpus, corpus_of
from hrgl.notes.languages import model_of_sentences
from hrgl.synthesis.wording.supporting import supporting, telling_words

MOST_FOUND = 60
BY_WORDS_ALONE = (
    "Found by their words alone: the meaning of sentences is not being read at the moment. "
    "Look again in a few seconds."
)
SOME_BY_WORDS = (
    "{count} of the statements are found by their words alone: their meaning is still being read."
)


@dataclass(frozen=True)
class Supporting:
    """The statements that support a sentence, by their ids, most supporting first.

    `note` says in a sentence where words alone had to do; empty where everything went by meaning.
    """

    statement_ids: tuple[int, ...]
    note: str = ""


def find_support(
    session: Session,
    *,
    edition_id: int,
    text: str,
    number: int = MOST_FOUND,
    patience: float = meaning.WAIT_FOR_MEANING,
    meanings: Meanings | None = None,
) -> Supporting:
    """The statements of an edition that support a sentence; those that were left out are not found.

    `patience`: seconds to wait for the sentence to be read; after that its words must do.
    """
    sentence = " ".join(text.split())
    if not sentence:
        return Supporting(())
    if meanings is None:
        meanings = meaning.at_hand(model_of_sentences(session, edition_id=edition_id))
    vectors = meanings.of([sentence], patience=patience) if meanings else {}
    corpus = corpus_of(session, edition_id=edition_id, meanings=meanings)
    vector = vectors.get(sentence) if len(corpus.vectors) else None
    rows = supporting(corpus.weighed, telling_words(sentence), vector, corpus.live, number)
    ids = tuple(corpus.statement_ids[row] for row in rows)
    return Supporting(ids, _note(corpus, by_meaning=vector is not None))


def _note(corpus: Corpus, *, by_meaning: bool) -> str:
    if not by_meaning:
        return BY_WORDS_ALONE
    unread = set(corpus.unread)
    count = sum(text in unread for text in np.array(corpus.texts, dtype=object)[corpus.live])
    return SOME_BY_WORDS.format(count=f"{count:,}") if count else ""
