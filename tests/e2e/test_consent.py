"""Six people and twelve drafts: a steering group says yes in few acts, and is recorded so."""

import sys

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlmodel import Session, col, select

from hrgl.core.database import transaction
from hrgl.core.enums import Overruling, Role, RulingWord, Support, Verdict
from hrgl.core.models import Amendment, Encouragement, Member, Review, Ruling, Wording
from hrgl.editions import consent_setting
from hrgl.encouragements import places, submitting, views, wordings
from hrgl.encouragements.views import EncouragementView
from hrgl.outcome import outcome
from tests.builders import statement_ids
from tests.e2e.acting import Acting, table_of_acts
from tests.e2e.conftest import Enter, Server
from tests.e2e.evening import Evening, begin, comes_to, open_wording

pytestmark = pytest.mark.e2e

LAPTOP = {"width": 1366, "height": 768}
MEMBERS = ("ines", "stan", "hana")
PEOPLE = {
    **dict.fromkeys(MEMBERS, Role.STEERING),
    "fay": Role.FACILITATOR,
    "bo": Role.FACILITATOR,
    "olaf": Role.ORGANISER,
}
MOST_ACTS = 30
REWORDED, AMENDED, OVERRULED = 4, 7, 9
TOPICS = (
    "budgets",
    "contracts",
    "childcare",
    "interpreters",
    "parks",
    "schools",
    "the police",
    "housing",
    "water",
    "night buses",
    "libraries",
    "the youth council",
)
EXPLANATION = (
    "Whoever decides on {topic} seldom hears those who live with what is decided. Where a council "
    "asks them before the plan is written, meets the costs of taking part and tells them what "
    "became of their words, they come again. It takes one person who is answerable, and a date."
)
ADDED = " The police force itself is asked, too."
Said = tuple[str, int, int, Verdict, str]


def _fill(server: Server) -> Evening:
    """Twelve drafts before a group of three, of whom two are enough; two thirds overrule."""
    with transaction(server.engine) as session:
        evening = begin(session, server, PEOPLE, places=12, quorum=2)
        consent_setting.set_consent_rule(
            session,
            session.get_one(Member, evening.members["olaf"]),
            overruling=Overruling.TWO_THIRDS,
            minority_printed=True,
            seen_version=0,
        )
        for place, topic in enumerate(TOPICS, 1):
            _draft(session, evening, place, topic)
    return evening


def _draft(session: Session, evening: Evening, place: int, topic: str) -> None:
    actor = evening.here.facilitator
    lines = f"* Ask people about {topic}\n* Tell them what became of what they said on {topic}"
    ids = statement_ids(session, evening.here, lines)
    row = wordings.word(
        session,
        actor,
        heading=f"ask those concerned before they decide on {topic}",
        explanation=EXPLANATION.format(topic=topic),
        citations=dict.fromkeys(ids, Support.SUPPORTS),
    )
    places.give_place(
        session, actor, encouragement_id=row.id, place=place, seen_version=row.version
    )
    submitting.submit(session, actor, encouragement_id=row.id, seen_version=row.version)


def _at(evening: Evening, place: int) -> EncouragementView:
    here = evening.here.edition.id
    found = evening.asks(lambda session: views.list_encouragements(session, edition_id=here))
    return next(each for each in found if each.place == place)  # type: ignore[no-any-return]


def _record(evening: Evening) -> list[Said]:
    """Who said what on which wording of which place, in the order in which it was said."""
    query = (
        select(Member.name, Encouragement.place, Wording.number, Review.verdict, Review.reason)
        .join(Review, col(Review.member_id) == Member.id)
        .join(Wording, col(Wording.id) == Review.wording_id)
        .join(Encouragement, col(Encouragement.id) == Wording.encouragement_id)
        .where(Member.edition_id == evening.here.edition.id)
        .order_by(col(Review.id))
    )
    found = evening.asks(lambda session: session.exec(query).all())
    return [(name.lower(), *rest) for name, *rest in found]


