"""Tags: which targets, articles, principles and instruments a theme touches, as people decided."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.database import fetch, out_of_date
from hrgl.core.enums import Origin, TagState
from hrgl.core.models import Member, Tag, Theme
from hrgl.core.permissions import Permission, require
from hrgl.core.vocabularies import entries, entry_label
from hrgl.errors import NotNow, NotValid
from hrgl.themes.placing import fetch_live


def confirm(
    session: Session,
    actor: Member,
    *,
    theme_id: int,
    vocabulary: str,
    code: str,
    similarity: float | None = None,
    seen_version: int | None = None,
    theme_seen_version: int | None = None,
) -> Tag:
    """Say that a theme touches an entry; with a similarity if the machine had proposed it.

    The version is that of an earlier decision on the same entry; none if there was none.
    """
    require(actor, Permission.PLACE)
    theme = fetch_live(session, actor, theme_id, theme_seen_version)
    tag = _decide(session, theme, vocabulary, code, TagState.CONFIRMED, seen_version)
    _sign(tag, actor, similarity)
    audit.record(
        session, actor, "tag.confirmed", tag, name=theme.name, tag=entry_label(vocabulary, code)
    )
    return tag


def refuse(
    session: Session,
    actor: Member,
    *,
    theme_id: int,
    vocabulary: str,
    code: str,
    similarity: float | None = None,
    seen_version: int | None = None,
    theme_seen_version: int | None = None,
) -> Tag:
    """Say that a theme does not touch an entry: it is not proposed for it again."""
    require(actor, Permission.PLACE)
    theme = fetch_live(session, actor, theme_id, theme_seen_version)
    tag = _decide(session, theme, vocabulary, code, TagState.REFUSED, seen_version)
    _sign(tag, actor, similarity)
    audit.record(
        session, actor, "tag.refused", tag, name=theme.name, tag=entry_label(vocabulary, code)
    )
    return tag


def remove_tag(
    session: Session,
    actor: Member,
    *,
    tag_id: int,
    seen_version: int,
    theme_seen_version: int | None = None,
) -> Tag:
    """Take a decision on an entry away, as if nobody had spoken; it may be proposed again."""
    require(actor, Permission.PLACE)
    tag = fetch(session, Tag, tag_id, actor=actor, seen_version=seen_version)
    theme = fetch_live(session, actor, tag.theme_id, theme_seen_version)
    session.delete(tag)
    audit.record(
        session,
        actor,
        "tag.removed",
        tag,
        name=theme.name,
        tag=entry_label(tag.vocabulary, tag.code),
    )
    return tag


def _decide(
    session: Session,
    theme: Theme,
    vocabulary: str,
    code: str,
    state: TagState,
    seen_version: int | None,
) -> Tag:
    """The one decision on an entry for a theme, changed to this; made if there is none yet."""
    if (vocabulary, code) not in entries():
        raise NotValid("There is no such entry in the lists. Choose another one.", "code")
    entry: dict[str, Any] = {"theme_id": theme.id, "vocabulary": vocabulary, "code": code}
    tag = session.exec(select(Tag).filter_by(**entry).with_for_update()).first()
    if tag is None:
        tag = Tag(**entry, state=state)
        session.add(tag)
    elif tag.state is state:
        raise NotNow(f"{entry_label(vocabulary, code)} is {state.value} for this theme already.")
    elif tag.version != seen_version:
        raise out_of_date(session, "tag", tag.id)
    tag.state = state
    return tag


def _sign(tag: Tag, actor: Member, similarity: float | None) -> None:
    tag.member_id, tag.similarity = actor.id, similarity
    tag.origin = Origin.PERSON if similarity is None else Origin.PROPOSED


def carry_over(session: Session, *, theme_id: int, into_id: int) -> None:
    """Part of a merger: decisions go along, but for those the other theme has made itself.

    That a theme touches an entry outweighs that the other did not: together they do.
    """
    there = {(tag.vocabulary, tag.code): tag for tag in _decided(session, into_id)}
    for tag in _decided(session, theme_id):
        other = there.get((tag.vocabulary, tag.code))
        if other is not None and (other.state, tag.state) == (TagState.REFUSED, TagState.CONFIRMED):
            session.delete(other)
            session.flush()  # an entry is decided on once a theme, at every moment
            other = None
        if other is None:
            tag.theme_id = into_id


def _decided(session: Session, theme_id: int) -> list[Tag]:
    query = select(Tag).where(Tag.theme_id == theme_id).order_by(col(Tag.id))
    return list(session.exec(query).all())


@dataclass(frozen=True)
class DecidedTag:
    """A person's decision on one entry for one theme."""

    id: int
    version: int
    vocabulary: str
    code: str
    origin: Origin
    similarity: float | None

    @property
    def label(self) -> str:
        """The entry as people read it."""
        return entry_label(self.vocabulary, self.code)


@dataclass
class Tags:
    """What people decided of one theme."""

    confirmed: list[DecidedTag] = field(default_factory=list)
    refused: list[DecidedTag] = field(default_factory=list)


def tags_of(session: Session, *, edition_id: int) -> dict[int, Tags]:
    """The decisions on the themes of an edition, by theme, in the order of the lists."""
    place = {key: at for at, key in enumerate(entries())}
    query = (
        select(Tag)
        .join(Theme, col(Theme.id) == Tag.theme_id)
        .where(
            Theme.edition_id == edition_id,
            col(Theme.dissolved).is_(False),
            col(Theme.merged_into_id).is_(None),
        )
    )
    found: dict[int, Tags] = defaultdict(Tags)
    rows = session.exec(query).all()
    for tag in sorted(rows, key=lambda t: (place.get((t.vocabulary, t.code), len(place)), t.code)):
        one = DecidedTag(tag.id, tag.version, tag.vocabulary, tag.code, tag.origin, tag.similarity)
        tags = found[tag.theme_id]
        (tags.confirmed if tag.state is TagState.CONFIRMED else tags.refused).append(one)
    return dict(found)
