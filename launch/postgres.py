"""The embedded PostgreSQL: made at first start, heard on 127.0.0.1 and its own socket, recovering from a kill -9.

A home keeps its cluster in `postgres/`. As root, where the server's user cannot enter the home or the checkout, the
cluster lies under /var/lib/huiqi/<hash of the home>/ and the home says where in `database_directory`.
"""

import hashlib
import itertools
import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote

from launch import binaries
from launch.home import free_port, keep, lock, make_secrets, open_home, port_problem
from launch.processes import FAST_THEN_IMMEDIATE, Identity, Program, as_user, end, postgres_in, spawn
from launch.speech import Refusal, say

OUTSIDE = Path("/var/lib/huiqi")
NAME = ("数据库", "database")
LOG_LIMIT_BYTES = 10 * 1024 * 1024
SETTINGS = "\n# Huiqi\nshared_buffers = 128MB\nmax_connections = 60\njit = off\nlog_checkpoints = off\n"
ATTENTIVE = ("-c", "client_connection_check_interval=2s")
"""What nobody waits for any more is not worked at any longer."""
CARELESS = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
"""For tests: fast, and lost with the power."""


LONGEST_SOCKET_BYTES = 100
"""Linux takes 107, others a few less."""


@dataclass(frozen=True)
class Server:
    """A running server."""

    url: str
    pid: int


class InUse(Refusal):
    """The cluster belongs to a launcher that is running."""


