"""Cutting: what becomes a statement, what becomes its context, and what falls out."""

import pytest

from hrgl.synthesis.cutting.cutting import Cut, cut

HEADING = "heading: became the context of what follows"
MEETING = "about the meeting itself, not its subject"


def statements(text: str) -> list[str]:
    return [text[span.start : span.end] for span in cut(text).statements]


def contexts(text: str) -> dict[str, str]:
    return {text[span.start : span.end]: span.context for span in cut(text).statements}


def fallen(text: str) -> dict[str, str]:
    return {text[piece.start : piece.end]: piece.reason for piece in cut(text).fallen_out}


@pytest.mark.parametrize("text", ["", " \n\t\n", "\u200b\ufeff\n"])
def test_nothing_comes_of_nothing(text: str) -> None:
    assert cut(text) == Cut((), ())


def test_bullets_of_every_kind_are_statements_without_their_marks() -> None:
    text = "* one\n- two\n• three\n– four\n+ five\n1. six\n1.1. seven\na) eight\n\t* nine\n[ ] ten"
    words = "one two three four five six seven eight nine ten"
    assert statements(text) == words.split(" ")


def test_a_heading_becomes_the_context_of_what_follows() -> None:
    text = (
        "# Housing\n\nRents are too high.\n\n## Young people\n- They cannot move out.\n# Roads\nx y"
    )
    assert contexts(text) == {
        "Rents are too high.": "Housing",
        "They cannot move out.": "Housing › Young people",
        "x y": "Roads",
    }
    assert fallen(text) == dict.fromkeys(["Housing", "Young people", "Roads"], HEADING)


@pytest.mark.parametrize("heading", ["Housing\n=======", "Housing\n-------", "**Housing**"])
def test_underlined_and_bold_lines_are_headings_too(heading: str) -> None:
    text = f"{heading}\nRents are too high in the city."
    assert contexts(text) == {"Rents are too high in the city.": "Housing"}
    assert set(fallen(text).values()) == {HEADING}


def test_a_note_that_is_bold_throughout_has_no_headings() -> None:
    assert statements("**More benches**\n**Safer roads**") == ["More benches", "Safer roads"]


def test_a_line_ending_in_a_colon_leads_in_to_its_bullets() -> None:
    text = "We met twice. Cities should:\n- listen\n- act\n\nNext idea"
    assert contexts(text) == {
        "We met twice.": "",
        "listen": "Cities should",
        "act": "Cities should",
        "Next idea": "",
    }


def test_a_parent_without_a_colon_is_a_statement_and_a_context() -> None:
    text = "- Should rents be capped?\n  - yes, by law\n    - in all cities"
    assert contexts(text) == {
        "Should rents be capped?": "",
        "yes, by law": "Should rents be capped?",
        "in all cities": "Should rents be capped? › yes, by law",
    }


def test_tabs_nest_as_etherpad_writes_them() -> None:
    text = "\t* Schools need staff\n\t\t* above all in villages\n\t* Buses are late"
    assert contexts(text)["above all in villages"] == "Schools need staff"
    assert contexts(text)["Buses are late"] == ""


def test_an_unfinished_parent_leads_in() -> None:
    text = "- Mayors should\n  - listen more often\n  - answer letters"
    assert contexts(text)["answer letters"] == "Mayors should"
    assert fallen(text) == {"Mayors should": HEADING}


def test_an_answer_has_its_question_as_context() -> None:
    text = "Q: Who pays for it?\nA: The region pays."
    assert contexts(text) == {
        "Q: Who pays for it?": "",
        "A: The region pays.": "Q: Who pays for it?",
    }


def test_a_line_is_a_statement_of_its_own_even_if_a_sentence_seems_to_go_on() -> None:
    text = (
        "The city must make sure that everybody who lives in it\n"
        "is heard before it decides, and\nasked again"
    )
    assert statements(text) == text.split("\n")


def test_lines_of_short_ideas_stay_apart() -> None:
    assert statements("more benches\nsafer roads\nbetter light") == [
        "more benches",
        "safer roads",
        "better light",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "See https://a.example/x.y?z=1 for the plan, e.g. page two.",
        "Under Art. 5 and para. 3 the fee of 3.5 million is void.",
        "Dr. Smith et al. agree, cf. the report of the U.N. committee.",
        "Mehr Grün ist z.B. wichtig, z. B. am 3. Mai in der Hauptstr. und so weiter.",
        "rents are high; wages are low",
    ],
)
def test_one_sentence_is_not_split(sentence: str) -> None:
    assert statements(sentence) == [sentence]


