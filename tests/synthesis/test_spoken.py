"""In which language a statement is said: only what is clear is told, and English is never lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgl.synthesis.naming.labelling import titles
from hrgl.synthesis.naming.phrases import content_words
from hrgl.synthesis.naming.spoken import OTHER, UNCLEAR, in_their_language, language_of
from hrgl.synthesis.naming.stop_words import function_words, not_in_titles, stop_words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Plant trees against the heat", "en"),
        ("My payment's stuck on pending", "en"),
        ("The son of a gun maker spoke on main roads", "en"),
        ("Mehr Bäume in der Stadt", "de"),
        ("Plus d’arbres en ville", "fr"),
        ("Más árboles en la ciudad", "es"),
        ("Più alberi nelle strade della città", "it"),
        ("Mais árvores nas ruas da cidade", "pt"),
        ("Meer bomen in de straten van de stad", "nl"),
        ("Więcej drzew na ulicach, bo jest gorąco", "pl"),
        ("Fler träd på gatorna och i parkerna", "sv"),
        ("Flere træer på gaderne og i parkerne", "da"),
        ("Şehirde daha çok ağaç ve gölge için", "tr"),
        ("Több fát az utcákra, mert nagyon meleg van", "hu"),
        ("Больше деревьев в городе", "ru"),
        ("نريد أشجارا في المدينة", "ar"),
        ("Περισσότερα δέντρα στην πόλη", "el"),
        ("街に木を増やす", "ja"),
        ("在城市里种树", "zh"),
        ("도시에 나무를 더 심자", "ko"),
        ("เมืองต้องการต้นไม้", "th"),
        ("ქალაქში მეტი ხე", OTHER),
        ("Housing", UNCLEAR),
        ("12 %", UNCLEAR),
        ("", UNCLEAR),
    ],
)
def test_a_language_is_told_where_it_is_clear(text: str, language: str) -> None:
    assert language_of(text) == language


@given(st.text(max_size=60))
def test_whatever_people_write_has_one_answer(text: str) -> None:
    assert language_of(text) == language_of(text)
    content_words(text)


def test_what_is_a_function_word_elsewhere_is_no_less_a_word_in_english() -> None:
    assert {"pour", "main", "son", "men"} <= {
        word.lower() for word in content_words("Men pour the main son a drink")
    }
    assert content_words("Il faut de l’eau pour la ville") == ["l’eau", "ville"]
    assert content_words("Die Stadt braucht sichere Wege") == [
        "Stadt",
        "braucht",
        "sichere",
        "Wege",
    ]
    assert "pour" not in not_in_titles() | stop_words()


LISTED = """ar ca cs da de el es fi fr hu it nb nl pl pt ro ru sv tr uk"""


@pytest.mark.parametrize("language", LISTED.split())
def test_function_words_are_known_for_twenty_languages(language: str) -> None:
    assert len(function_words(language)) > 50
    assert stop_words(language) != stop_words()
    assert stop_words(language) <= not_in_titles(language)


def test_a_language_of_which_no_words_are_known_has_those_of_english() -> None:
    assert stop_words("xx") == stop_words(OTHER) == stop_words("en")


def test_a_title_is_in_the_language_of_most_of_its_statements() -> None:
    german = ["Bäume gegen die Hitze", "Mehr Bäume gegen die Hitze", "Bäume in der Stadt"]
    texts = [*german, "Plant trees against the heat", "Public schools for the poor", "Schools"]
    assert titles(texts, [0, 0, 0, 0, 1, 1])[0].startswith("Bäume")
    assert "trees" not in titles(texts, [0, 0, 0, 0, 1, 1])[0].lower()


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["We need parks", "Wir brauchen die Parks", "Parks", "El parque", ""]),
            st.integers(-1, 2),
        ),
        max_size=12,
    )
)
def test_every_theme_keeps_statements_of_its_language_and_the_queue_keeps_all(
    rows: list[tuple[str, int]],
) -> None:
    kept, languages = in_their_language([text for text, _ in rows], [label for _, label in rows])
    assert {label for _, label in rows} == {label for _, label in kept} == set(languages)
    assert [pair for pair in kept if pair[1] == -1] == sorted({p for p in rows if p[1] == -1})
    for text, label in kept:
        if label >= 0 and language_of(text) != UNCLEAR:
            assert language_of(text) == languages[label]
