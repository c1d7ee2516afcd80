"""Encouragements as they are read: wording, stage, and what the steering group said of them."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from hrgl.core.columns import now
from hrgl.core.enums import RulingWord, Stage, Verdict
from hrgl.core.models import Encouragement, Wording
from hrgl.editions.consent_rules import Rule, rule_of
from hrgl.encouragements.consenting.opinions import Opinion, opinions_in
from hrgl.encouragements.consenting.reviewers import Reviewer, reviewers
from hrgl.errors import NotFound


@dataclass(frozen=True)
class EncouragementView:
    """An encouragement as it stands, with its wording and what the steering group said.

    `opinions` are on the current wording, `earlier` on those before; `silent` are those whose
    silence is consent by the rule.
    """

    id: int
    version: int
    place: int | None
    stage: Stage
    wording: int
    wording_id: int
    heading: str
    explanation: str
    examples: str
    remarks: str
    set_aside_because: str
    merged_into_id: int | None
    opinions: tuple[Opinion, ...]
    earlier: tuple[Opinion, ...]
    silent: tuple[str, ...]
    rule: Rule

    @property
    def quorum(self) -> int:
        return self.rule.quorum

    @property
    def in_favour(self) -> int:
        """How many agree with the current wording or can live with it, also by their silence."""
        spoken = sum(1 for o in self.opinions if o.in_favour)
        return spoken + len(self.silent)

    @property
    def standing(self) -> tuple[Opinion, ...]:
        """The objections whose members have said nothing else since, also to earlier wordings."""
        everything = (*self.opinions, *self.earlier)
        latest: dict[int, int] = {}
        for o in everything:
            latest[o.member_id] = max(o.review_id, latest.get(o.member_id, 0))
        against = (o for o in everything if o.verdict is Verdict.OBJECT)
        return tuple(o for o in against if o.review_id == latest[o.member_id])

    @property
    def may_overrule(self) -> bool:
        """Whether the rule lets the objections that stand be overruled on the current wording."""
        return self.rule.overrules(self.in_favour, len(self.standing))

    @property
    def overruled(self) -> tuple[Opinion, ...]:
        """The objections that were overruled on this wording, as long as the majority holds."""
        ruled = (o for o in self.standing if o.ruling is RulingWord.OVERRULED)
        return tuple(ruled) if self.may_overrule else ()

    @property
    def objections(self) -> tuple[Opinion, ...]:
        """The objections that are neither settled by their members nor overruled."""
        overruled = self.overruled
        return tuple(o for o in self.standing if o not in overruled)

    @property
    def unanswered(self) -> tuple[Opinion, ...]:
        """The objections, and the conditions on this wording, that nobody has answered yet."""
        conditions = (o for o in self.opinions if o.verdict is Verdict.LIVE_WITH and o.would_settle)
        return tuple(o for o in (*self.objections, *conditions) if not o.answer)

    @property
    def contested(self) -> bool:
        """Whether somebody's objection stands, or did until it was overruled."""
        return bool(self.standing)

    @property
    def approved(self) -> bool:
        """Quorum reached on the current wording, and every objection settled or overruled."""
        submitted = self.stage is Stage.SUBMITTED
        return submitted and self.in_favour >= self.quorum and not self.objections

    def opinion_of(self, member_id: int) -> Opinion | None:
        return next((o for o in self.opinions if o.member_id == member_id), None)


def list_encouragements(session: Session, *, edition_id: int) -> list[EncouragementView]:
    """All encouragements of an edition: places first, then candidates, then those set aside."""
    query = (
        select(Encouragement, Wording)
        .join(
            Wording,
            (col(Wording.encouragement_id) == Encouragement.id)
            & (col(Wording.number) == Encouragement.wording),
        )
        .where(Encouragement.edition_id == edition_id)
    )
    said = opinions_in(session, edition_id=edition_id)
    rule = rule_of(session, edition_id=edition_id)
    group = reviewers(session, edition_id=edition_id)
    found = [
        _draft(e, wording, said.get(e.id, []), rule, group)
        for e, wording in session.exec(query).all()
    ]
    aside = Stage.SET_ASIDE
    return sorted(found, key=lambda d: (d.stage is aside, d.place is None, d.place or 0, d.id))


def _draft(
    e: Encouragement, wording: Wording, said: list[Opinion], rule: Rule, group: list[Reviewer]
) -> EncouragementView:
    return EncouragementView(
        e.id,
        e.version,
        e.place,
        e.stage,
        e.wording,
        wording.id,
        wording.heading,
        wording.explanation,
        wording.examples,
        e.remarks,
        e.set_aside_because,
        e.merged_into_id,
        tuple(o for o in said if o.wording == e.wording),
        tuple(o for o in said if o.wording != e.wording),
        _silent(e, wording, said, rule, group),
        rule,
    )


def _silent(
    e: Encouragement, wording: Wording, said: list[Opinion], rule: Rule, group: list[Reviewer]
) -> tuple[str, ...]:
    """Whose silence is consent: who has said nothing on this wording, and does not object."""
    since = max(e.submitted_at, wording.created_at) if e.submitted_at else None
    if e.stage is not Stage.SUBMITTED or not rule.silence_is_consent(since, now()):
        return ()
    latest = {o.member_id: o for o in sorted(said, key=lambda o: o.review_id)}
    spoken = {
        key for key, o in latest.items() if o.wording == e.wording or o.verdict is Verdict.OBJECT
    }
    return tuple(each.name for each in group if each.id not in spoken)


def view_encouragement(
    session: Session, *, edition_id: int, encouragement_id: int
) -> EncouragementView:
    """One encouragement as it stands."""
    for found in list_encouragements(session, edition_id=edition_id):
        if found.id == encouragement_id:
            return found
    raise NotFound("This encouragement is not there any more. Load the page again.")
