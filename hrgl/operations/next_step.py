"""What is next for each of the people who work on an edition: one sentence, and the very thing."""

from sqlmodel import Session, col, func, select

from hrgl.core.enums import Role, Stage
from hrgl.core.models import Member, NoteDraft, ReportAddress
from hrgl.core.permissions import Permission, allows
from hrgl.operations.next_in_review import (
    for_steering,
    to_answer_objections,
    to_meeting,
    to_recommend,
    with_the_group,
)
from hrgl.operations.next_thing import Next, number_of
from hrgl.operations.progress import Standing
from hrgl.outcome import readiness
from hrgl.themes.proposals import proposals

QUEUE_OPTION, NEW_OPTION = (
    "queue",
    "new",
)  # what the lists of themes and of encouragements call these two
DESK, PROPOSAL = "Desk", "Proposal"
WRITE, SUMMARY, SENT = "Write", "Summary for the plenary", "Sent by participants"
EDITION, WORKSHOPS, PEOPLE = "Edition", "Workshops", "People"
ANSWER, DISPOSITION, ROUND = "Answer", "Disposition of comments", "Round"
WORD_FILES = "Word files"
DOCUMENT, NUMBERS, TRANSLATIONS = "Document", "Numbers", "Translations"
CONFERENCE, REPORT_BACK = "Conference", "Report back"


def next_for(session: Session, *, member_id: int, now: Standing) -> Next:
    """What is next for this member; a meeting that is on comes before all else."""
    member = session.get_one(Member, member_id)
    return to_meeting(member, now) or _besides_meetings(session, member, now)


def besides_meetings(session: Session, *, member_id: int, now: Standing) -> Next:
    """What is next for this member apart from any meeting."""
    return _besides_meetings(session, session.get_one(Member, member_id), now)


def _besides_meetings(session: Session, member: Member, now: Standing) -> Next:
    if now.published is not None:
        return _after_publishing(session, member, now)
    if not now.rooms:
        return _without_rooms(member)
    if member.role is Role.RAPPORTEUR:
        return _for_rapporteur(now, _begun(session, member))
    if member.role is Role.STEERING:
        return for_steering(session, member, now)
    if allows(member, Permission.PUBLISH) and not readiness.publication_blockers(
        session, edition_id=member.edition_id
    ):
        sentence = "Every place is approved. The document can be published."
        return Next(sentence, "Publish", "outcome", {"outcome_view": DOCUMENT})
    return _for_facilitator(session, member, now)


def _after_publishing(session: Session, member: Member, now: Standing) -> Next:
    published = f"Number {now.published} of the document is published"
    organiser = allows(member, Permission.PUBLISH)
    if not now.adopted:
        if organiser:
            sentence = f"{published}. Has a body adopted it?"
            return Next(sentence, "Note its adoption", "outcome", {"outcome_view": CONFERENCE})
        return Next(f"{published}.", "Read it", "outcome", {"outcome_view": DOCUMENT})
    waiting = _waiting_to_hear(session, member.edition_id) if organiser else 0
    if waiting:
        verb = "waits" if waiting == 1 else "wait"
        sentence = f"{published}; {now.adopted}. {waiting} who sent something {verb} to hear."
        return Next(sentence, "Send the report back", "outcome", {"outcome_view": REPORT_BACK})
    return Next(f"{published}; {now.adopted}.", "Read it", "outcome", {"outcome_view": DOCUMENT})


def _waiting_to_hear(session: Session, edition_id: int) -> int:
    """How many left an address and have not heard yet what became of what they sent."""
    query = select(func.count(col(ReportAddress.id))).where(ReportAddress.edition_id == edition_id)
    return session.exec(query).one()


def _without_rooms(member: Member) -> Next:
    if allows(member, Permission.SET_UP):
        sentence = "This edition has no workshops yet."
        return Next(sentence, "Add the first", "setup", {"setup_view": WORKSHOPS})
    sentence = "This edition has no workshops yet. An organiser adds them on the page Setup."
    return Next(sentence, "See the programme", "programme")


