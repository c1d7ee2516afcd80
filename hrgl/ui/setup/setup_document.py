"""Setup: what stands in the document besides the encouragements, and which parts are printed."""

from typing import Any

import streamlit as st

from hrgl.core.models import DocumentForm
from hrgl.editions.editions import EditionFacts
from hrgl.editions.form_checks import LINES, TEXTS
from hrgl.formats.writers.document import DocumentPart
from hrgl.formats.writers.languages import LANGUAGES, language_name
from hrgl.outcome import form as forms
from hrgl.ui.shell.editing import version_seen
from hrgl.ui.shell.fields import text_area, text_input
from hrgl.ui.shell.page import ask, forget, form, plain, viewer
from hrgl.ui.shell.presses import bind, button, typed

_FORM = "document-form"
_PARTS = {
    DocumentPart.PREAMBLE: "Preamble",
    DocumentPart.EXAMPLES: "Examples",
    DocumentPart.RESERVATIONS: "Reservations that were voiced",
    DocumentPart.RAISED: "Who stood behind each encouragement",
    DocumentPart.REMARKS: "Explanatory remarks",
    DocumentPart.METHOD: "How the document came about",
    DocumentPart.ORGANISATIONS: "Organisations that took part",
    DocumentPart.EVIDENCE: "Annex of evidence",
    DocumentPart.COMMENTS: "Annex of comments and answers",
    DocumentPart.CITE: "How to cite",
    DocumentPart.CONTACT: "Contact",
}
_LINES = {
    "name": "Name",
    "subtitle": "Subtitle",
    "symbol": "Its own number",
    "motto": "Motto",
    "place": "Place",
    "issuer": "Issuing body",
    "auspices": "Under whose auspices",
    "lead_in": "Each encouragement begins with",
    "isbn": "ISBN",
    "doi": "DOI",
}
_LISTS = ("co_organisers", "preamble")


def edit_document(facts: EditionFacts) -> None:
    """The form as fields in groups, and the button that saves all of them."""
    now = ask(forms.form_of, edition_id=facts.id)
    number = ask(forms.standing_number, edition_id=facts.id)
    version = version_seen(
        _FORM, now.version, _reads(now), noun="documentform", row_id=now.id or 0, look=_form_now
    )
    if number is not None:
        st.info(
            f"Number {number} is published: what it prints is fixed. Contact, ISBN, DOI, whether "
            "it is public, and whether remarks are printed may still change."
        )
    begin = form(_FORM)
    left, right = st.columns(2, gap="large")
    with left:
        _title_page(now, begin, fixed=number is not None)
        _issuers(now, begin, fixed=number is not None)
    with right:
        _text(now, begin, fixed=number is not None)
        _how_to_reach(now, begin)
    _printed(now, begin, fixed=number is not None)
    _tell_signs(now)
    _save_form(begin, version)


def _line(now: DocumentForm, begin: str, name: str, *, fixed: bool = False, **look: Any) -> None:
    longest = LINES[name][1] if name in LINES else 200
    text_input(
        _LINES[name],
        value=getattr(now, name),
        key=f"{begin}-{name}",
        max_chars=longest,
        disabled=fixed,
        **look,
    )


def _title_page(now: DocumentForm, begin: str, *, fixed: bool) -> None:
    st.header("Title page")
    for name in ("name", "subtitle", "motto"):
        _line(now, begin, name, fixed=fixed)
    first, second, third = st.columns(3)
    with first:
        _line(now, begin, "symbol", fixed=fixed, placeholder="HRGL/2027/1")
    with second:
        _line(now, begin, "place", fixed=fixed, placeholder="Graz")
    third.date_input("Day", now.dated, key=f"{begin}-dated", format="DD/MM/YYYY", disabled=fixed)
    st.caption("The edition’s title and guiding question stand there too; they are set on Edition.")


def _issuers(now: DocumentForm, begin: str, *, fixed: bool) -> None:
    st.header("Who issues it")
    for name in ("issuer", "auspices"):
        text_area(
            _LINES[name],
            value=getattr(now, name),
            key=f"{begin}-{name}",
            height=76,
            max_chars=LINES[name][1],
            disabled=fixed,
        )
    text_area(
        "Co-organisers, one a line",
        value="\n".join(now.co_organisers),
        key=f"{begin}-co_organisers",
        height=140,
        disabled=fixed,
        help="Write “(to be confirmed)” behind those who have not confirmed yet.",
    )


