"""This machine's columns: they follow what is known of enterprises, and say what the judge and PostgreSQL say."""

from datetime import date, timedelta

import pytest

from huiqi.eligibility.engine.aims import Aim
from huiqi.eligibility.engine.standings import ORDER
from huiqi.eligibility.examination import Examiner
from huiqi.eligibility.statuses import Standing, Verdict
from huiqi.eligibility.trials import standing_of
from huiqi.enterprises.models import Enterprise
from huiqi.enterprises.selectors import known_facts
from huiqi.enterprises.services import record_facts
from huiqi.enterprises.words import NOBODY_KIND, FactSource
from huiqi.kernel.access import SYSTEM
from huiqi.policies.models import FirmChange
from huiqi.policies.selectors import library, readable
from huiqi.policies.selectors.affected import reach
from huiqi.policies.selectors.stored import newest, store_root
from huiqi.policies.services import columns
from huiqi.policies.tests.conftest import AT
from huiqi.policies.tests.in_sql import reached

pytestmark = pytest.mark.django_db
ON = AT.date()


@pytest.fixture
def firms(cast, shipped, settings, tmp_path):
    settings.DERIVED_ROOT = tmp_path
    state(cast.enterprise_x, industry="3911", employees=46, revenue="80000000", rd_expense="3000000", dishonest=False)
    state(cast.enterprise_y, employees=3, qualifications=["high_tech"])
    return Enterprise.objects.exclude(kind=NOBODY_KIND).order_by("id")


def state(enterprise, **facts):
    record_facts(enterprise, facts, as_of=date(2025, 12, 31), source=FactSource.STATED, actor=SYSTEM, at=AT)


def judged(firms, condition):
    found = {}
    for firm in firms:
        finding = Examiner(readable(known_facts(firm), ON), ON, library()).find(condition)
        found[firm.id] = standing_of(finding, ON)
    return found


def counted(condition):
    found = reach(Aim(condition), None, ON)
    return {int(key): ORDER[number] for key, number in zip(found.ids, found.after, strict=True)}


def test_of_every_policy_judge_columns_and_postgresql_say_the_same(firms):
    columns.keep_columns(at=AT)
    for version in library().in_force(ON):
        condition = version.condition
        assert counted(condition) == judged(firms, condition), version.code
        eligible = sorted(key for key, word in counted(condition).items() if word is Standing.ELIGIBLE)
        assert reached(condition, ON, Verdict.ELIGIBLE) == eligible, version.code


def test_a_changed_fact_and_a_new_firm_are_followed_and_the_lag_is_told(firms, cast):
    condition = library().version_on("P01", ON).condition
    FirmChange.objects.all().delete()
    assert columns.keep_columns(at=AT).anew
    assert reach(Aim(condition), None, ON).lag.changed == 0
    state(cast.enterprise_y, employees=400)
    FirmChange.objects.update(at=AT + timedelta(seconds=1))
    assert reach(Aim(condition), None, ON).lag.changed == 1
    done = columns.keep_columns(at=AT + timedelta(seconds=2))
    assert (done.anew, done.enterprises) == (False, 1)
    assert reach(Aim(condition), None, ON).lag.changed == 0
    assert counted(condition) == judged(firms, condition)


def newcomer(cast):
    """A firm that came by another way than registration, of which nobody was told."""
    firm = cast.enterprise_y
    firm.pk, firm.uscc, firm.submission, firm.kind = None, None, None, "sole_trader"
    firm.organisation_id = cast.window_a.organisation_id
    firm.save()
    return firm.id


def test_who_is_new_is_found_though_nobody_told(firms, cast):
    columns.keep_columns(at=AT)
    FirmChange.objects.all().delete()
    new = newcomer(cast)
    assert columns.keep_columns(at=AT).enterprises == 1
    assert new in counted(library().version_on("P01", ON).condition)


def test_where_there_is_no_room_everything_is_written_anew(firms, cast, monkeypatch):
    monkeypatch.setattr(columns, "LEAST", 2)
    monkeypatch.setattr(columns, "ROOM", 1)
    columns.keep_columns(at=AT)
    new = newcomer(cast)
    assert columns.keep_columns(at=AT).anew
    assert new in counted(library().version_on("P01", ON).condition)


def test_on_a_new_day_everything_is_written_anew(firms):
    columns.keep_columns(at=AT)
    assert not columns.keep_columns(at=AT).anew
    assert columns.keep_columns(at=AT + timedelta(days=1)).anew
    assert int(newest().name) == 2


def test_one_writes_at_a_time(firms):
    with columns.alone():
        assert columns.keep_columns(at=AT) is None


def test_what_is_derived_may_vanish_and_is_made_again(firms):
    columns.keep_columns(at=AT)
    for path in newest().iterdir():
        path.unlink()
    assert reach(Aim(library().version_on("P01", ON).condition), None, ON).lag is None
    assert columns.keep_columns(at=AT).anew
    assert store_root().is_dir()
