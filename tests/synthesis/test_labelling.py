"""Titles: in the statements' own words, telling one theme from the others, no two alike."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgl.synthesis.grouping.alternatives import QUEUE
from hrgl.synthesis.grouping.clustering import cluster
from hrgl.synthesis.naming.candidates import candidates
from hrgl.synthesis.naming.labelling import named, titles
from hrgl.synthesis.naming.phrases import content_words, stem, tokens
from hrgl.synthesis.naming.stop_words import AND
from tests.fakes import FakeEmbedder

JOINED_BY = {"and", *AND.values()}

VOCABULARY = [
    "the",
    "Parks",
    "of",
    "and",
    "in",
    "safe",
    "parks",
    "school",
    "we",
    "children’s",
    "to",
]
SAID = st.text("abß Σσдم-’.,! 3", max_size=12) | st.lists(st.sampled_from(VOCABULARY)).map(" ".join)

NOTES = {
    0: [
        "Public procurement should ask suppliers about human rights.",
        "We use public procurement to protect workers at our suppliers.",
        "Buyers need training in public procurement.",
        "Suppliers do not know what public procurement asks of them.",
    ],
    1: [
        "Children want safe streets on their way to school.",
        "Let children and young people speak in the council.",
        "The children's council meets twice a year.",
    ],
    2: ["Nobody in Graz can find affordable housing.", "Affordable housing is a human right."],
}
TEXTS = [text for notes in NOTES.values() for text in notes]
LABELS = [theme for theme, notes in NOTES.items() for _ in notes]


def words(text: str) -> list[str]:
    return re.findall(r"\w+(?:[’']\w+)*", text.casefold())


def test_a_phrase_people_repeat_is_the_title() -> None:
    found = titles(TEXTS, LABELS)
    assert found[0].startswith("Public procurement")
    assert found[1].startswith("Children")
    assert found[2].startswith("Affordable housing")


def test_titles_have_two_to_six_words_that_occur_in_the_themes_own_statements() -> None:
    for theme, title in enumerate(titles(TEXTS, LABELS)):
        own = {word for text in NOTES[theme] for word in words(text)}
        assert 2 <= len(title.split()) <= 6, title
        assert set(words(title)) - JOINED_BY <= own, title


def test_a_title_is_a_phrase_from_a_statement_rather_than_a_list() -> None:
    texts = [
        "Safe routes to school for all children",
        "The routes to school are dangerous",
        "School begins when the routes are still dark",
        "Rents rise faster than wages",
        "We need a cap on rents",
        "Wages do not cover the rents",
    ]
    first, second = titles(texts, [0, 0, 0, 1, 1, 1])
    assert first == "Routes to school"
    assert second == "Cap on rents"


def test_two_words_are_joined_where_no_statement_has_a_phrase() -> None:
    texts = ["Potholes!", "Potholes?", "Puddles!", "Puddles?", "Safe streets at night"]
    assert titles(texts, [0, 0, 0, 0, 1])[0] == "Potholes and puddles"


def test_a_verb_is_not_taken_for_a_theme() -> None:
    texts = [
        "We renovate the old library",
        "They want to renovate, and we renovate",
        "Children need the old library",
        "Dogs on the beach",
    ]
    assert titles(texts, [0, 0, 0, 1])[0] == "Old library"


def test_a_theme_is_called_after_what_rather_than_where() -> None:
    texts = [
        "The bus stops in Lower Saxony are dark",
        "Bus stops in Lower Saxony need a roof",
        "The bus stops of Lower Saxony",
        "Lower Saxony has few bus stops",
    ]
    assert titles([*texts, "Meals at school"], [0, 0, 0, 0, 1])[0] == "Bus stops"


def test_a_word_is_not_cut_from_the_one_it_belongs_to() -> None:
    texts = [
        "Hate speech in the council has no consequences",
        "Act against hate speech and discrimination",
        "Hate speech online, and discrimination at work",
        "Discrimination is hard to prove",
    ]
    naming = named([*texts, "Bus lanes", "Free bus lanes"], [0] * 4 + [1] * 2)[0]
    for title in (naming.title, *naming.others):
        assert "speech" not in title.lower() or "hate speech" in title.lower(), title


def test_a_corner_does_not_stand_for_the_whole_where_vectors_tell() -> None:
    whole = [f"{a} of the schools, please" for a in ("Funding", "Roofs", "Teachers", "Hours")]
    corner = ["Uniforms at schools", "Uniforms cost money"]
    texts = [*whole, *corner, "Bus lanes", "Bus lanes to Graz", "Uniforms of bus drivers"]
    labels = [0] * 6 + [1] * 3
    vectors = FakeEmbedder().encode(texts)
    assert "school" in titles(texts, labels, vectors)[0].lower()


def test_two_others_are_offered_that_say_mostly_something_else() -> None:
    for naming in named(TEXTS, LABELS, FakeEmbedder().encode(TEXTS)):
        said = [set(map(stem, words(t))) for t in (naming.title, *naming.others)]
        assert len(said) > 1
        for at, title in enumerate(said):
            assert all(len(title & before) * 2 <= len(title) for before in said[:at])


@given(st.lists(st.tuples(SAID, st.integers(-1, 3)), min_size=1, max_size=20), st.randoms())
def test_with_vectors_too_names_do_not_depend_on_the_order(
    rows: list[tuple[str, int]], chance: random.Random
) -> None:
    def names(rows: list[tuple[str, int]]) -> object:
        texts, labels = zip(*rows, strict=True)
        return named(texts, labels, FakeEmbedder().encode(texts))

    found = names(rows)
    chance.shuffle(rows)
    assert names(rows) == found


def test_the_order_of_the_statements_does_not_matter() -> None:
    pairs = list(zip(TEXTS, LABELS, strict=True))
    for seed in range(5):
        random.Random(seed).shuffle(pairs)
        assert titles(*zip(*pairs, strict=True)) == titles(TEXTS, LABELS)


def test_what_everybody_says_does_not_tell_themes_apart() -> None:
    texts = [f"Local governments should build {thing}" for thing in ("parks", "schools", "clinics")]
    found = titles(texts, [0, 1, 2])
    assert [
        thing in title.lower()
        for thing, title in zip(("parks", "schools", "clinics"), found, strict=True)
    ] == [True] * 3


def test_a_statement_said_by_many_counts_once() -> None:
    texts = ["Free parking!"] * 30 + ["Bus lanes now", "More bus lanes", "Bus lanes to Graz"]
    assert titles([*texts, "Schools", "School meals"], [0] * 33 + [1] * 2)[0] == "Bus lanes"


def test_no_two_titles_are_alike_even_where_the_words_are() -> None:
    texts = ["Parks!", "parks", "Parks.", "More parks", "The parks"]
    assert len(set(titles(texts, [0, 1, 2, 3, 4]))) == 5


@given(st.lists(st.tuples(SAID, st.integers(-1, 4)), min_size=1, max_size=20), st.randoms())
def test_whatever_people_write_titles_differ_and_do_not_depend_on_the_order(
    rows: list[tuple[str, int]], chance: random.Random
) -> None:
    found = titles(*zip(*rows, strict=True))
    assert len(set(found)) == len(found) == max(label for _, label in rows) + 1
    chance.shuffle(rows)
    assert titles(*zip(*rows, strict=True)) == found


@given(st.lists(st.tuples(SAID, st.integers(0, 4)), min_size=1, max_size=20))
def test_whatever_people_write_every_word_of_a_title_is_from_the_themes_statements(
    rows: list[tuple[str, int]],
) -> None:
    for theme, title in enumerate(titles(*zip(*rows, strict=True))):
        own = {word for text, label in rows if label == theme for word in words(text)}
        assert title == f"Theme {theme + 1}" or set(words(title)) - JOINED_BY <= own, title
        assert len(title.split()) <= 6


@given(SAID)
def test_whatever_people_write_a_candidate_stands_in_it_as_it_is_written(text: str) -> None:
    core = frozenset(stem(word) for word in words(text)) | frozenset(map(stem, VOCABULARY))
    for found in candidates(tokens(text), core):
        assert found.surface[1:] in text
        assert found.surface in text or found.opens
        assert len(set(found.phrase)) == len(found.phrase)
        assert core & set(found.phrase)


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("Parks", True),
        ("Ok. Parks", True),
        ("Ok: “Parks", True),
        ("- Parks", True),
        ("the Parks", False),
        ("Ok, Parks", False),
        ("ok (Parks", False),
    ],
)
def test_a_capital_that_opens_a_sentence_means_nothing(text: str, opens: bool) -> None:
    [found] = candidates(tokens(text), frozenset({"park"}))
    assert found.opens == opens
    assert found.surface == ("parks" if opens else "Parks")


@pytest.mark.parametrize(
    ("texts", "labels", "expected"),
    [
        ([], [], ()),
        (["All wait", "in the queue"], [-1, -1], ()),
        (["!!!", "And so on"], [0, 1], ("Theme 1", "Theme 2")),
        (["Potholes!"], [0], ("Potholes",)),
    ],
)
def test_where_there_is_little_to_go_by_there_is_still_an_answer(
    texts: list[str], labels: list[int], expected: tuple[str, ...]
) -> None:
    assert titles(texts, labels) == expected


def test_statements_in_the_queue_get_no_title() -> None:
    assert titles(["Stray thought", "Safe streets", "Safe streets at night"], [-1, 0, 0]) == (
        "Safe streets",
    )


def test_names_and_acronyms_keep_their_capitals() -> None:
    texts = ["Ask the EU office.", "The EU office in Graz", "Clean water", "Clean water for all"]
    assert titles(texts, [0, 0, 1, 1])[0].startswith("EU office")


def test_german_titles_do_not_open_or_close_with_a_function_word() -> None:
    texts = [
        "Die öffentliche Beschaffung muss fair sein.",
        "Bei der öffentlichen Beschaffung zählt nur der Preis.",
        "Die öffentliche Beschaffung und die Menschenrechte",
        "Die Stadt soll mehr Radwege bauen.",
        "Radwege sind für die Kinder zu gefährlich.",
    ]
    assert titles(texts, [0, 0, 0, 1, 1])[0] == "Öffentliche Beschaffung"
    assert "Radwege" in titles(texts, [0, 0, 0, 1, 1])[1]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Mehr Radwege für die Kinder", "Radwege für die Kinder"], "Radwege für die Kinder"),
        (["Οι παιδικές χαρές μας", "Νέες παιδικές χαρές", "παιδικές χαρές"], "παιδικές χαρές"),
        (["نريد حدائق عامة", "حدائق عامة للأطفال", "حدائق عامة"], "حدائق عامة"),
    ],
)
def test_phrases_of_other_languages_are_titles_too(texts: list[str], expected: str) -> None:
    found = titles([*texts, "Something else"], [0] * len(texts) + [1])[0]
    assert expected.lower() in found.lower()


LANGUAGES = {
    "German": [
        ["Die Stadt braucht sichere Radwege", "Sichere Radwege für alle Kinder", "Mehr Radwege"],
        ["Bezahlbarer Wohnraum fehlt", "Wir brauchen Wohnraum", "Leerstand wird zu Wohnraum"],
    ],
    "French": [
        ["L’accès à l’eau potable", "L’eau est un droit", "Le prix de l’eau potable"],
        ["L’école doit être gratuite", "Des repas à l’école", "L’école est trop loin"],
    ],
    "Spanish": [
        ["El agua limpia es un derecho", "Falta agua limpia", "Agua limpia para los barrios"],
        ["Más árboles en las plazas", "Los árboles dan sombra", "Plantar árboles en la calle"],
    ],
    "Arabic": [
        ["نريد حدائق عامة", "حدائق عامة للأطفال", "حدائق عامة قريبة"],
        ["نقص المياه النظيفة", "المياه النظيفة حق", "سعر المياه النظيفة"],
    ],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_themes_in_other_languages_are_told_apart_and_named_in_their_own_words(
    language: str,
) -> None:
    groups = LANGUAGES[language]
    texts = [text for group in groups for text in group]
    found = cluster(texts, FakeEmbedder().encode(texts), 2)
    assert QUEUE not in found.labels
    assert [len(set(found.labels[at : at + 3])) for at in (0, 3)] == [1, 1]
    names = titles(texts, found.labels)
    assert len(set(names)) == 2
    for group, label in zip(groups, found.labels[::3], strict=True):
        own = {word for text in group for word in words(text.replace("’", " "))}
        assert words(names[label])
        assert set(words(names[label].replace("’", " "))) - JOINED_BY <= own, names


def test_what_french_elides_is_no_part_of_the_word() -> None:
    assert content_words("d’urgence l'eau") == ["d’urgence", "l'eau"]
    assert {stem(word) for word in ("l’eau", "eau", "d'eau", "L’EAU")} == {"eau"}
    assert stem("city's") == "city"


def test_other_scripts_have_titles_too() -> None:
    found = titles(["Больше парков", "Парки нужны детям", "学校の給食を無料に"], [0, 0, 1])
    assert all(found)
    assert found[1] == "学校の給食を無料に"


@pytest.mark.parametrize("text", ["!", "2023", "And so on", "it isn't", "😀", "a"])
def test_some_texts_have_no_words_of_content(text: str) -> None:
    assert content_words(text) == []


@pytest.mark.parametrize("text", ["Fire", "EU", "公園", "Парки", "street-lights"])
def test_a_single_telling_word_is_content(text: str) -> None:
    assert content_words(text) == [text]
