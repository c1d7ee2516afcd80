"""Tags: proposed by the machine, decided by a person, and where the word came from is kept."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Origin, TagState
from hrgl.core.models import AuditEntry, Embedding, Member, Tag, Theme
from hrgl.errors import NotFound, NotNow, NotValid, OutOfDate
from hrgl.operations import undo, worker
from hrgl.synthesis.vectors.embedding import Embedder
from hrgl.themes import proposed_tags, tags, themes
from hrgl.themes.proposals import proposals
from tests.builders import World, statement_ids, world
from tests.fakes import FakeEmbedder
from tests.operations.test_undo import last_entry
from tests.operations.test_undo_any import state

BUDGET = {"vocabulary": "management_instruments", "code": "gender_budgeting"}
VOICE = {"vocabulary": "sdg_targets", "code": "16.7"}
SAID = """* Gender budgeting examines the budget for women and men
* The gender budgeting of money for women needs data
* Women and men read what gender budgeting examined
* Drinking water must be safe and affordable
* Pipes for drinking water in each quarter
* The tariff makes drinking water affordable"""


def _theme(session: Session, here: World, name: str = "Money") -> Theme:
    return themes.create(session, here.facilitator, name=name)


def _of(session: Session, here: World, theme: Theme) -> tags.Tags:
    return tags.tags_of(session, edition_id=here.edition.id).get(theme.id, tags.Tags())


def _labels(session: Session, here: World, theme: Theme) -> list[str]:
    return [tag.label for tag in _of(session, here, theme).confirmed]


def test_a_confirmed_proposal_keeps_that_the_machine_said_it_and_how_close(
    session: Session,
) -> None:
    here = world(session)
    theme = _theme(session, here)
    tags.confirm(session, here.facilitator, theme_id=theme.id, similarity=0.61, **BUDGET)
    [tag] = _of(session, here, theme).confirmed
    assert (tag.label, tag.origin, tag.similarity) == (
        "Instrument: Gender budgeting",
        Origin.PROPOSED,
        0.61,
    )
    row = session.get_one(Tag, tag.id)
    assert (row.state, row.member_id) == (TagState.CONFIRMED, here.facilitator.id)


def test_one_s_own_choice_is_kept_as_such(session: Session) -> None:
    here = world(session)
    theme = _theme(session, here)
    tags.confirm(session, here.organiser, theme_id=theme.id, **VOICE)
    [tag] = _of(session, here, theme).confirmed
    assert (tag.origin, tag.similarity) == (Origin.PERSON, None)


def test_tags_are_told_in_the_order_of_the_lists(session: Session) -> None:
    here = world(session)
    theme = _theme(session, here)
    for entry in (BUDGET, VOICE, {**VOICE, "code": "5.1"}):
        tags.confirm(session, here.facilitator, theme_id=theme.id, **entry)
    assert [label.split()[1] for label in _labels(session, here, theme)] == [
        "5.1",
        "16.7",
        "Gender",
    ]


@pytest.mark.parametrize("act", [tags.confirm, tags.refuse])
def test_each_act_writes_one_entry_that_names_theme_and_tag(session: Session, act: object) -> None:
    here = world(session)
    theme = _theme(session, here)
    before = session.exec(select(func.count(col(AuditEntry.id)))).one()
    act(session, here.facilitator, theme_id=theme.id, **VOICE)  # type: ignore[operator]
    assert session.exec(select(func.count(col(AuditEntry.id)))).one() == before + 1
    entry = session.get_one(AuditEntry, last_entry(session))
    assert entry.detail["name"] == "Money"
    assert str(entry.detail["tag"]).startswith("SDG 16.7 ")


def test_what_is_no_entry_and_what_was_decided_already_is_refused(session: Session) -> None:
    here = world(session)
    theme = _theme(session, here)
    with pytest.raises(NotValid, match="no such entry"):
        tags.confirm(
            session, here.facilitator, theme_id=theme.id, vocabulary="regions", code="Asia"
        )
    tags.confirm(session, here.facilitator, theme_id=theme.id, **VOICE)
    with pytest.raises(NotNow, match="confirmed for this theme already"):
        tags.confirm(session, here.facilitator, theme_id=theme.id, **VOICE)


def test_a_refused_entry_can_be_confirmed_by_who_has_seen_the_refusal(session: Session) -> None:
    here = world(session)
    theme = _theme(session, here)
    tags.refuse(session, here.organiser, theme_id=theme.id, similarity=0.5, **VOICE)
    [refused] = _of(session, here, theme).refused
    with pytest.raises(OutOfDate, match="Olga changed this"):
        tags.confirm(session, here.facilitator, theme_id=theme.id, similarity=0.5, **VOICE)
    tags.confirm(
        session, here.facilitator, theme_id=theme.id, seen_version=refused.version, **VOICE
    )
    assert _of(session, here, theme).refused == []
    assert [tag.origin for tag in _of(session, here, theme).confirmed] == [Origin.PERSON]


def test_a_tag_is_taken_off_only_as_it_was_seen(session: Session) -> None:
    here = world(session)
    theme = _theme(session, here)
    tag = tags.confirm(session, here.facilitator, theme_id=theme.id, **VOICE)
    with pytest.raises(OutOfDate, match="Fadi"):
        tags.remove_tag(session, here.organiser, tag_id=tag.id, seen_version=tag.version + 1)
    tags.remove_tag(session, here.organiser, tag_id=tag.id, seen_version=tag.version)
    assert tags.tags_of(session, edition_id=here.edition.id) == {}


def test_a_theme_that_is_no_more_is_not_tagged_and_its_tags_are_not_told(session: Session) -> None:
    here = world(session)
    theme = _theme(session, here)
    tag = tags.confirm(session, here.facilitator, theme_id=theme.id, **VOICE)
    themes.dissolve(session, here.facilitator, theme_id=theme.id, seen_version=theme.version)
    for act in (
        lambda: tags.confirm(session, here.facilitator, theme_id=theme.id, **BUDGET),
        lambda: tags.remove_tag(session, here.facilitator, tag_id=tag.id, seen_version=tag.version),
    ):
        with pytest.raises(NotNow, match="no longer exists"):
            act()
    assert tags.tags_of(session, edition_id=here.edition.id) == {}


def test_another_edition_s_theme_and_tag_cannot_be_reached(session: Session) -> None:
    here, there = world(session), world(session, code="2032")
    theme = _theme(session, there)
    tag = tags.confirm(session, there.facilitator, theme_id=theme.id, **VOICE)
    with pytest.raises(NotFound, match="This theme is not there"):
        tags.refuse(session, here.facilitator, theme_id=theme.id, **BUDGET)
    with pytest.raises(NotFound, match="This tag is not there"):
        tags.remove_tag(session, here.facilitator, tag_id=tag.id, seen_version=tag.version)
    assert tags.tags_of(session, edition_id=here.edition.id) == {}


def test_every_act_on_tags_can_be_taken_back_and_that_again(session: Session) -> None:
    here = world(session)
    theme = _theme(session, here)
    states = [state(session, here)]
    tag = tags.confirm(session, here.facilitator, theme_id=theme.id, similarity=0.1 + 0.2, **VOICE)
    entries = [last_entry(session)]
    states.append(state(session, here))
    tags.refuse(session, here.facilitator, theme_id=theme.id, seen_version=tag.version, **VOICE)
    entries.append(last_entry(session))
    states.append(state(session, here))
    tags.remove_tag(session, here.facilitator, tag_id=tag.id, seen_version=tag.version)
    entries.append(last_entry(session))
    while entries:
        undo.undo(session, here.facilitator, entry_id=entries.pop())
        assert state(session, here) == states.pop()
    undo.undo(session, here.facilitator, entry_id=last_entry(session))
    assert _labels(session, here, theme) == [
        "SDG 16.7 Responsive, inclusive, participatory decisions"
    ]


def test_merged_themes_bring_their_tags_along_and_taking_it_back_restores_both(
    session: Session,
) -> None:
    here = world(session)
    source, into = _theme(session, here, "Money"), _theme(session, here, "Budgets")
    water = {"vocabulary": "sdg_targets", "code": "6.1"}
    tags.confirm(session, here.facilitator, theme_id=source.id, similarity=0.7, **BUDGET)
    tags.confirm(session, here.facilitator, theme_id=source.id, **VOICE)
    tags.confirm(session, here.facilitator, theme_id=source.id, **water)
    tags.confirm(session, here.facilitator, theme_id=into.id, **VOICE)
    tags.refuse(session, here.facilitator, theme_id=into.id, similarity=0.4, **water)
    before = state(session, here)
    themes.merge(
        session, here.facilitator, theme_id=source.id, into_id=into.id, seen_version=source.version
    )
    found = _of(session, here, into)
    assert {tag.code for tag in found.confirmed} == {"gender_budgeting", "16.7", "6.1"}
    assert found.refused == []
    undo.undo(session, here.facilitator, entry_id=last_entry(session))
    assert state(session, here) == before


def test_a_refusal_yields_to_what_the_other_theme_was_tagged_with(session: Session) -> None:
    here = world(session)
    source, into = _theme(session, here, "Money"), _theme(session, here, "Budgets")
    tags.refuse(session, here.facilitator, theme_id=source.id, **VOICE)
    tags.refuse(session, here.facilitator, theme_id=source.id, **BUDGET)
    tags.confirm(session, here.facilitator, theme_id=into.id, **VOICE)
    themes.merge(
        session, here.facilitator, theme_id=source.id, into_id=into.id, seen_version=source.version
    )
    found = _of(session, here, into)
    assert [tag.code for tag in found.confirmed] == ["16.7"]
    assert [tag.code for tag in found.refused] == ["gender_budgeting"]


@pytest.fixture
def two_themes(engine: Engine) -> tuple[World, int, int]:
    """One theme on gender budgeting, one on water, and a proposal that was made."""
    with transaction(engine) as session:
        here = world(session)
        ids = statement_ids(session, here, SAID)
        money = themes.create(session, here.facilitator, name="Money", statement_ids=ids[:3])
        water = themes.create(session, here.facilitator, name="Water", statement_ids=ids[3:])
    return here, money.id, water.id


def _read(engine: Engine, actor: Member, load: type[Embedder] = FakeEmbedder) -> None:
    worker.propose_themes(engine, actor, themes=2, progress=lambda *_: None, load=load)


def _proposed(engine: Engine, here: World) -> dict[int, list[str]]:
    with reading(engine) as session:
        found = proposed_tags.proposed(session, edition_id=here.edition.id)
    return {theme_id: [tag.label for tag in each] for theme_id, each in found.items()}


def test_nothing_is_proposed_before_the_worker_has_read_anything(
    engine: Engine, two_themes: tuple[World, int, int]
) -> None:
    here, _, _ = two_themes
    assert _proposed(engine, here) == {}
    with transaction(engine) as session:
        proposals.store(
            session,
            here.facilitator,
            model="m",
            parameters={},
            statements_sha256="",
            result={"themes": [], "queue": [], "fit": {}},
        )
    assert _proposed(engine, here) == {}


def test_themes_are_proposed_what_they_speak_of_until_somebody_decides(
    engine: Engine, two_themes: tuple[World, int, int]
) -> None:
    here, money, water = two_themes
    _read(engine, here.facilitator)
    found = _proposed(engine, here)
    assert "Instrument: Gender budgeting" in found[money]
    assert "SDG 6.1 Drinking water" in found[water]
    assert "SDG 6.1 Drinking water" not in found[money]
    with transaction(engine) as session:
        tags.confirm(session, here.facilitator, theme_id=money, similarity=0.6, **BUDGET)
        tags.refuse(session, here.facilitator, theme_id=water, vocabulary="sdg_targets", code="6.1")
    found = _proposed(engine, here)
    assert "Instrument: Gender budgeting" not in found[money]
    assert "SDG 6.1 Drinking water" not in found.get(water, [])


def test_asking_changes_nothing_and_proposals_are_in_no_table(
    engine: Engine, two_themes: tuple[World, int, int]
) -> None:
    here, _, _ = two_themes
    _read(engine, here.facilitator)
    with reading(engine) as session:
        before = state(session, here)
        assert proposed_tags.proposed(session, edition_id=here.edition.id)
        assert session.exec(select(Tag)).all() == []
        assert state(session, here) == before


def test_the_worker_reads_the_entries_once_and_keeps_them_like_statements(
    engine: Engine, two_themes: tuple[World, int, int]
) -> None:
    here, _, _ = two_themes
    _read(engine, here.facilitator)
    with reading(engine) as session:
        kept = session.exec(select(func.count()).select_from(Embedding)).one()
    assert kept == 6 + len(set(proposed_tags.texts()))

    def never() -> Embedder:
        raise AssertionError("every text was read before")

    worker.propose_themes(engine, here.facilitator, themes=2, progress=lambda *_: None, load=never)


def test_a_theme_written_since_is_proposed_nothing_until_it_is_read(
    engine: Engine, two_themes: tuple[World, int, int]
) -> None:
    here, _, _ = two_themes
    _read(engine, here.facilitator)
    with transaction(engine) as session:
        ids = statement_ids(
            session, here, "* Asylum for refugees\n* Refugees seek asylum\n* Asylum takes years"
        )
        fresh = themes.create(session, here.facilitator, name="Asylum", statement_ids=ids)
    assert fresh.id not in _proposed(engine, here)
    _read(engine, here.facilitator)
    assert "UDHR 14 Asylum" in _proposed(engine, here)[fresh.id]
