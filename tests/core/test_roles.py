"""Promise 12: who may do what, written down a second time, so that a slip in the table is seen."""

import pytest
from sqlmodel import Session

from hrgl.core.enums import Role
from hrgl.core.permissions import PERMISSIONS, ROLE_NAMES, Permission, allows, require
from hrgl.errors import NotAllowed
from tests.builders import world

MAY = {
    "rapporteur": "write notes, import notes, summarise, mark",
    "facilitator": "write notes, import notes, read inputs, summarise, mark, propose, place, word, "
    "answer, hold round, undo, amend, chair, remind",
    "steering": "review, amend",
    "organiser": "write notes, import notes, read inputs, summarise, mark, propose, place, word, "
    "answer, hold round, undo, publish, set up, amend, chair, remind",
    "participant": "write notes, send",
}


@pytest.mark.parametrize("role", list(Role))
def test_every_role_may_do_what_is_written_here_and_nothing_else(role: Role) -> None:
    may = {each.name.lower().replace("_", " ") for each in Permission if role in PERMISSIONS[each]}
    assert may == set(MAY[role.value].split(", "))


def test_somebody_who_was_deactivated_may_nothing_and_a_refusal_names_the_role(
    session: Session,
) -> None:
    here = world(session)
    require(here.steering, Permission.REVIEW)
    assert not allows(here.steering, Permission.WORD)
    for role, name in ROLE_NAMES.items():
        here.of(role).active = False
        with pytest.raises(NotAllowed) as refusal:
            require(here.of(role), Permission.REVIEW)
        assert str(refusal.value) == (
            f"As {name} you may not review wordings. Ask an organiser if you should."
        )
    assert ROLE_NAMES == {
        Role.RAPPORTEUR: "rapporteur",
        Role.FACILITATOR: "facilitator",
        Role.STEERING: "member of the steering group",
        Role.ORGANISER: "organiser",
        Role.PARTICIPANT: "participant",
    }
