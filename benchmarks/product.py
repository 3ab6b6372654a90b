"""The product itself, started with the launcher's own plan, in a home of its own under `var/bench/`."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from launch import settings as environment
from launch.home import free_port, keep, make_secrets
from launch.plan import HUIQI
from launch.postgres import Cluster
from launch.processes import Program, launched_for, postgres_in, spawn
from launch.settings import CHECKOUT, Settings

STAMP = "generated"
PATIENCE_SECONDS = 60.0


def home_of(size: str) -> Path:
    """Where the network of a size is kept."""
    return CHECKOUT / "var" / "bench" / size


@dataclass(frozen=True)
class Product:
    """A running database, prepared as a start prepares it; `settings` say where the web server shall listen."""

    settings: Settings
    cluster: Cluster

    @property
    def url(self) -> str:
        """The database's."""
        return self.cluster.url

    @property
    def is_generated(self) -> bool:
        """Whether the generated network is complete in it."""
        return (self.settings.home / STAMP).exists()

    def mark_generated(self) -> None:
        """Remember, from now on, that it is."""
        keep(self.settings.home / STAMP, "complete\n")

    def enter(self) -> None:
        """Make this process a Django process of this instance."""
        told = {"DATABASE_URL": self.url, "HUIQI_HOME": str(self.settings.home)}
        os.environ.update(told, DJANGO_SETTINGS_MODULE="config.settings")
        import django

        django.setup()

    def prepare(self) -> None:
        """Migrate, load the policies and the demonstration, as every start does; raises on failure."""
        for step in HUIQI.steps(self.settings, self.url):
            process = spawn(replace(step, log=self.settings.home / "prepare.log"))
            if process.wait():
                raise RuntimeError(f"preparation failed, see {self.settings.home}/prepare.log")

    @contextmanager
    def web(self) -> Iterator[int]:
        """The web server of the plan; yields its port."""
        program = HUIQI.services(self.settings, self.url)[0]
        with serving(program, self.settings) as port:
            yield port

    def processor_seconds(self) -> float:
        """What the web server's processes of this instance have used of the processor until now."""
        return sum(_used(pid) for pid in launched_for(self.settings.home))

    def database_seconds(self) -> float:
        """The same of the database's processes that are running now."""
        return sum(_used(pid) for pid in postgres_in(self.cluster.data))


def _used(pid: int) -> float:
    try:
        numbers = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(program: Program, settings: Settings) -> Iterator[int]:
    """A web server that was told to listen where the settings say; yields its port when it answers."""
    process = spawn(replace(program, log=settings.home / "web.log"))
    try:
        wait_for(settings.port, process)
        yield settings.port
    finally:
        process.terminate()
        process.wait(15)


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Return when something listens on the port; raises when its process ends or takes a minute."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"nothing answers on port {port}")


@contextmanager
def product(size: str, *, kept: bool) -> Iterator[Product]:
    """The product with its database running; afterwards the home stays where `kept`, else all of it goes."""
    home = home_of(size)
    if home.exists() and not (home / STAMP).exists():
        remove(home)
    cluster = Cluster(home)
    cluster.start()
    try:
        make_secrets(home)
        yield Product(settings_of(home), cluster)
    finally:
        cluster.stop()
        if not kept:
            remove(home)


def settings_of(home: Path) -> Settings:
    """The launcher's settings for a home, with a port of its own."""
    told: Mapping[str, str] = {"HUIQI_HOME": str(home), "HUIQI_PORT": str(free_port())}
    return environment.read(told)


def remove(home: Path) -> None:
    """Take a home away, wherever the launcher has put its cluster."""
    pointer = home / "database_directory"
    if pointer.exists():
        shutil.rmtree(Path(pointer.read_text().strip()) / "postgres", ignore_errors=True)
    shutil.rmtree(home, ignore_errors=True)


def python(product: Product, name: str, *arguments: str) -> Program:
    """A Python program of this checkout within the instance."""
    from launch.plan import program

    return program(product.settings, product.url, name, name, *arguments)


__all__: Sequence[str] = ("Product", "home_of", "product", "python", "remove", "serving", "settings_of", "wait_for")
