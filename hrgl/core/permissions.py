"""Who may do what: one table, asked by every act."""

from enum import StrEnum

from hrgl.core.enums import Role
from hrgl.core.models import Member
from hrgl.errors import NotAllowed


class Permission(StrEnum):
    """What an act needs; the value completes "may …"."""

    WRITE_NOTES = "write notes"
    IMPORT_NOTES = "import notes"
    SEND = "send inputs and comments through a link, correct and withdraw them"
    READ_INPUTS = "take or decline what participants sent"
    SUMMARISE = "write a workshop's summary"
    MARK = "withdraw, split and join statements and mark their kind"
    PROPOSE = "ask for a proposal of themes"
    PLACE = "decide on themes"
    WORD = "word encouragements and choose their evidence"
    REVIEW = "review wordings"
    AMEND = "propose amendments"
    CHAIR = "chair a meeting and rule on objections"
    REMIND = "remind members of what waits for them"
    HOLD_ROUND = "open and close the participants’ round on the drafts"
    ANSWER = "answer objections and comments"
    UNDO = "undo what was decided"
    PUBLISH = "publish and adopt the outcome document"
    SET_UP = "set up the edition"


_R, _F, _S, _O, _P = (
    Role.RAPPORTEUR,
    Role.FACILITATOR,
    Role.STEERING,
    Role.ORGANISER,
    Role.PARTICIPANT,
)

PERMISSIONS: dict[Permission, frozenset[Role]] = {
    Permission.WRITE_NOTES: frozenset({_R, _F, _O, _P}),
    Permission.IMPORT_NOTES: frozenset({_R, _F, _O}),
    Permission.SEND: frozenset({_P}),
    Permission.READ_INPUTS: frozenset({_F, _O}),
    Permission.SUMMARISE: frozenset({_R, _F, _O}),
    Permission.MARK: frozenset({_R, _F, _O}),
    Permission.PROPOSE: frozenset({_F, _O}),
    Permission.PLACE: frozenset({_F, _O}),
    Permission.WORD: frozenset({_F, _O}),
    Permission.REVIEW: frozenset({_S}),
    Permission.AMEND: frozenset({_F, _S, _O}),
    Permission.CHAIR: frozenset({_F, _O}),
    Permission.REMIND: frozenset({_F, _O}),
    Permission.HOLD_ROUND: frozenset({_F, _O}),
    Permission.ANSWER: frozenset({_F, _O}),
    Permission.UNDO: frozenset({_F, _O}),
    Permission.PUBLISH: frozenset({_O}),
    Permission.SET_UP: frozenset({_O}),
}

ROLE_NAMES = {
    Role.RAPPORTEUR: "rapporteur",
    Role.FACILITATOR: "facilitator",
    Role.STEERING: "member of the steering group",
    Role.ORGANISER: "organiser",
    Role.PARTICIPANT: "participant",
}


def allows(member: Member, permission: Permission) -> bool:
    """Whether this member may; somebody deactivated may nothing."""
    return member.active and member.role in PERMISSIONS[permission]


def require(member: Member, permission: Permission) -> None:
    """Refuse, in words, what the member's role does not permit."""
    if not allows(member, permission):
        raise NotAllowed(
            f"As {ROLE_NAMES[member.role]} you may not {permission.value}. "
            "Ask an organiser if you should."
        )
