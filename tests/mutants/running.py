"""Running the tests against mutants: everything is imported once, then each mutant gets a fork.

In the fork the faulty code takes the place of the right one in the function itself, so that it is
met wherever the function was imported to. Only tests that call the function are run, quick ones
first, on copies of databases that were prepared before.
"""

import gc
import importlib
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, FunctionType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.conftest import Stock
from tests.mutants.mutating import Mutant, functions_in

SPARE = 5  # seconds a mutant may work beyond twice what its tests took while they were looked at
TOO_SLOW = "took too long"
Function = tuple[str, str]


class Runner:
    """The plugin in the place of pytest's loop: first the tests on right code, then mutants."""

    def __init__(self, work: Callable[["Runner"], None]) -> None:
        self.work = work
        self.items: list[pytest.Item] = []
        self.took: dict[str, float] = {}
        self.calls: dict[str, set[Function]] = defaultdict(set)
        self.latest = ""

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self) -> Iterator[Any]:
        made = yield
        if isinstance(made, Stock):
            self.stock = made
        return made

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = list(session.items)
        for item in self.items:
            began = time.process_time()
            with _noting(self.calls[item.nodeid]):
                if self._fails(item):
                    raise pytest.UsageError(f"{item.nodeid} fails on right code.")
            self.took[item.nodeid] = time.process_time() - began
        self.items.sort(key=lambda item: self.took[item.nodeid])
        self.functions = _functions_in_memory()
        gc.freeze()  # forks are quicker when nobody looks through all that was imported
        self.work(self)
        return True

    def _fails(self, item: pytest.Item) -> bool:
        # as if any test might follow, so that what was prepared for all of them stays
        reports = runtestprotocol(item, log=False, nextitem=item.session)  # type: ignore[arg-type]
        return any(report.failed for report in reports)

    def killer(self, module: str, mutant: Mutant, files: Sequence[str]) -> str:
        """The test that notices a mutant; empty if none does."""
        called = (_path(module), mutant.where)
        near = [
            item
            for item in self.items
            if item.location[0] in files
            and (called in self.calls[item.nodeid] or mutant.where.endswith("="))
        ]
        # what noticed one fault most likely notices the next one in the same place
        near.sort(key=lambda item: item.nodeid != self.latest)
        found = self._tried(lambda: self._first_to_fail(module, mutant, near), near)
        self.latest = found or self.latest
        return found

    def check(self, files: Sequence[str]) -> None:
        """Make sure that a fork without a fault notices none, or all that follows means nothing."""
        near = [item for item in self.items if item.location[0] in files]
        found = self._tried(lambda: self._first(near), near)
        if found:
            raise pytest.UsageError(f"{found} fails in a fork on right code.")

    def _tried(self, first_to_fail: Callable[[], str], near: list[pytest.Item]) -> str:
        allowed = SPARE + 2 * sum(self.took[item.nodeid] for item in near)
        self.stock.folder = Path(tempfile.mkdtemp())
        found = _in_a_fork(first_to_fail, allowed)
        shutil.rmtree(self.stock.folder)
        return found

    def _first_to_fail(self, module: str, mutant: Mutant, near: list[pytest.Item]) -> str:
        _put_in(module, mutant, self.functions[_path(module), mutant.where])
        return self._first(near)

    def _first(self, near: list[pytest.Item]) -> str:
        return next((item.nodeid for item in near if self._fails(item)), "")


@contextmanager
def _noting(calls: set[Function]) -> Iterator[None]:
    """Note which functions are called."""

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            code = frame.f_code
            calls.add((code.co_filename, code.co_qualname.split(".<locals>")[0]))

    sys.setprofile(note)
    try:
        yield
    finally:
        sys.setprofile(None)


def _path(module: str) -> str:
    return str(importlib.import_module(f"hrgl.{module}").__file__)


def _functions_in_memory() -> dict[Function, list[FunctionType]]:
    """Every function of the house by its file and name, whatever decorators hide it."""
    found: dict[Function, list[FunctionType]] = defaultdict(list)
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and "/hrgl/" in each.__code__.co_filename:
            found[each.__code__.co_filename, each.__code__.co_qualname].append(each)
    return found


def _put_in(module: str, mutant: Mutant, functions: list[FunctionType]) -> None:
    code = compile(mutant.code, _path(module), "exec")
    names = vars(importlib.import_module(f"hrgl.{module}"))
    if mutant.where.endswith("="):
        exec(code, names)
    for function in functions:
        function.__code__ = functions_in(code)[mutant.where]
    for remembering in names.values():
        if hasattr(remembering, "cache_clear"):
            remembering.cache_clear()


def _in_a_fork(first_to_fail: Callable[[], str], seconds: float) -> str:
    """What is found out in a process of its own, which is ended if it works too long."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
        signal.alarm(int(6 * seconds))
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        try:
            found = first_to_fail()
        except BaseException as error:
            found = repr(error)
        os.write(writing, found.encode()[:1000])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        found = pipe.read()
    _, status = os.waitpid(child, 0)
    return found if status == 0 else TOO_SLOW
