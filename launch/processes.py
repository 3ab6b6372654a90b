"""Processes: started on a leash, found again in /proc when their launcher was killed, and ended.

Where there is no /proc nothing is found, and PostgreSQL's own checks have to do.
"""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MARK = "HUIQI_LAUNCHED"
PR_SET_PDEATHSIG = 1

Ladder = Sequence[tuple[signal.Signals, float]]
"""Signals to send one after another, each with the seconds to wait before the next."""

POLITELY: Ladder = ((signal.SIGTERM, 10.0), (signal.SIGKILL, 10.0))
FAST_THEN_IMMEDIATE: Ladder = ((signal.SIGINT, 60.0), (signal.SIGQUIT, 15.0), (signal.SIGKILL, 10.0))
"""PostgreSQL's fast shutdown, its immediate one, and force; all three lose nothing that was acknowledged."""

_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Identity:
    """The user a program runs as when the launcher is root."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Program:
    """A program to run: `name` in Chinese and English, `log` instead of the terminal, `ladder` to end it."""

    name: tuple[str, str]
    argv: Sequence[str]
    env: Mapping[str, str]
    cwd: Path
    identity: Identity | None = None
    log: Path | None = None
    ladder: Ladder = POLITELY


def spawn(program: Program) -> subprocess.Popen[bytes]:
    """Start it in a session of its own, so that Ctrl-C does not reach it; it is told to end when its parent dies.

    Must be called from the main thread: the leash is tied to the thread that forks.
    """
    parent, farewell = os.getpid(), program.ladder[0][0]

    def leash() -> None:
        if hasattr(_libc, "prctl"):
            _libc.prctl(PR_SET_PDEATHSIG, farewell)
        if os.getppid() != parent:
            os._exit(1)

    log = os.open(program.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600) if program.log else None
    try:
        return subprocess.Popen(
            program.argv,
            env=dict(program.env),
            cwd=program.cwd,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=leash,
            **as_user(program.identity),
        )
    finally:
        if log is not None:
            os.close(log)


def as_user(identity: Identity | None) -> dict[str, Any]:
    """The arguments by which subprocess drops to that user, or none."""
    if identity is None:
        return {}
    return {"user": identity.uid, "group": identity.gid, "extra_groups": []}


def _living() -> Iterator[Path]:
    for entry in Path("/proc").glob("[0-9]*"):
        if int(entry.name) not in (os.getpid(), os.getppid()):
            yield entry


def postgres_in(data: Path) -> list[int]:
    """Every PostgreSQL process, postmaster or backend, at work in that data directory. A zombie is none."""
    found = []
    for entry in _living():
        try:
            if (entry / "comm").read_text().strip() == "postgres" and os.readlink(entry / "cwd") == str(data):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def launched_for(home: Path) -> list[int]:
    """Every process that a launcher started for that home, whoever its parent is now. A zombie is none."""
    mark = f"{MARK}={home}".encode()
    found = []
    for entry in _living():
        try:
            if mark in (entry / "environ").read_bytes().split(b"\0"):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def end(find: Callable[[], list[int]], ladder: Ladder) -> bool:
    """End what `find` finds and wait until it finds nothing; true when there was something."""
    met = False
    for number, seconds in ladder:
        pids = find()
        if not pids:
            break
        met = True
        for pid in pids:
            try:
                os.kill(pid, number)
                os.kill(pid, signal.SIGCONT)  # one that is suspended could not hear it
            except ProcessLookupError:
                continue
        deadline = time.monotonic() + seconds
        while find() and time.monotonic() < deadline:
            time.sleep(0.02)
    return met