def _text(now: DocumentForm, begin: str, *, fixed: bool) -> None:
    st.header("Its words")
    text_area(
        "Preamble, one clause a line, in their order",
        value="\n".join(now.preamble),
        key=f"{begin}-preamble",
        height=180,
        disabled=fixed,
        placeholder="We, the participants of the Academy,",
    )
    st.caption("A footnote is written as ^[Article 21.] where it belongs, here and in wordings.")
    _line(now, begin, "lead_in", fixed=fixed)
    text_area(
        "How it came about, in your own words",
        value=now.method,
        key=f"{begin}-method",
        height=100,
        max_chars=TEXTS["method"][1],
        disabled=fixed,
        help="Rooms, statements and what became of them are counted and printed before it.",
    )


def _how_to_reach(now: DocumentForm, begin: str) -> None:
    st.header("How to reach and cite it")
    text_area(
        "Contact",
        value=now.contact,
        key=f"{begin}-contact",
        height=70,
        max_chars=TEXTS["contact"][1],
    )
    first, second = st.columns(2)
    with first:
        _line(now, begin, "isbn")
    with second:
        _line(now, begin, "doi", placeholder="10.5281/zenodo.1234")


def _printed(now: DocumentForm, begin: str, *, fixed: bool) -> None:
    st.header("What is printed")
    st.multiselect(
        "Parts, those after the encouragements in this order",
        list(_PARTS),
        [DocumentPart(part) for part in now.parts],
        format_func=_PARTS.__getitem__,
        key=f"{begin}-parts",
        help="To move a part to the end, take it out and choose it again.",
    )
    if fixed:
        st.caption("Of the parts, only the remarks can still be taken out or put back.")
    first, second = st.columns([1, 2], vertical_alignment="bottom")
    tags = list(dict.fromkeys([now.language, *LANGUAGES]))
    first.selectbox(
        "Language it is written in",
        tags,
        tags.index(now.language),
        format_func=language_name,
        key=f"{begin}-language",
        disabled=fixed,
    )
    second.checkbox(
        "Anybody may read it once it is published", now.is_public, key=f"{begin}-is_public"
    )


def _tell_signs(now: DocumentForm) -> None:
    """What is stored and cannot be printed is told here, and not on the day of publishing."""
    texts = [getattr(now, name) for name in (*_LINES, "method", "contact")]
    signs = forms.signs_not_printed([*texts, *now.co_organisers, *now.preamble])
    if signs:
        told = ", ".join(f"{plain(sign)} (U+{ord(sign):04X})" for sign in signs)
        st.warning(f"The printed document has no sign for: {told}.")


def _save_form(begin: str, version: Any) -> None:
    lines = {name: typed(f"{begin}-{name}") for name in (*_LINES, "method", "contact")}
    lists = {name: typed(f"{begin}-{name}", str.splitlines) for name in _LISTS}
    chosen = {name: typed(f"{begin}-{name}") for name in ("dated", "language", "is_public")}
    button(
        "Save the document’s form",
        bind(
            "Form saved.",
            forms.set_form,
            seen_version=version,
            parts=typed(f"{begin}-parts", lambda parts: [part.value for part in parts]),
            **lines,
            **lists,
            **chosen,
        ),
        name="document_form",
        type="primary",
        then=lambda _: forget(_FORM),
    )


def _form_now() -> tuple[int, list[str]]:
    now = ask(forms.form_of, edition_id=viewer().edition_id)
    return now.version, _reads(now)


def _reads(now: DocumentForm) -> list[str]:
    """The form as lines, for whoever has it open while somebody else saves it."""
    said = [f"{_LINES[name]}: {getattr(now, name)}" for name in _LINES if getattr(now, name)]
    day = [f"Day: {now.dated:%d %B %Y}"] if now.dated else []
    texts = [each for each in (*now.co_organisers, *now.preamble, now.method, now.contact) if each]
    parts = "Printed: " + ", ".join(_PARTS[DocumentPart(part)] for part in now.parts)
    public = "public" if now.is_public else "not public"
    return [*said, *day, *texts, parts, f"{language_name(now.language)}, {public}"]
