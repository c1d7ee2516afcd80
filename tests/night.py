"""One edition in which every act is done once, and what the history says right after."""

from datetime import date

from sqlmodel import Session, select

from hrgl.core import audit, jobs
from hrgl.core.enums import (
    AdoptionMode,
    DocumentMark,
    DoorState,
    Kind,
    ObjectionAnswer,
    Role,
    Support,
    Verdict,
)
from hrgl.core.models import Encouragement, Note, Statement
from hrgl.editions import edition_files, editions, founding, summaries, workshops
from hrgl.editions.workshops import Plan
from hrgl.encouragements import (
    candidates,
    encouragements,
    evidence,
    groups,
    places,
    submitting,
    wordings,
)
from hrgl.encouragements.commenting.reacting import sender_of, withdraw_comment
from hrgl.encouragements.consenting import objections, reviews
from hrgl.formats.readers.reading import ReadNote
from hrgl.notes import leaving_out, lineage, notes, statements
from hrgl.notes.door import doors, inputs
from hrgl.notes.imports import imports
from hrgl.notes.imports.preview import FileIn
from hrgl.operations import erasure, erasure_search, undo
from hrgl.operations.sentences import sentence
from hrgl.outcome import adopting
from hrgl.outcome.marking import mark_number
from hrgl.people import accounts, invitations
from hrgl.settings import DATA
from hrgl.themes import flags, second_look, splitting, tags, taking_up, themes, ties
from hrgl.themes.placing import content
from hrgl.themes.proposals import proposals
from tests.amending import amend_once
from tests.builders import approved, statement_ids, wording_id, world
from tests.commenting import answer, react, say, set_round
from tests.consenting import speak_out
from tests.forming import form_the_document
from tests.meeting_room import hold_meeting
from tests.publishing import publish_as_read
from tests.reporting import report_once
from tests.ruling import remind_once, set_rules_once
from tests.sending import correct, send, set_door
from tests.word_files import word_files_of_a_night


