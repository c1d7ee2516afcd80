"""Statements as the set of files that Polis exports, for programs that read those.

Polis collects votes on comments; here statements were discussed and nobody voted. The files have
the names and columns of Polis' own export (compdemocracy/polis, server/src/routes/export.ts); what
we do not have is left empty, and nothing is made up: see docs/formats.md.
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from hrgl.formats.writers.separated import write_csv

_COMMENTS = ("timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated")
_OURS = ("comment-body", "reference", "theme", "kind")
_GROUPS = (
    "comment-id",
    "comment",
    "total-votes",
    "total-agrees",
    "total-disagrees",
    "total-passes",
)
_PARTICIPANTS = ("participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")
_VOTES = ("timestamp", "datetime", "comment-id", "voter-id", "vote")
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class PolisComment:
    """A statement as a comment; `accepted` unless it was left out by people."""

    text: str
    reference: str
    theme: str
    kind: str
    accepted: bool = True


def write_polis(
    topic: str, description: str, comments: Sequence[PolisComment], notice: str = ""
) -> bytes:
    """Give a ZIP of the five files; comments are numbered from 0 in their order.

    The same comments give the same bytes. No cell is a formula to a spreadsheet.
    """
    files = {
        "summary.csv": _summary(topic, description, comments),
        "comments.csv": write_csv(
            (*_COMMENTS, *_OURS), map(_comment, *_numbered(comments)), notice=notice
        ),
        "comment-groups.csv": write_csv(_GROUPS, map(_group, *_numbered(comments)), notice=notice),
        "votes.csv": write_csv(_VOTES, ()),
        "participants-votes.csv": write_csv((*_PARTICIPANTS, *map(str, range(len(comments)))), ()),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as bundle:
        for name, content in files.items():
            bundle.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _numbered(comments: Sequence[PolisComment]) -> tuple[range, Sequence[PolisComment]]:
    return range(len(comments)), comments


def _comment(number: int, comment: PolisComment) -> list[str]:
    moderated = "1" if comment.accepted else "-1"
    ours = [comment.text, comment.reference, comment.theme, comment.kind]
    return ["", "", str(number), "", "0", "0", moderated, *ours]


def _group(number: int, comment: PolisComment) -> list[str]:
    return [str(number), comment.text, "0", "0", "0", "0"]


def _summary(topic: str, description: str, comments: Sequence[PolisComment]) -> bytes:
    """A name and a value a line, without a header, as Polis has it."""
    values = [
        ["url", ""],
        ["voters", "0"],
        ["voters-in-conv", "0"],
        ["commenters", ""],
        ["comments", str(len(comments))],
        ["groups", "0"],
        ["conversation-description", description],
    ]
    return write_csv(["topic", topic], values)
