"""`manage.py verify_journal`: is every entry what it was when it was written? 1 where something does not fit."""

import sys
from argparse import ArgumentParser
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localtime, now

from huiqi.journal.ports import subject_named
from huiqi.journal.selectors import findings_of
from huiqi.journal.services import seal_journal, verify_journal, verify_subject
from huiqi.journal.words import Fault


class Command(BaseCommand):
    """Names every entry that does not fit: its subject, number and time, and what is wrong with it."""

    help = "Examine the journal: all of it, what moved since last time, or one subject."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What is examined."""
        parser.add_argument("--subject", help="one subject: the number of a demand, or the ref of anything")
        parser.add_argument("--recent", action="store_true", help="what moved since last time, as every night")
        parser.add_argument("--seal", action="store_true", help="seal what was written until now first")

    def handle(self, *_: object, **options: object) -> None:
        """Examine and tell."""
        if options["seal"]:
            self.stdout.write(f"封存 {seal_journal(at=now())} 次。")
        told = self._one(str(options["subject"])) if options["subject"] else self._all(whole=not options["recent"])
        if told:
            sys.exit(1)

    def _one(self, name: str) -> bool:
        try:
            ref = subject_named(name) or UUID(name)
        except ValueError:
            raise CommandError(f"没有找到 {name}。请写诉求编号，或者事项的 ref。") from None
        entries, found = verify_subject(ref)
        self.stdout.write(f"{name}：{entries} 条记录，{len(found)} 处不符。")
        for one in found:
            self._tell(name, one.number, one.at, one.fault, one.detail)
        return bool(found)

    def _all(self, *, whole: bool) -> bool:
        made = verify_journal(at=now(), whole=whole)
        found = list(findings_of(made))
        told = f"{made.subjects} 件事项、{made.entries} 条记录、{made.seals} 次封存，{len(found)} 处不符。"
        self.stdout.write(told)
        for one in found:
            self._tell(f"{one.subject_kind} {one.subject_ref or ''}", one.number, one.at, one.fault, one.detail)
        return bool(found)

    def _tell(self, subject: str, number: object, at: object, fault: str, detail: str) -> None:
        moment = f"{localtime(at):%Y-%m-%d %H:%M:%S}" if at else "—"  # type: ignore[arg-type]
        self.stdout.write(f"  {subject} 第 {number} 条（{moment}）：{Fault(fault).label} {detail}".rstrip())
