"""The tables: the vocabulary in code. A rule a row can check for itself is a constraint here."""

from hrgl.core.models.attention import Look, Reading
from hrgl.core.models.decisions import (
    Answer,
    Encouragement,
    EncouragementTheme,
    Evidence,
    OutcomeDocument,
    Review,
    Wording,
)
from hrgl.core.models.deliberation import (
    EarlierSummary,
    Edition,
    Lineage,
    Note,
    NoteDraft,
    Placement,
    SamplePlacement,
    Statement,
    Tag,
    Theme,
    Tie,
    Workshop,
)
from hrgl.core.models.door import Door, Input
from hrgl.core.models.machinery import (
    AuditEntry,
    Clustering,
    DiscardedProposal,
    Embedding,
    Job,
    SentAct,
)
from hrgl.core.models.people import Account, Invitation, Member, SignIn, SignInFailure

__all__ = [
    "Account",
    "Answer",
    "AuditEntry",
    "Clustering",
    "DiscardedProposal",
    "Door",
    "EarlierSummary",
    "Edition",
    "Embedding",
    "Encouragement",
    "EncouragementTheme",
    "Evidence",
    "Input",
    "Invitation",
    "Job",
    "Lineage",
    "Look",
    "Member",
    "Note",
    "NoteDraft",
    "OutcomeDocument",
    "Placement",
    "Reading",
    "Review",
    "SamplePlacement",
    "SentAct",
    "SignIn",
    "SignInFailure",
    "Statement",
    "Tag",
    "Theme",
    "Tie",
    "Wording",
    "Workshop",
]
