"""Promise 12: the permission table (role × act) is one table, tested for every pair."""

import inspect
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from hrgl.core import jobs
from hrgl.core.database import transaction
from hrgl.core.enums import DoorState, Kind, Role, Support, Verdict
from hrgl.core.models import Member
from hrgl.core.permissions import PERMISSIONS, Permission, allows
from hrgl.editions import summaries, workshops
from hrgl.encouragements import (
    candidates,
    encouragements,
    evidence,
    groups,
    places,
    submitting,
    wording_drafts,
    wordings,
)
from hrgl.encouragements.consenting import reviews
from hrgl.errors import HrglError, NotAllowed
from hrgl.formats.readers.reading import ReadNote
from hrgl.notes import drafts, leaving_out, lineage, notes, statements
from hrgl.notes.door import doors, inputs
from hrgl.notes.door.submitting import Sent
from hrgl.notes.imports import imports
from hrgl.notes.imports.preview import FileIn
from hrgl.operations import erasure, erasure_search, undo
from hrgl.people import accounts, invitations
from hrgl.themes import attention, flags, second_look, splitting, tags, taking_up, themes, ties
from hrgl.themes.proposals import memory, proposals
from tests.amending import AMENDING_ACTS, AMENDING_MODULES
from tests.builders import statement_ids, submitted, wording_id, world
from tests.commenting import ROUND_ACTS, ROUND_MODULES
from tests.consenting import CONSENT_ACTS, CONSENT_MODULES
from tests.forming import FORM_ACTS, FORM_MODULES
from tests.meeting_room import MEETING_ACTS, MEETING_MODULES
from tests.publishing import PUBLISHING_ACTS, PUBLISHING_MODULES
from tests.reporting import REPORT_ACTS, REPORT_MODULES
from tests.ruling import RULE_ACTS, RULE_MODULES
from tests.word_files import WORD_FILE_ACTS, WORD_FILE_MODULES