class Cluster:
    """One database cluster and the server that works in it.

    `prepare` then `program` for a supervisor; `start` and `stop` for everyone else (tests). With `durable=False` each
    start begins with an empty cluster and nothing is flushed to disk. `bin_folder` names programs
    other than the wheel's.
    """

    def __init__(self, home: Path, *, durable: bool = True, bin_folder: Path | None = None) -> None:
        self.home = home.resolve()
        self.durable = durable
        self._bin = bin_folder
        self._given = bin_folder is not None
        self._base = self.home
        self._identity: Identity | None = None
        self._port = 0
        self._lock: IO[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        """PostgreSQL's data directory."""
        return self._base / "postgres"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.home / "postgres.log"

    @property
    def url(self) -> str:
        """How a client reaches it, by its socket where it has one: a third cheaper; known after `prepare`."""
        where = quote(str(self.data), safe="") if self._has_socket else "127.0.0.1"
        return f"postgresql://huiqi:{self._password}@{where}:{self._port}/huiqi"

    @property
    def _has_socket(self) -> bool:
        """Whether a socket's path is short enough for the system, and none that clients take for a list of hosts."""
        path = os.fsencode(self.data / f".s.PGSQL.{self._port}")
        return len(path) <= LONGEST_SOCKET_BYTES and b"," not in path

    @property
    def _password(self) -> str:
        return (self.home / "database_password").read_text().strip()

    def prepare(self) -> None:
        """Everything short of starting the server; raises Refusal with one sentence when it cannot be started."""
        open_home(self.home)
        self._settle()
        self._claim()
        end_leftovers(self.data)
        if not self.durable:
            shutil.rmtree(self.data, ignore_errors=True)
        if self.data.exists():
            self._check_kept()
        make_secrets(self.home)
        if not self.data.exists():
            self._create()
        self._choose_port()
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))

    def program(self) -> Program:
        """The server as a program to run."""
        where = ("-D", str(self.data), "-p", str(self._port))
        named = str(self.data).replace('"', '""')
        sockets = f'"{named}"' if self._has_socket else ""
        listen = ("-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={sockets}")
        return Program(
            name=NAME,
            argv=(str(self._programs / "postgres"), *where, *listen, *ATTENTIVE, *(() if self.durable else CARELESS)),
            env=self._env,
            cwd=Path("/"),
            identity=self._identity,
            log=self.log,
            ladder=FAST_THEN_IMMEDIATE,
        )

    def is_ready(self, pid: int) -> bool:
        """Whether the server with that process id takes connections; while it recovers it does not yet."""
        lines = _pid_file(self.data)
        return len(lines) > 7 and lines[0] == str(pid) and lines[7] == "ready"

    def last_words(self) -> str:
        """The last lines of the server's log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-5:]) if self.log.exists() else ""

    def start(self) -> Server:
        """Prepare, start and wait until it takes connections, however long a recovery takes."""
        self.prepare()
        self._process = spawn(self.program())
        while not self.is_ready(self._process.pid):
            if self._process.poll() is not None:
                raise Refusal(f"数据库没有启动：{self.last_words()}", "The database did not start; see above.")
            time.sleep(0.02)
        return Server(self.url, self._process.pid)

    def stop(self) -> None:
        """Stop what `start` started and let go of the cluster."""
        if self._process:
            for number, seconds in FAST_THEN_IMMEDIATE:
                self._process.send_signal(number)
                try:
                    self._process.wait(seconds)
                    break
                except subprocess.TimeoutExpired:
                    continue
            self._process = None
        if self._lock:
            self._lock.close()

    @property
    def _programs(self) -> Path:
        if self._bin is None:
            self._bin = binaries.packaged()
        return self._bin

    @property
    def _env(self) -> dict[str, str]:
        return {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai"}

    def _settle(self) -> None:
        """Decide where the cluster lies, which programs run it, and as whom."""
        pointer = self.home / "database_directory"
        if pointer.exists():
            self._base = Path(pointer.read_text().strip())
            if self.durable and not self.data.is_dir():
                raise Refusal(
                    f"本目录的数据库应在 {self.data}，现在不在了。请恢复它；若要从头开始，请删除目录 {self.home}。",
                    f"The database of this home should be in {self.data}, now gone. Restore it or delete {self.home}.",
                )
        self._identity = binaries.identity_for(self.data)
        within = self._given or self._reaches(self._programs / "postgres", self._programs.parent / "share")
        if not self.data.exists() and not (within and self._reaches(self.home)):
            self._base = _made(self._outside)
            if self.durable:
                say(
                    f"数据库服务以用户 nobody 运行，进不了程序或数据所在的目录，因此数据库放在 {self._base}。",
                    f"The database runs as nobody, who cannot enter the checkout or the home: it lies in {self._base}.",
                )
        if not within:
            self._bin = binaries.copied(self._programs, _made(self._outside) if self._base == self.home else self._base)

    @property
    def _outside(self) -> Path:
        """/var/lib/huiqi/<hash>, or <hash>-2 … where a home that was deleted or moved has left its cluster."""
        place = OUTSIDE / hashlib.sha256(bytes(self.home)).hexdigest()[:16]
        numbered = (place.with_name(f"{place.name}-{number}") for number in itertools.count(2))
        left = self.durable and (place / "postgres").exists()
        return next(other for other in numbered if not (other / "postgres").exists()) if left else place

    def _reaches(self, *paths: Path) -> bool:
        return all(binaries.may(self._identity, "-x", path) for path in paths)

    def _claim(self) -> None:
        self._lock = lock(self._base / "postgres.lock")
        if self._lock is None:
            raise InUse(
                f"{self.data} 中的数据库正被另一个惠企使用。复制来的目录不能与原目录同时运行。",
                f"The database in {self.data} is in use. A copied home cannot run beside its original.",
            )

    def _create(self) -> None:
        """Make the cluster under another name and rename it when it is complete: all of it or nothing."""
        draft = self._base / "postgres.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        password = self._base / "postgres.password"
        keep(password, self._password)
        if self._identity:
            os.chown(draft, self._identity.uid, self._identity.gid)
            os.chown(password, self._identity.uid, self._identity.gid)
        try:
            self._initialise(draft, password)
        finally:
            password.unlink()
        draft.rename(self.data)
        if self._base != self.home:
            keep(self.home / "database_directory", f"{self._base}\n")

    def _initialise(self, draft: Path, password: Path) -> None:
        builtin = ("--locale-provider=builtin",) if binaries.major(self._programs) >= 17 else ()
        flags = ("-U", "postgres", "-E", "UTF8", *builtin, "--locale=C.UTF-8", "--auth=scram-sha-256")
        self._run("initdb", "-D", draft, *flags, f"--pwfile={password}", *(() if self.durable else ("--no-sync",)))
        with (draft / "postgresql.conf").open("a") as conf:
            conf.write(SETTINGS)
        role = f"CREATE ROLE huiqi LOGIN CREATEDB PASSWORD '{self._password}'"
        single = ("--single", "-D", draft, "-c", "exit_on_error=true", *(() if self.durable else CARELESS), "postgres")
        self._run("postgres", *single, text=f"{role}\nCREATE DATABASE huiqi OWNER huiqi\n")

    def _run(self, name: str, *arguments: str | Path, text: str = "") -> None:
        done = subprocess.run(
            [self._programs / name, *arguments],
            input=text,
            capture_output=True,
            text=True,
            cwd="/",
            env=self._env,
            start_new_session=True,
            check=False,
            **as_user(self._identity),
        )
        if done.returncode:
            said = (done.stderr or done.stdout).strip()
            raise Refusal(
                f"数据库无法建立：{said}", f"The database could not be made: {name} ended with {done.returncode}."
            )

    def _check_kept(self) -> None:
        """A cluster from an earlier start must be enterable, of our version, and have its password."""
        if not self._reaches(self._base):
            raise Refusal(
                f"数据库在 {self.data} 中，但它的系统用户已进不了 {self._base}。请恢复该目录的权限。",
                f"The database is in {self.data}, but its user cannot enter {self._base}. Restore the permissions.",
            )
        if not (self.home / "database_password").exists():
            raise Refusal(
                f"{self.data} 中有数据库，但 {self.home}/database_password 不在了。请从备份中恢复该文件。",
                f"The database in {self.data} has lost {self.home}/database_password. Restore that file.",
            )
        of_data = (self.data / "PG_VERSION").read_text().strip()
        ours = binaries.major(self._programs)
        if of_data != str(ours):
            raise Refusal(
                f"{self.data} 是 PostgreSQL {of_data} 的数据，现有程序是 {ours} 版。请先用 {of_data} 版导出，再导入。",
                f"{self.data} belongs to PostgreSQL {of_data}, the programs are {ours}. Dump it with {of_data} first.",
            )

    def _choose_port(self) -> None:
        kept = self.home / "database_port"
        self._port = int(kept.read_text()) if kept.exists() else 0
        if self._port and port_problem("127.0.0.1", self._port) is None:
            return
        taken, self._port = self._port, free_port()
        keep(kept, f"{self._port}\n", mode=0o644)
        if taken:
            say(
                f"数据库原来的端口 {taken} 已被其他程序占用，改用 {self._port}。",
                f"The database's port {taken} is in use by another program; it moves to {self._port}.",
            )


def end_leftovers(data: Path) -> None:
    """Stop a server that outlived its launcher; then no process works here and a left postmaster.pid means nothing.

    PostgreSQL alone would refuse to start while the old postmaster is a zombie or its number is another program's.
    """

    def postmaster() -> list[int]:
        first = (_pid_file(data) or [""])[0]
        return [pid for pid in postgres_in(data) if str(pid) == first]

    if end(postmaster, FAST_THEN_IMMEDIATE):
        say("上次留下的数据库服务已经停止。", "A database server left from last time was stopped.")
    end(lambda: postgres_in(data), ((signal.SIGQUIT, 5.0), (signal.SIGKILL, 10.0)))
    if Path("/proc/self").exists():
        for left in (data / "postmaster.pid", *data.glob(".s.PGSQL.*")):
            left.unlink(missing_ok=True)


def _pid_file(data: Path) -> list[str]:
    try:
        return [line.strip() for line in (data / "postmaster.pid").read_text().splitlines()]
    except OSError:
        return []


def _made(folder: Path) -> Path:
    """The folder, made open to every user where it is missing; one that is there keeps its mode."""
    for path in (OUTSIDE, folder):
        if not path.exists():
            path.mkdir(parents=True)
            path.chmod(0o755)
    return folder
