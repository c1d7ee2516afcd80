"""The presentation: one encouragement a screen, for the hall of a Conference, led by the keys."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import segno
from markupsafe import Markup
from sqlalchemy import Engine
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    Response,
)
from starlette.routing import Route

from hrgl.core.database import reading
from hrgl.core.models import Member
from hrgl.errors import HrglError
from hrgl.formats.writers.blocks import text_runs
from hrgl.formats.writers.document import (
    CITED_AS,
    DRAFT,
    Document,
    Section,
    as_one_line,
    full_sentence,
    paragraphs,
    short_reference,
)
from hrgl.notes.door import rounds
from hrgl.outcome.conference import (
    LocalProposal,
    before_conference,
    proposals_by_place,
    standing_now,
)
from hrgl.people import sign_ins
from hrgl.web.forms import plain_number, rendered, status_of
from hrgl.web.posts import sid_of

_TEMPLATES = Path(__file__).parent / "templates"
_SCRIPTS = ("presenting.js", "presenting_now.js")
_NOT_KEPT = {"cache-control": "no-store"}
_NOWHERE = "Open the presentation from the page Outcome."


@dataclass(frozen=True)
class Slide:
    """One screen of the presentation; with an encouragement, or with a group's heading alone."""

    anchor: str
    group: str = ""
    place: int = 0
    lead: str = ""
    words: str = ""
    explanation: tuple[str, ...] = ()
    dissent: tuple[str, ...] = ()
    raised: str = ""
    evidence: tuple[tuple[str, ...], ...] = ()
    proposals: tuple[LocalProposal, ...] = ()


def presenting_routes(engine: Engine) -> list[Route]:
    """Where the presentation stands, its script, and what it asks for while it is shown."""

    async def show(request: Request) -> Response:
        number = plain_number(request.query_params.get("edition"))
        if number is None:
            return PlainTextResponse(_NOWHERE, 404)
        origin = f"{request.url.scheme}://{request.headers.get('host', '')}"
        return await run_in_threadpool(_show, engine, sid_of(request), number, origin)

    async def now(request: Request) -> Response:
        number = plain_number(request.query_params.get("edition"))
        if number is None:
            return JSONResponse({}, 404)
        return await run_in_threadpool(_now, engine, sid_of(request), number)

    return [
        Route("/present", show),
        Route("/present/now", now),
        *(Route(f"/present/{name}", partial(_script, name)) for name in _SCRIPTS),
    ]


async def _script(name: str, _: Request) -> Response:
    return FileResponse(_TEMPLATES / name, media_type="text/javascript")


def _show(engine: Engine, sid: str, edition_id: int, origin: str) -> Response:
    try:
        with reading(engine) as session:
            member = _member(session, sid, edition_id)
            found = before_conference(session, edition_id=member.edition_id)
            address = _way_in(session, member.edition_id, origin)
    except HrglError as error:
        return PlainTextResponse(str(error), status_of(error))
    made = list(slides(found.document, found.proposals))
    html = rendered(
        "presenting.html",
        document=found.document,
        draft=DRAFT if found.document.draft else "",
        slides=made,
        places=[each.place for each in made if each.place],
        digest=short_digest(found.document.sha256),
        edition_id=edition_id,
        address=address,
        code=_drawn(address) if address else "",
    )
    return HTMLResponse(html, headers=_NOT_KEPT)


def _now(engine: Engine, sid: str, edition_id: int) -> Response:
    """What may change while it is shown: the adoption, the proposals, the number that stands."""
    try:
        with reading(engine) as session:
            member = _member(session, sid, edition_id)
            number, adoption = standing_now(session, edition_id=member.edition_id)
            proposals = proposals_by_place(session, edition_id=member.edition_id)
    except HrglError as error:
        return JSONResponse({"message": str(error)}, status_of(error))
    told = {str(place): [asdict(each) for each in said] for place, said in proposals.items()}
    found = {"number": number, "adoption": adoption, "proposals": told}
    return JSONResponse(found, headers=_NOT_KEPT)


def _member(session: Session, sid: str, edition_id: int) -> Member:
    return sign_ins.acting_member(session, token_sha256=sid, edition_id=edition_id)


def _way_in(session: Session, edition_id: int, origin: str) -> str:
    """The link by which everybody proposes, while the round for everybody is open."""
    held = rounds.rounds_held(session, edition_id=edition_id)
    code = next((each.code for each in held if each.workshop_id is None and each.is_open), "")
    return f"{origin}/in/{code}/drafts" if code else ""


def _drawn(address: str) -> Markup:
    drawn = segno.make(address, error="m", micro=False)
    # drawn by us from an address of ours: there is no markup of others in it
    return Markup(drawn.svg_inline(border=4, dark="#000", light="#fff", omitsize=True))  # noqa: S704


def slides(document: Document, proposals: dict[int, tuple[LocalProposal, ...]]) -> Iterator[Slide]:
    """The screens between the title and the adoption: groups as dividers, and encouragements."""
    for section in document.sections:
        if section.group:
            yield Slide(f"group-{section.place}", group=as_one_line(section.group))
        yield _slide(document, section, proposals.get(section.place or 0, ()))


def _slide(document: Document, section: Section, proposals: Sequence[LocalProposal]) -> Slide:
    lead = as_one_line(document.form.lead_in)
    return Slide(
        anchor=f"e{section.place}",
        place=section.place or 0,
        lead=lead,
        words=_unnoted(full_sentence(lead, section.heading)).removeprefix(lead).strip(),
        explanation=tuple(map(_unnoted, paragraphs(section.explanation))),
        dissent=section.dissent,
        raised=section.raised,
        evidence=tuple(
            (
                short_reference(as_one_line(each.reference), document.edition),
                as_one_line(each.text),
                CITED_AS.get(each.support, each.support),
                each.who,
            )
            for each in section.citations
        ),
        proposals=tuple(proposals),
    )


def _unnoted(text: str) -> str:
    """A text without its footnotes, for which a screen in a hall is no place."""
    return "".join(run.text for run in text_runs(text))


def short_digest(sha256: str) -> str:
    """The beginning of a digest in groups of four, short enough to be compared by eye."""
    return " ".join(sha256[at : at + 4] for at in range(0, 16, 4)).strip()
