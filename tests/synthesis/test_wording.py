"""What is seen of a wording: its verb, its language, what it quotes, its examples, an outline."""

import numpy as np
import pytest

from hrgl.synthesis.wording import passages
from hrgl.synthesis.wording.alikeness import pairs_alike
from hrgl.synthesis.wording.languages import counts_words, is_english
from hrgl.synthesis.wording.supporting import supporting, telling_words, weighed
from hrgl.synthesis.wording.verbs import no_verb_at_its_head

GOOD = """publish the budget|not to sell data|always publish|jointly and regularly review
first and foremost protect|co-create plans|(re)design streets|greenlight the plan|never privatise
remunicipalise water|pay those concerned|ensure that nobody is missing|Also make room""".replace(
    "\n", "|"
)
BAD = {
    "Publishing the budget": "publishing",
    "publishes the budget": "publishes",
    "the budget": "the",
    "human rights in procurement": "human",
    "Transparency first": "transparency",
    "to publish": "to",
    "in plain words explain": "in",
    "often": "often",
    "…": "…",
}


@pytest.mark.parametrize("heading", GOOD.split("|"))
def test_a_heading_that_begins_with_a_verb_passes(heading: str) -> None:
    assert no_verb_at_its_head(heading) == ""


@pytest.mark.parametrize("heading", BAD)
def test_a_heading_without_one_is_told_by_its_first_word(heading: str) -> None:
    assert no_verb_at_its_head(heading) == BAD[heading]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("publish the budget", True),
        ("publish budgets", True),
        ("open the café to all", True),
        ("den Haushalt in einfachen Worten veröffentlichen", False),
        ("publier le budget de la ville", False),
        ("publicar el presupuesto en palabras sencillas", False),
        ("公開する", False),
        ("نشر الميزانية", False),
    ],
)
def test_english_is_told_from_what_the_list_does_not_know(text: str, english: bool) -> None:
    assert is_english(text) is english


def test_words_are_counted_without_references_and_signs() -> None:
    assert passages.count_words("Publish – in {A1-07} plain words, twice.") == 5
    assert counts_words("Publish")
    assert not counts_words("予算を公開する")


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("They said “we don’t know” twice", ["we don’t know"]),
        ('„so“ and «là» and "here" and ‘it’s fine’', ["so", "là", "here", "it’s fine"]),
        ("the city’s and the people’s own", []),
        ('5" pipes', []),
    ],
)
def test_what_stands_between_marks_of_quotation_is_found(text: str, quoted: list[str]) -> None:
    assert passages.quotations(text) == quoted


def test_a_quotation_may_leave_words_out_and_differ_in_case_and_signs_alone() -> None:
    said = ["We are invited when the plan is already printed. So we are asked to applaud."]
    assert passages.is_said("we are invited … so we are asked to applaud", said)
    assert passages.is_said("the plan [of the city] is already PRINTED", said)
    assert not passages.is_said("we were invited", said)
    assert not passages.is_said("plan is already printed so they", said)


def test_an_example_begins_with_a_city_and_its_country() -> None:
    text = "– Graz, Austria: a council\nA city: x\n\nVienna: y\nBogotá, Colombia:"
    found = list(passages.examples_without_a_place(text))
    assert found == ["A city: x", "Vienna: y", "Bogotá, Colombia:"]


def test_a_city_that_is_not_to_be_named_is_told_by_its_part_of_the_world() -> None:
    told = "A city in Europe: x\nA small town in southern Africa: y\nAn office in the Americas: z"
    assert list(passages.examples_without_a_place(told)) == []
    assert list(passages.examples_without_a_place("A room in use: x")) == ["A room in use: x"]


def test_an_outline_is_nothing_but_statements() -> None:
    said = ["Publish the budget", "Pay people"]
    assert passages.is_outline("– Publish the  budget {A1-01}\n– Pay people {A1-02}", said)
    assert not passages.is_outline("– Publish the budget {A1-01}\nAnd why.", said)
    assert not passages.is_outline("", said)


def test_support_is_found_by_meaning_where_no_word_is_shared() -> None:
    texts = ["council money", "the children", "green trees"]
    vectors = np.eye(3, 4)
    made = weighed([telling_words(text) for text in texts], vectors)
    wanted = np.ones(3, dtype=bool)
    assert supporting(made, telling_words("kids"), np.array([0, 1.0, 0, 0.1]), wanted, 2)[0] == 1
    assert supporting(made, telling_words("kids"), None, wanted, 2) == []
    wanted[1] = False
    assert 1 not in supporting(made, telling_words("kids"), np.array([0, 1.0, 0, 0]), wanted, 3)


def test_pairs_are_alike_by_both_or_by_words_alone_if_these_agree_more() -> None:
    texts = ["pay people for evenings", "pay people for evenings", "plant trees"]
    said = [telling_words(text) for text in texts]
    made = weighed(said, np.zeros((3, 1)))
    assert list(pairs_alike(made, said, None)) == [(0, 1)]
    assert list(pairs_alike(made, said, np.array([[1.0, 0], [0, 1.0], [1, 0]]))) == []
    assert list(pairs_alike(made, said, np.array([[1.0, 0], [0.9, 0.1], [0, 1]]))) == [(0, 1)]
