"""What is said more than once, against the key points people gave: `python -m bench.same`.

The arguments of ArgKP train, a pile for each topic and stance: a pair within a group is right if
both have the same key point. The limits were chosen on every second topic (A) and are reported for
the others (B), too. Then the same within whole topics, where a pair may be of opposite stance, and
pairs of sentences of ours that say the same in other words, or nearly the same words and something
else.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from bench.material import DATA, Job, jobs, read, vectors_of
from hrgl.synthesis.grouping.points import SAME_POINT, perhaps_same, points

ARGKP = "ArgKP, 47 jobs"
Finding = Callable[[Sequence[str], NDArray[np.float32]], tuple[tuple[int, ...], ...]]
WAYS: dict[str, Finding] = {
    "surely": points,
    "perhaps": perhaps_same,
    "vectors alone, .80": lambda texts, vectors: perhaps_same(texts, vectors, 0.80),
    "both, .45": lambda texts, vectors: points(texts, vectors, 0.45),
}
SAME = (
    ("Publish the budget in plain words", "Publish the budget in plain language"),
    ("Train the staff who buy for the city", "The staff who buy for the city need training"),
    ("Pay people for their time in councils", "People should be paid for their time in councils"),
    ("Childcare makes it possible to take part", "Offer childcare, so that parents can take part"),
    ("Contracts need a clause on human rights", "Put a clause on human rights into contracts"),
    ("Every department reports once a year", "Once a year each department should report"),
    ("Interpreters at every hearing", "Provide interpreters at hearings"),
    ("Ask residents before a square is rebuilt", "Residents are asked before squares are rebuilt"),
)
OTHER = (
    ("Publish the budget in plain words", "Publish the budget before the summer"),
    ("Train the staff who buy for the city", "Pay the staff who buy for the city"),
    ("Contracts need a clause on human rights", "Contracts need no clause on human rights"),
    ("Raise the budget for childcare", "Cut the budget for childcare"),
    ("Invite 20 residents by lot", "Invite 200 residents by lot"),
    ("Open the archive of the police to all", "Close the archive of the police to all"),
    ("Interpreters at every hearing", "Cameras at every hearing"),
    ("Ask residents before a square is rebuilt", "Ask experts before a square is rebuilt"),
)


def right_pairs(piles: Iterable[Job], find: Finding) -> tuple[int, int, int]:
    """Return the pairs within groups, those of one label, and the largest group."""
    pairs = right = largest = 0
    for pile in piles:
        for group in find(pile.texts, pile.vectors):
            labels = [pile.labels[row] for row in group]
            pairs += len(group) * (len(group) - 1) // 2
            right += sum(one == other for one, other in combinations(labels, 2))
            largest = max(largest, len(group))
    return pairs, right, largest


def by_topic() -> list[Job]:
    """Give a pile for each topic, labelled by stance."""
    piles: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in read(ARGKP):
        topic, stance = row["label2"].rsplit("|", 1)
        piles[topic].append((row["text"], stance.strip()))
    made = []
    for said in piles.values():
        texts = [text for text, _ in said]
        made.append(Job(texts, vectors_of(texts), [stance for _, stance in said]))
    return made


def told(pairs: int, right: int, largest: int) -> str:
    """One cell of a table."""
    return f"{right / max(pairs, 1):.3f} of {pairs:,} (largest group {largest})"


def of_ours(find: Finding, written: Sequence[tuple[str, str]]) -> int:
    """Return how many of these pairs are found, each in a pile with all the other sentences."""
    texts = sorted({text for pair in (*SAME, *OTHER) for text in pair})
    groups = find(texts, vectors_of(texts))
    home = {texts[row]: number for number, group in enumerate(groups) for row in group}
    return sum(one in home and home[one] == home.get(other) for one, other in written)


def main() -> None:
    """Print the tables, or what is missing for them."""
    if not DATA.is_dir():
        print(f"Skipped: the public sets are not in {DATA}.")
        return
    piles, topics = jobs(ARGKP), by_topic()
    print(f"Pairs that are right, at the limit shipped ({SAME_POINT}) and otherwise.\n")
    print("| found | A | B | of one stance, whole topics | ours, the same | ours, another |")
    print("|---|---|---|---|---|---|")
    for name, find in WAYS.items():
        halves = [told(*right_pairs(piles[half::2], find)) for half in (0, 1)]
        stance = told(*right_pairs(topics, find))
        same, other = of_ours(find, SAME), of_ours(find, OTHER)
        ours = f"{same} of {len(SAME)} | {other} of {len(OTHER)}"
        print(f"| {name} | {' | '.join(halves)} | {stance} | {ours} |")


if __name__ == "__main__":
    main()