def _last(evening: Evening) -> Said | tuple[()]:
    return next(reversed(_record(evening)), ())


def _part(page: Page, name: str) -> Locator:
    return page.locator(f".rail section[aria-label='{name}'] .one:not(.whole)")


def _places(page: Page, part: str) -> list[int]:
    """The places that a part of the list shows."""
    return [int(each) for each in _part(page, part).locator("b").all_inner_texts()]


def _sit(enter: Enter, evening: Evening, name: str) -> Acting:
    code = evening.here.edition.code
    page = enter(f"{name}.{code}", path="/reviews", viewport=LAPTOP)
    expect(page.locator(".rail .one").first).to_be_visible()
    return Acting(name, page)


def _reads_and_objects(who: Acting, place: int, reason: str, left: list[int]) -> None:
    """Reads the whole list, and takes one out of it by objecting to it."""
    page = who.page
    comes_to(lambda: _places(page, "Nobody contests"), left)
    assert page.locator(".agreed li .place").all_inner_texts() == [str(each) for each in left]
    who.begins("reads what nobody contests")
    expect(page.locator(".agreed li .about").last).to_contain_text("Raised in 1 of 1 room")
    sheet = page.locator(".sheet")
    who.read_down_to(page.locator(".agreed li").last, sheet)
    who.begins(f"objects to {place}")
    entry = page.locator(".agreed li").filter(has=page.get_by_text(str(place), exact=True))
    who.click(entry.get_by_role("button", name="Object to"))
    expect(page.get_by_label("Reason")).to_be_focused()
    who.type(reason)


def _agrees_to_all(who: Acting, evening: Evening, agreed: list[int]) -> None:
    comes_to(lambda: _places(who.page, "Nobody contests"), agreed)
    before = _record(evening)
    words = f"Agree to these {len(agreed)}"
    expect(who.page.locator(".acts").get_by_role("button", name=words)).to_be_visible()
    who.begins(f"agrees to the {len(agreed)} at once").key("a")
    wordings_of = {place: _at(evening, place).wording for place in agreed}
    said = [(who.name, place, wordings_of[place], Verdict.AGREE, "") for place in agreed]
    comes_to(lambda: _record(evening)[len(before) :], said)


def _agrees(who: Acting, evening: Evening, place: int, button: str = "Agree") -> None:
    """Says yes to what has opened by itself."""
    page = who.page
    expect(page.locator("article .lead")).to_contain_text(f"{place} · ")
    expect(page.locator(".acts").get_by_role("button", name=button)).to_be_visible()
    number = _at(evening, place).wording
    expect(page.locator("article .about").first).to_contain_text(f"Wording {number}, ")
    who.begins(f"says “{button}” to {place}").key("a")
    comes_to(lambda: _last(evening), (who.name, place, number, Verdict.AGREE, ""))


def _first_round(evening: Evening, ines: Acting, stan: Acting, hana: Acting) -> None:
    every = list(range(1, 13))
    _reads_and_objects(ines, REWORDED, "Interpreters are not decided on by councils.", every)
    ines.key("Tab")
    ines.type("Say who is meant")
    ines.key("Control+Enter")
    comes_to(lambda: _last(evening)[:4], ("ines", REWORDED, 1, Verdict.OBJECT))
    _agrees_to_all(ines, evening, [each for each in every if each != REWORDED])

    left = [each for each in every if each != REWORDED]
    stan.page.reload()
    _reads_and_objects(stan, AMENDED, "The force itself is not asked.", left)
    stan.click(stan.page.get_by_role("button", name="Object, and propose other words"))
    explanation = stan.page.get_by_role("textbox", name="Explanation")
    expect(explanation).to_have_value(EXPLANATION.format(topic="the police"))
    expect(explanation).to_be_focused()
    stan.type(ADDED)
    stan.key("Control+Enter")
    comes_to(lambda: _proposed(evening), f"{EXPLANATION}{ADDED}".format(topic="the police"))
    _agrees_to_all(stan, evening, [each for each in left if each != AMENDED])
    _agrees(stan, evening, REWORDED)

    left = [each for each in left if each != AMENDED]
    hana.page.reload()
    _reads_and_objects(hana, OVERRULED, "Water is decided on by the region.", left)
    hana.key("Control+Enter")
    comes_to(lambda: _last(evening)[:4], ("hana", OVERRULED, 1, Verdict.OBJECT))
    nine = [each for each in left if each != OVERRULED]
    assert len(nine) == 9
    _agrees_to_all(hana, evening, nine)
    for place in (REWORDED, AMENDED):
        _agrees(hana, evening, place)


