"""The routes of the page Meeting: what is before it, its acts, its minutes and their file."""

from dataclasses import asdict
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import Engine
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hrgl.core.database import reading
from hrgl.core.models import AuditEntry, Member
from hrgl.core.permissions import Permission
from hrgl.encouragements.meeting.minutes import minutes_of
from hrgl.errors import HrglError
from hrgl.formats.writers.minutes import Minutes, write_minutes
from hrgl.web.amending.acts import AcceptingAmendments, DecidingAmendments
from hrgl.web.desks.act import TakingBack
from hrgl.web.desks.answering import DeskKind, SentByDesk, number_in, permitted, refused, routes_of
from hrgl.web.meeting import told
from hrgl.web.meeting.acts import (
    AskingToSpeak,
    ClosingMeeting,
    Concluding,
    GivingFloor,
    Joining,
    LayingClean,
    NotingPresent,
    OpeningMeeting,
    TakingChair,
    TurningTo,
)
from hrgl.web.posts import sid_of
from hrgl.web.reviewing.acts import RulingOnObjection, Speaking

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAY_FOLLOW = (Permission.REVIEW, Permission.CHAIR)
AnyMeetingAct = Annotated[
    OpeningMeeting
    | TakingChair
    | TurningTo
    | LayingClean
    | Concluding
    | ClosingMeeting
    | NotingPresent
    | Joining
    | AskingToSpeak
    | GivingFloor
    | Speaking
    | RulingOnObjection
    | AcceptingAmendments
    | DecidingAmendments
    | TakingBack,
    Field(discriminator="do"),
]


class MeetingPost(SentByDesk):
    """What the page sends: its acts in order, and the moment it shows."""

    acts: list[AnyMeetingAct] = Field(min_length=1, max_length=100)


def _came_of(entry: AuditEntry) -> dict[str, Any]:
    """What became of a conclusion: it may be open after all."""
    return {"word": entry.detail["word"]} if entry.act == "meeting.decided" else {}


def _tell_minutes(session: Session, member: Member, asked: QueryParams) -> dict[str, Any]:
    """The minutes of one meeting, of the one that goes on so far."""
    meeting_id = number_in(asked, "meeting")
    return {"meeting": meeting_id, **_minutes_told(minutes_of(session, member, meeting_id))}


def _minutes_told(minutes: Minutes) -> dict[str, Any]:
    return {"title": minutes.title, **asdict(minutes)}


_MEETING = DeskKind(
    at="/meeting",
    permission=_MAY_FOLLOW,
    asked={"rows": told.tell_meeting, "changes": told.tell_meeting_since, "minutes": _tell_minutes},
    post=MeetingPost,
    patch=told.meeting_patch,
    came_of=_came_of,
)


def meeting_routes(engine: Engine) -> list[Route]:
    """Where the page asks and hands over its acts, and where the minutes are taken along."""

    async def take_minutes(request: Request) -> Response:
        return await run_in_threadpool(_minutes_file, engine, request)

    return [*routes_of(engine, _MEETING), Route("/meeting/minutes/file", take_minutes)]


def _minutes_file(engine: Engine, request: Request) -> Response:
    try:
        edition_id = number_in(request.query_params, "edition")
        meeting_id = number_in(request.query_params, "meeting")
        with reading(engine) as session:
            member = permitted(session, sid_of(request), edition_id, _MAY_FOLLOW)
            minutes = minutes_of(session, member, meeting_id)
    except HrglError as error:
        return refused(error)
    name = f"minutes-{minutes.number}.docx"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(write_minutes(minutes), media_type=_DOCX, headers=headers)
