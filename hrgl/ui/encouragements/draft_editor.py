"""The wording of an encouragement as it stands and its remarks, to be changed."""

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from hrgl.core.enums import Stage
from hrgl.encouragements import submitting, wordings
from hrgl.encouragements.views import EncouragementView
from hrgl.formats.writers.document import LEAD_IN
from hrgl.ui.encouragements.draft_place import ask_anew, draw_place
from hrgl.ui.parts import pieces
from hrgl.ui.shell.editing import Editing, State, editing
from hrgl.ui.shell.fields import text_area, text_input
from hrgl.ui.shell.page import forget
from hrgl.ui.shell.presses import bind, button


def _wording_state(draft: EncouragementView) -> State:
    texts = {"heading": draft.heading, "explanation": draft.explanation}
    return State(draft.version, texts, (draft.place, draft.stage))


def _remarks_state(draft: EncouragementView) -> State:
    return State(draft.version, {"remarks": draft.remarks})


def draw_editor(draft: EncouragementView, drafts: Sequence[EncouragementView]) -> None:
    """The wording as it stands, to be changed; a newer one by somebody else is shown beside."""
    edit = editing(
        "encouragement",
        draft.id,
        lambda: _wording_state(ask_anew(draft.id)),
        now=_wording_state(draft),
    )
    heading, explanation = _wording_fields(draft, edit)
    if draft.opinions:
        st.caption(
            f"{len(draft.opinions)} of the steering group have spoken on this wording. "
            "A new wording starts without approvals."
        )
    with st.container(key=f"wording_bar-{draft.id}"):
        told = st.empty()
        with st.container(horizontal=True, key=f"wording_acts-{draft.id}"):
            _save(draft, edit, told)
            if draft.stage is Stage.DRAFT:
                typed = (heading.strip(), explanation.strip())
                unsaved = {edit.key("heading"): heading, edit.key("explanation"): explanation}
                changed = typed != (draft.heading, draft.explanation)
                _submit(draft, unsaved, told, disabled=changed)
            draw_place(draft, drafts)
    _remarks_form(draft)


def _wording_fields(draft: EncouragementView, edit: Editing) -> tuple[str, str]:
    """The fields of heading and explanation, and what they hold."""
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
    return heading, explanation


def _save(draft: EncouragementView, edit: Editing, told: DeltaGenerator) -> None:
    button(
        "Save the wording",
        bind(
            "Wording saved.",
            wordings.reword,
            encouragement_id=draft.id,
            heading=edit.typed("heading"),
            explanation=edit.typed("explanation"),
            seen_version=edit.version,
        ),
        name="reword",
        told=told,
        type="primary",
        then=lambda _: forget(edit.subject),
    )


def _submit(
    draft: EncouragementView, unsaved: Mapping[str, str], told: DeltaGenerator, *, disabled: bool
) -> None:
    """Submitting goes by the wording that is saved, as long as the fields hold what they held."""
    button(
        "Submit for review",
        bind(
            f"Submitted to the steering group: {pieces.encouragement_named(draft)}.",
            submitting.submit,
            encouragement_id=draft.id,
            seen_version=draft.version,
        ).while_reads(**unsaved),
        name="submit",
        told=told,
        disabled=disabled,
    )


def _remarks_form(draft: EncouragementView) -> None:
    """The explanatory remarks, a form of their own: a new wording leaves them as they are."""
    edit = editing(
        "encouragement",
        draft.id,
        lambda: _remarks_state(ask_anew(draft.id)),
        now=_remarks_state(draft),
        subject=f"remarks-{draft.id}",
    )
    text_area(
        "Explanatory remarks",
        value=draft.remarks,
        key=edit.key("remarks"),
        height=90,
        max_chars=4000,
    )
    _save_remarks(draft, edit)


def _save_remarks(draft: EncouragementView, edit: Editing) -> None:
    button(
        "Save the remarks",
        bind(
            "Remarks saved.",
            wordings.remark,
            encouragement_id=draft.id,
            remarks=edit.typed("remarks"),
            seen_version=edit.version,
        ),
        name="remark",
        then=lambda _: forget(edit.subject),
    )
