"""The comments in the margin of a Word file: who said what, about what, in answer to whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from hrgl.formats.readers.package import Package, Walker
from hrgl.formats.readers.returned.markup import WordBody
from hrgl.formats.readers.returned.revisions import Signature, revision_of
from hrgl.formats.readers.returned.segments import paragraph_texts


@dataclass
class MarginComment:
    """A comment as it stands in the file; its thread is that of the comment it answers."""

    identifier: str
    by: Signature
    text: str
    reply_to: int | None = None


class _Targets(Walker):
    """Collects the parts that a document names, by what they are."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.folder = folder
        self.found: dict[str, list[str]] = {}

    def opened(self, tag: str, given: Mapping[str, str]) -> None:
        target = given.get("Target", "")
        if tag == "Relationship" and target and given.get("TargetMode") != "External":
            kind = given.get("Type", "").rpartition("/")[2]
            whole = target.lstrip("/") if target.startswith("/") else f"{self.folder}/{target}"
            self.found.setdefault(kind, []).append(whole)


def parts_beside(package: Package, main: str) -> dict[str, list[str]]:
    """The other parts of a document, by what they are."""
    folder, _, name = main.rpartition("/")
    targets = _Targets(folder)
    package.walk(f"{folder}/_rels/{name}.rels", targets)
    return targets.found


class _Comments(WordBody):
    """Collects the comments with their paragraphs."""

    def __init__(self) -> None:
        super().__init__("a comment")
        self.heads: list[tuple[str, Signature, int]] = []

    def opened(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "comment":
            self.heads.append((given.get("id", ""), revision_of(given), len(self.paragraphs)))
        super().opened(tag, given)


class _Threads(Walker):
    """Collects what newer programs say of comments beside them: whom they answer, and when."""

    def __init__(self) -> None:
        super().__init__()
        self.parents: dict[str, str] = {}
        self.durable: dict[str, str] = {}
        self.dates: dict[str, str] = {}

    def opened(self, tag: str, given: Mapping[str, str]) -> None:
        paragraph = given.get("paraId", "")
        if tag == "commentEx" and given.get("paraIdParent"):
            self.parents[paragraph] = given["paraIdParent"]
        elif tag == "commentId":
            self.durable[paragraph] = given.get("durableId", "")
        elif tag == "commentExtensible" and given.get("dateUtc"):
            self.dates[given.get("durableId", "")] = given["dateUtc"]


class _Located(Protocol):
    """What a document knows of its other parts."""

    def get(self, kind: str, default: list[str], /) -> list[str]:
        """The parts of a kind."""


def margin_comments(package: Package, parts: _Located) -> list[MarginComment]:
    """The comments of a file, in its order."""
    comments, threads = _Comments(), _Threads()
    for member in parts.get("comments", [])[:1]:
        package.walk(member, comments)
    for kind in ("commentsExtended", "commentsIds", "commentsExtensible"):
        for member in parts.get(kind, [])[:1]:
            package.walk(member, threads)
    starts = [start for _, _, start in comments.heads]
    found: list[MarginComment] = []
    known: dict[str, int] = {}
    for (identifier, by, start), end in zip(comments.heads, [*starts[1:], None], strict=False):
        paragraphs = comments.paragraphs[start:end]
        comment = MarginComment(
            identifier, by, "\n".join(paragraph_texts(paragraphs, accepted=True))
        )
        for paragraph in paragraphs:
            named = paragraph.identifier
            # Only an earlier one, so that no two comments can answer one another.
            comment.reply_to = known.get(threads.parents.get(named, ""), comment.reply_to)
            if date := threads.dates.get(threads.durable.get(named, "")):
                comment.by = revision_of({"author": by.author, "dateUtc": date, "date": by.dated})
        known |= {p.identifier: len(found) for p in paragraphs if p.identifier}
        found.append(comment)
    return found
