"""Any act a facilitator may do, tried on rows picked by a number."""

from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any

from sqlmodel import Session

from hrgl.core.enums import CommentAnswer, InputState, Kind, Support
from hrgl.encouragements import (
    candidates,
    encouragements,
    evidence,
    groups,
    places,
    submitting,
    views,
    wordings,
)
from hrgl.encouragements.amending.amendments import amendments
from hrgl.encouragements.commenting import answering, comments
from hrgl.formats.readers.reading import ReadNote
from hrgl.notes import leaving_out, lineage, statements
from hrgl.notes.door import inbox, inputs
from hrgl.notes.imports import imports
from hrgl.notes.imports.preview import FileIn
from hrgl.themes import flags, placing, splitting, tags, taking_up, themes, ties
from hrgl.themes.proposals import proposals
from tests.amending import amending_acts
from tests.builders import World

CODES = count(1)
_NO_THEME = {"theme_id": 0, "seen_version": 1}


def theme_acts(draw: "Draw") -> dict[str, Callable[..., object]]:
    theme, one, other = draw.theme, draw.statement, draw.other_statement
    picked = {"statement_ids": [one]}
    opened = {"theme_id": theme.id, "seen_version": theme.version} if theme else _NO_THEME
    tagged = {"theme_id": draw.other_theme, **draw.entry}
    return {
        "theme.created": partial(themes.create, name=f"T{draw.number}", **picked),
        "theme.renamed": partial(themes.rename, name=f"N{draw.number}", **opened),
        "theme.merged": partial(themes.merge, into_id=draw.other_theme, **opened),
        "themes.merged": partial(
            themes.merge_all,
            into_id=draw.other_theme,
            into_seen_version=draw.other_version,
            others=draw.whole_theme,
        ),
        "theme.dissolved": partial(themes.dissolve, **opened),
        "theme.reviewed": partial(themes.mark_reviewed, reviewed=bool(draw.number % 2), **opened),
        "theme.flagged": partial(flags.flag_theme, flag=f"F{draw.number}", **opened),
        "theme.not_taken_up": partial(taking_up.not_take_up, because=f"B{draw.number}", **opened),
        "theme.split": partial(
            splitting.split_theme, names=[f"S{draw.number}"], parts=[draw.part], **opened
        ),
        "statements.tied": partial(
            ties.tie, together=bool(draw.number % 2), statement_ids=draw.several
        ),
        "statements.untied": partial(ties.untie, tie_ids=draw.tie_ids),
        "tag.confirmed": partial(tags.confirm, **tagged),
        "tag.refused": partial(tags.refuse, similarity=0.5, **tagged),
        "tag.removed": partial(tags.remove_tag, **draw.tag),
        "statements.moved": partial(themes.move, theme_id=draw.other_theme, **picked),
        "statements.queued": partial(themes.move, theme_id=None, **picked),
        "statements.set_aside": partial(
            leaving_out.set_aside_statements, because="off topic", **picked
        ),
        "statements.brought_back": partial(leaving_out.bring_back_statements, **picked),
        "statement.same_as": partial(leaving_out.same_as, statement_id=one, of_id=other),
        "statements.same_as": partial(
            leaving_out.same_as_all, statement_ids=draw.several, of_id=other
        ),
        "statement.marked": partial(
            statements.mark, statement_id=one, kind=Kind.NEED, seen_version=draw.version
        ),
        "statement.withdrawn": partial(
            leaving_out.withdraw_statement,
            statement_id=one,
            because="asked to",
            seen_version=draw.version,
        ),
        "statement.split": partial(
            lineage.split_statement, statement_id=one, at=draw.space, seen_version=draw.version
        ),
        "statements.joined": partial(lineage.join, statement_ids=draw.neighbours),
        "proposal.adopted": partial(proposals.adopt_proposal, clustering_id=draw.clustering),
        "proposal.discarded": partial(proposals.discard_proposal, clustering_id=draw.clustering),
        "notes.imported": partial(imports.bring_in, files=[draw.file]),
        "inputs.declined": partial(inputs.decline_all, because="a flood", seen=draw.waiting),
    }


