"""What is being typed is kept until it is a note; a newer draft is never overwritten; news."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from hrgl.core import audit, news
from hrgl.core.acts.act import Counted
from hrgl.core.database import reading, transaction
from hrgl.core.models import Note, NoteDraft
from hrgl.editions import summaries
from hrgl.errors import NotAllowed, NotFound, NotNow, NotValid, OutOfDate
from hrgl.notes import drafts, notes
from hrgl.themes import themes
from tests.builders import World, statement_ids, world


def _keep(session: Session, here: World, text: str, seen: object = None) -> NoteDraft | None:
    return drafts.keep_draft(
        session,
        here.rapporteur,
        workshop_id=here.workshop.id,
        text=text,
        seen=seen,  # type: ignore[arg-type]
    )


def _kept(session: Session, here: World) -> drafts.KeptDraft | None:
    return drafts.kept_draft(session, member_id=here.rapporteur.id, workshop_id=here.workshop.id)


def test_what_is_typed_is_there_again_for_the_same_person_only(session: Session) -> None:
    here = world(session)
    _keep(session, here, "* Publish the bud")
    found = _kept(session, here)
    assert found is not None
    assert found.text == "* Publish the bud"
    other = drafts.kept_draft(session, member_id=here.facilitator.id, workshop_id=here.workshop.id)
    assert other is None


def test_typing_on_makes_the_draft_newer_and_writes_no_audit_entry(session: Session) -> None:
    here = world(session)
    before = audit.revision(session, edition_id=here.edition.id)
    moments = []
    seen = None
    for text in ("* P", "* Pu", "* Pub"):
        draft = _keep(session, here, text, seen)
        assert draft is not None
        seen = draft.saved_at
        moments.append(seen)
    assert moments == sorted(set(moments))
    assert audit.revision(session, edition_id=here.edition.id) == before
    assert len(session.exec(select(NoteDraft)).all()) == 1


def test_the_moment_a_draft_was_saved_at_is_the_same_after_reading_it_back(engine: Engine) -> None:
    with transaction(engine) as session:
        here = world(session)
        draft = _keep(session, here, "* Publish")
        assert draft is not None
        written = draft.saved_at
    with reading(engine) as session:
        found = _kept(session, here)
    assert found is not None
    assert found.saved_at == written


def test_an_older_window_never_overwrites_a_newer_draft(session: Session) -> None:
    here = world(session)
    first = _keep(session, here, "* On the telephone")
    assert first is not None
    old = first.saved_at
    _keep(session, here, "* On the telephone, and more", old)
    for seen in (None, old):
        with pytest.raises(OutOfDate, match="another device"):
            _keep(session, here, "* From an older window", seen)
        with pytest.raises(OutOfDate, match="another device"):
            _keep(session, here, "", seen)
    found = _kept(session, here)
    assert found is not None
    assert found.text == "* On the telephone, and more"


def test_sending_the_same_text_again_is_no_conflict(session: Session) -> None:
    here = world(session)
    first = _keep(session, here, "* The answer was lost on the way")
    again = _keep(session, here, "* The answer was lost on the way")
    assert first is not None
    assert again is not None
    assert again.saved_at == first.saved_at


def test_a_draft_that_became_a_note_elsewhere_is_not_made_again_unasked(session: Session) -> None:
    here = world(session)
    draft = _keep(session, here, "* Publish the budget")
    assert draft is not None
    seen = draft.saved_at
    drafts.save_note(
        session,
        here.rapporteur,
        workshop_id=here.workshop.id,
        text="* Publish the budget",
        seen=seen,
    )
    with pytest.raises(OutOfDate, match="another device"):
        _keep(session, here, "* Publish the budget, typed on", seen)


def test_an_emptied_draft_is_gone(session: Session) -> None:
    here = world(session)
    draft = _keep(session, here, "* P")
    assert draft is not None
    assert _keep(session, here, "  \n", draft.saved_at) is None
    assert _kept(session, here) is None
    assert _keep(session, here, "") is None


def test_a_saved_note_takes_its_draft_along_in_the_same_transaction(engine: Engine) -> None:
    with transaction(engine) as session:
        here = world(session)
        draft = _keep(session, here, "* Publish the budget")
        assert draft is not None
        seen = draft.saved_at
    with transaction(engine) as session:
        drafts.save_note(
            session,
            here.rapporteur,
            workshop_id=here.workshop.id,
            text="* Publish the budget in plain words",
            seen=seen,
        )
    with reading(engine) as session:
        assert _kept(session, here) is None
        assert session.exec(select(Note)).one().text == "* Publish the budget in plain words"


def test_a_refused_note_leaves_the_draft(engine: Engine) -> None:
    with transaction(engine) as session:
        here = world(session)
        _keep(session, here, "Hello everyone!")
    with (
        pytest.raises(NotValid, match="Nothing in this note is a statement"),
        transaction(engine) as session,
    ):
        drafts.save_note(
            session, here.rapporteur, workshop_id=here.workshop.id, text="Hello everyone!"
        )
    with reading(engine) as session:
        assert _kept(session, here) is not None


def test_saving_from_an_older_window_leaves_the_newer_draft(session: Session) -> None:
    here = world(session)
    _keep(session, here, "* What I typed on the telephone")
    drafts.save_note(
        session, here.rapporteur, workshop_id=here.workshop.id, text="* From the laptop"
    )
    found = _kept(session, here)
    assert found is not None
    assert found.text == "* What I typed on the telephone"


def test_control_characters_and_halves_of_signs_are_not_kept(session: Session) -> None:
    here = world(session)
    _keep(session, here, "* a\x00b\x1bc\ud800d\r\n\t* e")
    found = _kept(session, here)
    assert found is not None
    assert found.text == "* abcd\n\t* e"


def test_a_draft_longer_than_any_note_is_refused(session: Session) -> None:
    here = world(session)
    with pytest.raises(NotValid, match="too long"):
        _keep(session, here, "x" * (notes.LONGEST_NOTE + 1))


def test_drafts_are_for_writers_of_the_edition_who_have_signed_in(session: Session) -> None:
    here, there = world(session), world(session, code="2032")
    for member, workshop, refusal, said in (
        (here.steering, here.workshop, NotAllowed, "you may not write notes"),
        (here.rapporteur, there.workshop, NotFound, "This workshop is not there"),
        (here.participant, here.workshop, NotNow, "for people who have signed in"),
    ):
        with pytest.raises(refusal, match=said):
            drafts.keep_draft(session, member, workshop_id=workshop.id, text="* A")
    here.rapporteur.active = False
    with pytest.raises(NotAllowed, match="you may not write notes"):
        _keep(session, here, "* A")
    assert session.exec(select(NoteDraft)).all() == []


def test_a_note_of_others_does_not_make_the_summary_one_is_writing_out_of_date(
    session: Session,
) -> None:
    here = world(session)
    seen = here.workshop.version
    statement_ids(session, here, "* Publish the budget\n* Train the staff")
    statement_ids(session, here, "* Pay people")
    summaries.summarise(
        session, here.facilitator, workshop_id=here.workshop.id, summary="Ours", seen_version=seen
    )
    assert here.workshop.last_number == 3


def test_editing_a_note_that_was_edited_meanwhile_names_who_did(session: Session) -> None:
    here = world(session)
    statement_ids(session, here, "* Publish the budget")
    note = session.exec(select(Note)).one()
    seen = note.version
    notes.revise(
        session,
        here.facilitator,
        note_id=note.id,
        text="* Publish the budget now",
        seen_version=seen,
    )
    with pytest.raises(OutOfDate, match="Fadi changed this at") as refused:
        notes.revise(
            session, here.rapporteur, note_id=note.id, text="* Publish it", seen_version=seen
        )
    assert refused.value.changed_by == "Fadi"
    assert notes.written(session, note_id=note.id).text == "* Publish the budget now"


def test_news_are_what_others_did_by_noun(session: Session) -> None:
    here, there = world(session), world(session, code="2032")
    _, latest = audit.revision(session, edition_id=here.edition.id)
    ids = statement_ids(session, here)
    statement_ids(session, here, "* One more")
    statement_ids(session, there)
    theme = themes.create(session, here.facilitator, name="Money", statement_ids=ids[:2])
    themes.rename(
        session, here.facilitator, theme_id=theme.id, name="Budget", seen_version=theme.version
    )

    def line(member_id: int, entry_id: int = latest) -> str:
        return news.since(session, member_id=member_id, entry_id=entry_id).sentence

    assert line(here.organiser.id) == "2 new notes, 2 changes to themes"
    assert line(here.facilitator.id) == "2 new notes"
    assert line(here.rapporteur.id) == "2 changes to themes"
    newest = audit.revision(session, edition_id=here.edition.id)[1]
    assert line(here.organiser.id, newest) == ""
    assert line(here.organiser.id, newest - 1) == "1 change to themes"


def test_what_is_no_noun_of_the_house_is_news_all_the_same() -> None:
    assert news.counted_as("statements.set_aside") is Counted.STATEMENT
    assert news.counted_as("statements.moved") is Counted.THEME
    assert news.counted_as("proposal.adopted") is Counted.THEME
    assert news.counted_as("something.new") is Counted.OTHER
    assert news.News({Counted.OTHER: 2}).sentence == "2 other changes"
