"""Whatever people do to a draft: what each would have it say comes back, to the letter."""

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hrgl.formats.readers.returned.comparing import Bridge, hunks
from hrgl.formats.readers.returned.values import ReturnedChange
from hrgl.formats.writers.marked import MarkedDraft, MarkedPart
from tests.returned_files import ANA, TOM, ReturnedFile, end, gone, new, paragraph, run

WORDS = st.text(alphabet="ab .é\U0001f6b2ش", min_size=1, max_size=6)
PEOPLE = (ANA, TOM)
AS_IT_WAS = "It amends what somebody put in exactly as it was."


@dataclass(frozen=True)
class Bit:
    """Words, or the end of a paragraph, with who put them in and who took them out."""

    text: str
    put_in: int | None
    taken_out: int | None

    def stays(self, *accepted: int) -> bool:
        """Whether it is there if only what these people did is accepted."""
        return (self.put_in is None or self.put_in in accepted) and (
            self.taken_out is None or self.taken_out not in accepted
        )

    @property
    def markup(self) -> str:
        """The bit as Word writes it."""
        if self.put_in is not None and self.taken_out is not None:
            return new(gone(self.text, PEOPLE[self.taken_out]), PEOPLE[self.put_in])
        if self.put_in is not None:
            return new(self.text, PEOPLE[self.put_in])
        return run(self.text) if self.taken_out is None else gone(self.text, PEOPLE[self.taken_out])


WHO = st.sampled_from([None, None, 0, 1])
BITS = st.builds(Bit, st.one_of(WORDS, st.just("\n")), WHO, WHO)


def said(bits: Sequence[Bit], *accepted: int) -> str:
    return "".join(bit.text for bit in bits if bit.stays(*accepted))


def gives_back(bits: Sequence[Bit], who: int) -> bool:
    """Whether somebody puts in the same words that they take out of another's: no change."""
    own = {bit.text for bit in bits if bit.put_in == who}
    return any(
        bit.text in own for bit in bits if bit.taken_out == who and bit.put_in not in (None, who)
    )


def file_of(bits: Sequence[Bit]) -> ReturnedFile:
    """A draft whose explanation was sent without what people did to it, and what they did."""
    part = MarkedPart(1, 1, "heading", said(bits), "")
    file = ReturnedFile(MarkedDraft("2026", "x", 1, "aa", (part,)))
    marks = iter(f"hrgl_1_explanation_{line}" for line in range(1, 99))
    found, runs, names = [], "", [next(marks)]
    for bit in [*bits, Bit("\n", None, None)]:
        if bit.text != "\n":
            runs += bit.markup
            continue
        changed = "" if bit.put_in is None else end("ins", PEOPLE[bit.put_in])
        changed += "" if bit.taken_out is None else end("del", PEOPLE[bit.taken_out])
        found.append(
            paragraph(runs, properties=changed.replace("</w:rPr><w:rPr>", ""), marks=names)
        )
        runs, names = "", [next(marks)] if bit.put_in is None else []
    for line in range(2, said(bits).count("\n") + 2):
        file.put(f"hrgl_1_explanation_{line}")
    return file.put("hrgl_1_explanation_1", *found)


def applied(text: str, changes: Sequence[ReturnedChange]) -> str:
    for change in sorted(changes, key=lambda each: (each.start or 0, each.end or 0))[::-1]:
        text = text[: change.start] + change.after + text[change.end :]
    return text


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(BITS, min_size=1, max_size=12))
def test_what_one_person_alone_would_have_is_what_their_changes_give(bits: list[Bit]) -> None:
    assume(not any(gives_back(bits, who) for who in range(len(PEOPLE))))
    found = file_of(bits).read()
    assert {c.why_unplaced for c in found.changes} <= {"", AS_IT_WAS}
    assert found.untracked == 0
    for change in found.changes:
        if change.inside is not None:
            amended = found.changes[change.inside]
            assert (change.start, change.end) == (amended.start, amended.end)
            assert change.before == amended.after
    for who, (name, dated) in enumerate(PEOPLE):
        own = [c for c in found.changes if c.author == name]
        assert {c.dated for c in own} <= {dated}
        if not any(c.inside is not None or c.why_unplaced for c in own):
            assert applied(said(bits), own) == said(bits, who)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(BITS, min_size=1, max_size=12))
def test_no_word_that_was_put_in_or_taken_out_is_lost(bits: list[Bit]) -> None:
    # Each with words of its own, since who puts in what they took out changes nothing.
    bits = [
        bit if bit.text == "\n" else Bit(f"w{at}x ", bit.put_in, bit.taken_out)
        for at, bit in enumerate(bits)
    ]
    found = file_of(bits).read()
    told_in = "".join(c.after for c in found.changes)
    told_out = "".join(c.before for c in found.changes)
    for bit in bits:
        words = bit.text.strip()
        if bit.put_in is not None and bit.taken_out is None:
            assert words in told_in
        if bit.taken_out is not None and bit.taken_out != bit.put_in:
            assert words in told_out


TEXTS = st.text(alphabet="ab c.\n", max_size=60)


@given(TEXTS, TEXTS)
def test_differences_in_words_turn_one_text_into_the_other(before: str, after: str) -> None:
    text = before
    for hunk in hunks(before, after)[::-1]:
        text = text[: hunk.start] + after[hunk.begin : hunk.stop] + text[hunk.end :]
    assert text == after


@given(TEXTS, TEXTS)
def test_places_outside_what_differs_are_kept(before: str, after: str) -> None:
    bridge = Bridge(before, after)
    for offset in range(len(after)):
        start, stop = bridge.begin(offset), bridge.end(offset + 1)
        assert 0 <= start <= stop <= len(before)
        if not bridge.touched(offset, offset + 1):
            assert before[start:stop] == after[offset]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(TEXTS, TEXTS)
def test_what_was_typed_without_tracking_is_found_whole(before: str, after: str) -> None:
    part = MarkedPart(1, 1, "heading", before, "")
    file = ReturnedFile(MarkedDraft("2026", "x", 1, "aa", (part,)))
    for line in range(2, before.count("\n") + 2):
        file.put(f"hrgl_1_explanation_{line}")
    lines = [
        paragraph(run(each), marks=[f"hrgl_1_explanation_{at}"])
        for at, each in enumerate(after.split("\n"), start=1)
    ]
    changes = file.put("hrgl_1_explanation_1", *lines).read().changes
    assert all(c.why_unplaced == "" or c.before == c.after for c in changes)
    assert applied(before, [c for c in changes if c.start is not None]) == after
