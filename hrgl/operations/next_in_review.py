"""What is next while wordings lie before the steering group: for its members, for facilitators."""

from sqlmodel import Session

from hrgl.core.columns import now as this_moment
from hrgl.core.enums import Stage, Verdict
from hrgl.core.models import Member
from hrgl.core.permissions import Permission, allows
from hrgl.editions.consent_rules import Rule, moment_in_words
from hrgl.encouragements.consenting.reviewers import reviewers, spoken_for
from hrgl.encouragements.consenting.waiting import waits_for, what_waits
from hrgl.encouragements.views import EncouragementView
from hrgl.operations.next_thing import Next, number_of
from hrgl.operations.progress import Standing

WAITING_OPTION = "waiting"  # what the page Reviews opens at where several wait that nobody contests


def to_meeting(member: Member, now: Standing) -> Next | None:
    """The meeting that is open, for whoever takes part in it."""
    if now.meeting is None:
        return None
    if allows(member, Permission.CHAIR):
        return Next(f"Meeting {now.meeting} is open.", "Go to the meeting", "meeting")
    if allows(member, Permission.REVIEW):
        return Next("A meeting is on: follow it.", "Follow the meeting", "meeting")
    return None


def for_steering(session: Session, member: Member, now: Standing) -> Next:
    """What waits for the word of a member, and for the one they give for others."""
    edition = {"edition_id": member.edition_id}
    waiting = what_waits(session, **edition, member_id=member.id)
    mine = waiting.all
    others = _for_others(session, member)
    if mine:
        sentence = " ".join(
            (_for_review(mine), *_answered(mine, member.id), *others, *_deadline(now.rule))
        )
        several = len(waiting.consent_list) > 1
        opens = {"review": WAITING_OPTION if several else mine[0].id}
        return Next(sentence, "Start reviewing", "reviews", opens)
    if others:
        return Next(" ".join((*others, *_deadline(now.rule))), "Start reviewing", "reviews")
    if any(draft.stage is Stage.SUBMITTED for draft in now.drafts):
        return Next("You have spoken on everything submitted so far.", "See reviews", "reviews")
    return Next("Nothing is submitted for review yet.", "Read the draft", "outcome")


def _for_review(views: tuple[EncouragementView, ...]) -> str:
    contested = sum(1 for view in views if view.contested)
    told = f"{number_of(len(views), 'encouragement')} for your review"
    if contested and len(views) == 1:
        return f"{told}; somebody objects to it."
    return f"{told}, {contested} of them contested." if contested else f"{told}."


def _answered(views: tuple[EncouragementView, ...], member_id: int) -> list[str]:
    """That one's own objections were answered: whether that settles them is theirs to say."""
    answered = [
        view
        for view in views
        if any(o.member_id == member_id and o.answer for o in view.objections)
    ]
    if len(answered) == 1:
        return ["Your objection to one of them is answered."]
    return [f"Your objections to {len(answered)} of them are answered."] if answered else []


def _for_others(session: Session, member: Member) -> list[str]:
    """What waits for those for whom a member speaks."""
    voices = [each for each in spoken_for(session, member_id=member.id) if each != member.id]
    if not voices:
        return []
    names = {each.id: each.name for each in reviewers(session, edition_id=member.edition_id)}
    found = []
    for each in voices:
        left = what_waits(session, edition_id=member.edition_id, member_id=each).all
        if left and each in names:
            count = number_of(len(left), "encouragement")
            found.append(f"{count} for you to review for {names[each]}.")
    return found


def _deadline(rule: Rule) -> list[str]:
    """From when silence is consent, as long as that is to come."""
    if rule.silence_from is None or rule.silence_from <= this_moment():
        return []
    return [f"Silence is consent from {moment_in_words(rule.silence_from, rule.time_zone)} on."]


def to_answer_objections(now: Standing) -> Next | None:
    """The objections and conditions that nobody has answered, those on the first place first."""
    if not now.objected:
        return None
    said = [opinion.verdict for draft in now.objected for opinion in draft.unanswered]
    objections = sum(1 for verdict in said if verdict is Verdict.OBJECT)
    counted = ((objections, "objection"), (len(said) - objections, "condition"))
    told = " and ".join(number_of(count, word) for count, word in counted if count)
    sentence = f"{told} without an answer."
    return Next(sentence, "Answer", "reviews", {"review": now.objected[0].id})


def to_recommend(now: Standing) -> Next | None:
    """The amendments on which nobody has recommended anything, first encouragement first."""
    if not now.unrecommended:
        return None
    count = sum(now.unrecommended.values())
    sentence = f"{number_of(count, 'amendment')} without a recommendation."
    opens = {"draft": next(iter(now.unrecommended))}
    return Next(sentence, "Recommend", "encouragements", opens)


def with_the_group(session: Session, now: Standing, *, edition_id: int) -> Next:
    """That everything lies before the steering group, and how many of it have yet to speak."""
    submitted = [draft for draft in now.drafts if draft.stage is Stage.SUBMITTED]
    silent = sum(
        any(waits_for(draft, each.id) for draft in submitted)
        for each in reviewers(session, edition_id=edition_id)
    )
    verb = "has" if silent == 1 else "have"
    left = f" {number_of(silent, 'member')} {verb} not spoken on all of it." if silent else ""
    return Next(f"Everything is with the steering group.{left}", "See reviews", "reviews")
