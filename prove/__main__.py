"""`python -m prove [--kills N] [--seed N] [--clients N] [--patience SECONDS] [--keep]`."""

import os
import random
import sys
import threading
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from prove.browser import SENDING
from prove.gateway import Gateway
from prove.instance import TARGETS, Instance
from prove.players import Client, Memory, Outcome

if TYPE_CHECKING:
    from prove.checks import Found
    from prove.lives import People

SHORTEST_GAP_SECONDS = 0.5
"""Between two kills; the longest is told."""

MIDST, INTO = 0.6, (0.0, 0.08)
"""How many of the kills come while a form is being sent, and after how many seconds of it."""

OVERDUE = 40
"""Demands of two months ago, whose promises fall due while it runs."""

MOST_DETAILS = 12


def main() -> int:
    """0 where everything is as it was told, else 1."""
    told = _told()
    print(f"seed {told.seed}: {told.kills} kills, {told.clients} clients", flush=True)
    gateway = Gateway(told.seed)
    instance = Instance({"HUIQI_DEMONSTRATION": "0", **gateway.settings})
    right = False
    try:
        right = _prove(told, instance, gateway)
    finally:
        instance.stop(keep=told.keep or not right)
        gateway.close()
    print("nothing lost, nothing doubled" if right else f"seed {told.seed}; kept in {instance.home}", flush=True)
    return int(not right)


def _prove(told: Namespace, instance: Instance, gateway: Gateway) -> bool:
    began = time.monotonic()
    instance.start()
    people = _entered(instance, gateway, told)
    print(f"running after {time.monotonic() - began:.0f} s, log in {instance.log}", flush=True)
    memory, over, chance = Memory(), threading.Event(), random.Random(told.seed)
    clients = [Client(instance.port, people[n % len(people)], memory, over, told.seed + n) for n in range(told.clients)]
    for client in clients:
        client.start()
    struck = _strike(told, instance, chance)
    print(f"struck {told.kills} times after {time.monotonic() - began:.0f} s", flush=True)
    time.sleep(2)
    over.set()
    for client in clients:
        client.join(200)
    print(f"clients ended after {time.monotonic() - began:.0f} s", flush=True)
    left = _settled(told.patience)
    print(f"settled after {time.monotonic() - began:.0f} s", flush=True)
    return _show(_reconciled(memory, gateway), memory, gateway, struck, left, told)


def _entered(instance: Instance, gateway: Gateway, told: Namespace) -> "list[People]":
    """Make this a process of the instance, and its stage."""
    os.environ.update(gateway.settings, DATABASE_URL=instance.url, HUIQI_HOME=str(instance.home))
    os.environ.update(DJANGO_SETTINGS_MODULE="config.settings", HUIQI_DEMONSTRATION="0", HUIQI_PORT=str(instance.port))
    import django

    django.setup()
    from django.db import connection
    from django.utils.timezone import now

    from prove.stage import furnish, owe

    people = furnish(now())
    owe(OVERDUE, now(), 5 + told.kills * (SHORTEST_GAP_SECONDS + told.gap) / 2)
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # of the PostgreSQL backend
    return people


def _strike(told: Namespace, instance: Instance, chance: random.Random) -> Counter[str]:
    """Kill, at any instant or in the midst of somebody's sending a form; answers what was struck."""
    struck: Counter[str] = Counter()
    order: list[str] = []
    for number in range(1, told.kills + 1):
        time.sleep(chance.uniform(SHORTEST_GAP_SECONDS, told.gap))
        if chance.random() < MIDST:
            SENDING.clear()
            SENDING.wait(5)
            time.sleep(chance.uniform(*INTO))
        order = order or chance.sample(TARGETS, len(TARGETS))
        target = instance.strike(order.pop(), chance)
        struck[target] += 1
        if number % 10 == 0:
            print(f"  {number} kills: {dict(struck)}", flush=True)
    return struck


def _settled(patience: float) -> dict[str, int]:
    from prove.settling import settle

    return settle(patience)


def _reconciled(memory: Memory, gateway: Gateway) -> "list[Found]":
    from prove.checks import reconcile

    return reconcile(memory, gateway)


def _show(
    found: "Sequence[Found]",
    memory: Memory,
    gateway: Gateway,
    struck: Counter[str],
    left: dict[str, int],
    told: Namespace,
) -> bool:
    """Print the table and the details; whether all is well."""
    print(f"\nkilled: {', '.join(f'{n} × {what}' for what, n in sorted(struck.items()))}")
    counted = {one.value: len(memory.of(one, filings=False)) for one in Outcome}
    filed = {one.value: len(memory.of(one, filings=True)) for one in Outcome}
    print(f"filings: {filed}; verbs: {counted}; whole lives: {memory.lives}")
    print(f"answers lost: {memory.lost}; double clicks: {memory.twice}; messages taken: {gateway.taken}, ", end="")
    print(f"their answer lost: {gateway.lost}; left to a later round of the worker: {left or 'nothing'}\n")
    for one in found:
        print(f"{'wrong' if one.wrong else 'right':>6}  {one.looked_at:>7,}  {one.what}")
    for one in found:
        for detail in one.wrong[:MOST_DETAILS]:
            print(f"  {one.what}: {detail}")
    if left and not told.hasten:
        print(f"  after {told.patience:.0f} s the worker had not done: {left}")
    return not any(one.wrong for one in found) and (told.hasten or not left)


def _told() -> Namespace:
    parser = ArgumentParser(prog="python -m prove", description=__doc__)
    parser.add_argument("--kills", type=int, default=100, help="how often something is killed")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="repeats targets and pauses")
    parser.add_argument("--clients", type=int, default=6, help="how many people use it at once")
    parser.add_argument("--patience", type=float, default=1800.0, help="seconds left to the worker at the end")
    parser.add_argument("--hasten", action="store_true", help="do the worker's later rounds when patience is over")
    parser.add_argument("--gap", type=float, default=8.0, help="seconds between two kills, at most")
    parser.add_argument("--keep", action="store_true", help="keep the home")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