MODULES = (
    *AMENDING_MODULES,
    *MEETING_MODULES,
    *ROUND_MODULES,
    *WORD_FILE_MODULES,
    *CONSENT_MODULES,
    *RULE_MODULES,
    *REPORT_MODULES,
    *PUBLISHING_MODULES,
    *FORM_MODULES,
    accounts,
    attention,
    candidates,
    doors,
    drafts,
    encouragements,
    erasure,
    evidence,
    flags,
    groups,
    imports,
    inputs,
    invitations,
    jobs,
    leaving_out,
    lineage,
    memory,
    notes,
    places,
    proposals,
    second_look,
    splitting,
    statements,
    submitting,
    tags,
    taking_up,
    themes,
    ties,
    undo,
    wording_drafts,
    summaries,
    wordings,
    workshops,
)
DRAFTED = ("heading", "explanation", "examples", "remarks")
# Every act with the permission it needs and the arguments it is called with; ids that do not
# exist are fine, because an act asks for permission before it looks for anything.
ACTS: dict[str, tuple[Permission, dict[str, Any]]] = {
    "accounts.add_member": (
        Permission.SET_UP,
        {"email": "a@b.example", "name": "A", "role": Role.STEERING},
    ),
    "accounts.change_member": (
        Permission.SET_UP,
        {"member_id": 0, "name": "A", "role": Role.STEERING, "seen_version": 1},
    ),
    "accounts.close": (Permission.SET_UP, {"member_id": 0, "seen_version": 1}),
    "accounts.reopen": (Permission.SET_UP, {"member_id": 0, "seen_version": 1}),
    "accounts.sign_out_everywhere": (Permission.SET_UP, {"member_id": 0}),
    "invitations.invite": (Permission.SET_UP, {"member_id": 0}),
    "doors.set_state": (
        Permission.SET_UP,
        {"workshop_id": 0, "state": DoorState.OPEN, "seen_version": 0},
    ),
    "doors.renew": (Permission.SET_UP, {"workshop_id": 0, "seen_version": 1}),
    **AMENDING_ACTS,
    **ROUND_ACTS,
    **WORD_FILE_ACTS,
    **MEETING_ACTS,
    **CONSENT_ACTS,
    **RULE_ACTS,
    **FORM_ACTS,
    **REPORT_ACTS,
    "inputs.send": (Permission.SEND, {"form": "f", "sent": Sent("An input.")}),
    "inputs.correct": (
        Permission.SEND,
        {"receipt": "", "text": "An input.", "seen_note": None, "seen_version": 1},
    ),
    "inputs.withdraw_input": (Permission.SEND, {"receipt": ""}),
    "inputs.take_input": (Permission.READ_INPUTS, {"input_id": 0, "seen_version": 1}),
    "inputs.decline_all": (Permission.READ_INPUTS, {"seen": {0: 1}, "because": "x"}),
    "inputs.decline": (Permission.READ_INPUTS, {"input_id": 0, "because": "x", "seen_version": 1}),
    "drafts.keep_draft": (Permission.WRITE_NOTES, {"workshop_id": 0, "text": "A no"}),
    "drafts.save_note": (Permission.WRITE_NOTES, {"workshop_id": 0, "text": "A note."}),
    "workshops.add_workshop": (Permission.SET_UP, {"plan": workshops.Plan("D9", "A room")}),
    "workshops.change_workshop": (
        Permission.SET_UP,
        {"workshop_id": 0, "plan": workshops.Plan("D9", "A room"), "seen_version": 1},
    ),
    "workshops.remove_workshop": (Permission.SET_UP, {"workshop_id": 0, "seen_version": 1}),
    "notes.add_note": (Permission.WRITE_NOTES, {"workshop_id": 0, "text": "A note."}),
    "imports.bring_in": (
        Permission.IMPORT_NOTES,
        {"files": [FileIn(0, "a.txt", [ReadNote("A note.")])]},
    ),
    "notes.revise": (Permission.WRITE_NOTES, {"note_id": 0, "text": "x", "seen_version": 1}),
    "summaries.summarise": (
        Permission.SUMMARISE,
        {"workshop_id": 0, "summary": "x", "seen_version": 1},
    ),
    "leaving_out.withdraw_statement": (
        Permission.MARK,
        {"statement_id": 0, "because": "x", "seen_version": 1},
    ),
    "statements.mark": (Permission.MARK, {"statement_id": 0, "kind": Kind.NEED, "seen_version": 1}),
    "lineage.split_statement": (Permission.MARK, {"statement_id": 0, "at": 1, "seen_version": 1}),
    "lineage.join": (Permission.MARK, {"statement_ids": [0, 1]}),
    "jobs.ask_for_proposal": (Permission.PROPOSE, {"themes": 3}),
    "memory.start_from": (Permission.PROPOSE, {"earlier": "none"}),
    "jobs.stop": (Permission.PROPOSE, {"job_id": 0}),
    "proposals.store": (
        Permission.PROPOSE,
        {"model": "m", "parameters": {}, "statements_sha256": "", "result": {"themes": []}},
    ),
    "proposals.adopt_proposal": (Permission.PLACE, {"clustering_id": 0}),
    "proposals.discard_proposal": (Permission.PLACE, {"clustering_id": 0}),
    "second_look.place_blind": (Permission.PLACE, {"statement_id": 0, "theme_id": 0}),
    "attention.attend": (Permission.PLACE, {"read": [0]}),
    "themes.create": (Permission.PLACE, {"name": "A theme"}),
    "themes.rename": (Permission.PLACE, {"theme_id": 0, "name": "x", "seen_version": 1}),
    "themes.move": (Permission.PLACE, {"statement_ids": [0], "theme_id": None}),
    "themes.merge": (Permission.PLACE, {"theme_id": 0, "into_id": 1, "seen_version": 1}),
    "themes.merge_all": (
        Permission.PLACE,
        {"into_id": 0, "into_seen_version": 1, "others": {1: (1, "")}},
    ),
    "themes.dissolve": (Permission.PLACE, {"theme_id": 0, "seen_version": 1}),
    "themes.mark_reviewed": (
        Permission.PLACE,
        {"theme_id": 0, "reviewed": True, "seen_version": 1},
    ),
    "flags.flag_theme": (Permission.PLACE, {"theme_id": 0, "flag": "x", "seen_version": 1}),
    "taking_up.not_take_up": (Permission.PLACE, {"theme_id": 0, "because": "x", "seen_version": 1}),
    "leaving_out.set_aside_statements": (Permission.PLACE, {"statement_ids": [0], "because": "x"}),
    "leaving_out.bring_back_statements": (Permission.PLACE, {"statement_ids": [0]}),
    "leaving_out.same_as": (Permission.PLACE, {"statement_id": 0, "of_id": 1}),
    "leaving_out.same_as_all": (Permission.PLACE, {"statement_ids": [0], "of_id": 1}),
    "splitting.split_theme": (
        Permission.PLACE,
        {"theme_id": 0, "names": ["x"], "parts": [[0]], "seen_version": 1},
    ),
    "ties.tie": (Permission.PLACE, {"statement_ids": [0, 1], "together": True}),
    "ties.untie": (Permission.PLACE, {"tie_ids": [0]}),
    "tags.confirm": (
        Permission.PLACE,
        {"theme_id": 0, "vocabulary": "sdg_targets", "code": "16.7", "similarity": 0.5},
    ),
    "tags.refuse": (Permission.PLACE, {"theme_id": 0, "vocabulary": "sdg_targets", "code": "16.7"}),
    "tags.remove_tag": (Permission.PLACE, {"tag_id": 0, "seen_version": 1}),
    "wordings.word": (Permission.WORD, {"heading": "do it"}),
    "wordings.reword": (
        Permission.WORD,
        {"encouragement_id": 0, "heading": "x", "explanation": "", "seen_version": 1},
    ),
    "wordings.remark": (
        Permission.WORD,
        {"encouragement_id": 0, "remarks": "x", "seen_version": 1},
    ),
    "places.give_place": (Permission.WORD, {"encouragement_id": 0, "place": 1, "seen_version": 1}),
    "submitting.submit": (Permission.WORD, {"encouragement_id": 0, "seen_version": 1}),
    "submitting.submit_ready": (Permission.WORD, {"seen": {0: 1}}),
    "places.swap_places": (
        Permission.WORD,
        {"encouragement_id": 0, "seen_version": 1, "other_id": 1, "other_seen_version": 1},
    ),
    "groups.head_group": (Permission.WORD, {"place": 0, "heading": "x"}),
    "groups.unhead_group": (Permission.WORD, {"place": 0, "seen_version": 1}),
    "candidates.begin_each": (Permission.WORD, {"theme_ids": [0], "theme_versions": {0: 1}}),
    "candidates.begin_from_statements": (Permission.WORD, {"statement_ids": [0]}),
    "candidates.merge_candidates": (
        Permission.WORD,
        {"encouragement_id": 0, "seen_version": 1, "other_id": 1, "other_seen_version": 1},
    ),
    "wordings.restore_wording": (
        Permission.WORD,
        {"encouragement_id": 0, "number": 1, "seen_version": 1},
    ),
    "wording_drafts.keep_wording_draft": (
        Permission.WORD,
        {"encouragement_id": 0, "wording": 1, **dict.fromkeys(DRAFTED, "x")},
    ),
    "encouragements.set_aside_encouragement": (
        Permission.WORD,
        {"encouragement_id": 0, "because": "x", "seen_version": 1},
    ),
    "encouragements.bring_back_encouragement": (
        Permission.WORD,
        {"encouragement_id": 0, "seen_version": 1},
    ),
    "erasure.erase": (
        Permission.SET_UP,
        {"person": erasure_search.PersonToErase(("Nobody Here",))},
    ),
    "evidence.cite": (
        Permission.WORD,
        {"encouragement_id": 0, "statement_ids": [0], "support": Support.SUPPORTS},
    ),
    "evidence.uncite": (Permission.WORD, {"encouragement_id": 0, "statement_ids": [0]}),
    "undo.undo": (Permission.UNDO, {"entry_id": 0}),
    **PUBLISHING_ACTS,
}


