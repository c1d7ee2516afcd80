"""The guides: a page a role, a few pictures each, and every picture one that the script takes."""

import json
import re

import pytest
from PIL import Image

from hrgl.settings import GUIDE
from tools.pictures import FOLDER, NARROW, PICTURES, TEXTS, WIDE, Taken, differences

PAGES = {path.stem: path.read_text("utf-8") for path in sorted(GUIDE.glob("*.md"))}
WALKS = {name: text for name, text in PAGES.items() if name != "running"}
SHOWN = {name: re.findall(r"!\[([^\]]*)\]\(pictures/(.+?)\)", text) for name, text in PAGES.items()}
AT_MOST = 1_500_000


@pytest.mark.parametrize("name", list(WALKS))
def test_a_guide_has_a_few_pictures_and_says_in_words_what_each_shows(name: str) -> None:
    assert (2 if name == "steering" else 3) <= len(SHOWN[name]) <= 6
    assert all(len(words) > 30 for words, _ in SHOWN[name])


def test_every_picture_is_taken_by_the_script_shown_in_a_guide_and_known_by_its_words() -> None:
    names = [picture.name for picture in PICTURES]
    shown = {file.removesuffix(".png") for found in SHOWN.values() for _, file in found}
    assert set(names) == shown
    assert {path.stem for path in FOLDER.glob("*.png")} == shown
    assert list(json.loads(TEXTS.read_text("utf-8"))) == names


def test_the_pictures_are_of_the_size_of_a_screen_and_small_on_the_disk() -> None:
    for picture in PICTURES:
        size = NARROW if picture.narrow else WIDE
        with Image.open(FOLDER / f"{picture.name}.png") as drawn:
            assert drawn.size == (size["width"], size["height"]), picture.name
    assert sum(path.stat().st_size for path in FOLDER.glob("*.png")) < AT_MOST


def test_a_screen_that_says_something_else_than_its_picture_is_told_in_words() -> None:
    taken = Taken(PICTURES[0], b"", ["Notes"], ["Notes", "New button"], ["Notes", "Edge", "Below"])
    assert differences(taken, ["Notes", "Old button", "Edge"]) == [
        "no longer there: Old button",
        "new: New button",
    ]
