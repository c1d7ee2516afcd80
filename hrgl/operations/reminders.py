"""Who has not spoken yet, the words to remind them with, and the mail that does so when asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.columns import now
from hrgl.core.database import fetch
from hrgl.core.enums import Stage
from hrgl.core.models import Account, AuditEntry, Edition, Member
from hrgl.core.permissions import Permission, require
from hrgl.editions.consent_rules import Rule, silence_in_words
from hrgl.editions.editions import has_document
from hrgl.encouragements.consenting.reviewers import reviewers
from hrgl.encouragements.consenting.waiting import waits_for
from hrgl.encouragements.views import EncouragementView, list_encouragements
from hrgl.errors import NotNow, TooFast
from hrgl.operations.mail import Letter, mail_is_set_up, send_letter

_EVERY = timedelta(minutes=10)
_SUBJECT = "Something waits for your word"


@dataclass(frozen=True)
class NotSpoken:
    """A member of the steering group, who speaks for them if not they, and what waits for them."""

    member_id: int
    name: str
    speaker_id: int
    speaker: str
    waits: tuple[EncouragementView, ...]

    @property
    def contested(self) -> int:
        """How many of the wordings somebody objects to."""
        return sum(1 for view in self.waits if view.contested)

    @property
    def in_words(self) -> str:
        """Whom to remind of how much, in one line."""
        whom = self.name
        if self.speaker_id != self.member_id:
            whom = f"{self.speaker}, who speaks for {self.name}"
        count = len(self.waits)
        wordings = "1 wording" if count == 1 else f"{count} wordings"
        return f"{whom}: {wordings}{_of_them(count, self.contested)}"


def _of_them(count: int, contested: int) -> str:
    if not contested:
        return ""
    return ", contested" if count == 1 else f", {contested} of them contested"


def not_spoken(session: Session, *, edition_id: int) -> list[NotSpoken]:
    """The members for whom a submitted wording waits, by name, each with all that does."""
    if has_document(session, session.get_one(Edition, edition_id)):
        return []
    submitted = [
        view
        for view in list_encouragements(session, edition_id=edition_id)
        if view.stage is Stage.SUBMITTED
    ]
    group = reviewers(session, edition_id=edition_id)
    names = {each.id: each.name for each in group}
    found = []
    for each in group:
        speaker = each.proxy_id or each.id
        waits = tuple(view for view in submitted if waits_for(view, each.id))
        if waits:
            found.append(NotSpoken(each.id, each.name, speaker, names[speaker], waits))
    return found


def text_to_copy(title: str, people: Sequence[NotSpoken], *, rule: Rule, address: str) -> str:
    """What can be pasted into a mail or a chat: who is asked for how much, by when, and where."""
    lines = "\n".join(f"– {each.in_words}" for each in people)
    return (
        f"Wordings of “{title}” wait for your word:\n\n{lines}\n\n"
        f"Please read them and say what you think: {address}\n{silence_in_words(rule)}\n"
    )


@dataclass(frozen=True)
class Recipient:
    """Whom a reminder goes to."""

    name: str
    address: str


def remind_members(session: Session, actor: Member, *, seen: Sequence[int]) -> list[Recipient]:
    """Have those reminded who stood on the screen as not having spoken and still have not.

    What is recorded is only how many; the mail goes out when this is committed (`send_reminders`).
    """
    require(actor, Permission.REMIND)
    if not mail_is_set_up():
        raise NotNow("No mail server is set up here. Copy the text and send it yourself.")
    # one at a time in an edition: two at once would both find that nobody was reminded of late
    edition = fetch(session, Edition, actor.edition_id, actor=actor)
    _refuse_if_just_reminded(session, edition)
    still = [each for each in not_spoken(session, edition_id=edition.id) if each.member_id in seen]
    if not still:
        raise NotNow("All of them have spoken meanwhile. Nobody was reminded.")
    whom = _recipients(session, {each.speaker_id for each in still})
    if not whom:
        raise NotNow("None of them has an account to write to. Copy the text instead.")
    audit.record(session, actor, "members.reminded", edition, number=len(whom))
    return whom


def _refuse_if_just_reminded(session: Session, edition: Edition) -> None:
    query = (
        select(AuditEntry.at)
        .where(AuditEntry.edition_id == edition.id, AuditEntry.act == "members.reminded")
        .order_by(col(AuditEntry.id).desc())
    )
    last = session.exec(query.limit(1)).first()
    left = last + _EVERY - now() if last else timedelta(0)
    if left > timedelta(0):
        minutes = int(left / timedelta(minutes=1)) + 1
        raise TooFast(
            "They were reminded a moment ago, and that goes once in ten minutes. Wait "
            f"{'1 minute' if minutes == 1 else f'{minutes} minutes'}, or copy the text.",
            seconds=int(left.total_seconds()) + 1,
        )


def _recipients(session: Session, member_ids: set[int]) -> list[Recipient]:
    query = (
        select(Member.name, Account.email)
        .join(Account, col(Account.id) == Member.account_id)
        .where(col(Member.id).in_(member_ids), col(Account.active).is_(True))
        .order_by(Member.name, col(Member.id))
    )
    return [Recipient(*row) for row in session.exec(query).all()]


def send_reminders(recipients: Sequence[Recipient], *, address: str) -> str:
    """Send each the one sentence with the way to the installation; what came of it, in words."""
    letter = Letter(_SUBJECT, f"Something waits for your word here: {address}\n")
    refused = set(send_letter(letter, [each.address for each in recipients]))
    missed = [each.name for each in recipients if each.address in refused]
    sent = len(recipients) - len(missed)
    told = f"Sent to {'1 member' if sent == 1 else f'{sent} members'}."
    if not missed:
        return told
    return f"{told} It did not go out to {', '.join(missed)}: tell them yourself."
