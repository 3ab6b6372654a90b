"""One launcher under test, in a home of its own, with its real processes."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from launch.home import free_port
from launch.processes import launched_for, postgres_in
from launch.settings import CHECKOUT


class Instance:
    """`program` is the launcher with what it is to keep; `output` what it has printed so far, both streams."""

    def __init__(self, home: Path, port: int, program: str = "stand_in") -> None:
        self.home, self.port, self.program = home, port, program
        self.process: subprocess.Popen[str] | None = None
        self.printed = home.with_suffix(".txt")

    def launch(self, **extra: str) -> None:
        ours = {"HUIQI_HOME": str(self.home), "HUIQI_PORT": str(self.port), "LANG": "C.UTF-8"}
        env = {"PATH": os.environ["PATH"], **ours, **extra}
        command = [sys.executable, "-m", f"launch.tests.{self.program}"]
        with self.printed.open("a") as out:
            self.process = subprocess.Popen(command, cwd=CHECKOUT, env=env, stdout=out, stderr=out, text=True)

    def start(self, *, within: float = 20, **extra: str) -> "Instance":
        self.launch(**extra)
        before = self.output.count("is running at")
        until(lambda: self.output.count("is running at") > before or self.ended, within)
        assert not self.ended, self.output
        return self

    @property
    def output(self) -> str:
        return self.printed.read_text() if self.printed.exists() else ""

    @property
    def ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    @property
    def data(self) -> Path:
        pointer = self.home / "database_directory"
        return (Path(pointer.read_text().strip()) if pointer.exists() else self.home) / "postgres"

    @property
    def url(self) -> str:
        password, port = ((self.home / name).read_text().strip() for name in ("database_password", "database_port"))
        return f"postgresql://huiqi:{password}@127.0.0.1:{port}/huiqi"

    def processes(self) -> list[int]:
        return launched_for(self.home) + postgres_in(self.data)

    def pid(self, of: str) -> int:
        """The process whose command line contains the text."""
        return min(pid for pid in self.processes() if of in _command(pid))

    def exit_code(self, seconds: float = 20) -> int:
        assert self.process
        return self.process.wait(seconds)

    def kill_everything(self) -> None:
        assert self.process
        for pid in (self.process.pid, *self.processes()):
            kill(pid)
        self.process.wait()


def kill(pid: int, number: signal.Signals = signal.SIGKILL) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def until(condition: Callable[[], object], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def row_count(url: str) -> int:
    with psycopg.connect(url) as connection:
        return len(connection.execute("SELECT * FROM acknowledged").fetchall())


@contextmanager
def folder(mode: int = 0o755) -> Iterator[Path]:
    """A folder outside pytest's own, which no other user could enter."""
    path = Path(tempfile.mkdtemp(prefix="huiqi-launcher-")).resolve()
    path.chmod(mode)
    yield path
    shutil.rmtree(path)


@contextmanager
def instance(root: Path, program: str = "stand_in") -> Iterator[Instance]:
    made = Instance(root / "home", free_port(), program)
    try:
        yield made
    finally:
        if made.process:
            made.process.terminate()
            made.exit_code()
        for pid in made.processes():
            kill(pid)
    outside = made.data.parent
    if outside != made.home and outside.is_relative_to("/var/lib/huiqi"):
        shutil.rmtree(outside, ignore_errors=True)


def _command(pid: int) -> str:
    """The command line of a process; nothing of one that has ended meanwhile."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
    except OSError:
        return ""