def _proposed(evening: Evening) -> str:
    """How the explanation would read with what is proposed; nothing while nothing is."""
    one = _at(evening, AMENDED)
    query = select(Amendment).where(Amendment.encouragement_id == one.id)
    found = evening.asks(lambda session: session.exec(query).all())
    text = one.explanation
    return "".join(f"{text[: each.start]}{each.after}{text[each.end :]}" for each in found)


def _answers(page: Page, place: int, word: str, reason: str) -> None:
    page.locator(".rail .one").filter(has=page.get_by_text(str(place), exact=True)).click()
    expect(page.locator("article .lead")).to_contain_text(f"{place} · ")
    page.keyboard.press("r")
    page.get_by_label(word, exact=True).check()
    page.get_by_label("What was done, and why").fill(reason)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".contract")).to_contain_text(f"Answer, {word.lower()}: {reason}")


def _facilitators_answer(enter: Enter, evening: Evening) -> Page:
    """One objection met by other words, one declined; the third has words of its own."""
    fay = _sit(enter, evening, "fay").page
    assert _places(fay, "To answer") == [REWORDED, AMENDED, OVERRULED]
    code = evening.here.edition.code
    desk = enter(f"bo.{code}", path="/encouragements", viewport=LAPTOP)
    open_wording(desk, "interpreters")
    field = desk.get_by_role("textbox", name="We encourage local governments to")
    field.fill("ask those concerned before their administrations decide on interpreters")
    desk.get_by_role("button", name="Save wording 2").click()
    comes_to(lambda: _at(evening, REWORDED).wording, 2)
    _answers(fay, REWORDED, "Accepted", "The administrations are named now.")
    _answers(fay, OVERRULED, "Declined", "Towns decide on their own pipes.")
    return fay


def _decided_in_the_meeting(enter: Enter, evening: Evening) -> None:
    """The amendment is taken in, its clean text laid before all three, and agreed to."""
    chair = enter(f"fay.{evening.here.edition.code}", path="/meeting", viewport=LAPTOP)
    expect(chair.locator(".line")).not_to_be_empty()
    told = chair.locator(".told")
    chair.keyboard.press("y")
    expect(told).to_contain_text("Opened meeting 1")
    chair.keyboard.press("p")
    for name in MEMBERS:
        chair.get_by_label(name.title()).check()
        expect(chair.get_by_label(f"{name.title()}, since")).to_be_checked()
    chair.keyboard.press("Escape")
    chair.keyboard.press(str(AMENDED))
    chair.keyboard.press("Enter")
    expect(told).to_contain_text(f"Turned meeting 1 to place {AMENDED}")
    for key, words in (("a", "into wording 2"), ("ArrowRight", "Laid the clean text")):
        chair.wait_for_timeout(500)  # nobody presses the moment that something has changed
        chair.keyboard.press(key)
        expect(told).to_contain_text(words)
    expect(chair.locator(".stage[data-shows=clean]")).to_contain_text(ADDED.strip())
    for answer in ("b", "Stan agrees", "The words are mine", ""):
        _chosen(chair, answer)
    comes_to(lambda: _at(evening, AMENDED).approved, True)
    chair.keyboard.press("x")
    _chosen(chair, "Close it")
    expect(told).to_contain_text("Closed meeting 1")


