"""The places at which a statement can be cut in two, and how they are told."""

from hrgl.synthesis.cutting.sentences import ends

_BESIDE = 42  # characters shown on each side of a place


def cut_points(text: str) -> list[int]:
    """The places between two words, in characters: ends of lines, then of sentences and clauses."""
    gaps = [at for at in range(1, len(text)) if text[at].isspace() and not text[at - 1].isspace()]
    inside = [at for at in (*ends(text)[:-1], *gaps) if _has_words(text, at)]
    closing = set(ends(text))

    def nearness(at: int) -> tuple[bool, bool, bool, int]:
        space = text[at : len(text) - len(text[at:].lstrip())]
        return "\n" not in space, at not in closing, text[at - 1] not in ",;:–—)", at

    return sorted(dict.fromkeys(inside), key=nearness)


def _has_words(text: str, at: int) -> bool:
    return all(any(sign.isalnum() for sign in part) for part in (text[:at], text[at:]))


def words_beside(text: str, at: int) -> str:
    """A place with the words on both sides of it: "… in plain words | and train …"."""
    left, right = " ".join(text[:at].split()), " ".join(text[at:].split())
    before = left if len(left) <= _BESIDE else f"… {left[-_BESIDE:]}"
    after = right if len(right) <= _BESIDE else f"{right[:_BESIDE]} …"
    return f"{before} | {after}"
