"""`manage.py demand_at NUMBER MOMENT`: how a demand stood at a moment, rebuilt from its journal alone."""

from argparse import ArgumentParser
from datetime import datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import is_naive, make_aware

from huiqi.accounts.selectors import organisations_named, people_named
from huiqi.demands.models import Demand
from huiqi.demands.rules.moment import involved
from huiqi.demands.selectors import moment_of
from huiqi.demands.wording.moment import moment_facts, owed_rows


class Command(BaseCommand):
    """Says state, round, who had it, first contact, and what was owed."""

    help = "How a demand stood at a moment, from its journal alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which demand, and when."""
        parser.add_argument("number")
        parser.add_argument("moment", help="2026-11-27T09:30, in the zone of the installation")

    def handle(self, *_: object, **options: object) -> None:
        """Rebuild and tell."""
        number, at = str(options["number"]), _moment(str(options["moment"]))
        demand = Demand.objects.filter(number=number).first()
        if demand is None:
            raise CommandError(f"没有编号为 {number} 的诉求。")
        try:
            then = moment_of(demand.ref, at)
        except (ValueError, KeyError) as error:
            raise CommandError(f"日志推不出这一刻（{error}）。请运行 verify_journal --subject {number}。") from error
        if then is None:
            raise CommandError(f"{number} 那时还没有提交。")
        organisations = organisations_named(involved(then))
        people = people_named({then.first_contact, *(one.taken_by for one in then.hands)})
        for fact in moment_facts(then, people, organisations):
            self.stdout.write(f"{fact['label']}：{fact['value']}")
        for row in owed_rows(then, organisations):
            self.stdout.write(f"欠 {row['step']} {row['whose']} 最迟 {row['due']}：{row['words']}")
        if then.owed is None:
            self.stdout.write("当时欠哪些时限，日志没有记下。")


def _moment(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{text} 不是时间。请写成 2026-11-27T09:30。") from None
    return make_aware(at) if is_naive(at) else at
