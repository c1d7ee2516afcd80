"""Comments, Word files, the margin: what waits for a place, comments, and what was settled."""

from collections.abc import Mapping, Sequence

import streamlit as st

from hrgl.core.enums import MarginKind, WordingField
from hrgl.encouragements.round_trip import sending, settling
from hrgl.encouragements.round_trip.margins import MarginView
from hrgl.encouragements.views import EncouragementView
from hrgl.errors import NotValid
from hrgl.ui.comments.word_preview import WORDING_PARTS, comment_line, shortened
from hrgl.ui.parts import pieces
from hrgl.ui.parts.moments import as_dated, day_and_time
from hrgl.ui.shell import choices
from hrgl.ui.shell.difference import ChangedLine, show_lines
from hrgl.ui.shell.fields import text_area, text_input
from hrgl.ui.shell.page import ask, forget, form, plain, viewer
from hrgl.ui.shell.presses import bind, button, found, typed


def draw_margin(notes: Sequence[MarginView]) -> None:
    """What nobody has placed or settled yet as a list, what was settled below it."""
    if not notes:
        return
    st.header("In the margin")
    unfinished = sorted((each for each in notes if each.open), key=lambda each: not each.waits)
    waiting = sum(each.waits for each in unfinished)
    st.caption(
        f"{waiting} without a place · {_count(len(unfinished) - waiting, 'comment')} to settle · "
        f"{len(notes) - len(unfinished)} done"
    )
    if unfinished:
        _list(unfinished)
    if done := [each for each in notes if not each.open]:
        with st.expander(f"What was placed or settled: {len(done)}"):
            show_lines([line for each in done for line in _lines(each)], name="Done")


def _list(unfinished: Sequence[MarginView]) -> None:
    by_id = {each.id: each for each in unfinished}
    there = {each.id: each for each in ask(sending.that_can_go_out, edition_id=viewer().edition_id)}
    left, main = st.columns([2, 5], gap="medium")
    with left:
        chosen = pieces.rail(
            "Note",
            list(by_id),
            lambda key: _called(by_id[key]),
            key="margin_note",
            captions=lambda key: _where(by_id[key], there),
            gone=lambda _: "It was placed or settled.",
        )
    with main:
        if chosen is None:
            st.info("Choose a note from the list.")
        else:
            following = [key for key in by_id if key != chosen]
            _note(by_id[chosen], there, following[0] if following else None)


def _called(note: MarginView) -> str:
    who = shortened(note.author or "somebody", 30)
    return pieces.label(f"{who}: {note.text or f'takes out “{note.quote}”'}", 70)


def _where(note: MarginView, there: Mapping[int, EncouragementView]) -> str:
    about = there.get(note.encouragement_id or 0)
    if note.waits or about is None:
        return "without a place"
    return pieces.label(pieces.encouragement_named(about), 50)


def _note(note: MarginView, there: Mapping[int, EncouragementView], following: int | None) -> None:
    st.caption(
        f"From {plain(note.file)} (Word file {note.number}), brought in {day_and_time(note.at)}"
    )
    show_lines(_lines(note), name="The note")
    if note.waits and there:
        with st.container(border=True):
            st.markdown("**Choose its place**")
            _place(note, there, following)
    with st.container(border=True):
        _settle(note, following)


def _done(subject: str, following: int | None) -> None:
    """What was typed is over, and the next note is opened."""
    forget(subject)
    st.session_state["margin_note"] = following


def _lines(note: MarginView) -> list[ChangedLine]:
    if note.kind is MarginKind.COMMENT:
        first = comment_line(note.author, note.dated, note.quote, note.text, _became(note))
    else:
        over = [note.author or "somebody", as_dated(note.dated), _became(note)]
        first = ChangedLine(" · ".join(filter(None, over)), gone=note.quote, new=note.text)
    answers = [
        comment_line(each.author, each.dated, "", each.text, "", inner=True)
        for each in note.replies
    ]
    return [first, *answers]


def _became(note: MarginView) -> str:
    if note.amendment is not None:
        return f"became amendment {note.amendment}"
    if note.settled_because:
        return f"settled: {note.settled_because}"
    if note.waits:
        return note.why_unplaced
    return "" if note.standing or note.field is None else "the words have changed since"


def _place(note: MarginView, there: Mapping[int, EncouragementView], following: int | None) -> None:
    """In which encouragement and part, and over which words."""
    begin = form(f"place_note-{note.id}")
    if note.encouragement_id in there:
        st.session_state.setdefault(f"{begin}-where", note.encouragement_id)
    where = pieces.pick(
        "Encouragement",
        list(there),
        lambda key: pieces.label(pieces.encouragement_named(there[key]), 80),
        key=f"{begin}-where",
        index=None,
        placeholder="Choose one",
    )
    if where is None:
        return
    st.session_state.setdefault(f"{begin}-field", _likely(note, there[where]))
    field = st.radio(
        "Part",
        list(WordingField),
        format_func=WORDING_PARTS.__getitem__,
        key=f"{begin}-field",
        horizontal=True,
    )
    choices.note(f"{begin}-field", field)
    if field is not None:
        _over_words(note, there[where], field, following)


def _over_words(
    note: MarginView, about: EncouragementView, field: WordingField, following: int | None
) -> None:
    """Over which words of a part, and the button."""
    subject, text = f"place_note-{note.id}", str(getattr(about, field.value))
    if text:
        pieces.people_words(text, quiet=True)
    change = note.kind is MarginKind.CHANGE
    key = f"{form(subject)}-{about.id}-{field.value}-words"
    text_input(
        f"Words there that {'it takes the place of' if change else 'it is about'} "
        "(none: at the end)",
        key=key,
        value=note.quote if note.quote in text else "",
    )
    words = typed(key)
    button(
        "Make it an amendment there" if change else "Place it there",
        bind(
            "Placed.",
            settling.place_note,
            margin_id=note.id,
            wording_id=about.wording_id,
            field=field,
            start=found("start", lambda: _span(text, words.find())[0]),
            end=found("end", lambda: _span(text, words.find())[1]),
            seen_version=note.version,
        ),
        name="place_note",
        type="primary",
        then=lambda _: _done(subject, following),
    )


def _likely(note: MarginView, about: EncouragementView) -> WordingField:
    """The first part in which the words stand that a note is about, or else the explanation."""
    holding = (each for each in WordingField if note.quote in getattr(about, each.value))
    return next(holding, WordingField.EXPLANATION) if note.quote else WordingField.EXPLANATION


def _span(text: str, words: str) -> tuple[int, int]:
    """Where words stand in a text: only once, or at its end if there are none."""
    if not words.strip():
        return len(text), len(text)
    number = text.count(words)
    if number == 1:
        start = text.index(words)
        return start, start + len(words)
    if number:
        raise NotValid(f"These words stand there {number} times. Write some more around them.")
    raise NotValid("These words do not stand there as you wrote them. Copy them from the text.")


def _settle(note: MarginView, following: int | None) -> None:
    subject = f"settle_note-{note.id}"
    key = f"{form(subject)}-because"
    text_area("Or say what became of it" if note.waits else "What became of it", key=key, height=70)
    button(
        "Settle",
        bind(
            "Settled.",
            settling.settle_note,
            margin_id=note.id,
            because=typed(key),
            seen_version=note.version,
        ),
        name="settle_note",
        then=lambda _: _done(subject, following),
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
