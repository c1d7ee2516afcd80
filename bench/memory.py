"""Themes of an earlier edition as a starting point, on sets with labels: `python -m bench.memory`.

A set is halved by chance: one half is the earlier edition, its labels the themes. Of the labels a
third, by chance, is kept out of the earlier half (these are new), another third out of the later
one (these stay empty). Ten draws of 400 statements a set; sets with few statements a label would
tell of halving rather than of the rule, so labels with fewer than twelve are left out.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from bench.material import DATA, Vectors, read, vectors_of
from hrgl.synthesis.grouping.clustering import cluster
from hrgl.synthesis.grouping.decided import NOWHERE, unbound
from hrgl.synthesis.grouping.neighbours import unit
from hrgl.synthesis.grouping.starting_point import homes, own_fits, placed

SETS = ("ai_assemblies", "bowling_green", "banking77", "ArgKP, 47 jobs")
DRAWS, LARGEST, LEAST, MOST = 10, 400, 12, 24


@dataclass(frozen=True)
class Outcome:
    """Counts of statements: whose theme was there before, and of new ones; and of themes."""

    known: int = 0
    placed: int = 0
    right: int = 0
    new: int = 0
    taken_for_known: int = 0
    empty: int = 0
    filled_wrongly: int = 0

    def plus(self, other: "Outcome") -> "Outcome":
        """Both together."""
        return Outcome(*(a + b for a, b in zip(_of(self), _of(other), strict=True)))


def _of(one: Outcome) -> list[int]:
    return list(vars(one).values())


def drawn(
    texts: list[str], labels: list[str], vectors: Vectors, seed: int, compared: bool
) -> Outcome:
    """Halve a set and let the later half start from the themes of the earlier one."""
    chance = np.random.default_rng(seed)
    names = sorted(set(labels))
    chance.shuffle(names)
    names = names[:MOST]
    third = max(1, len(names) // 3)
    new, gone = set(names[:third]), set(names[third : 2 * third])
    order = [at for at in chance.permutation(len(texts)).tolist() if labels[at] in names]
    early = [at for at in order[::2] if labels[at] not in new][:LARGEST]
    late = [at for at in order[1::2] if labels[at] not in gone][:LARGEST]
    themes = sorted({labels[at] for at in early})
    points = unit(vectors)
    rows = [points[[at for at in early if labels[at] == name]] for name in themes]
    late_texts = [texts[at] for at in late]
    cut = np.array(cluster(late_texts, vectors[late]).labels)
    own = own_fits(points[late], cut) if compared else np.zeros(len(late))
    where = placed(points[late], unbound(len(late)), homes(rows), own)
    found = [themes[at] if at != NOWHERE else "" for at in where.tolist()]
    pairs = [(labels[at], name) for at, name in zip(late, found, strict=True)]
    known = [(label, name) for label, name in pairs if label in themes]
    sizes = Counter(found)
    return Outcome(
        len(known),
        sum(bool(name) for _, name in known),
        sum(label == name for label, name in known),
        len(pairs) - len(known),
        sum(bool(name) for label, name in pairs if label not in themes),
        sum(name in gone for name in themes),
        sum(sizes[name] > 1 for name in themes if name in gone),
    )


def main() -> None:
    """Print the table, or what is missing for it."""
    if not DATA.is_dir():
        print(f"Skipped: the public sets are not in {DATA}.")
        return
    print("| set | of known themes placed | of these right | of new ones placed | empty, filled |")
    print("|---|---|---|---|---|")
    for name in SETS:
        sizes = Counter(row["label"] for row in read(name))
        rows = [row for row in read(name) if sizes[row["label"]] >= LEAST]
        texts, labels = [row["text"] for row in rows], [row["label"] for row in rows]
        vectors = vectors_of(texts)
        for compared in (False, True):
            all_in = Outcome()
            for seed in range(DRAWS):
                all_in = all_in.plus(drawn(texts, labels, vectors, seed, compared))
            print(told(name if compared else f"{name}, first condition alone", all_in))


def told(name: str, all_in: Outcome) -> str:
    """One line of the table."""
    return (
        f"| {name} | {all_in.placed / all_in.known:.2f} | {all_in.right / all_in.placed:.2f} "
        f"| {all_in.taken_for_known / max(all_in.new, 1):.2f} "
        f"| {all_in.filled_wrongly} of {all_in.empty} |"
    )


if __name__ == "__main__":
    main()