def test_sentences_of_a_line_are_statements_with_the_same_context() -> None:
    text = "# Roads\n- Cars are too fast. Children are afraid! Who will act?"
    assert list(contexts(text).values()) == ["Roads"] * 3


def test_a_fragment_sticks_to_its_neighbour() -> None:
    assert statements("Yes. We need more benches.") == ["Yes. We need more benches."]
    assert statements("We need more benches. Really.") == ["We need more benches. Really."]
    assert statements("Rents are high (in Graz. And in Linz).") == [
        "Rents are high (in Graz. And in Linz)."
    ]


def test_sentences_without_spaces_between_them_are_cut() -> None:
    assert statements("私は梟を愛しています。猫も好きです。") == [
        "私は梟を愛しています。",
        "猫も好きです。",
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Hello everyone!", "greeting or thanks"),
        ("Thanks all", "greeting or thanks"),
        ("Good morning and welcome to our workshop", "greeting or thanks"),
        ("bye", "greeting or thanks"),
        ("Guten Morgen allerseits!", "greeting or thanks"),
        ("Bonjour à toutes et à tous", "greeting or thanks"),
        ("Buenas tardes a todas y todos", "greeting or thanks"),
        ("Ciao a tutti!", "greeting or thanks"),
        ("can you all hear me?", MEETING),
        ("Hello everyone, can you hear me?", MEETING),
        ("I can't hear you", MEETING),
        ("I'll share my screen", MEETING),
        ("Let me share my screen now", MEETING),
        ("you are on mute", MEETING),
        ("Please mute yourselves", MEETING),
        ("We'll start in five minutes", MEETING),
        ("I've put the link in the chat", MEETING),
        ("Next slide, please", MEETING),
        ("Könnt ihr mich alle hören?", MEETING),
        ("Ich teile jetzt meinen Bildschirm.", MEETING),
        ("Est-ce que vous m’entendez bien?", MEETING),
        ("¿Me escuchan todos?", MEETING),
        ("Mi sentite tutti?", MEETING),
        ("Kunnen jullie mij horen?", MEETING),
        ("Vielen Dank!", "greeting or thanks"),
        ("ok", "says nothing by itself"),
        ("- n/a", "says nothing by itself"),
        ("---", "only punctuation or emoji"),
        ("!", "only punctuation or emoji"),
        ("😻🎶✨", "only punctuation or emoji"),
        ("14:30", "only numbers"),
        ("https://www.example.org/a", "only a link or an address"),
        ("(ana@example.org)", "only a link or an address"),
        ("{photo of the board}", "remark of the note-taker"),
        ("(I missed this)", "remark of the note-taker"),
        ("Welcome to pad.riseup.net!", "standing text of the notepad"),
        ('WARNING: This "pad" will be DELETED.', "standing text of the notepad"),
        ("# Closing", "heading with nothing under it"),
    ],
)
def test_what_is_no_statement_falls_out_with_its_reason(text: str, reason: str) -> None:
    assert statements(text) == []
    assert list(fallen(text).values()) == [reason]


@pytest.mark.parametrize(
    "text",
    [
        "Welcome to refugees is a duty of every city.",
        "Thanks to the new law tenants are safe.",
        "Hi-tech helps nobody here.",
        "Housing",
        "Mehr Radwege",
        "No more cars!",
        "Break the silence about racism",
        "Nobody can hear us in the council",
        "Can you hear the children when you plan a street?",
        "We start with the weakest",
        "Let's start a fund for tenants",
        "We share our screens with neighbours who have none",
        "The sound of the street is unbearable",
        "Wir hören nichts von der Stadt, wenn wir schreiben",
        "On commence par écouter les enfants",
        "I can't see the bus stop from my wheelchair",
        "Welcome desks in every town hall",
        "Todos tienen derecho a una vivienda",
        "Present the results to the council",
    ],
)
def test_what_only_looks_like_chaff_stays(text: str) -> None:
    assert statements(text) == [text]


def test_a_greeting_before_a_statement_falls_out_alone() -> None:
    text = "Hello everyone! We need more benches. Thank you."
    assert statements(text) == ["We need more benches."]


def test_names_in_a_list_of_people_fall_out() -> None:
    text = (
        "Participants:\n- Ana Ruiz\n- Tom B.\n- City of Graz, Housing Office\n- we all want parks"
    )
    assert statements(text) == ["we all want parks"]
    assert fallen(text)["Ana Ruiz"] == "name in a list of people"
