"""The real launcher with a tiny web server and worker in Django's place: `python -m launch.tests.stand_in`."""

import sys

from launch.__main__ import main
from launch.plan import Plan, program
from launch.processes import Program
from launch.settings import Settings

WEB = """
import http.server, os, signal, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
signal.signal(signal.SIGTERM, lambda *_: (child.kill(), os._exit(0)))
address = ("127.0.0.1", int(os.environ["HUIQI_PORT"]))
http.server.HTTPServer(address, http.server.SimpleHTTPRequestHandler).serve_forever()
"""
WORKER = "import os, sys, time; time.sleep(float(os.environ.get('STAND_IN_WORKER_SECONDS', '600'))); sys.exit(7)"
STEP = "import os, sys; sys.exit(int(os.environ.get('STAND_IN_STEP_CODE', '0')))"


def _steps(settings: Settings, url: str) -> list[Program]:
    return [program(settings, url, "准备", "step", "-c", STEP)]


def _services(settings: Settings, url: str) -> list[Program]:
    return [
        program(settings, url, "网页", "web", "-c", WEB),
        program(settings, url, "后台", "worker", "-c", WORKER),
    ]


if __name__ == "__main__":
    sys.exit(main(Plan(_steps, _services)))
