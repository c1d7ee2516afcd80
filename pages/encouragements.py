"""Encouragements: word the candidates, give them their places, choose their evidence."""

import streamlit as st

from hrgl import board, encouragements, evidence, outcome, reviews
from hrgl.formats.document import LEAD_IN
from hrgl.models import Encouragement
from hrgl.statements import Said
from hrgl.ui import choices, objections, pieces, presses
from hrgl.ui.difference import Editing, State, editing
from hrgl.ui.fields import text_area, text_input
from hrgl.ui.presses import bind, typed
from hrgl.ui.shell import ask, forget, form, page_for, plain, recall
from hrgl.words import Role, Stage, Support

who = page_for(Role.FACILITATOR, Role.ORGANISER)
drafts = recall(reviews.drafts, edition_id=who.edition_id)
now = recall(board.board, edition_id=who.edition_id)
st.title("Encouragements")

NEW = "new"
by_id = {draft.id: draft for draft in drafts}


def rail_label(option: int | str) -> str:
    if option == NEW:
        return "＋ A new candidate"
    draft = by_id[int(option)]
    place = f"{draft.place}. " if draft.place else "– "
    return pieces.label(place + draft.heading, 70)


def rail_caption(option: int | str) -> str:
    return "" if option == NEW else pieces.stage_of(by_id[int(option)])


def new_candidate() -> None:
    """Word a candidate from one or more themes."""
    st.header("A new candidate")
    themes = {theme.id: theme for theme in now.themes}
    begin = form("new")
    chosen = theme_choice("From the themes", [], f"{begin}-from")
    text_input(f"{LEAD_IN} …", key=f"{begin}-heading", max_chars=200)
    text_area("Explanation", key=f"{begin}-explanation", height=160)
    presses.button(
        "Save the candidate",
        bind(
            "Candidate saved.",
            encouragements.word,
            heading=typed(f"{begin}-heading"),
            explanation=typed(f"{begin}-explanation"),
            theme_ids=chosen,
            theme_versions={each: themes[each].version for each in chosen},
        ),
        name="save_new",
        type="primary",
        then=worded,
    )


def worded(made: Encouragement) -> None:
    """The new candidate is opened, and the form for new ones is empty again."""
    forget("new")
    st.session_state["draft"] = made.id


def theme_choice(label: str, default: list[int], key: str) -> list[int]:
    """Some of the themes there are."""
    names = choices.told_apart([t.id for t in now.themes], {t.id: t.name for t in now.themes}.get)
    st.session_state.setdefault(key, [each for each in default if each in names])
    st.session_state[key] = [each for each in st.session_state[key] if each in names]
    chosen = st.multiselect(label, list(names), format_func=names.__getitem__, key=key)
    choices.note(key, chosen)
    return chosen


def wording_state(draft: reviews.Draft) -> State:
    texts = {"heading": draft.heading, "explanation": draft.explanation}
    return State(draft.version, texts, (draft.place, draft.stage))


def remarks_state(draft: reviews.Draft) -> State:
    return State(draft.version, {"remarks": draft.remarks})


def fresh(draft_id: int) -> reviews.Draft:
    """An encouragement as it is at this moment."""
    return ask(reviews.draft, edition_id=who.edition_id, encouragement_id=draft_id)


def editor(draft: reviews.Draft) -> None:
    """The wording as it stands, to be changed; a newer one by somebody else is shown beside."""
    edit = editing(
        "encouragement", draft.id, lambda: wording_state(fresh(draft.id)), now=wording_state(draft)
    )
    heading = text_input(
        f"{LEAD_IN} …", value=draft.heading, key=edit.key("heading"), max_chars=200
    )
    explanation = text_area(
        "Explanation",
        value=draft.explanation,
        key=edit.key("explanation"),
        height=170,
        max_chars=4000,
    )
    if draft.opinions:
        st.caption(
            f"{len(draft.opinions)} of the steering group have spoken on this wording. "
            "A new wording starts without approvals."
        )
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"wording_acts-{draft.id}"):
        changed = (heading.strip(), explanation.strip()) != (draft.heading, draft.explanation)
        presses.button(
            "Save the wording",
            bind(
                "Wording saved.",
                encouragements.reword,
                encouragement_id=draft.id,
                heading=edit.typed("heading"),
                explanation=edit.typed("explanation"),
                seen_version=edit.version,
            ),
            name="reword",
            type="primary",
            then=lambda _: forget(edit.subject),
        )
        if draft.stage is Stage.DRAFT:
            unsaved = {edit.key("heading"): heading, edit.key("explanation"): explanation}
            presses.button(
                "Submit for review",
                bind(
                    f"Submitted to the steering group: {pieces.named(draft)}.",
                    encouragements.submit,
                    encouragement_id=draft.id,
                    seen_version=draft.version,
                ).while_reads(**unsaved),
                name="submit",
                disabled=changed,
            )
        place_control(draft, edit)
    remarks_form(draft)


def remarks_form(draft: reviews.Draft) -> None:
    """The explanatory remarks, a form of their own: a new wording leaves them as they are."""
    edit = editing(
        "encouragement", draft.id, lambda: remarks_state(fresh(draft.id)),
        now=remarks_state(draft), subject=f"remarks-{draft.id}",
    )  # fmt: skip
    text_area(
        "Explanatory remarks",
        value=draft.remarks,
        key=edit.key("remarks"),
        height=90,
        max_chars=4000,
    )
    presses.button(
        "Save the remarks",
        bind(
            "Remarks saved.",
            encouragements.remark,
            encouragement_id=draft.id,
            remarks=edit.typed("remarks"),
            seen_version=edit.version,
        ),
        name="remark",
        then=lambda _: forget(edit.subject),
    )


