"""An edited text keeps the cuts of people wherever its words are the same."""

from hypothesis import given
from hypothesis import strategies as st

from hrgl.synthesis.cutting.cutting import cut
from hrgl.synthesis.cutting.recutting import recut

OLD = "* Publish the budget and train the staff\n* Pay people\n* Pay them well\n* Last of all"
WORDS = st.sampled_from(["Publish the budget", "Train the staff. Pay them", "# Money", "Ask, ask"])
TEXT = st.lists(WORDS, min_size=1, max_size=6).map("\n".join)


def by_rules(text: str) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in cut(text).statements]


def texts(text: str, places: list[tuple[int, int]], new: str) -> list[str]:
    return [new[span.start : span.end] for span in recut(text, places, new)]


def people_s() -> list[tuple[int, int]]:
    """The first statement split in two, the second and the third joined."""
    first, second, third, last = by_rules(OLD)
    middle = OLD.index(" and train")
    return [(first[0], middle), (middle + 1, first[1]), (second[0], third[1]), last]


def test_what_was_split_or_joined_stays_so_wherever_it_moved() -> None:
    new = f"# More\n* Before all\n{OLD}\n* After all"
    assert texts(OLD, people_s(), new) == [
        "Before all",
        "Publish the budget",
        "and train the staff",
        "Pay people\n* Pay them well",
        "Last of all",
        "After all",
    ]


def test_where_the_words_changed_the_rules_cut() -> None:
    new = OLD.replace("train the", "train all").replace("Pay them", "Thank them")
    assert texts(OLD, people_s(), new) == [
        "Publish the budget and train all staff",
        "Pay people",
        "Thank them well",
        "Last of all",
    ]


def test_joined_statements_part_when_something_comes_between_them() -> None:
    new = OLD.replace("* Pay them well", "Hello everyone!\n* Pay them well")
    assert "Pay people" in texts(OLD, people_s(), new)
    assert not any("Hello" in text for text in texts(OLD, people_s(), new))


def test_a_cut_that_is_not_within_the_statements_of_the_rules_is_left_to_the_rules() -> None:
    heading = "# Money\n* Publish the budget"
    assert texts(heading, [(2, len(heading))], heading) == ["Publish the budget"]


@given(old=TEXT, new=TEXT)
def test_what_nobody_cut_anew_is_cut_by_the_rules(old: str, new: str) -> None:
    assert [(s.start, s.end) for s in recut(old, by_rules(old), new)] == by_rules(new)


@given(text=TEXT, data=st.data())
def test_an_unchanged_text_is_cut_exactly_as_people_had_cut_it(
    text: str, data: st.DataObject
) -> None:
    places = []
    for start, end in by_rules(text):
        spaces = [at for at in range(start + 1, end) if text[at] == " "]
        at = data.draw(st.sampled_from([None, *spaces]))
        places += [(start, end)] if at is None else [(start, at), (at + 1, end)]
    assert [(s.start, s.end) for s in recut(text, places, text)] == places
