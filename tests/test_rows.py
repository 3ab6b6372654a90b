"""A row written by a statement that is built once is the row that `save` would have written."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.db.models.sql import compiler

from huiqi.accounts.models import Organisation
from huiqi.accounts.words import OrganisationKind
from huiqi.journal.models import Entry
from huiqi.kernel import rows
from huiqi.kernel.rows import as_read, changed, insert, insert_all, update, update_all

MOMENT = datetime(2026, 11, 26, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def entry(number: int = 1, **data: object) -> Entry:
    """An entry that is not stored."""
    return Entry(
        subject_kind="demand", subject_ref=uuid4(), number=number, at=MOMENT, verb="file", actor_ref="x", data=data
    )


def organisation(name: str) -> Organisation:
    """One that is stored."""
    return Organisation.objects.create(kind=OrganisationKind.ENTERPRISE, name=name, created_at=MOMENT)


def test_what_was_inserted_reads_as_it_was_and_has_its_key():
    made = insert(entry(list=[1, None], word="诉求"))
    assert Entry.objects.values().get(id=made.id) == {**as_read(made), "id": made.id}
    assert not made._state.adding


def test_its_statement_is_built_once(monkeypatch):
    insert(entry())
    monkeypatch.setattr(compiler.SQLInsertCompiler, "as_sql", lambda _self: pytest.fail("built again"))
    assert insert(entry(other="值")).data == {"other": "值"}


def test_several_are_inserted_at_once_and_none_without_a_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        made = insert_all([entry(), entry()])
    assert len({one.id for one in made}) == 2
    with django_assert_num_queries(0):
        assert insert_all([]) == []


def test_a_row_that_is_there_already_is_refused_as_ever():
    first = insert(entry())
    again = entry()
    again.subject_ref = first.subject_ref
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(again)


def test_what_changed_since_it_was_read_is_known_in_lists_too():
    row = entry(parts=[1])
    before = as_read(row)
    assert changed(row, before) == ()
    row.data["parts"].append(2)
    row.number += 1
    assert changed(row, before) == ("number", "data")


@pytest.mark.parametrize("name", ["新名称", "又一个"])
def test_an_update_writes_what_it_names_and_nothing_else(name, django_assert_num_queries):
    stored = organisation("旧名称")
    Organisation.objects.filter(id=stored.id).update(kind=OrganisationKind.WINDOW)
    stored.name = name
    with django_assert_num_queries(1):
        update(stored, ("name",))
    stored.refresh_from_db()
    assert (stored.name, stored.kind) == (name, OrganisationKind.WINDOW)


def test_several_are_given_the_same_at_once_and_one_that_is_gone_is_missed(django_assert_num_queries):
    made = [organisation("甲"), organisation("乙")]
    with django_assert_num_queries(1):
        update_all(made, name="丙")
    assert [one.name for one in (*made, *Organisation.objects.order_by("id"))] == ["丙"] * 4
    with django_assert_num_queries(0):
        update_all([], name="丁")
    Organisation.objects.filter(id=made[0].id).delete()
    with pytest.raises(ObjectDoesNotExist):
        update_all(made, name="丁")


def test_an_update_of_nothing_asks_nothing_and_one_of_a_row_that_is_gone_says_so(django_assert_num_queries):
    stored = organisation("旧名称")
    with django_assert_num_queries(0):
        update(stored, ())
    Organisation.objects.filter(id=stored.id).delete()
    with pytest.raises(ObjectDoesNotExist):
        update(stored, ("name",))


def test_a_statement_of_other_values_than_djangos_is_found_out():
    with pytest.raises(AssertionError, match="as they are"):
        rows._check(["诉求"], ["申诉"], "INSERT")
