"""Keeps programs running: restarts one that dies, with growing pauses, reaps, and stops all in reverse order.

One thread, no polling: signals ring a bell that `_tend` waits for.
"""

import contextlib
import os
import select
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType, TracebackType
from typing import Self

from launch.processes import Program, spawn
from launch.speech import Refusal, say

STEADY_SECONDS = 10.0
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
TRIES_AT_START = 4


class Stopped(Exception):
    """The launcher is to end, with this exit code: 0 when somebody asked, else that of a step that said why itself."""

    def __init__(self, code: int = 0) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class Child:
    """A program under supervision. `deaths` counts those in a row; `codes` are exit codes, -N for signal N."""

    program: Program
    kept: bool
    pid: int = 0
    started: float = 0.0
    due: float | None = None
    deaths: int = 0
    codes: list[int] = field(default_factory=list)


class Supervisor:
    """Use as a context: leaving it stops everything that was started, the last first."""

    def __init__(self) -> None:
        self._children: list[Child] = []
        self._asked = False
        self._settled = False
        self._ear, self._bell = socket.socketpair()
        self._earlier: dict[int, Callable[[int, FrameType | None], object] | int | None] = {}

    def __enter__(self) -> Self:
        self._bell.setblocking(False)
        self._ear.setblocking(False)
        signal.set_wakeup_fd(self._bell.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._ask)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._asked = True
        if self._children:
            say("正在停止……", "Stopping …")
        for child in self._children:
            child.due = None
        for child in reversed(self._children):
            self._end(child)

    def keep(self, program: Program) -> Child:
        """Start a program and keep it running."""
        return self._add(program, kept=True)

    def run(self, program: Program) -> None:
        """Run a program to its end; raises Stopped with its exit code unless that is 0, Refusal when it was killed."""
        child = self._add(program, kept=False)
        self.wait(lambda: child.pid == 0)
        self._children.remove(child)
        if child.codes[0] < 0:
            raise _failure(child)
        if child.codes[0]:
            raise Stopped(child.codes[0])

    def wait(self, condition: Callable[[], bool], every: float = 0.05) -> None:
        """Wait until the condition holds while everything is kept running; raises Stopped when asked to stop."""
        while not condition():
            self._tend(every)
            if self._asked:
                raise Stopped

    def watch(self) -> None:
        """From now on nothing is given up: keep everything running until asked to stop."""
        self._settled = True
        while not self._asked:
            self._tend(None)

    def _ask(self, *_: object) -> None:
        self._asked = True

    def _add(self, program: Program, *, kept: bool) -> Child:
        child = Child(program, kept)
        self._children.append(child)
        self._start(child)
        return child

    def _start(self, child: Child) -> None:
        process = spawn(child.program)
        child.pid, child.started, child.due = process.pid, time.monotonic(), None
        process.returncode = 0  # we reap, not the Popen, which would complain that it still runs

    def _tend(self, seconds: float | None) -> None:
        """Sleep until a signal, a restart that falls due, or the given seconds; then reap and restart."""
        now = time.monotonic()
        waits = [child.due - now for child in self._children if child.due is not None]
        waits += [] if seconds is None else [seconds]
        select.select([self._ear], [], [], max(0.0, min(waits)) if waits else None)
        with contextlib.suppress(BlockingIOError):
            while self._ear.recv(4096):
                pass
        self._reap()
        for child in self._children:
            if child.due is not None and child.due <= time.monotonic():
                self._start(child)

    def _reap(self) -> None:
        """Take every ended process, also orphans that fell to us as the first process of a container."""
        with contextlib.suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if not pid:
                    return
                for child in self._children:
                    if child.pid == pid:
                        self._ended(child, os.waitstatus_to_exitcode(status))

    def _ended(self, child: Child, code: int) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)  # what it started must not outlive it
        child.pid = 0
        child.codes.append(code)
        if not child.kept or self._asked:
            return
        lived = time.monotonic() - child.started
        child.deaths = 1 if lived >= STEADY_SECONDS else child.deaths + 1
        if child.deaths >= TRIES_AT_START and not self._settled:
            raise _failure(child)
        pause = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** (child.deaths - 1))
        child.due = time.monotonic() + pause
        chinese, english = child.program.name
        say(
            f"{chinese}意外停止（{_reason(code)}），{pause:g} 秒后重新启动。",
            f"The {english} ended unexpectedly ({_reason(code)}) and starts again in {pause:g} s.",
        )

    def _end(self, child: Child) -> None:
        """Stop one child by its ladder of signals."""
        for number, seconds in child.program.ladder:
            if not child.pid:
                return
            os.kill(child.pid, number)
            deadline = time.monotonic() + seconds
            while child.pid and time.monotonic() < deadline:
                self._tend(max(0.0, deadline - time.monotonic()))


def _failure(child: Child) -> Refusal:
    """The exit code is that of the first failure, as a shell would give it."""
    first = child.codes[0]
    code = 128 - first if first < 0 else first or 1
    chinese, english = child.program.name
    return Refusal(
        f"{chinese}未能完成（{_reason(first)}），详见上文。",
        f"The {english} failed ({_reason(first)}); see above.",
        code,
    )


def _reason(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit {code}"
