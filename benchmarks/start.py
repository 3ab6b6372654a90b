"""A second start: `python -m launch`, as `make run` ends, until the first page has come."""

import os
import signal
import subprocess
import sys
import time

from benchmarks.client import Client
from benchmarks.figures import Figure, at_most
from benchmarks.product import Product
from launch.settings import CHECKOUT

GOAL_SECONDS = 5.0
ROUNDS, PATIENCE_SECONDS = 3, 120.0


def measure(product: Product, size: str) -> list[Figure]:
    """The median of three starts on the filled database, which is stopped before each and started again after all."""
    product.cluster.stop()
    try:
        seconds = sorted(_start(product) for _ in range(ROUNDS))
    finally:
        product.cluster.start()
    print(f"  starts: {[round(one, 2) for one in seconds]} s", flush=True)
    median = round(seconds[len(seconds) // 2], 2)
    return [at_most("second start to the first page", size, median, "s", GOAL_SECONDS, rounds=seconds)]


def _start(product: Product) -> float:
    told = {"HUIQI_HOME": str(product.settings.home), "HUIQI_PORT": str(product.settings.port)}
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | told
    began = time.perf_counter()
    with (product.settings.home / "start.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "launch"], cwd=CHECKOUT, env=environment, stdout=log, stderr=log
        )
    try:
        return _first_page(product.settings.port, process) - began
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(90)


def _first_page(port: int, process: "subprocess.Popen[bytes]") -> float:
    """The moment at which the home page was there."""
    deadline = time.perf_counter() + PATIENCE_SECONDS
    while time.perf_counter() < deadline and process.poll() is None:
        try:
            with Client(port) as client:
                if client.get("/").status == 200:
                    return time.perf_counter()
        except OSError:
            time.sleep(0.02)
    raise RuntimeError("the product did not start")
