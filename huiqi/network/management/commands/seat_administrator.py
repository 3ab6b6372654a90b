"""`manage.py seat_administrator`: seat the system, security or audit administrator of a network that is founded."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from huiqi.kernel.access import SYSTEM, Role
from huiqi.kernel.refusal import Refused
from huiqi.network import wording
from huiqi.network.management.commands.found_network import founder
from huiqi.network.services import ADMINISTRATORS, seat_administrator


class Command(BaseCommand):
    """Prints the one-time password, once; who holds another seat at the hub is refused."""

    help = "Seat an administrator of the hub; the three are different people, and none of them runs the service."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which of the three, and who, as number:name."""
        parser.add_argument("role", choices=[role.value for role in ADMINISTRATORS])
        parser.add_argument("person", type=founder, metavar="MOBILE:NAME")

    def handle(self, *_: object, **told: Any) -> None:
        """Seat him, or say in one sentence why not."""
        role, person = Role(told["role"]), told["person"]
        try:
            password = seat_administrator(person, role, actor=SYSTEM, at=now())
        except Refused as refused:
            raise CommandError(wording.refusal(refused)) from None
        way = f"一次性密码 {password}（只显示这一次）" if password else "用自己的密码登录"
        self.stdout.write(f"{role.label} {person.name} {person.mobile}，{way}")
