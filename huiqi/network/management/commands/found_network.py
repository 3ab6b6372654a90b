"""`manage.py found_network`: a network in earnest begins: its hub, its first system administrator and hub operator."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from huiqi.kernel.access import SYSTEM
from huiqi.kernel.refusal import Refused
from huiqi.network import wording
from huiqi.network.services import Founder, Opening, found_network
from huiqi.network.words import WindowKind


def founder(told: str) -> Founder:
    """A person written as number:name."""
    mobile, _colon, name = told.partition(":")
    return Founder(mobile.strip(), name.strip())


class Command(BaseCommand):
    """Prints the one-time passwords, once; a second founding is refused."""

    help = "Found the network: hub, first system administrator, first hub operator. Once per installation."

    def add_arguments(self, parser: CommandParser) -> None:
        """The province, two people as number:name, and what else is known of the hub."""
        parser.add_argument("--region", required=True, help="the province, GB/T 2260, such as 410000")
        parser.add_argument("--administrator", required=True, type=founder, metavar="MOBILE:NAME")
        parser.add_argument("--operator", required=True, type=founder, metavar="MOBILE:NAME")
        parser.add_argument("--run-by", default="", help="the organisation that runs the hub")
        parser.add_argument("--basis", default="", help="the document the network is founded on")
        parser.add_argument("--slug", default="hub", help="the hub's address under /windows/")
        parser.add_argument("--preset", default="shandong_2020", help="the time limits promised in the whole network")

    def handle(self, *_: object, **told: Any) -> None:
        """Found it, or say in one sentence why not."""
        region, people = told["region"], {name: told[name] for name in ("administrator", "operator")}
        opening = Opening(WindowKind.HUB, region, told["slug"], region, operator_name=told["run_by"])
        terms = {"preset": told["preset"], "basis": told["basis"]}
        try:
            hub, passwords = found_network(opening, **people, **terms, actor=SYSTEM, at=now())
        except Refused as refused:
            raise CommandError(wording.refusal(refused)) from None
        self.stdout.write(f"{hub.name}：已设立。")
        for role, person in (("系统管理员", people["administrator"]), ("枢纽运营", people["operator"])):
            self.stdout.write(f"{role} {person.name} {person.mobile}，一次性密码 {passwords[person.mobile]}")
        self.stdout.write("密码只显示这一次。请各自用密码登录，登录时会要求设置自己的密码。")
