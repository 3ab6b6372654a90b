"""The bodies of the jobs of policies."""

from uuid import UUID

from django.utils.timezone import now

from huiqi.kernel.jobs import PATIENT, every, job
from huiqi.policies import services
from huiqi.policies.services import columns, counting
from huiqi.policies.services.links import check_links as check_sources


@every("23 8 * * *", "policies.remind", rank=PATIENT)
def remind() -> None:
    """In the morning: what firms follow, and their certificates."""
    services.remind(at=now())


@job("policies.count_audience", rank=PATIENT)
def count_audience(ref: str) -> None:
    """Whom a campaign concerns, before anybody is told: by columns that know what was just published."""
    columns.keep_columns(at=now())
    services.count_audience(UUID(ref), at=now())


@job("policies.push", rank=PATIENT)
def push() -> None:
    """At once when a campaign is started; from then on the periodic job goes on."""
    services.push_on(at=now())


@every("* * * * * */10", "policies.push_on", rank=PATIENT)
def push_on() -> None:
    """Every ten seconds: the next stretches of the campaigns that are being sent."""
    services.push_on(at=now())


@every("3 9 * * *", "policies.send_lists", rank=PATIENT)
def send_lists() -> None:
    """In the morning: the lists whose day it is."""
    services.send_lists(at=now())


@every("7 9 * * 1", "policies.send_general", rank=PATIENT)
def send_general() -> None:
    """On Mondays: the list of new policies for those who want none made for them."""
    services.send_general(at=now())


@every("33 8 * * *", "policies.send_alerts", rank=PATIENT)
def send_alerts() -> None:
    """In the morning: a letter to whoever saved a search that fits what is new."""
    services.send_alerts(at=now())


@every("* * * * *", "policies.keep_columns", rank=PATIENT)
def keep_columns() -> None:
    """Keep this machine's columns in step with what is known of enterprises."""
    columns.keep_columns(at=now())


@every("*/5 * * * *", "policies.count_pushes", rank=PATIENT)
def count_pushes() -> None:
    """Every five minutes: how many firms were told of policies, where they are many."""
    counting.count_pushes(at=now())


@every("*/20 2-5 * * *", "policies.check_links", rank=PATIENT)
def check_links() -> None:
    """At night: some of the sources that were not asked for a week."""
    check_sources(at=now())
