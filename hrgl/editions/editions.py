"""Editions and their workshops: what they are, set up by organisers."""

from dataclasses import dataclass, fields
from datetime import date
from unicodedata import category

from sqlalchemy import select as columns
from sqlmodel import Session, col, or_, select

from hrgl.core import audit
from hrgl.core.database import fetch
from hrgl.core.enums import Attribution, DocumentMark, Languages, Role
from hrgl.core.models import Account, Edition, Member, Note, OutcomeDocument, SignIn
from hrgl.core.permissions import Permission, require
from hrgl.core.zones import known_zones
from hrgl.errors import NotFound, NotNow, NotValid
from hrgl.people.sign_ins import still_in

LONGEST_TITLE, LONGEST_QUESTION = 200, 500


def one_line(text: str, longest: int, name: str, field: str) -> str:
    """Text as a title or a question can hold it: one line, no control characters, not endless."""
    # a NUL or half a character would be refused by the database, and not in words
    line = "".join(" " if category(c) in {"Cc", "Cs"} else c for c in text)
    line = " ".join(line.split())
    if len(line) > longest:
        raise NotValid(f"The {name} is too long: at most {longest} characters.", field)
    return line


def describe(
    session: Session,
    actor: Member,
    *,
    title: str,
    question: str,
    starts: date | None,
    ends: date | None,
    seen_version: int,
) -> Edition:
    """Say what an edition is called, what it asks and when it takes place."""
    require(actor, Permission.SET_UP)
    edition = fetch(session, Edition, actor.edition_id, actor=actor, seen_version=seen_version)
    title = one_line(title, LONGEST_TITLE, "title", "title")
    question = one_line(question, LONGEST_QUESTION, "guiding question", "question")
    if not title:
        raise NotValid("An edition needs a title. Please give one.", "title")
    if starts and ends and ends < starts:
        raise NotValid("The last day is before the first. Please change one of them.", "ends")
    # a later number of the document may differ from the first in its remarks only
    if has_document(session, edition):
        raise NotNow("The document is published with this title and these dates; they stay.")
    edition.title, edition.question = title, question
    edition.starts, edition.ends = starts, ends
    audit.record(session, actor, "edition.described", edition, title=title)
    return edition


def has_document(session: Session, edition: Edition) -> bool:
    """Whether a number of the document binds: it was adopted, or published and not withdrawn."""
    query = select(OutcomeDocument.id).where(
        OutcomeDocument.edition_id == edition.id,
        or_(
            col(OutcomeDocument.mark).is_distinct_from(DocumentMark.WITHDRAWN),
            col(OutcomeDocument.adopted_on).is_not(None),
        ),
    )
    return session.exec(query.limit(1)).first() is not None


def set_rules(
    session: Session,
    actor: Member,
    *,
    places: int | None,
    quorum: int,
    smallest_group: int | None = None,
    attribution: Attribution | None = None,
    time_zone: str | None = None,
    languages: Languages | None = None,
    seen_version: int,
) -> Edition:
    """Set how many encouragements there shall be, how they are approved and who may be shown.

    A smallest group, an attribution, a time zone or languages that are not given stay as they are.
    """
    require(actor, Permission.SET_UP)
    edition = fetch(session, Edition, actor.edition_id, actor=actor, seen_version=seen_version)
    _check_rules(places, quorum, smallest_group, time_zone)
    edition.places, edition.quorum = places, quorum
    edition.smallest_group = smallest_group or edition.smallest_group
    edition.attribution = attribution or edition.attribution
    edition.time_zone = time_zone or edition.time_zone
    edition.languages = languages or edition.languages
    audit.record(
        session,
        actor,
        "edition.rules_set",
        edition,
        places=places,
        quorum=quorum,
        smallest_group=edition.smallest_group,
        attribution=edition.attribution.value,
        time_zone=edition.time_zone,
        languages=edition.languages.value,
    )
    return edition


def _check_rules(
    places: int | None, quorum: int, smallest_group: int | None, time_zone: str | None
) -> None:
    if places is not None and not 1 <= places <= 50:
        raise NotValid("The number of encouragements is between 1 and 50.", "places")
    if not 1 <= quorum <= 50:
        raise NotValid("The quorum is between 1 and 50 members.", "quorum")
    if smallest_group is not None and not 2 <= smallest_group <= 50:
        raise NotValid(
            "The smallest group that is shown is between 2 and 50: a group of one is a person.",
            "smallest_group",
        )
    if time_zone is not None and time_zone not in known_zones():
        raise NotValid(
            f"There is no time zone {time_zone!r}. Choose one from the list.", "time_zone"
        )


def by_code(session: Session, code: str) -> Edition:
    """The edition of this code."""
    edition = session.exec(select(Edition).where(Edition.code == code)).first()
    if edition is None:
        known = ", ".join(session.exec(select(Edition.code).order_by(Edition.code)).all())
        raise NotFound(f"There is no edition {code!r}. Known editions: {known or 'none yet'}.")
    return edition


@dataclass(frozen=True)
class EditionFacts:
    """What pages show of an edition."""

    id: int
    version: int
    code: str
    series: str
    title: str
    question: str
    starts: date | None
    ends: date | None
    places: int | None
    quorum: int
    smallest_group: int
    attribution: Attribution
    demonstration: bool
    time_zone: str
    languages: Languages


@dataclass(frozen=True)
class Membership:
    """What a person who is signed in is in one edition."""

    member_id: int
    name: str
    role: Role
    active: bool
    edition: EditionFacts

    @property
    def edition_id(self) -> int:
        return self.edition.id


def parts(session: Session, *, token_sha256: str) -> list[Membership]:
    """Where the person of this browser has an active part, latest edition first.

    Asked on every run of a page by everybody: one query, and no row becomes an object.
    """
    shown = [getattr(Edition, field.name) for field in fields(EditionFacts)]
    query = (
        columns(Member.id, Member.name, Member.role, *shown)  # type: ignore[call-overload]  # their number is not known to types
        .select_from(SignIn)
        .join(Account, col(Account.id) == SignIn.account_id)
        .join(Member, col(Member.account_id) == Account.id)
        .join(Edition, col(Edition.id) == Member.edition_id)
        .where(*still_in(token_sha256), col(Member.active).is_(True))
        .order_by(col(Edition.starts).desc().nulls_last(), col(Edition.code).desc())
    )
    rows = session.connection().execute(query).all()
    return [Membership(row[0], row[1], row[2], True, EditionFacts(*row[3:])) for row in rows]


def any_notes(session: Session) -> bool:
    """Whether anybody has written a note yet, in any edition."""
    return session.exec(select(Note.id).limit(1)).first() is not None


def real(session: Session) -> list[tuple[str, str]]:
    """Code and title of every edition that is no demonstration, the latest first."""
    query = select(Edition.code, Edition.title).where(col(Edition.demonstration).is_(False))
    return list(session.exec(query.order_by(col(Edition.code).desc())).all())


def demonstration_title(session: Session) -> str | None:
    """The title of the demonstration edition, if it is loaded."""
    return session.exec(select(Edition.title).where(col(Edition.demonstration).is_(True))).first()


def all_demonstrations(session: Session) -> bool:
    """Whether every edition here is a demonstration: then every page says so."""
    kinds = set(session.exec(select(Edition.demonstration).distinct()).all())
    return kinds == {True}
