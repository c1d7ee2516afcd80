"""A real server: strangers get neither stream nor upload, members only so much, and it is freed."""

import asyncio
from collections.abc import Iterator

import pytest

from bench.dropping import drop, upload
from bench.servers import Running, dashboard
from bench.visitor import Disconnected, Visitor
from hrgl.core.database import connect, transaction
from hrgl.core.enums import Role
from hrgl.core.migrations import migrate
from hrgl.operations import demonstration
from hrgl.people import sign_ins

PAD = b"* Publish what the council decides\n* Train the people at the counter\n"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, list[str]]]:
    """A dashboard over the demonstration, and the tokens of two who are signed in."""
    url = f"sqlite:///{tmp_path_factory.mktemp('served') / 'hrgl.sqlite3'}"
    engine = connect(url)
    migrate(engine)
    with transaction(engine) as session:
        demonstration.load_demonstration(session)
        roles = (Role.RAPPORTEUR, Role.FACILITATOR)
        tokens = [sign_ins.enter_demonstration(session, role=role) for role in roles]
    engine.dispose()
    with dashboard(url, HRGL_WORKER="0") as running:
        yield running, tokens


def test_a_stranger_gets_neither_the_stream_nor_an_upload(
    served: tuple[Running, list[str]],
) -> None:
    running, tokens = served

    async def attack() -> tuple[str, list[int]]:
        async with Visitor(running.url, token=tokens[0]) as member:
            await member.open("notes")
            stranger = Visitor(running.url, token="f" * 43)
            try:
                await stranger.connect()
                stream = "accepted"
            except Disconnected as refused:
                stream = str(refused)
            # even an id that was overheard is worth nothing
            stranger.session_id = member.session_id
            answers = [await upload(stranger, "1", "a.txt", PAD)]
            stranger.cookies.pop("hrgl")
            return stream, [*answers, await upload(stranger, "2", "a.txt", PAD)]

    stream, answers = asyncio.run(attack())
    assert "403" in stream
    assert answers == [401, 401]


def test_a_member_brings_files_into_a_page_of_their_own_only(
    served: tuple[Running, list[str]],
) -> None:
    running, tokens = served

    async def live() -> tuple[list[int], int, list[str], list[int]]:
        async with (
            Visitor(running.url, token=tokens[0]) as mine,
            Visitor(running.url, token=tokens[1]) as hers,
        ):
            await mine.open("notes")
            await hers.open("home")
            mine_answers = await drop(mine, {"A1.txt": PAD})
            labels = [str(getattr(each.proto, "label", "")) for each in mine.page.widgets.values()]
            page, mine.session_id = mine.session_id, hers.session_id
            other = await upload(mine, "3", "a.txt", PAD)
            mine.session_id = page
            big = [await upload(mine, f"b{n}", "b.txt", b"x" * 19_000_000) for n in range(4)]
            return mine_answers, other, labels, big

    mine_answers, other, labels, big = asyncio.run(live())
    assert mine_answers == [204]
    assert "Import 2 statements from 1 file into 1 workshop" in labels
    assert other == 403
    assert big == [204, 204, 204, 413]
