"""Group commit: who comes at the same moment shares one transaction, and hears after its commit."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from hrgl.core.database import transaction
from hrgl.errors import HrglError

_AT_ONCE = 40
GroupAct = Callable[[Session, Sequence[Any]], Sequence[Any]]


class GroupCommit:
    """An act for many strangers at once; nobody is told anything before it is on the disk.

    Writing the disk and asking the database once for all who wait is what lets one process take a
    hundred inputs a second. The act answers each of them with an outcome, or a refusal.
    """

    def __init__(self, engine: Engine, act: GroupAct) -> None:
        self.engine = engine
        self.act = act
        self.waiting: list[tuple[Any, asyncio.Future[Any]]] = []
        self.serving: asyncio.Task[None] | None = None

    async def ask(self, wish: Any) -> Any:
        """The outcome of a wish, or its refusal, once the transaction it stood in is committed."""
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.waiting.append((wish, answer))
        if self.serving is None or self.serving.done():
            self.serving = asyncio.create_task(self._serve())
        return await answer

    async def _serve(self) -> None:
        while self.waiting:
            some, self.waiting = self.waiting[:_AT_ONCE], self.waiting[_AT_ONCE:]
            await self._answer(some)

    async def _answer(self, some: Sequence[tuple[Any, asyncio.Future[Any]]]) -> None:
        outcome: Sequence[Sequence[Any] | BaseException] = await asyncio.gather(
            run_in_threadpool(self._together, [wish for wish, _ in some]), return_exceptions=True
        )
        told = outcome[0]
        if isinstance(told, Exception) and not isinstance(told, HrglError) and len(some) > 1:
            # one of them hit a bug: nothing is kept yet, and each tries alone
            for each in some:
                await self._answer([each])
            return
        # a database that takes nothing says so to all of them
        outcomes = [told] * len(some) if isinstance(told, BaseException) else told
        for (_, answer), each in zip(some, outcomes, strict=True):
            if answer.done():  # they have hung up; what they sent is kept all the same
                continue
            if isinstance(each, BaseException):
                answer.set_exception(each)
            else:
                answer.set_result(each)

    def _together(self, wishes: Sequence[Any]) -> Sequence[Any]:
        with transaction(self.engine) as session:
            return self.act(session, wishes)
