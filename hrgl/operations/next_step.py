"""What is next for each of the people who work on an edition: one sentence, and the very thing."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlmodel import Session, select

from hrgl.core.enums import Role, Stage
from hrgl.core.models import Member, NoteDraft
from hrgl.core.permissions import Permission, allows
from hrgl.encouragements.consenting.waiting import what_waits
from hrgl.operations.progress import Standing
from hrgl.outcome import readiness
from hrgl.themes.proposals import proposals

QUEUE_OPTION, NEW_OPTION = (
    "queue",
    "new",
)  # what the lists of themes and of encouragements call these two
DESK, PROPOSAL = "Desk", "Proposal"
WRITE, SUMMARY, SENT = "Write", "Summary for the plenary", "Sent by participants"
EDITION, WORKSHOPS = "Edition", "Workshops"
ANSWER, DISPOSITION, ROUND = "Answer", "Disposition of comments", "Round"


@dataclass(frozen=True)
class Next:
    """One sentence and one button, and what the page is to open at: by the keys of its lists."""

    sentence: str
    button: str
    page: str
    opens: Mapping[str, object] = field(default_factory=dict)


def next_for(session: Session, *, member_id: int, now: Standing) -> Next:
    """What is next for this member."""
    member = session.get_one(Member, member_id)
    if now.published is not None:
        return _after_publishing(member, now)
    if not now.rooms:
        return _without_rooms(member)
    if member.role is Role.RAPPORTEUR:
        return _for_rapporteur(now, _begun(session, member))
    if member.role is Role.STEERING:
        return _for_steering(session, member, now)
    if allows(member, Permission.PUBLISH) and not readiness.publication_blockers(
        session, edition_id=member.edition_id
    ):
        return Next("Every place is approved. The document can be published.", "Publish", "outcome")
    return _for_facilitator(session, member, now)


def _after_publishing(member: Member, now: Standing) -> Next:
    published = f"Number {now.published} of the document is published"
    if now.adopted:
        return Next(f"{published}; {now.adopted}.", "Read it", "outcome")
    if allows(member, Permission.PUBLISH):
        sentence = f"{published}. Has a body adopted it?"
        return Next(sentence, "Note its adoption", "outcome")
    return Next(f"{published}.", "Read it", "outcome")


def _without_rooms(member: Member) -> Next:
    if allows(member, Permission.SET_UP):
        sentence = "This edition has no workshops yet."
        return Next(sentence, "Add the first", "setup", {"setup_view": WORKSHOPS})
    sentence = "This edition has no workshops yet. An organiser adds them on the page Setup."
    return Next(sentence, "See the programme", "programme")


def _begun(session: Session, member: Member) -> set[int]:
    """The workshops in which somebody has begun a note and not saved it yet."""
    query = select(NoteDraft.workshop_id).where(NoteDraft.member_id == member.id)
    return set(session.exec(query).all())


def _for_rapporteur(now: Standing, begun: set[int]) -> Next:
    empty = [room for room in now.rooms if not room.statements and not room.next_generation]
    unsummed = [room for room in now.rooms if room.statements and not room.summary]
    if empty:
        first = next((room for room in empty if room.id in begun), empty[0])
        sentence = f"No notes from {', '.join(room.code for room in empty)} yet."
        opens = {"workshop": first.id, "notes_view": WRITE}
        return Next(sentence, f"Write notes in {first.code}", "notes", opens)
    if unsummed:
        first = unsummed[0]
        sentence = f"{', '.join(room.code for room in unsummed)}: the summary is missing."
        opens = {"workshop": first.id, "notes_view": SUMMARY}
        return Next(sentence, f"Write that of {first.code}", "notes", opens)
    return Next("All rooms have delivered. You can still add notes.", "Open the notes", "notes")


def _for_steering(session: Session, member: Member, now: Standing) -> Next:
    mine = what_waits(session, edition_id=member.edition_id, member_id=member.id)
    if mine.all:
        sentence = f"{_number(len(mine.all), 'encouragement')} for your review."
        return Next(sentence, "Start reviewing", "reviews", {"review": mine.all[0].id})
    if any(draft.stage is Stage.SUBMITTED for draft in now.drafts):
        return Next("You have spoken on everything submitted so far.", "See reviews", "reviews")
    return Next("Nothing is submitted for review yet.", "Read the draft", "outcome")


def _for_facilitator(session: Session, member: Member, now: Standing) -> Next:
    if now.objected:
        count = sum(len(draft.unanswered) for draft in now.objected)
        sentence = f"{_number(count, 'objection')} without an answer."
        return Next(sentence, "Answer", "reviews", {"review": now.objected[0].id})
    if now.unread:
        return to_read(now)
    if now.unanswered:
        return to_answer(now)
    if not now.statements:
        empty = {"workshop": now.rooms[0].id, "notes_view": WRITE}
        sentence = "There are no notes yet. They come from the workshops."
        return Next(sentence, "Open notes", "notes", empty)
    if not now.tally.themes:
        made = proposals.offered_clustering(session, edition_id=member.edition_id)
        button = "Look at the proposal" if made else "Propose themes"
        verb = "is" if now.statements == 1 else "are"
        sentence = f"{_number(now.statements, 'statement')} {verb} there, but no themes yet."
        return Next(sentence, button, "themes", {"themes_view": PROPOSAL})
    if now.tally.queue:
        verb = "stands" if now.tally.queue == 1 else "stand"
        sentence = f"{_number(now.tally.queue, 'statement')} {verb} in no theme yet."
        opens = {"rail": QUEUE_OPTION, "themes_view": DESK}
        return Next(sentence, "Open the queue", "themes", opens)
    return _for_wording(member, now)


def _for_wording(member: Member, now: Standing) -> Next:
    if now.places is None:
        sentence = "It is not set how many encouragements there shall be."
        if allows(member, Permission.SET_UP):
            return Next(sentence, "Set it", "setup", {"setup_view": EDITION})
        sentence = f"{sentence} An organiser does it."
        return Next(sentence, "Word candidates", "encouragements", {"draft": NEW_OPTION})
    if now.free:
        sentence = f"{_number(len(now.free), 'place')} still without an encouragement"
        which = f"{sentence}: {', '.join(map(str, now.free))}."
        if now.candidates:
            opens = {"draft": now.candidates[0].id}
            return Next(which, "Place a candidate", "encouragements", opens)
        return Next(which, "Word one", "encouragements", {"draft": NEW_OPTION})
    drafts = [d for d in now.drafts if d.place and d.stage is Stage.DRAFT]
    if drafts:
        sentence = f"{_number(len(drafts), 'encouragement')} not yet submitted."
        return Next(sentence, f"Open {drafts[0].place}", "encouragements", {"draft": drafts[0].id})
    return Next("Everything is with the steering group.", "See reviews", "reviews")


def to_read(now: Standing) -> Next:
    """The inputs of participants that wait to be read, those of the first workshop first."""
    count = sum(each.inputs for each in now.unread)
    verb = "waits" if count == 1 else "wait"
    rooms = ", ".join(each.code for each in now.unread)
    sentence = f"{_number(count, 'input')} of participants {verb} to be read in {rooms}."
    opens = {"workshop": now.unread[0].workshop_id, "notes_view": SENT}
    return Next(sentence, f"Read those of {now.unread[0].code}", "notes", opens)


def to_answer(now: Standing) -> Next:
    """The comments of participants that wait for an answer, those on the first place first."""
    count = sum(now.unanswered.values())
    verb = "waits" if count == 1 else "wait"
    sentence = f"{_number(count, 'comment')} of participants on the drafts {verb} for an answer."
    opens = {"commented": next(iter(now.unanswered)), "comments_view": ANSWER}
    return Next(sentence, "Answer", "comments", opens)


def _number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