def place_control(draft: reviews.Draft, edit: Editing) -> None:
    """Its place in the document: free ones can be taken."""
    taken = {other.place for other in drafts if other.id != draft.id}
    free = [p for p in range(1, (who.edition.places or 0) + 1) if p not in taken]
    options = [None, *free]
    at = options.index(draft.place) if draft.place in options else 0
    with st.popover(f"Place: {draft.place or 'none'}", key=f"place_of-{draft.id}"):
        key = f"place-{draft.id}-{draft.version}"
        st.selectbox(
            "Place in the document", options, index=at,
            format_func=lambda p: str(p or "none"), key=key,
        )  # fmt: skip
        presses.button(
            "Give it this place",
            bind(
                lambda row: f"Place given: {row.place}." if row.place else "Among the candidates.",
                encouragements.give_place,
                encouragement_id=draft.id,
                place=typed(key),
                seen_version=edit.version,
            ),
            name="give_place",
        )
        presses.button(
            "Set this encouragement aside",
            bind(
                f"Set aside: {pieces.named(draft)}.",
                encouragements.set_aside,
                encouragement_id=draft.id,
                seen_version=draft.version,
            ),
            name="set_aside",
        )


def evidence_view(draft: reviews.Draft) -> None:
    """What is cited, and what could be: the statements of the themes it came from."""
    cited = recall(outcome.evidence, edition_id=who.edition_id).get(draft.id, [])
    st.markdown(
        f"**Cited** · {board.heard(tuple(s for s, _ in cited)) if cited else 'nothing yet'}"
    )
    for support in Support:
        rows = [s for s, as_what in cited if as_what is support]
        if rows:
            st.markdown(f"*as {pieces.SUPPORT_NAMES[support]}*")
            picked = pieces.statement_table(rows, key=f"cited-{draft.id}-{support}")
            if picked:
                take_out(draft, picked, support)
    st.markdown("**Statements to cite**")
    feeding = ask(encouragements.themes_of, encouragement_id=draft.id)
    themes = theme_choice("From the themes", feeding, f"feeding-{draft.id}")
    done_already = {s.id for s, _ in cited}
    rows = [
        s for t in now.themes if t.id in themes for s in t.statements if s.id not in done_already
    ]
    wanted = st.text_input("Show only statements with these words", key=f"cite_filter-{draft.id}")
    rows = [row for row in rows if wanted.casefold() in row.text.casefold()]
    if not rows:
        st.caption("No other statements in these themes.")
        return
    picked = pieces.statement_table(rows, key=f"citable-{draft.id}", theme=True)
    with st.container(horizontal=True, key=f"cite_bar-{draft.id}"):
        for support in Support:
            cite_as(draft, picked, support)


def take_out(draft: reviews.Draft, picked: list[Said], support: Support) -> None:
    presses.button(
        "Take out of the evidence",
        bind(
            "Taken out.",
            evidence.uncite,
            encouragement_id=draft.id,
            statement_ids=[s.id for s in picked],
            seen_version=draft.version,
            seen={s.id: support for s in picked},
        ),
        name=f"uncite-{support}",
    )


def cite_as(draft: reviews.Draft, picked: list[Said], support: Support) -> None:
    presses.button(
        f"Cite as {pieces.SUPPORT_NAMES[support]}",
        bind(
            f"Cited as {pieces.SUPPORT_NAMES[support]}.",
            evidence.cite,
            encouragement_id=draft.id,
            statement_ids=[s.id for s in picked],
            support=support,
            seen_version=draft.version,
            seen={s.id: None for s in picked},
        ),
        name=f"cite-{support}",
        disabled=not picked,
    )


def earlier_wordings(draft: reviews.Draft) -> None:
    """Every wording there has been, and by whom."""
    for version in ask(reviews.wordings, encouragement_id=draft.id):
        st.markdown(f"**Wording {version.number}** by {plain(version.who)}")
        pieces.words(version.heading)
        pieces.words(version.explanation, quiet=True)


def title(draft: reviews.Draft) -> str:
    """Where it stands: its place, if it has one, and how far it has come."""
    stage = pieces.stage_of(draft)
    return f"Place {draft.place} · {stage}" if draft.place else stage.capitalize()


left, main = st.columns([2, 5], gap="medium")
with left:
    options: list[int | str] = [*by_id, NEW]
    placed = sum(1 for draft in drafts if draft.place)
    st.caption(f"{placed} of {who.edition.places or '?'} places taken")
    chosen = pieces.rail(
        "Encouragement", options, rail_label, key="draft", captions=rail_caption,
        gone=lambda _: "The act that had made it was taken back.",
    )  # fmt: skip
with main:
    if chosen is None:
        st.info("Choose an encouragement from the list.")
    elif chosen == NEW:
        new_candidate()
    else:
        draft = by_id[int(chosen)]
        st.header(title(draft))
        if draft.stage is Stage.SET_ASIDE:
            pieces.encouragement(draft)
            presses.button(
                "Bring it back",
                bind(
                    f"Back among the candidates: {pieces.named(draft)}.",
                    encouragements.bring_back,
                    encouragement_id=draft.id,
                    seen_version=draft.version,
                ),
                name="bring_back",
                type="primary",
            )
        else:
            words, proof, spoken, earlier = st.tabs(
                ["Wording", "Evidence", "Reviews", "Earlier"], key="draft_view", on_change="rerun"
            )
            if words.open:
                with words:
                    editor(draft)
            if proof.open:
                with proof:
                    evidence_view(draft)
            if spoken.open:
                with spoken:
                    pieces.opinions(draft)
                    objections.earlier(draft, who.member_id)
            if earlier.open:
                with earlier:
                    earlier_wordings(draft)
