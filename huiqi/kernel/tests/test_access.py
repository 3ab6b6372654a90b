"""What a view may do."""

import pytest
from django.db import connection
from django.db.utils import InternalError
from django.http import HttpResponse
from django.test import RequestFactory

from huiqi.kernel.access import NOBODY, acts, note, public, reads, writes


def look(view, method="get"):
    request = getattr(RequestFactory(), method)("/somewhere/?a=1")
    request.actor = NOBODY
    return view(request)


def write(_request=None):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE never (id int)")
    return HttpResponse("done")


def settings_of(_request=None):
    """How PostgreSQL treats what this connection asks now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('transaction_read_only'), current_setting('plan_cache_mode')")
        return HttpResponse(" ".join(cursor.fetchone()))


def test_a_stranger_is_sent_to_sign_in_and_comes_back():
    answer = look(reads(lambda request: HttpResponse("secret")))
    assert answer.status_code == 302
    assert answer["Location"] == "/signin/?next=%2Fsomewhere%2F%3Fa%3D1"


@pytest.mark.django_db(transaction=True)
def test_postgresql_refuses_a_write_in_a_view_that_reads():
    with pytest.raises(InternalError, match="read-only"):
        look(reads(public(write)))


@pytest.mark.django_db(transaction=True)
def test_what_a_read_asks_is_planned_for_its_own_values_and_the_next_verb_keeps_its_plans():
    assert look(reads(public(settings_of))).content == b"on force_custom_plan"
    assert look(writes(public(settings_of)), "post").content == b"off auto"
    assert settings_of().content == b"off auto"


@pytest.mark.django_db(transaction=True)
def test_a_read_that_breaks_leaves_the_connection_as_it_was():
    with pytest.raises(InternalError, match="read-only"):
        look(reads(public(write)))
    assert settings_of().content == b"off auto"


@pytest.mark.django_db(transaction=True)
def test_what_a_look_leaves_behind_is_written_after_the_page():
    trace = []
    view = reads(public(lambda request: (note(lambda: trace.append("seen")), HttpResponse(str(trace)))[1]))
    assert look(view).content == b"[]"
    assert trace == ["seen"]


@pytest.mark.django_db(transaction=True)
def test_a_trace_that_cannot_be_written_refuses_the_page():
    view = reads(public(lambda request: (note(lambda: 1 / 0), HttpResponse("page"))[1]))
    with pytest.raises(ZeroDivisionError):
        look(view)


def test_a_view_that_acts_refuses_to_be_looked_at():
    assert look(acts(public(write))).status_code == 405