def _is_alone(session: Session, member: Member) -> bool:
    """Whether no other account has a part in the edition."""
    query = select(func.count(col(Member.id))).where(
        Member.edition_id == member.edition_id,
        col(Member.account_id).is_not(None),
        Member.id != member.id,
    )
    return session.exec(query).one() == 0


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


def _for_facilitator(session: Session, member: Member, now: Standing) -> Next:
    in_review = to_answer_objections(now) or to_recommend(now)
    if in_review is not None:
        return in_review
    if now.unread:
        return to_read(now)
    if now.unanswered:
        return to_answer(now)
    if now.to_place:
        return to_place(now)
    if not now.statements and allows(member, Permission.SET_UP) and _is_alone(session, member):
        sentence = "Nobody but you is in this edition yet."
        return Next(sentence, "Add people", "setup", {"setup_view": PEOPLE})
    if not now.statements:
        empty = {"workshop": now.rooms[0].id, "notes_view": WRITE}
        sentence = "There are no notes yet. They come from the workshops."
        return Next(sentence, "Open notes", "notes", empty)
    if not now.tally.themes:
        made = proposals.offered_clustering(session, edition_id=member.edition_id)
        button = "Look at the proposal" if made else "Propose themes"
        verb = "is" if now.statements == 1 else "are"
        sentence = f"{number_of(now.statements, 'statement')} {verb} there, but no themes yet."
        return Next(sentence, button, "themes", {"themes_view": PROPOSAL})
    if now.tally.queue:
        verb = "stands" if now.tally.queue == 1 else "stand"
        sentence = f"{number_of(now.tally.queue, 'statement')} {verb} in no theme yet."
        opens = {"rail": QUEUE_OPTION, "themes_view": DESK}
        return Next(sentence, "Open the queue", "themes", opens)
    return _for_wording(session, member, now)


def _for_wording(session: Session, member: Member, now: Standing) -> Next:
    if now.places is None:
        sentence = "It is not set how many encouragements there shall be."
        if allows(member, Permission.SET_UP):
            return Next(sentence, "Set it", "setup", {"setup_view": EDITION})
        sentence = f"{sentence} An organiser does it."
        return Next(sentence, "Word candidates", "encouragements", {"draft": NEW_OPTION})
    if now.free:
        sentence = f"{number_of(len(now.free), 'place')} still without an encouragement"
        which = f"{sentence}: {', '.join(map(str, now.free))}."
        if now.candidates:
            opens = {"draft": now.candidates[0].id}
            return Next(which, "Place a candidate", "encouragements", opens)
        return Next(which, "Word one", "encouragements", {"draft": NEW_OPTION})
    drafts = [d for d in now.drafts if d.place and d.stage is Stage.DRAFT]
    if drafts:
        sentence = f"{number_of(len(drafts), 'encouragement')} not yet submitted."
        return Next(sentence, f"Open {drafts[0].place}", "encouragements", {"draft": drafts[0].id})
    return with_the_group(session, now, edition_id=member.edition_id)


def to_read(now: Standing) -> Next:
    """The inputs of participants that wait to be read, those of the first workshop first."""
    count = sum(each.inputs for each in now.unread)
    verb = "waits" if count == 1 else "wait"
    rooms = ", ".join(each.code for each in now.unread)
    sentence = f"{number_of(count, 'input')} of participants {verb} to be read in {rooms}."
    opens = {"workshop": now.unread[0].workshop_id, "notes_view": SENT}
    return Next(sentence, f"Read those of {now.unread[0].code}", "notes", opens)


def to_answer(now: Standing) -> Next:
    """The comments of participants that wait for an answer, those on the first place first."""
    count = sum(now.unanswered.values())
    verb = "waits" if count == 1 else "wait"
    sentence = f"{number_of(count, 'comment')} of participants on the drafts {verb} for an answer."
    opens = {"commented": next(iter(now.unanswered)), "comments_view": ANSWER}
    return Next(sentence, "Answer", "comments", opens)


def to_place(now: Standing) -> Next:
    """What came back in Word files and found no place by itself."""
    verb = "has" if now.to_place == 1 else "have"
    sentence = f"{number_of(now.to_place, 'note')} of Word files {verb} no place yet."
    return Next(sentence, "Choose", "comments", {"comments_view": WORD_FILES})
