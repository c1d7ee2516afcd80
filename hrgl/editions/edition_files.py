"""The facts of editions, kept in files: loaded into the database, a demonstration taken out."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import ColumnElement, Table
from sqlmodel import Session, SQLModel, select

from hrgl.core import audit
from hrgl.core.enums import Attribution, Languages, Overruling
from hrgl.core.models import Edition, Member, Workshop
from hrgl.core.zones import DEFAULT_ZONE
from hrgl.editions.consent_setting import set_consent_rule
from hrgl.editions.document_forms import form_from_facts
from hrgl.errors import NotNow, NotValid
from hrgl.people.accounts import command_line_member
from hrgl.settings import DATA

_COLUMNS = {
    "code",
    "series",
    "title",
    "question",
    "starts",
    "ends",
    "places",
    "quorum",
    "smallest_group",
    "attribution",
    "demonstration",
    "time_zone",
    "languages",
    "consent",
    "document",
    "workshops",
}
# of the rule of consent; when silence is consent is set for one evening, on the page Setup
_CONSENT = {"overruling", "percent", "minority_printed", "members_vote"}


def load_all(session: Session) -> list[str]:
    """Load every edition of data/editions that is not in the database yet; their codes."""
    known = set(session.exec(select(Edition.code)).all())
    files = [path for path in sorted((DATA / "editions").glob("*.yaml")) if path.stem not in known]
    return [load_edition(session, path).code for path in files]


def load_edition(session: Session, path: Path) -> Edition:
    """Make an edition, with its workshops, from a file of facts."""
    facts: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    edition = Edition(
        code=str(facts["code"]),
        series=facts["series"],
        title=facts["title"],
        question=facts.get("question") or "",
        starts=facts.get("starts"),
        ends=facts.get("ends"),
        places=facts.get("places"),
        quorum=facts.get("quorum") or 3,
        smallest_group=facts.get("smallest_group") or 3,
        attribution=Attribution(facts.get("attribution") or "group"),
        demonstration=bool(facts.get("demonstration")),
        time_zone=facts.get("time_zone") or DEFAULT_ZONE,
        languages=Languages(facts.get("languages") or "auto"),
        facts=_plain({key: value for key, value in facts.items() if key not in _COLUMNS}),
    )
    session.add(edition)
    session.flush()
    for workshop in facts.get("workshops") or []:
        _add_workshop(session, edition, workshop)
    actor = command_line_member(session, edition)
    audit.record(session, actor, "edition.loaded", edition, code=edition.code)
    if facts.get("document"):
        session.add(form_from_facts(edition, facts["document"]))
        session.flush()
    if facts.get("consent"):
        _set_consent(session, actor, facts["consent"])
    return edition


def _set_consent(session: Session, actor: Member, facts: dict[str, Any]) -> None:
    """The rule of consent as a file states it; what is not understood is refused."""
    words = [each.value for each in Overruling]
    unknown = sorted(facts.keys() - _CONSENT)
    if unknown:
        raise NotValid(
            f"A file of facts says nothing of “{unknown[0]}” under consent; it may say "
            f"{', '.join(sorted(_CONSENT))}."
        )
    if facts.get("overruling", words[0]) not in words:
        raise NotValid(f"Under consent, overruling is one of: {', '.join(words)}.")
    set_consent_rule(
        session,
        actor,
        overruling=Overruling(facts.get("overruling", words[0])),
        percent=facts.get("percent"),
        minority_printed=bool(facts.get("minority_printed")),
        members_vote=bool(facts.get("members_vote")),
        seen_version=0,
    )


def _plain(value: Any) -> Any:
    """YAML's dates as text, so that the facts can be kept as JSON."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def _add_workshop(session: Session, edition: Edition, facts: dict[str, Any]) -> None:
    workshop = Workshop(
        edition_id=edition.id,
        code=str(facts["code"]),
        title=facts.get("title") or "",
        question=facts.get("question") or "",
        day=facts.get("date"),
        starts=facts.get("starts") or "",
        ends=facts.get("ends") or "",
        next_generation=bool(facts.get("next_generation")),
    )
    session.add(workshop)
    session.flush()


def remove_demonstration(session: Session, code: str) -> None:
    """Take a demonstration edition with everything in it out of the database; no other can be."""
    edition = session.exec(select(Edition).where(Edition.code == code)).first()
    if edition is None:
        return
    if not edition.demonstration:
        raise NotNow(f"Edition {code} is no demonstration; it is not removed.")
    for table in reversed(SQLModel.metadata.sorted_tables):
        rows = _belonging(table, edition.id)
        if rows is not None and table.name != "edition":
            session.execute(table.delete().where(rows))
    session.expire_all()
    session.delete(session.get_one(Edition, edition.id))
    session.flush()


def _belonging(table: Table, edition_id: int) -> ColumnElement[bool] | None:
    """The condition by which a table's rows belong to an edition, along its foreign keys."""
    if "edition_id" in table.c:
        condition: ColumnElement[bool] = table.c.edition_id == edition_id
        return condition
    for column in table.c:
        for key in column.foreign_keys:
            parent = key.column.table
            if column.nullable or parent.name in {table.name, "member", "account"}:
                continue
            above = _belonging(parent, edition_id)
            if above is not None:
                return column.in_(select(parent.c.id).where(above))
    return None