def _chosen(chair: Page, answer: str) -> None:
    """What a question of the room is answered with; a single letter asks it."""
    if len(answer) == 1:
        chair.keyboard.press(answer)
        return
    expect(chair.locator(".popup input")).to_be_focused()
    expect(chair.locator(".popup input")).to_have_value("")
    chair.keyboard.type(answer)
    chair.keyboard.press("Enter")


def _second_round(evening: Evening, ines: Acting, stan: Acting, hana: Acting) -> None:
    ines.page.reload()
    expect(ines.page.locator(".contract").first).to_contain_text("The administrations are named")
    expect(ines.page.locator("article h2 ins")).to_have_text("new: their administrations")
    _agrees(ines, evening, REWORDED, "That settles it")
    stan.page.reload()
    _agrees_to_the_only_one(stan, evening, REWORDED)
    hana.page.reload()
    _agrees_to_the_only_one(hana, evening, REWORDED)


def _agrees_to_the_only_one(who: Acting, evening: Evening, place: int) -> None:
    comes_to(lambda: _places(who.page, "Nobody contests"), [place])
    who.begins(f"agrees to {place} on its list").key("a")
    number = _at(evening, place).wording
    comes_to(lambda: _last(evening), (who.name, place, number, Verdict.AGREE, ""))


def _overruled(fay: Page, evening: Evening) -> None:
    """The third stands: it is upheld at first, and then overruled as the rule says."""
    fay.locator(".rail .one").filter(has=fay.get_by_text(str(OVERRULED), exact=True)).click()
    computed = "2 in favour, 1 objects: two thirds of those who take a side would do."
    expect(fay.locator(".contract .computed")).to_have_text(computed)
    fay.wait_for_timeout(500)  # nobody presses the moment that something has changed
    fay.get_by_role("button", name="Uphold …").click()
    fay.get_by_label("Reason").fill("It is heard once more before the group decides.")
    fay.get_by_role("button", name="Uphold", exact=True).click()
    expect(fay.locator(".contract")).to_contain_text("Upheld: It is heard once more")
    fay.get_by_role("button", name="Overrule …").click()
    expect(fay.locator(".form")).to_contain_text("is printed with the encouragement")
    fay.get_by_label("Reason").fill("It was heard; two thirds want it as it stands.")
    fay.get_by_role("button", name="Overrule", exact=True).click()
    expect(fay.locator(".contract")).to_contain_text("Overruled: It was heard")
    query = select(Ruling).where(Ruling.encouragement_id == _at(evening, OVERRULED).id)
    rulings = evening.asks(lambda session: session.exec(query.order_by(col(Ruling.id))).all())
    assert [(each.ruling, each.in_favour, each.against) for each in rulings] == [
        (RulingWord.UPHELD, 2, 1),
        (RulingWord.OVERRULED, 2, 1),
    ]
    _printed(evening)


def _printed(evening: Evening) -> None:
    """The minority stands in the document beside its encouragement, and beside no other."""
    here = evening.here.edition.id
    document = evening.asks(lambda session: outcome.draft_document(session, edition_id=here))
    minority = {each.place: each.minority for each in document.sections if each.minority}
    assert minority == {OVERRULED: ("Water is decided on by the region.",)}


def test_twelve_drafts_are_agreed_to_in_at_most_thirty_acts_of_three_members(
    enter: Enter, server: Server
) -> None:
    evening = _fill(server)
    ines, stan, hana = (_sit(enter, evening, name) for name in MEMBERS)
    _first_round(evening, ines, stan, hana)
    fay = _facilitators_answer(enter, evening)
    _decided_in_the_meeting(enter, evening)
    _second_round(evening, ines, stan, hana)
    _overruled(fay, evening)
    organiser = _sit(enter, evening, "olaf").page
    comes_to(lambda: _places(organiser, "Approved"), list(range(1, 13)))
    assert all(_at(evening, place).approved for place in range(1, 13))
    for who in (ines, stan):
        expect(who.page.locator(".sum")).to_have_text("Nothing waits for you.")
    told = table_of_acts([ines, stan, hana])
    sys.stdout.write(f"{told}\n")
    assert ines.total + stan.total + hana.total <= MOST_ACTS, told
