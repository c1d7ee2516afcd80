"""The tables: the vocabulary in code. A rule a row can check for itself is a constraint here."""

from hrgl.models.deliberation import (
    Answer,
    Edition,
    Encouragement,
    EncouragementTheme,
    Evidence,
    Note,
    NoteDraft,
    OutcomeDocument,
    Placement,
    Review,
    Statement,
    Tag,
    Theme,
    Wording,
    Workshop,
)
from hrgl.models.machinery import AuditEntry, Clustering, Embedding, Job
from hrgl.models.people import Account, Invitation, Member, SignIn, SignInFailure

__all__ = [
    "Account",
    "Answer",
    "AuditEntry",
    "Clustering",
    "Edition",
    "Embedding",
    "Encouragement",
    "EncouragementTheme",
    "Evidence",
    "Invitation",
    "Job",
    "Member",
    "Note",
    "NoteDraft",
    "OutcomeDocument",
    "Placement",
    "Review",
    "SignIn",
    "SignInFailure",
    "Statement",
    "Tag",
    "Theme",
    "Wording",
    "Workshop",
]