def draft_acts(draw: "Draw") -> dict[str, Callable[..., object]]:
    here = {"encouragement_id": draw.draft.id}
    seen = {**here, "seen_version": draw.draft.version}
    picked = {"statement_ids": [draw.statement]}
    return {
        "encouragement.worded": partial(
            wordings.word,
            heading=f"w{draw.number}",
            explanation="e",
            theme_ids=[draw.theme.id] if draw.theme else [],
            citations={draw.statement: Support.SUPPORTS},
        ),
        "encouragement.reworded": partial(
            wordings.reword, heading=f"h{draw.number}", explanation=draw.named, **seen
        ),
        "encouragement.remarked": partial(wordings.remark, remarks=f"{draw.number}", **seen),
        "encouragement.placed": partial(places.give_place, place=1 + draw.number % 2, **seen),
        "encouragement.submitted": partial(submitting.submit, **seen),
        "encouragement.set_aside": partial(
            encouragements.set_aside_encouragement, because="said elsewhere", **seen
        ),
        "encouragement.brought_back": partial(encouragements.bring_back_encouragement, **seen),
        "encouragement.swapped": partial(
            places.swap_places,
            **seen,
            other_id=draw.other_draft.id,
            other_seen_version=draw.other_draft.version,
        ),
        "encouragement.restored": partial(
            wordings.restore_wording, number=1 + draw.number % draw.draft.wording, **seen
        ),
        "encouragements.submitted": partial(submitting.submit_ready, seen=draw.ready),
        "candidates.begun": partial(
            candidates.begin_each,
            theme_ids=[draw.theme.id] if draw.theme else [],
            theme_versions={},
        ),
        "candidate.begun": partial(candidates.begin_from_statements, statement_ids=draw.several),
        "candidate.merged": partial(
            candidates.merge_candidates,
            encouragement_id=draw.other_draft.id,
            seen_version=draw.other_draft.version,
            other_id=draw.draft.id,
            other_seen_version=draw.draft.version,
        ),
        "group.headed": partial(
            groups.head_group, place=1, heading=f"g{draw.number}", seen_version=draw.group
        ),
        "group.unheaded": partial(groups.unhead_group, place=1, seen_version=draw.group or 0),
        **amending_acts(draw.number, draw.amendments, draw.draft),
        "encouragement.cited": partial(evidence.cite, support=Support.EXAMPLE, **here, **picked),
        "encouragement.uncited": partial(evidence.uncite, **here, **picked),
        "comments.answered": partial(
            answering.answer_comments,
            comment_ids=list(draw.comments),
            answer=list(CommentAnswer)[draw.number % 4],
            reason="because",
            seen=draw.comments,
        ),
    }


class Draw:
    """What an act is tried on: rows picked by a number from those that are there."""

    def __init__(self, session: Session, here: World, clustering: int, number: int) -> None:
        edition = {"edition_id": here.edition.id}
        rows = statements.list_statements(session, **edition)
        live = placing.live(session, **edition)
        drafts = views.list_encouragements(session, **edition)
        self.number, self.clustering = number, clustering
        # always something new: an import that brings nothing is no act
        read = ReadNote(f"* Open office {next(CODES)} on Saturdays\n* Pay its people for it")
        self.file = FileIn(here.workshop.id, "pad.txt", [read], repeats=bool(number % 2))
        row = rows[number % len(rows)]
        self.statement, self.version = row.id, row.version
        self.named = f"As was said in {{{row.short}}}, and so it is."
        self.space = row.text.find(" ")
        self.neighbours = _neighbours(rows, row)
        self.other_statement = rows[(number // 7) % len(rows)].id
        self.several = [row.id, rows[(number + 1) % len(rows)].id]
        self.theme: Any = live[number % len(live)] if live else None
        inside = [each.id for each in rows if live and each.theme_id == self.theme.id]
        self.part = inside[1:]
        self.amendments = [each for each in amendments(session, **edition) if each.open]
        waiting = inbox.waiting(session, workshop_id=here.workshop.id)
        self.waiting = {i.id: i.version for i in waiting if i.state is InputState.WAITING}
        waiting_here = [c for each in comments.of(session, **edition) for c in each.waiting]
        self.comments = {c.id: c.version for c in waiting_here[number % 3 :]}
        self.tie_ids = [each.id for each in ties.ties_of(session, **edition)][:1]
        self.other_theme = live[(number // 7) % len(live)].id if live else 0
        self.other_version = live[(number // 7) % len(live)].version if live else 1
        held = placing.content(each.id for each in rows if live and each.theme_id == self.theme.id)
        self.whole_theme = {self.theme.id: (self.theme.version, held)} if live else {}
        self.draft = drafts[number % len(drafts)]
        self.other_draft = drafts[(number // 7) % len(drafts)]
        ready = submitting.readiness(session, **edition)
        self.ready = {each.id: each.version for each in ready if each.ready}
        self.group = next((g.version for g in groups.group_headings(session, **edition)), None)
        code = ["10.2", "16.7"][number % 2]
        found = tags.tags_of(session, **edition).get(self.other_theme, tags.Tags())
        decided = {t.code: t for t in (*found.confirmed, *found.refused)}
        there = decided.get(code)
        self.entry: Any = {
            "vocabulary": "sdg_targets",
            "code": code,
            "seen_version": there and there.version,
        }
        one = next(iter(decided.values()), None)
        self.tag: Any = {"tag_id": one.id if one else 0, "seen_version": one.version if one else 1}


def _neighbours(rows: list[statements.StatementView], row: statements.StatementView) -> list[int]:
    """A statement and one that may follow it: parts of one, or the next by its number."""
    live = [each for each in rows if each.disposition != "withdrawn"]
    after = [each.id for each in live if each.reference > row.reference]
    return [row.id, *after[:1]]
