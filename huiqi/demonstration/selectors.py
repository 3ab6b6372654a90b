"""Whether there is room for a demonstration, and who its people are."""

from django.apps import apps

from huiqi.accounts.selectors import demonstration_accounts
from huiqi.enterprises.words import NOBODY_KIND
from huiqi.network.selectors import windows_exist


def holds_real_data() -> bool:
    """Whether any organisation was entered that is not of the demonstration; who stands for nobody is of neither."""
    entered = apps.get_model("accounts", "Organisation").objects.filter(is_demonstration=False)
    return bool(entered.exclude(enterprise__kind=NOBODY_KIND).exists())


def is_demonstrated() -> bool:
    """Whether the demonstration stands: it is made in one transaction, its network first."""
    return windows_exist()


def complaint() -> tuple[str, str] | None:
    """Number and query code of what was complained of without a name: nobody signs in to it."""
    rows = apps.get_model("demands", "Demand").objects.filter(anonymity="anonymous").order_by("id")
    return rows.values_list("number", "query_code").first()


def accounts() -> list[tuple[str, str, str, str]]:
    """(role, organisation, name, mobile number) of everybody who can sign in with the demonstration's password."""
    seats = demonstration_accounts().order_by("person__mobile", "id")
    return [
        (seat.role.label, seat.organisation.name.split(" ")[-1], seat.person.name, seat.person.mobile) for seat in seats
    ]