class Night:
    """One edition in which everything is done once, and what the history says right after."""

    def __init__(self, session: Session) -> None:
        self.session, self.here = session, world(session)
        self.told: dict[str, str] = {}

    def hear(self) -> None:
        for entry in reversed(audit.history(self.session, edition_id=self.here.edition.id)):
            self.told.setdefault(entry.act, sentence(entry))

    def live(self) -> None:
        ids = statement_ids(self.session, self.here)
        for part in (
            self.rooms,
            self.people,
            self.texts,
            self.doors,
            self.themes,
            self.drafts,
            self.machine,
        ):
            part(ids)
            self.hear()
        other = edition_files.load_edition(self.session, DATA / "editions" / "2021.yaml")
        begun = founding.begin_edition(self.session, code="2099", title="Another year")
        for edition in (other, begun):
            [entry] = audit.history(self.session, edition_id=edition.id)
            self.told[entry.act] = sentence(entry)

    def rooms(self, _ids: list[int]) -> None:
        s, o = self.session, self.here.organiser
        z = workshops.add_workshop(s, o, plan=Plan("Z9", "Zeal"))
        workshops.change_workshop(
            s, o, workshop_id=z.id, plan=Plan("Z9", "Zest"), seen_version=z.version
        )
        workshops.remove_workshop(s, o, workshop_id=z.id, seen_version=z.version)
        e = self.here.edition
        editions.describe(
            s, o, title="New title", question="", starts=None, ends=None, seen_version=e.version
        )
        editions.set_rules(s, o, places=2, quorum=2, seen_version=e.version)
        set_rules_once(s, self.here)

    def people(self, _ids: list[int]) -> None:
        s, o = self.session, self.here.organiser
        nora = accounts.add_member(s, o, email="nora@x.example", name="Nora", role=Role.RAPPORTEUR)
        accounts.change_member(
            s, o, member_id=nora.id, name="Nora", role=Role.FACILITATOR, seen_version=nora.version
        )
        invitations.invite(s, o, member_id=nora.id)
        accounts.close(s, o, member_id=nora.id, seen_version=nora.version)
        accounts.reopen(s, o, member_id=nora.id, seen_version=nora.version)
        accounts.sign_out_everywhere(s, o, member_id=nora.id)

    def texts(self, ids: list[int]) -> None:
        s, r, room = self.session, self.here.rapporteur, self.here.workshop
        imports.bring_in(
            s,
            r,
            files=[FileIn(room.id, "a.txt", [ReadNote("* Plant trees and water them\n* Rest")])],
        )
        summaries.summarise(s, r, workshop_id=room.id, summary="Trees", seen_version=room.version)
        first = s.get_one(Statement, ids[0])
        statements.mark(s, r, statement_id=first.id, kind=Kind.NEED, seen_version=first.version)
        whole = self.named("A1-07")
        cut = lineage.split_statement(
            s, r, statement_id=whole.id, at=11, seen_version=whole.version
        )
        lineage.join(s, r, statement_ids=[each.id for each in cut])
        more = notes.add_note(s, r, workshop_id=room.id, text="* Ask the elders")
        elders = more.statements[0]
        leaving_out.withdraw_statement(
            s, r, statement_id=elders.id, because="twice", seen_version=elders.version
        )

    def named(self, reference: str) -> Statement:
        query = select(Statement).where(Statement.reference == f"HRGL-2031-{reference}")
        return self.session.exec(query).one()

    def doors(self, _ids: list[int]) -> None:
        s, here = self.session, self.here
        door = set_door(s, here, DoorState.MODERATED, 0)
        doors.renew(s, here.organiser, workshop_id=here.workshop.id, seen_version=door.version)
        first, receipt = send(s, here)
        inputs.take_input(s, here.facilitator, input_id=first.id, seen_version=first.version)
        inputs.withdraw_input(s, here.participant, receipt=receipt)
        second, receipt = send(s, here, "g", text="Build more parks for children")
        correct(s, here, receipt, "Build more parks")
        inputs.decline(
            s, here.facilitator, input_id=second.id, because="no", seen_version=second.version
        )
        flood = [send(s, here, form, text=f"Buy {form} at once")[0] for form in ("h", "i")]
        inputs.decline_all(
            s, here.facilitator, seen={each.id: each.version for each in flood}, because="no"
        )
        note = notes.add_note(
            s, here.rapporteur, workshop_id=here.workshop.id, text="* Mend the roofs of schools"
        )
        row = s.get_one(Note, note.statements[0].note_id)
        notes.revise(
            s,
            here.rapporteur,
            note_id=row.id,
            text="* Mend the roofs of all schools",
            seen_version=row.version,
        )

    def themes(self, ids: list[int]) -> None:
        s, f = self.session, self.here.facilitator
        money = themes.create(s, f, name="Money", statement_ids=ids[:1])
        themes.move(s, f, statement_ids=ids[1:3], theme_id=money.id)
        self.hear()
        themes.move(s, f, statement_ids=ids[1:2], theme_id=None)
        leaving_out.set_aside_statements(s, f, statement_ids=ids[1:2], because="no idea")
        leaving_out.bring_back_statements(s, f, statement_ids=ids[1:2])
        leaving_out.same_as(s, f, statement_id=ids[1], of_id=ids[2])
        leaving_out.bring_back_statements(s, f, statement_ids=ids[1:2])
        leaving_out.same_as_all(s, f, statement_ids=ids[1:2], of_id=ids[2])
        leaving_out.bring_back_statements(s, f, statement_ids=ids[1:2])
        made = ties.tie(s, f, statement_ids=[ids[1], ids[3]], together=True)
        ties.untie(s, f, tie_ids=[each.id for each in made])
        second_look.place_blind(s, f, statement_id=ids[2], theme_id=money.id)
        themes.rename(s, f, theme_id=money.id, name="Budget", seen_version=money.version)
        themes.mark_reviewed(s, f, theme_id=money.id, reviewed=True, seen_version=money.version)
        flags.flag_theme(s, f, theme_id=money.id, flag="ask Bo", seen_version=money.version)
        for because in ("it is one of the state", ""):
            taking_up.not_take_up(
                s, f, theme_id=money.id, because=because, seen_version=money.version
            )
        [half] = splitting.split_theme(
            s, f, theme_id=money.id, names=["Half"], parts=[ids[2:3]], seen_version=money.version
        )
        themes.merge(s, f, theme_id=half.id, into_id=money.id, seen_version=half.version)
        third = themes.create(s, f, name="Third", statement_ids=ids[2:3])
        into = {"into_id": money.id, "into_seen_version": money.version}
        themes.merge_all(s, f, **into, others={third.id: (third.version, content(ids[2:3]))})
        where = {"theme_id": money.id, "vocabulary": "sdg_targets", "code": "16.7"}
        tag = tags.confirm(s, f, **where)
        tags.remove_tag(s, f, tag_id=tag.id, seen_version=tag.version)
        tags.refuse(s, f, **where)
        themes.create(s, f, name="For nothing")
        last = audit.history(s, edition_id=self.here.edition.id, limit=1)[0]
        undo.undo(s, f, entry_id=last.id)

    def drafts(self, ids: list[int]) -> None:
        s, f = self.session, self.here.facilitator
        row = wordings.word(s, f, heading="ask first", explanation="It works.")
        key = {"encouragement_id": row.id}
        places.give_place(s, f, **key, place=2, seen_version=row.version)
        wordings.reword(
            s, f, **key, heading="ask before", explanation="It does.", seen_version=row.version
        )
        evidence.cite(s, f, **key, statement_ids=ids[3:5], support=Support.SUPPORTS)
        evidence.uncite(s, f, **key, statement_ids=ids[4:5])
        wordings.remark(s, f, **key, remarks="See.", seen_version=row.version)
        submitting.submit(s, f, **key, seen_version=row.version)
        remind_once(s, self.here)
        given = reviews.give(
            s,
            self.here.steering,
            wording_id=wording_id(s, row),
            verdict=Verdict.OBJECT,
            reason="No.",
        )
        objections.answer_objection(
            s, f, review_id=given.id, answer=ObjectionAnswer.ACCEPTED, reason="Yes."
        )
        speak_out(s, self.here, row, given)
        hold_meeting(s, self.here, row)
        amend_once(s, self.here, row, self.hear)
        self.comments(row)
        word_files_of_a_night(s, self.here, row)
        two = themes.create(s, f, name="Two", statement_ids=ids[3:5])
        themes.dissolve(s, f, theme_id=two.id, seen_version=two.version)
        encouragements.set_aside_encouragement(
            s, f, because="said elsewhere", **key, seen_version=row.version
        )
        encouragements.bring_back_encouragement(s, f, **key, seen_version=row.version)
        encouragements.set_aside_encouragement(
            s, f, because="said elsewhere", **key, seen_version=row.version
        )

        self._begun(ids)

    def _begun(self, ids: list[int]) -> None:
        s, f = self.session, self.here.facilitator
        there = themes.create(s, f, name="Three", statement_ids=ids[3:4])
        [each] = candidates.begin_each(
            s, f, theme_ids=[there.id], theme_versions={there.id: there.version}
        )
        picked = candidates.begin_from_statements(s, f, statement_ids=ids[4:5])
        one = {"encouragement_id": each.id, "seen_version": each.version}
        other = {"other_id": picked.id, "other_seen_version": picked.version}
        places.swap_places(s, f, **one, **other)
        groups.head_group(s, f, place=1, heading="Begin")
        groups.unhead_group(s, f, place=1, seen_version=1)
        key = {"encouragement_id": each.id}
        wordings.reword(s, f, **key, heading="begin", explanation="x", seen_version=each.version)
        wordings.restore_wording(s, f, **key, number=1, seen_version=each.version)
        wordings.restore_wording(s, f, **key, number=2, seen_version=each.version)
        candidates.merge_candidates(
            s,
            f,
            encouragement_id=each.id,
            seen_version=each.version,
            other_id=picked.id,
            other_seen_version=picked.version,
        )
        submitting.submit_ready(s, f, seen={each.id: each.version})
        places.give_place(s, f, place=None, encouragement_id=each.id, seen_version=each.version)

    def comments(self, row: Encouragement) -> None:
        s, here = self.session, self.here
        set_round(s, here)
        first, receipt = say(s, here, row)
        answer(s, here, first)
        react(s, first, receipt)
        withdraw_comment(
            s,
            sender_of(s, receipt=receipt, comment_id=first.id),
            receipt=receipt,
            comment_id=first.id,
        )

    def machine(self, ids: list[int]) -> None:
        s, f, o = self.session, self.here.facilitator, self.here.organiser
        jobs.stop(s, f, job_id=jobs.ask_for_proposal(s, f, themes=3).id)
        rows = proposals.material(s, edition_id=self.here.edition.id)
        free = [row.reference for row in rows if row.theme_id is None][:3]
        made = proposals.store(
            s,
            f,
            model="m",
            parameters={},
            statements_sha256="0" * 64,
            result={
                "themes": [
                    {"title": title, "statements": [reference], "typical": []}
                    for title, reference in zip(("Streets", "Parks", "Water"), free, strict=True)
                ],
                "queue": [],
                "fit": {},
            },
        )
        proposals.adopt_proposal(s, f, clustering_id=made.id)
        proposals.discard_proposal(s, f, clustering_id=made.id)
        approved(s, self.here, ids[:1])
        approved(s, self.here, ids[2:3], place=2)
        form_the_document(s, self.here)
        publish_as_read(s, o)
        adopting.record_adoption(
            s, o, number=1, adopted_by="Council", mode=AdoptionMode.ADOPTED, adopted_on=date.today()
        )
        report_once(s, self.here)
        mark_number(s, o, number=1, mark=DocumentMark.CORRECTED, because="A name in the preamble.")
        erasure.erase(s, o, person=erasure_search.PersonToErase(("Nobody at all",)))
