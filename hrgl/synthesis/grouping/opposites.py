"""What sounds alike and says the opposite, as far as single words tell it: denials, numbers, poles.

Vectors hear what is spoken of better than what is said of it: "Marijuana should not be legalized"
is near to "Recreational marijuana should be legal". A text with a word of denial is set apart from
one without, and so are texts with other numbers. A pole is a word of two that exclude one another:
who wants more is set apart from who wants less. It is a list, of a few languages: what says the
opposite without any such word still passes.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_DENIAL = re.compile(
    r"\b(?:not|no|never|nobody|none|nor|cannot|without|\w+n t|"
    r"nicht|kein|keine|keinen|keiner|keinem|nie|niemand|ohne|"
    r"ne|pas|jamais|aucun|aucune|sans|nunca|jamás|ningún|ninguna|sin|não|sem|non|senza)\b"
)
_NUMBER = re.compile(r"\d+")
_POLES = (
    (
        "more many increase increased raise rise grow higher mehr erhöhen steigern augmenter "
        "más aumentar",
        "less fewer few reduce reduced decrease lower cut weniger senken verringern kürzen moins "
        "réduire menos reducir",
    ),
    (
        "allow allowed permit permitted legal legalize legalized support keep erlauben zulassen "
        "behalten autoriser permettre garder permitir mantener",
        "ban banned forbid forbidden prohibit prohibited illegal abolish abolished oppose "
        "verbieten abschaffen interdire supprimer abolir prohibir suprimir",
    ),
    (
        "good better benefit beneficial helps safe fair effective improve improves gut besser "
        "hilft verbessern bon mieux améliorer bueno mejor mejorar",
        "bad worse harm harmful harms unsafe unfair ineffective damage damages schlecht "
        "schlechter schadet mauvais pire nuire malo peor dañar",
    ),
    ("open opened public öffnen ouvrir abrir", "close closed secret schließen fermer cerrar"),
)
_SIDES = tuple((frozenset(one.split()), frozenset(other.split())) for one, other in _POLES)


def side_of(folded: str) -> tuple[bool, tuple[str, ...]]:
    """Return whether a folded text denies something, and the numbers in it, each once, in order."""
    return _DENIAL.search(folded) is not None, tuple(sorted(set(_NUMBER.findall(folded))))


def poles(folded: Sequence[str]) -> NDArray[np.int8]:
    """Return n × p: on which side of each of p pairs a text stands, 1 or -1; 0 on both or none."""
    found = np.zeros((len(folded), len(_SIDES)), dtype=np.int8)
    for row, text in enumerate(folded):
        words = set(text.split())
        for at, (one, other) in enumerate(_SIDES):
            found[row, at] = bool(words & one) - bool(words & other)
    return found


def opposed(one: NDArray[np.int8], other: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Return n × m: whether two texts stand on different sides of a pair, by their `poles`."""
    left, right = one.astype(np.int16), other.astype(np.int16)
    apart = (left > 0).astype(np.int16) @ (right < 0).T.astype(np.int16)
    apart += (left < 0).astype(np.int16) @ (right > 0).T.astype(np.int16)
    return np.asarray(apart > 0)
