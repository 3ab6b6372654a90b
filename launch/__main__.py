"""`python -m launch`: start Huiqi in this terminal until Ctrl-C or SIGTERM; the exit code says how it ended."""

import sys
from http.client import HTTPConnection, HTTPException

from launch import settings as environment
from launch.documents import mention_missing
from launch.home import check_port, lock_home, make_secrets, open_home
from launch.plan import HUIQI, Plan
from launch.postgres import Cluster
from launch.processes import POLITELY, end, launched_for
from launch.settings import Settings
from launch.speech import Refusal, say
from launch.supervise import Stopped, Supervisor


def main(plan: Plan = HUIQI) -> int:
    """0 when somebody asked it to stop, else the exit code of the first failure."""
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.stderr.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        settings = environment.read()
        open_home(settings.home)
        cluster = Cluster(settings.home)
        with lock_home(settings.home), Supervisor() as supervisor:
            _start(supervisor, settings, plan, cluster)
            supervisor.watch()
    except Stopped as stopped:
        return stopped.code
    except Refusal as refusal:
        refusal.say()
        return refusal.code
    return 0


def _start(supervisor: Supervisor, settings: Settings, plan: Plan, cluster: Cluster) -> None:
    if end(lambda: launched_for(settings.home), POLITELY):
        say("上次留下的进程已经停止。", "Processes left from last time were stopped.")
    check_port(settings.host, settings.port)
    mention_missing()
    url = settings.database_url or _start_database(supervisor, cluster)
    make_secrets(settings.home)
    for step in plan.steps(settings, url):
        supervisor.run(step)
    for service in plan.services(settings, url):
        supervisor.keep(service)
        supervisor.wait(lambda: _answers(settings))  # the web server, which is first, has the machine to itself
    say(
        f"惠企已启动：{settings.address}（按 Ctrl-C 停止）",
        f"Huiqi is running at {settings.address} (Ctrl-C stops it)",
    )


def _start_database(supervisor: Supervisor, cluster: Cluster) -> str:
    cluster.prepare()
    server = supervisor.keep(cluster.program())
    try:
        supervisor.wait(lambda: cluster.is_ready(server.pid), every=0.02)
    except Refusal:
        print(cluster.last_words(), file=sys.stderr)
        raise
    return cluster.url


def _answers(settings: Settings) -> bool:
    """Whether a page comes: the port alone is open long before the first worker can draw one."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)
    asked = HTTPConnection(host, settings.port, timeout=1)
    try:
        asked.request("HEAD", "/")
        asked.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        asked.close()
    return True


if __name__ == "__main__":
    sys.exit(main())
