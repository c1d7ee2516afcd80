"""What somebody does in a browser, counted: clicks, keys, scrolls and texts, step by step."""

from collections import Counter
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page

KINDS = ("click", "key", "scroll", "text")


@dataclass
class Acting:
    """Somebody at a page, and how many acts each step took them."""

    name: str
    page: Page
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    step: str = ""

    def begins(self, step: str) -> "Acting":
        """From here on acts belong to this step."""
        self.step = step
        self.counts.setdefault(step, Counter())
        return self

    def click(self, what: Locator) -> None:
        what.click()
        self.counts[self.step]["click"] += 1

    def key(self, key: str) -> None:
        self.page.wait_for_timeout(500)  # nobody presses the moment that something has changed
        self.page.keyboard.press(key)
        self.counts[self.step]["key"] += 1

    def type(self, words: str) -> None:
        """One text, typed where the caret stands."""
        self.page.keyboard.insert_text(words)
        self.counts[self.step]["text"] += 1

    def read_down_to(self, last: Locator, sheet: Locator) -> None:
        """Scroll by what is in sight until the end can be read."""
        box = sheet.bounding_box()
        assert box is not None
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        while not _ends_in(last, sheet):
            self.page.mouse.wheel(0, box["height"] - 40)
            self.page.wait_for_timeout(250)
            self.counts[self.step]["scroll"] += 1

    @property
    def total(self) -> int:
        return sum(sum(each.values()) for each in self.counts.values())


def _ends_in(last: Locator, sheet: Locator) -> bool:
    inner, outer = last.bounding_box(), sheet.bounding_box()
    if inner is None or outer is None:  # it is being drawn
        return False
    return inner["y"] + inner["height"] <= outer["y"] + outer["height"] + 1


def table_of_acts(people: list[Acting]) -> str:
    """Who did how much in which step, and all together."""
    lines = [
        "",
        f"{'who':<8}{'step':<52}" + "".join(f"{kind:>8}" for kind in KINDS) + f"{'acts':>8}",
    ]
    for each in people:
        for step, counts in each.counts.items():
            told = "".join(f"{counts[kind]:>8}" for kind in KINDS)
            lines.append(f"{each.name:<8}{step:<52}{told}{sum(counts.values()):>8}")
    lines.append(f"{'together':<92}{sum(each.total for each in people):>8}")
    return "\n".join(lines)
