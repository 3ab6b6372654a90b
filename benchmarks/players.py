"""What runs in processes of its own: clients, which know nothing of Django, and sweepers, which enter it themselves."""

import os
import random
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.synchronize import Barrier
from typing import TYPE_CHECKING

from benchmarks.client import Client, Cookies

if TYPE_CHECKING:
    import multiprocessing


@dataclass(frozen=True)
class Cast:
    """The three people of one client's demands, and the institution that is sent them."""

    owner: Cookies
    receptionist: Cookies
    clerk: Cookies
    institution: str


def steps(cast: Cast) -> Sequence[tuple[str, Cookies, dict[str, str]]]:
    """After the filing: (verb, who, what is said), in order; each raises the revision by one."""
    return (
        ("register", cast.receptionist, {}),
        ("dispatch", cast.receptionist, {"handler": cast.institution, "note": "请在期限内签收并联系企业。"}),
        ("take", cast.clerk, {}),
        ("answer", cast.clerk, {"answer": "检测已经完成，报告见附件；CE 标志可以加贴，声明书样本一并附上。"}),
        ("rate", cast.owner, {"level": "very_satisfied", "comment": "很快"}),
        ("archive", cast.receptionist, {}),
    )


def filing() -> dict[str, str]:
    """What is asked for."""
    return {
        "kind": random.choice(("consultation", "service", "professional_service")),
        "title": f"钢结构件出口欧盟，需要做 CE 认证 {random.randrange(10**6)}",
        "text": "我公司首次向欧盟出口钢结构件，客户要求 EN 1090 认证和 CE 标志，请介绍能做焊接工艺评定的机构。" * 2,
        "submission": str(uuid.uuid4()),
        "policy_code": "",
    }


def play(port: int, cast: Cast, seconds: float, most: int, told: "multiprocessing.Queue[object]") -> None:
    """One client: life after life until the time is over; raises where a step is not answered by a redirect."""
    times: dict[str, list[float]] = {}
    began = time.perf_counter()
    with Client(port) as client:
        while time.perf_counter() < began + seconds and len(times.get("archive", ())) < most:
            for verb, milliseconds in live(client, cast):
                times.setdefault(verb, []).append(milliseconds)
    told.put((began, time.perf_counter(), times))


def live(client: Client, cast: Cast) -> list[tuple[str, float]]:
    """One life; answers (verb, milliseconds) of its seven POSTs."""
    filed = client.post("/demands/new/", filing(), cast.owner)
    if filed.status != 302:
        raise RuntimeError(f"file: {filed.status} {filed.body[:2000].decode()}")
    place = filed.location.removesuffix("filed/")
    taken = [("file", filed.seconds * 1000)]
    for revision, (verb, who, said) in enumerate(steps(cast), start=1):
        done = client.post(f"{place}{verb}/", {**said, "revision": str(revision)}, who)
        if done.status != 302:
            raise RuntimeError(f"{verb}: {done.status} {done.body[:4000].decode()}")
        taken.append((verb, done.seconds * 1000))
    return taken


def visit(port: int, path: str, seconds: float, most: int, told: "multiprocessing.Queue[list[float]]") -> None:
    """One client: as often as it can."""
    times: list[float] = []
    began = time.perf_counter()
    with Client(port) as client:
        while time.perf_counter() < began + seconds and len(times) < most:
            times.append(client.get(path).seconds * 1000)
    told.put(times)


def sweep(url: str, home: str, at: datetime, told: "multiprocessing.Queue[int]", ready: Barrier) -> None:
    """A worker's periodic task, in a process of its own."""
    os.environ.update(DATABASE_URL=url, HUIQI_HOME=home, DJANGO_SETTINGS_MODULE="config.settings")
    import django

    django.setup()
    from django.db import connection

    from huiqi.demands.services import miss_due_promises

    connection.ensure_connection()
    ready.wait(120)
    told.put(miss_due_promises(at=at))
