"""The tables: the vocabulary in code. A rule a row can check for itself is a constraint here."""

from hrgl.core.models.amendments import Amendment, MarginNote, ReturnedDraft, SentDraft
from hrgl.core.models.attention import Look, Reading
from hrgl.core.models.consent import Answer, ConsentRule, Proxy, Review, Ruling
from hrgl.core.models.decisions import (
    Encouragement,
    EncouragementTheme,
    Evidence,
    GroupHeading,
    OutcomeDocument,
    Wording,
    WordingDraft,
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
from hrgl.core.models.documents import DocumentForm, ReportAddress, Translation
from hrgl.core.models.door import Door, Input
from hrgl.core.models.machinery import (
    AuditEntry,
    Clustering,
    DiscardedProposal,
    Embedding,
    Job,
    SentAct,
    Spot,
)
from hrgl.core.models.meeting import Attendance, Meeting, MeetingDecision, SpeakingTurn
from hrgl.core.models.people import Account, Invitation, Member, SignIn, SignInFailure
from hrgl.core.models.round import Comment, Round

__all__ = [
    "Account",
    "Amendment",
    "Answer",
    "Attendance",
    "AuditEntry",
    "Clustering",
    "Comment",
    "ConsentRule",
    "DiscardedProposal",
    "DocumentForm",
    "Door",
    "EarlierSummary",
    "Edition",
    "Embedding",
    "Encouragement",
    "EncouragementTheme",
    "Evidence",
    "GroupHeading",
    "Input",
    "Invitation",
    "Job",
    "Lineage",
    "Look",
    "MarginNote",
    "Meeting",
    "MeetingDecision",
    "Member",
    "Note",
    "NoteDraft",
    "OutcomeDocument",
    "Placement",
    "Proxy",
    "Reading",
    "ReportAddress",
    "ReturnedDraft",
    "Review",
    "Round",
    "Ruling",
    "SamplePlacement",
    "SentAct",
    "SentDraft",
    "SignIn",
    "SignInFailure",
    "SpeakingTurn",
    "Spot",
    "Statement",
    "Tag",
    "Theme",
    "Tie",
    "Translation",
    "Wording",
    "WordingDraft",
    "Workshop",
]
