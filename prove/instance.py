"""The instance under proof: the launcher as `make run` starts it, in a home of its own, and the processes it keeps."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.product import remove
from launch.home import free_port
from launch.processes import Program, launched_for, postgres_in, spawn
from launch.settings import CHECKOUT

HOME = CHECKOUT / "var" / "prove"
PATIENCE_SECONDS = 180.0
TARGETS = ("web server", "web process", "worker", "database", "backend")


@dataclass
class Instance:
    """`told` are settings of the environment beside home and port; `log` is what all of it printed."""

    told: dict[str, str]
    home: Path = HOME
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def log(self) -> Path:
        """What launcher, web server and worker printed."""
        return self.home.with_name(f"{self.home.name}.log")

    @property
    def url(self) -> str:
        """The database's; known once it runs."""
        password, port = ((self.home / name).read_text().strip() for name in ("database_password", "database_port"))
        return f"postgresql://huiqi:{password}@127.0.0.1:{port}/huiqi"

    @property
    def data(self) -> Path:
        """Where its cluster lies."""
        pointer = self.home / "database_directory"
        return (Path(pointer.read_text().strip()) if pointer.exists() else self.home) / "postgres"

    def start(self) -> None:
        """Start on an empty home and wait until it says that it runs; raises `RuntimeError` where it does not."""
        remove(self.home)
        self.home.parent.mkdir(parents=True, exist_ok=True)
        self.log.unlink(missing_ok=True)
        ours = {"HUIQI_HOME": str(self.home), "HUIQI_PORT": str(self.port), **self.told}
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | ours
        command = (sys.executable, "-m", "launch")
        self.process = spawn(Program(("惠企", "Huiqi"), command, environment, CHECKOUT, log=self.log))
        until(lambda: b"is running at" in self.log.read_bytes() or self._ended(), "the instance did not start")
        if self._ended():
            raise RuntimeError(f"the instance did not start, see {self.log}")

    def stop(self, *, keep: bool) -> None:
        """Stop it as one stops it by Ctrl-C; its home goes unless it is to be kept."""
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(120)
        if not keep:
            remove(self.home)

    def _ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def strike(self, wanted: str, chance: random.Random) -> str:
        """Kill such a process, or another where none runs now, and say which; the launcher has to notice by itself."""
        for target in (wanted, *chance.sample(TARGETS, len(TARGETS))):
            if found := self._pids(target):
                os.kill(chance.choice(found), signal.SIGKILL)
                return target
        return "nothing"

    def _pids(self, target: str) -> list[int]:
        if target in ("database", "backend"):
            first = _first_line(self.data / "postmaster.pid")
            running = postgres_in(self.data)
            return [pid for pid in running if (str(pid) == first) == (target == "database")]
        lines = {pid: _command(pid) for pid in launched_for(self.home)}
        if target == "worker":
            return [pid for pid, line in lines.items() if "manage.py\0worker" in line]
        web = sorted(pid for pid, line in lines.items() if "granian" in line or "multiprocessing" in line)
        return web[:1] if target == "web server" else web[1:]


def until(condition: Callable[[], bool], otherwise: str, seconds: float = PATIENCE_SECONDS) -> None:
    """Wait until something holds; raises `RuntimeError` where it does not within the time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise RuntimeError(otherwise)
        time.sleep(0.05)


def _first_line(path: Path) -> str:
    try:
        return path.read_text().split("\n", 1)[0].strip()
    except OSError:
        return ""


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
    except OSError:
        return ""
