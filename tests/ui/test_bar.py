"""What the bar above the editor says, and what is believed of what a browser says for it."""

import re

import pytest

from hrgl.core.enums import Attribution, Kind
from hrgl.editions.attribution import vocabulary
from hrgl.notes.notes import About
from hrgl.ui.notes import bar, writing
from hrgl.ui.notes.cut_points import cut_points, words_beside


def test_every_kind_and_every_list_has_a_sign_of_its_own() -> None:
    signs = re.findall(r'data-sign="(.)"', bar.html())
    assert len(signs) == len(set(signs)) == len(Kind) + 1 + 3
    assert set(bar.SIGNS) == {None, *Kind}


def test_the_lists_hold_the_vocabularies() -> None:
    values = re.findall(r'<option value="([^"]+)"', bar.html())
    assert set(vocabulary("actor_types")) | set(vocabulary("regions")) | {"group", "none"} == {
        value.replace("&amp;", "&") for value in values
    }


@pytest.mark.parametrize("sent", [None, 7, "x", [], {"actor_type": 7}, {"attribution": "named"}])
def test_what_no_bar_of_ours_would_say_of_a_note_is_left_out(sent: object) -> None:
    assert bar.about(sent) == About()


def test_what_the_bar_says_goes_with_the_note() -> None:
    [actor_type, *_], [region, *_] = vocabulary("actor_types"), vocabulary("regions")
    told = {"actor_type": actor_type, "region": region, "attribution": "none"}
    typed = writing.typed_note(
        {"text": "* A", "about": told, "kinds": ["need", "", "x", 7, "lesson"]}
    )
    assert typed is not None
    assert typed.about == About(actor_type, region, attribution=Attribution.NONE)
    assert typed.kinds == (Kind.NEED, None, None, None, Kind.LESSON)


def test_a_statement_is_split_at_ends_of_sentences_first_then_of_clauses() -> None:
    text = "Publish it, in plain words. Then train"
    found = cut_points(text)
    assert [text[:at] for at in found[:2]] == ["Publish it, in plain words.", "Publish it,"]
    assert sorted(found) == [at for at, sign in enumerate(text) if sign == " "]
    assert cut_points("Budget") == []
    assert words_beside(text, found[0]) == "Publish it, in plain words. | Then train"


def test_a_statement_of_several_lines_is_split_at_their_ends_first() -> None:
    text = "Publish it. In plain words, too\n then train\nand pay"
    found = cut_points(text)
    assert [text[:at].split()[-1] for at in found[:4]] == ["too", "train", "it.", "words,"]


def test_long_words_beside_a_place_are_shortened() -> None:
    text = f"{'a long ' * 20}| {'b long ' * 20}"
    told = words_beside(text, text.index("|"))
    assert told.startswith("… ")
    assert told.endswith(" …")
    assert len(told) < 100


def test_lines_without_spaces_can_be_split_where_a_sentence_ends() -> None:
    text = "公布预算。培训员工。"
    assert [text[:at] for at in cut_points(text)] == ["公布预算。"]
