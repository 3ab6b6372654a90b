"""The folder an instance lives in: opened, locked, and furnished with its secrets; and the ports beside it."""

import errno
import fcntl
import os
import random
import secrets
import socket
from collections.abc import Callable
from pathlib import Path
from typing import IO

from launch.speech import Refusal

SECRETS: dict[str, Callable[[], str]] = {
    "secret_key": lambda: secrets.token_urlsafe(50),
    "database_password": lambda: secrets.token_urlsafe(32),
    "instance_id": lambda: secrets.token_hex(4),
}


def open_home(home: Path) -> None:
    """Make the folder if it is not there and prove that it can be written; raises Refusal."""
    probe = home / f".writable-{os.getpid()}"
    try:
        home.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except (FileExistsError, NotADirectoryError) as error:
        file = next(path for path in (home, *home.parents) if path.exists())
        raise Refusal(
            f"{file} 是一个文件，惠企需要一个目录。请移走这个文件，或用 HUIQI_HOME 另指一个目录。",
            f"{file} is a file, and Huiqi needs a folder. Move the file away, or set HUIQI_HOME to a folder.",
        ) from error
    except OSError as error:
        raise Refusal(
            f"无法在目录 {home} 中读写（{error.strerror}）。请修改该目录的权限，或用 HUIQI_HOME 另指一个目录。",
            f"The folder {home} cannot be written ({error.strerror}). Mend its permissions, or set HUIQI_HOME.",
        ) from error


def lock(path: Path) -> IO[str] | None:
    """Hold the lock file for as long as the returned file stays open; None when another process holds it."""
    file = path.open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def lock_home(home: Path) -> IO[str]:
    """Only one launcher may work in a home; raises Refusal for the second."""
    held = lock(home / "lock")
    if held is None:
        raise Refusal(
            f"惠企已经在目录 {home} 中运行。要再运行一个，请用 HUIQI_HOME 和 HUIQI_PORT 另指目录和端口。",
            f"Huiqi is already running in {home}. For a second one, name another HUIQI_HOME and HUIQI_PORT.",
        )
    return held


def keep(path: Path, text: str, mode: int = 0o600) -> None:
    """Write a small file whole or not at all, even through a kill -9."""
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def make_secrets(home: Path) -> None:
    """Make at first start what must be secret, readable by the owner alone; what is there stays."""
    for name, make in SECRETS.items():
        path = home / name
        if not path.exists():
            keep(path, make() + "\n")


def port_problem(host: str, port: int) -> OSError | None:
    """Why nothing could listen there now, or None."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as error:
        return error
    return None


def check_port(host: str, port: int) -> None:
    """Raises Refusal when the web server could not listen."""
    problem = port_problem(host, port)
    if problem is None:
        return
    if problem.errno == errno.EADDRINUSE:
        raise Refusal(
            f"端口 {port} 已被其他程序占用。请用 HUIQI_PORT 另指一个端口，例如 HUIQI_PORT={port + 1} make run。",
            f"Port {port} is in use by another program. Name another, such as HUIQI_PORT={port + 1} make run.",
        )
    reason = os.strerror(problem.errno) if problem.errno and problem.errno > 0 else str(problem)
    raise Refusal(
        f"无法在 {host}:{port} 上监听（{reason}）。请检查 HUIQI_HOST 和 HUIQI_PORT。",
        f"Cannot listen on {host}:{port} ({reason}). Check HUIQI_HOST and HUIQI_PORT.",
    )


def free_port() -> int:
    """A free port on 127.0.0.1, below those the system hands out to outgoing connections, so that it stays free."""
    while True:
        port = random.randint(20000, 29999)
        if port_problem("127.0.0.1", port) is None:
            return port
