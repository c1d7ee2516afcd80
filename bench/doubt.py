"""Whether the statements doubted most are those that stand wrong: `python -m bench.doubt`.

Each statement stands in a theme and has the label people gave. *By the machine*: themes as it
proposes them, given the true number; wrong is a statement whose label is not that of most in its
theme. *Half tidied*: people's labels as themes, of which 5, 10 and 15 % of the statements were
moved to the theme that comes next nearest, or to any other; wrong are those that were moved. The
piles are the jobs of ArgKP, and of each of the other sets drawn ones of 40 in 4, 80 in 6 and 150 in
8 themes, of even sizes and of sizes up to 1:8, and one that is larger. Everything is drawn the same
every time. What we chose was chosen on every second pile and is reported for the others. `--write`
puts the table in docs/clustering.md.
"""

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.clustering import PAGE, told
from bench.material import DATA, SETS, Job, jobs
from hrgl.synthesis.grouping.clustering import cluster
from hrgl.synthesis.grouping.doubts import other_groups
from hrgl.synthesis.grouping.neighbours import unit

BEGIN, END = "<!-- doubt -->\n", "<!-- /doubt -->"
ABOUT = """## Doubt

Of the statements that stand wrong, how many are among those doubted most; by chance as many as are
looked at. Possible: if all of the first tenth stood wrong. Right: how many of it do. Half tidied:
people's labels, with so many statements moved to the theme next nearest, or to any. Measured on the
piles that nothing was chosen on; beside it the first tenth on those it was, and by the doubt as it
was before. How it is worked out: [0043](decisions/0043-doubt.md).

"""
SIZES = ((40, 4), (80, 6), (150, 8))  # statements, themes
UNEVEN = (1, 8)  # the largest theme by the smallest
DRAWN = 6  # piles of each size and unevenness
LARGE = (1000, 20)  # of the set that is too large to be cut whole here
WHOLE = 2000  # statements up to which a set is a pile, too
TRIES = 4  # draws of what is moved in each pile
ASTRAY = (0.05, 0.10, 0.15)
TENTH = 0.10
LOOKED = (0.05, TENTH, 0.20, 0.30, 0.50)

Numbers = NDArray[np.intp]
Scores = NDArray[np.float64]


@dataclass(frozen=True)
class Standing:
    """A pile with the theme in which each of n statements stands; −1 in none."""

    job: Job
    themes: Numbers
    wrong: NDArray[np.bool_]


def numbered(labels: Sequence[str]) -> Numbers:
    """Return the labels as numbers from 0 on."""
    return np.unique(labels, return_inverse=True)[1].astype(np.intp)


def pile(of: Job, size: int, themes: int, uneven: float, seed: int) -> Job:
    """Draw about `size` different statements of some labels, sizes falling geometrically."""
    chance = np.random.default_rng(seed)
    labels = numbered(of.labels)
    first = np.unique(of.texts, return_index=True)[1]
    pools = {label: first[labels[first] == label] for label in range(int(labels.max()) + 1)}
    shares = np.geomspace(uneven, 1, themes)
    rows: list[int] = []
    for wanted in np.maximum(2, np.round(shares / shares.sum() * size)).astype(int).tolist():
        enough = [label for label, pool in pools.items() if len(pool) >= wanted]
        largest = max(pools, key=lambda label: len(pools[label]))
        pool = pools.pop(int(chance.choice(enough or [largest])))
        rows += chance.choice(pool, min(wanted, len(pool)), replace=False).tolist()
    rows = chance.permutation(rows).tolist()
    return Job([of.texts[r] for r in rows], of.vectors[rows], [of.labels[r] for r in rows])


def piles(name: str) -> list[Job]:
    """Give the piles of a set, those of every kind in turn."""
    every = jobs(name)
    if len(every) > 1:
        return every
    [whole] = every
    found = [
        pile(whole, size, themes, uneven, seed)
        for size, themes in SIZES
        for uneven in UNEVEN
        for seed in range(DRAWN)
    ]
    large = len(whole.texts) > WHOLE
    return [*found, pile(whole, *LARGE, UNEVEN[1], 0) if large else whole]


def by_machine(job: Job) -> Standing:
    """Let the machine cut it; wrong is who is in a minority. Who stands in no theme is not."""
    labels = numbered(job.labels)
    themes = np.array(cluster(job.texts, job.vectors, int(labels.max()) + 1).labels)
    wrong = np.zeros(len(labels), dtype=bool)
    for theme in range(int(themes.max()) + 1):
        inside = themes == theme
        wrong[inside] = labels[inside] != np.bincount(labels[inside]).argmax()
    return Standing(job, themes, wrong)


