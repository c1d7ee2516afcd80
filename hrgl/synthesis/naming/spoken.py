"""In which language a statement is said, by its commonest words, as far as that is clear.

Method: the counting of function words (Ingle 1976; Grefenstette, "Comparing two language
identification schemes", 1995), and letters that English has not. A statement is short, so another
language is named only where more speaks for it than for English; what is not clear is left open.
Letters of another script need no words. A text has one answer, whatever stands beside it.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache

from hrgl.synthesis.naming.stop_words import english_words, function_words

ENGLISH = "en"
UNCLEAR = ""
OTHER = "und"  # another language for certain, and none of those below
# by ISO 639-1, with the letters that English has not; where two fit alike, it is the first
_LETTERS = {
    "de": "äöüß",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "es": "áéíñóúü",
    "nl": "ëïéèöü",
    "it": "àèéìíîòóùú",
    "pt": "ãáàâçéêíõóôú",
    "pl": "ąćęłńóśźż",
    "sv": "åäöé",
    "da": "æøåé",
    "nb": "æøåéòô",
    "fi": "äöå",
    "cs": "áčďéěíňóřšťúůýž",
    "hu": "áéíóöőúüű",
    "ro": "ăâîșşțţ",
    "tr": "çğıöşüâî",
    "ca": "àçèéíïòóúü",
}
_BY_SCRIPT = {
    "CYRILLIC": ("ru", "uk"),
    "ARABIC": ("ar", "fa"),
    "GREEK": ("el",),
    "HEBREW": ("he",),
    "DEVANAGARI": ("hi",),
    "HIRAGANA": ("ja",),
    "KATAKANA": ("ja",),
    "HANGUL": ("ko",),
    "THAI": ("th",),
    "CJK": ("zh",),
}
_KEPT = 50_000  # texts of which the language is remembered
_WORD = re.compile(r"['’]?[^\W\d_]+")
_KANA = re.compile("[\u3040-\u30ff]")
_ENGLISH_ENDS = {"'s", "'t", "'d", "'m", "'ll", "'re", "'ve"}
# English words too, though none of its commonest
_NO_SIGNS = "ai asia den due fin main men non pour sex sin son sent ten war"
_LONG = 3  # letters of a word that may speak for its language alone


@cache
def _languages_by_sign() -> dict[str, tuple[str, ...]]:
    """Return the languages of which a word is a sign."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for language in _LETTERS:
        for word in function_words(language) - frozenset(_NO_SIGNS.split()):
            found[word].append(language)
    return {word: tuple(languages) for word, languages in found.items()}


@lru_cache(maxsize=_KEPT)
def language_of(text: str) -> str:
    """Return the ISO 639-1 code of a text's language; OTHER or UNCLEAR where there is none."""
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    scripts = Counter(_script(word) for word in words)
    if not scripts:
        return UNCLEAR
    script, count = scripts.most_common(1)[0]
    if script != "LATIN":
        return _in_script(script, words) if 2 * count > len(words) else UNCLEAR
    english = sum(word in english_words() or word in _ENGLISH_ENDS for word in words)
    words = [word.lstrip("'") for word in words if word not in _ENGLISH_ENDS]
    signs = [(word, _languages_by_sign().get(word, ())) for word in words]
    spoken_for = Counter(language for _, languages in signs for language in languages)
    lettered = _lettered(words)
    spoken_for.update(lettered)
    best = max(_LETTERS, key=lambda each: spoken_for[each])
    of_it = [word for word, languages in signs if best in languages]
    if spoken_for[best] > english and _is_clear(of_it, best in lettered, english):
        return best
    return ENGLISH if english else UNCLEAR


def _lettered(words: list[str]) -> list[str]:
    """Return the languages that have all the letters of these words that English has not."""
    letters = {letter for word in words if not word.isascii() for letter in word}
    letters = {letter for letter in letters if not letter.isascii()}
    return [each for each, of_it in _LETTERS.items() if letters <= set(of_it)] if letters else []


def _is_clear(of_it: list[str], is_lettered: bool, english: int) -> bool:
    """Say whether two things speak for it, a word among them; or one long word, and no English."""
    if len(of_it) + is_lettered > 1:
        return bool(of_it)
    return not english and any(len(word) >= _LONG for word in of_it)


def _script(word: str) -> str:
    if word.isascii():
        return "LATIN"
    return unicodedata.name(word.lstrip("'")[0], "").partition(" ")[0]


def _in_script(script: str, words: list[str]) -> str:
    among = _BY_SCRIPT.get(script, (OTHER,))
    if script == "CJK" and any(_KANA.search(word) for word in words):
        return "ja"
    return max(among, key=lambda each: sum(word in function_words(each) for word in words))


def in_their_language(
    texts: Sequence[str], labels: Sequence[int]
) -> tuple[list[tuple[str, int]], dict[int, str]]:
    """Return the distinct pairs of text and label that name a theme, and each theme's language.

    A theme is named by its statements in the language that most of them share; of two, the one
    that most statements of all have, then English. Where all are of one language, or open, all of
    them name it. Those of the queue (-1) all stay.
    """
    pairs = sorted(set(zip(texts, labels, strict=True)))
    spoken: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for text, label in pairs:
        spoken[label][language_of(text)] += 1
    everywhere = sum(spoken.values(), Counter[str]())
    languages, mixed = {}, set[int]()
    for label, counts in spoken.items():
        clear = sorted(each for each in counts if each != UNCLEAR)
        languages[label] = max(
            clear,
            key=lambda each: (counts[each], everywhere[each], each == ENGLISH),
            default=ENGLISH,
        )
        if label >= 0 and len(clear) > 1:
            mixed.add(label)
    kept = [
        (text, label)
        for text, label in pairs
        if label not in mixed or language_of(text) == languages[label]
    ]
    return kept, languages
