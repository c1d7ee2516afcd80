"""Pages as people have them before them, in an edition in which everything can be acted on."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, select

from hrgl.core import jobs
from hrgl.core.database import transaction
from hrgl.core.enums import DoorState, Role, Support, Verdict
from hrgl.core.models import Member, Statement
from hrgl.editions import proxies, workshops
from hrgl.editions.workshops import Plan
from hrgl.encouragements import encouragements, places, views, wordings
from hrgl.encouragements.consenting import reviews
from hrgl.notes import leaving_out
from hrgl.notes.door import inputs
from hrgl.notes.door.submitting import Sent
from hrgl.operations import worker
from hrgl.people import accounts, sign_ins
from hrgl.themes import tags, themes, ties
from tests.builders import World, statement_ids, submitted, wording_id, world
from tests.commenting import two_comments
from tests.consenting import steering
from tests.fakes import FakeEmbedder
from tests.publishing import publish_as_read
from tests.sending import set_door
from tests.word_files import margin_opened, one_file_back, the_note

NOTES = """* Publish the budget in plain words
* Train procurement staff in human rights
* Pay people for the time they give to participation
* Procurement contracts need a clause on human rights
* The budget form should ask for a reason in terms of rights
* Childcare makes participation possible
* Publish the budget in plain words!
* Ask the children what they need, then answer them. Write down what was answered.
* Interpreters at every hearing
* Ramps at every station
* Benches for old people
* Lamps on the way home
* A budget that everybody can read
* Contracts with a clause on wages"""
CONFERENCE, NUMBERS = {"outcome_view": "Conference"}, {"outcome_view": "Numbers"}
# what stands in the fields when a button is pressed, by what the act calls it
TYPED = {
    "name": "Words of mine",
    "because": "My reason",
    "reason": "My reason",
    "heading": "do this",
    "explanation": "My explanation",
    "remarks": "My remarks",
    "summary": "My summary",
    "description": "My description",
    "adopted_by": "My council",
    "email": "new@city.example",
    "title": "My title",
    "title_typed": "Outcome Document",
    "question": "My question",
}


@dataclass
class Scene:
    """A page as somebody has it before them, with everything opened that holds buttons."""

    name: str
    role: Role
    page: str
    state: dict[str, Any] = field(default_factory=dict)
    picks: dict[str, list[int]] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    stage: str = "working"


def scenes(here: "Here") -> list[Scene]:
    big, other = here.theme_ids
    theme = {
        "themes_view": "In depth",
        "rail": big,
        f"said_more_than_once-{big}": True,
        **{f"point-{each}": True for each in here.statement_ids},
        **{f"ties-{each}": True for each in here.tie_ids},
    }
    sent = here.submitted_id
    return [
        Scene(
            "a theme",
            Role.FACILITATOR,
            "themes",
            theme,
            {f"rows-{big}-": [3, 4]},
            {
                f"merge-{big}-0-into": other,
                f"tag-{big}-0-entry": ("udhr_articles", "23"),
                f"move-{big}-0-to": other,
            },
        ),
        Scene(
            "the queue",
            Role.FACILITATOR,
            "themes",
            {"themes_view": "In depth", "rail": "queue"},
            {"rows-0-": [0, 1]},
            {"move-0-0-to": other},
        ),
        Scene(
            "what was left out",
            Role.FACILITATOR,
            "themes",
            {"themes_view": "In depth", "rail": "out"},
            {"left_out-": [0]},
        ),
        Scene("a proposal", Role.FACILITATOR, "themes", {"themes_view": "Proposal"}),
        Scene(
            "a proposal being made",
            Role.FACILITATOR,
            "themes",
            {"themes_view": "Proposal"},
            stage="asked for",
        ),
        Scene(
            "a second look",
            Role.FACILITATOR,
            "themes",
            {"themes_view": "Second look"},
            {},
            {"second_look": other},
        ),
        Scene(
            "a statement",
            Role.RAPPORTEUR,
            "notes",
            {"notes_view": "Summary for the plenary", "edited_note": here.note_id},
            {"statements-": [7]},
        ),
        Scene("several statements", Role.RAPPORTEUR, "notes", {}, {"statements-": [8, 9]}),
        Scene(
            "what participants sent",
            Role.FACILITATOR,
            "notes",
            {"notes_view": "Sent by participants"},
            {},
            {f"several-{here.workshop_id}-0-which": [1, 2]},
        ),
        Scene(
            "comments to answer",
            Role.FACILITATOR,
            "comments",
            {"commented": sent},
            {f"comments-{sent}-": [0, 1]},
            {f"answer-{sent}-0-became": "not_taken_up"},
        ),
        Scene(
            "a round", Role.FACILITATOR, "comments", {"comments_view": "Round", "commented": None}
        ),
        Scene("a Word file", Role.FACILITATOR, "comments", margin_opened(here.margin_id, sent)),
        Scene("the edition", Role.ORGANISER, "setup"),
        Scene(
            "a workshop",
            Role.ORGANISER,
            "setup",
            {"workshop_picked": here.empty_workshop_id, "person_picked": here.person_id},
        ),
        Scene("a proxy", Role.ORGANISER, "setup", fields=here.apart),
        Scene("somebody closed", Role.ORGANISER, "setup", {"person_picked": here.closed_id}),
        Scene("the form of the document", Role.ORGANISER, "setup", {"setup_view": "Document"}),
        Scene("the history", Role.FACILITATOR, "history", {}, {"acts-": [0]}),
        Scene("a document to publish", Role.ORGANISER, "outcome", stage="ready"),
        Scene("a document to adopt", Role.ORGANISER, "outcome", CONFERENCE, stage="published"),
        Scene("a number to mark", Role.ORGANISER, "outcome", NUMBERS, stage="published"),
    ]


@dataclass
class Here:
    """The edition, and the ids of what the pages open."""

    world: World
    theme_ids: tuple[int, int]
    statement_ids: list[int]
    tie_ids: list[int]
    submitted_id: int
    margin_id: int
    note_id: int
    empty_workshop_id: int
    person_id: int
    closed_id: int
    meddler_id: int
    workshop_id: int
    tokens: dict[Role, str]
    apart: dict[str, int] = field(default_factory=dict)  # who is chosen to speak for whom

    @classmethod
    def nowhere(cls) -> "Here":
        """No edition at all: enough to know which scenes there are."""
        return cls(None, (0, 0), [], [], *[0] * 8, {})  # type: ignore[arg-type]


def build(engine: Engine) -> Here:
    """An edition half-way through the night, with something open for every act of every page."""
    with transaction(engine) as session:
        here = world(session, places=12, quorum=1)
        tokens = {
            role: _come_in(session, here.of(role)) for role in Role if here.of(role).account_id
        }
        ids = statement_ids(session, here, NOTES)
        note_id = session.get_one(Statement, ids[0]).note_id
        big, other = _themes(session, here, ids)
        person, closed = _people(session, here)
        meddler = accounts.add_member(
            session, here.organiser, email="otto@city.example", name="Otto", role=Role.ORGANISER
        )
        workshop = workshops.add_workshop(session, here.organiser, plan=Plan("B2", "Another room"))
        _inputs(session, here)
    worker.propose_themes(
        engine, here.facilitator, themes=3, progress=lambda *_: None, load=FakeEmbedder
    )
    with transaction(engine) as session:
        submitted_id = _drafts(session, here, ids, big)
        _left_out(session, here, ids)
        made = [each.id for each in ties.ties_of(session, edition_id=here.edition.id)]
        return Here(
            here,
            (big, other),
            ids,
            made,
            submitted_id,
            the_note(session, here, "new words").id,
            note_id,
            workshop.id,
            person,
            closed,
            meddler.id,
            here.workshop.id,
            tokens,
            {"proxy-new-0-for": here.second.id, "proxy-new-0-speaker": here.steering.id},
        )


def _come_in(session: Session, member: Member) -> str:
    account = session.get_one(accounts.Account, member.account_id)
    return sign_ins.token_digest(sign_ins.open_door(session, account))


def _themes(session: Session, here: World, ids: list[int]) -> tuple[int, int]:
    actor = here.facilitator
    big = themes.create(session, actor, name="Budget", statement_ids=[*ids[:3], *ids[4:7]])
    other = themes.create(session, actor, name="Staff", statement_ids=[ids[3]])
    tags.confirm(session, actor, theme_id=big.id, vocabulary="sdg_targets", code="16.6")
    ties.tie(session, actor, statement_ids=[ids[1], ids[2]], together=True)
    return big.id, other.id


def _people(session: Session, here: World) -> tuple[int, int]:
    made = [
        accounts.add_member(
            session, here.organiser, email=f"{name}@city.example", name=name, role=Role.FACILITATOR
        )
        for name in ("Mia", "Max")
    ]
    accounts.close(session, here.organiser, member_id=made[1].id, seen_version=made[1].version)
    pia, pol = steering(session, here, "Pia", "Pol")
    proxies.name_proxy(session, here.organiser, member_id=pia.id, for_id=pol.id)
    return made[0].id, made[1].id


def _inputs(session: Session, here: World) -> None:
    set_door(session, here, DoorState.MODERATED, 0)
    for form, text in (("one", "Benches at the lake, please"), ("two", "Ramps at the station")):
        inputs.send(session, here.participant, form=form, sent=Sent(text))


def _drafts(session: Session, here: World, ids: list[int], big: int) -> int:
    actor = here.facilitator
    draft, aside = (
        wordings.word(
            session,
            actor,
            heading=heading,
            explanation="Because it works.",
            theme_ids=[big],
            citations={ids[0]: Support.SUPPORTS, ids[1]: Support.SUPPORTS},
        )
        for heading in ("publish the budget", "do something else")
    )
    places.give_place(
        session, actor, encouragement_id=draft.id, place=2, seen_version=draft.version
    )
    encouragements.set_aside_encouragement(
        session,
        actor,
        encouragement_id=aside.id,
        because="said elsewhere",
        seen_version=aside.version,
    )
    row = submitted(session, here, [ids[3]])
    reviews.give(
        session,
        here.second,
        wording_id=wording_id(session, row),
        verdict=Verdict.OBJECT,
        reason="Too vague",
    )
    two_comments(session, here, row)
    one_file_back(session, here, row)
    return row.id


def _left_out(session: Session, here: World, ids: list[int]) -> None:
    leaving_out.set_aside_statements(
        session, here.facilitator, statement_ids=[ids[-1]], because="off topic"
    )


def go_on(engine: Engine, here: Here, stage: str) -> None:
    """Bring the edition further, where a page needs that."""
    with transaction(engine) as session:
        actor = session.get_one(Member, here.world.facilitator.id)
        organiser = session.get_one(Member, here.world.organiser.id)
        if stage == "asked for":
            jobs.ask_for_proposal(session, actor, themes=4)
        if stage in ("ready", "published"):
            edition = here.world.edition
            session.get_one(type(edition), edition.id).places = 1
            for each in views.list_encouragements(session, edition_id=edition.id):
                if each.place == 2:
                    encouragements.set_aside_encouragement(
                        session,
                        actor,
                        encouragement_id=each.id,
                        because="said elsewhere",
                        seen_version=each.version,
                    )
            wording = session.exec(
                select(reviews.Wording.id).where(
                    reviews.Wording.encouragement_id == here.submitted_id
                )
            ).one()
            for member in (here.world.steering, here.world.second):
                speaker = session.get_one(Member, member.id)
                reviews.give(session, speaker, wording_id=wording, verdict=Verdict.AGREE)
        if stage == "published":
            publish_as_read(session, organiser)