def _noun(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


def _acts(module: ModuleType) -> list[str]:
    found = []
    for name, function in inspect.getmembers(module, inspect.isfunction):
        parameters = list(inspect.signature(function).parameters.values())
        named = len(parameters) >= 2 and parameters[1].name == "actor"
        rest = all(p.kind in (p.KEYWORD_ONLY, p.VAR_KEYWORD) for p in parameters[2:])
        if function.__module__ == module.__name__ and not name.startswith("_") and named and rest:
            found.append(f"{_noun(module)}.{name}")
    return found


def _function(name: str) -> Callable[..., Any]:
    module, _, act = name.partition(".")
    by_name = {_noun(each): each for each in MODULES}
    function: Callable[..., Any] = getattr(by_name[module], act)
    return function


def test_every_act_stands_in_the_permission_table() -> None:
    assert sorted(ACTS) == sorted(name for module in MODULES for name in _acts(module))


def test_every_permission_is_asked_for_by_an_act() -> None:
    assert {permission for permission, _ in ACTS.values()} == set(Permission)


@pytest.mark.parametrize("noun", [_noun(each) for each in MODULES])
def test_every_act_refuses_exactly_the_roles_without_the_permission(
    engine: Engine, noun: str
) -> None:
    with transaction(engine) as session:
        here = world(session)
    acts = {name: each for name, each in ACTS.items() if name.startswith(f"{noun}.")}
    assert acts
    for name, (permission, arguments) in acts.items():
        for role in Role:
            refused = _is_refused(engine, name, here.of(role), arguments)
            assert refused == (role not in PERMISSIONS[permission]), (name, role)


def _is_refused(engine: Engine, name: str, actor: Member, arguments: dict[str, Any]) -> bool:
    try:
        with transaction(engine) as session:
            _function(name)(session, actor, **arguments)
            raise _Undo
    except NotAllowed:
        return True
    except (HrglError, _Undo):
        return False


class _Undo(Exception):
    """Ends a transaction without keeping anything."""


def test_a_member_who_was_deactivated_may_nothing(session: Session) -> None:
    here = world(session)
    here.organiser.active = False
    assert not any(allows(here.organiser, permission) for permission in Permission)


def test_an_act_cannot_reach_into_another_edition(session: Session) -> None:
    here, there = world(session), world(session, code="2032")
    ids = statement_ids(session, there)
    draft = submitted(session, there, ids)
    for act in (
        lambda: leaving_out.set_aside_statements(
            session, here.facilitator, statement_ids=ids, because="x"
        ),
        lambda: statements.mark(
            session, here.facilitator, statement_id=ids[0], kind=Kind.NEED, seen_version=1
        ),
        lambda: reviews.give(
            session, here.steering, wording_id=wording_id(session, draft, 1), verdict=Verdict.AGREE
        ),
        lambda: wordings.remark(
            session,
            here.facilitator,
            encouragement_id=draft.id,
            remarks="x",
            seen_version=draft.version,
        ),
        lambda: notes.add_note(
            session, here.rapporteur, workshop_id=there.workshop.id, text="A note."
        ),
    ):
        with pytest.raises(HrglError, match="not there any more"):
            act()
