"""`manage.py accounts`: who can sign in to the demonstration, for the launcher's greeting."""

from argparse import ArgumentParser
from unicodedata import east_asian_width

from django.core.management.base import BaseCommand

from huiqi.demonstration.selectors import accounts, complaint
from huiqi.demonstration.services import PASSWORD

HEAD = ("角色", "单位", "姓名", "手机号")
REST = ("199000001", "199000002", "199000003", "199000004", "199000005", "199000006")


def width(text: str) -> int:
    """How many columns a text takes in a terminal."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def line(cells: tuple[str, ...], widths: list[int]) -> str:
    """One line of the table, padded by columns."""
    return "  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(cells, widths, strict=True)).rstrip()


class Command(BaseCommand):
    """Prints nothing where there is no demonstration."""

    help = "Print the demonstration accounts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Everybody, or those a tour needs."""
        parser.add_argument("--all", action="store_true")

    def handle(self, *_: object, **options: object) -> None:
        """Print the table and the password."""
        everybody = accounts()
        shown = [row for row in everybody if options["all"] or not row[3].startswith(REST)]
        if not shown:
            return
        widths = [max(width(row[column]) for row in (HEAD, *shown)) for column in range(len(HEAD))]
        for row in (HEAD, *shown):
            self.stdout.write(line(row, widths))
        left = len(everybody) - len(shown)
        self.stdout.write(
            f"密码都是 {PASSWORD}"
            + (f"；其余 {left} 人见 .venv/bin/python manage.py accounts --all。" if left else "。")
        )
        if followed := complaint():
            self.stdout.write("不登录：/demands/follow/ 凭编号 {} 和查询码 {} 看一件匿名投诉。".format(*followed))
