"""What a start consists of: the one place that names the steps and the programs that are kept running."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

from launch.processes import MARK, Program
from launch.settings import CHECKOUT, Settings

STEPS = ("migrate --noinput --verbosity 0", "prepare", "accounts")
"""Management commands run in this order at every start, in one process that holds an advisory lock of the database."""

WEB_WORKERS = 2
WEB_THREADS = min(8, 2 * (os.cpu_count() or 1) + 1)
"""In each worker; never more than the connection pool of one process holds."""


@dataclass(frozen=True)
class Plan:
    """`steps` run once, one after another; `services` are kept running. Both are made when the database is known."""

    steps: Callable[[Settings, str], list[Program]]
    services: Callable[[Settings, str], list[Program]]


def program(settings: Settings, database_url: str, chinese: str, english: str, *arguments: str) -> Program:
    """A Python program of this checkout, told by its environment which instance it belongs to."""
    env = {
        **os.environ,
        "DATABASE_URL": database_url,
        "HUIQI_HOME": str(settings.home),
        "HUIQI_PORT": str(settings.port),
        "HUIQI_HOST": settings.host,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONUNBUFFERED": "1",
        MARK: str(settings.home),
    }
    return Program((chinese, english), (sys.executable, *arguments), env, CHECKOUT)


def _steps(settings: Settings, url: str) -> list[Program]:
    return [program(settings, url, "启动前的准备", "preparation", "-m", "config.upgrade", *STEPS)]


def _services(settings: Settings, url: str) -> list[Program]:
    listen = ("--host", settings.host, "--port", str(settings.port))
    size = ("--workers", str(WEB_WORKERS), "--blocking-threads", str(WEB_THREADS))
    temper = ("--respawn-failed-workers", "--workers-kill-timeout", "5", "--log-level", "warning", "--no-ws")
    granian = ("-m", "granian", "--interface", "wsgi", *listen, *size, *temper, "config.wsgi:application")
    return [
        program(settings, url, "网页服务", "web server", *granian),
        program(settings, url, "后台任务", "worker", "manage.py", "worker"),
    ]


HUIQI = Plan(_steps, _services)