def half_tidied(job: Job, share: float, *, nearest: bool, seed: int) -> Standing:
    """Put a share of the statements into another theme, the nearest by its middle or any."""
    chance = np.random.default_rng(seed)
    labels = numbered(job.labels)
    points = unit(job.vectors)
    middles = unit(np.stack([points[labels == each].sum(axis=0) for each in np.unique(labels)]))
    fits = points @ middles.T if nearest else chance.random((len(points), len(middles)))
    fits[np.arange(len(labels)), labels] = -np.inf
    moved = np.zeros(len(labels), dtype=bool)
    moved[chance.choice(len(labels), max(1, round(share * len(labels))), replace=False)] = True
    return Standing(job, np.where(moved, fits.argmax(axis=1), labels), moved)


def earlier(standing: Standing) -> Scores:
    """The doubt as it was: by how much the middle of another theme is nearer, if it is."""
    points, themes = unit(standing.job.vectors), standing.themes
    inside = np.flatnonzero(themes >= 0)
    sums = np.zeros((int(themes.max()) + 1, points.shape[1]))
    np.add.at(sums, themes[inside], points[inside])
    fits = points @ unit(sums).T
    rest = unit(sums[themes[inside]] - points[inside])
    own = np.einsum("nd,nd->n", rest, points[inside])
    alone = ~rest.any(axis=1)
    fits[inside, themes[inside]] = -np.inf
    doubt = np.zeros(len(points))
    doubt[inside] = np.where(alone, 0, np.maximum(fits[inside].max(axis=1) - own, 0))
    return doubt


def ours(standing: Standing) -> Scores:
    """The doubt by which the desk orders statements."""
    groups = int(standing.themes.max()) + 1
    return other_groups(standing.job.vectors, standing.themes, groups).doubt


def first(scores: Scores, wrong: NDArray[np.bool_], share: float) -> tuple[float, int]:
    """Return how many of the wrong are among that share of n by score, and how many that is.

    Where several tie at the border, as many of them count as chance would take.
    """
    number = int(np.ceil(len(scores) * share - 1e-9))
    border = np.sort(scores)[-number]
    above, tied = scores > border, scores == border
    taken = (number - above.sum()) / tied.sum()
    return float(wrong[above].sum() + taken * wrong[tied].sum()), number


def curve(every: Sequence[Standing], way: Callable[[Standing], Scores]) -> list[float]:
    """Return for each share looked at the share of the wrong found, mean of the piles.

    Then the share that is possible, and how many of those looked at are wrong, in the first tenth.
    """
    lines = []
    for standing in every:
        placed = standing.themes >= 0
        scores, wrong = way(standing)[placed], standing.wrong[placed]
        if wrong.any():
            found = [first(scores, wrong, share)[0] / wrong.sum() for share in LOOKED]
            right, number = first(scores, wrong, TENTH)
            lines.append([*found, min(1.0, number / wrong.sum()), right / number])
    return [float(mean) for mean in np.mean(lines, axis=0)]


def standings(every: Sequence[Job]) -> Mapping[str, list[Standing]]:
    """Give the ways in which the statements of piles may stand."""
    found = {"by the machine": [by_machine(job) for job in every]}
    for share in ASTRAY:
        for where, nearest in (("next nearest", True), ("any", False)):
            found[f"half tidied, {share:.0%}, {where}"] = [
                half_tidied(job, share, nearest=nearest, seed=seed)
                for job in every
                for seed in range(TRIES)
            ]
    return found


def tables() -> Iterator[str]:
    """Give the lines of the table as they are measured."""
    yield from ABOUT.splitlines()
    looked = " | ".join(f"first {share:.0%}" for share in LOOKED)
    yield f"| set | as grouped | {looked} | possible in 10% | right in 10% | chosen on | before |"
    yield "|---" * (len(LOOKED) + 6) + "|"
    for name in SETS:
        every = piles(name)
        chosen_on, others = standings(every[::2]), standings(every[1::2])
        for how, found in others.items():
            figures = curve(found, ours)
            beside = [curve(chosen_on[how], ours), curve(found, earlier)]
            figures += [each[LOOKED.index(TENTH)] for each in beside]
            yield f"| {name} | {how} | " + " | ".join(f"{each:.2f}" for each in figures) + " |"


def written(page: str, lines: list[str]) -> str:
    """Return the page with these lines between the marks of this measurement, at its end if new."""
    text = "".join(f"{line}\n" for line in lines)
    if BEGIN not in page:
        return f"{page.rstrip()}\n\n{BEGIN}{text}{END}\n"
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}{text}{END}{rest.partition(END)[2]}"


def main() -> None:
    """Print the table, or what is missing for them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"put the table in docs/{PAGE.name}")
    asked = parser.parse_args()
    if not DATA.is_dir():
        print(f"Skipped: the public sets are not in {DATA}.")
        return
    lines = told(tables())
    if asked.write:
        PAGE.write_text(written(PAGE.read_text("utf-8"), lines), encoding="utf-8")


if __name__ == "__main__":
    main()
