"""A key is asked for by one, allowed by a second, fetched once, and opens nothing from the moment it is ended."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from huiqi.accounts.selectors import actor_of
from huiqi.journal.models import Entry
from huiqi.journal.services import verify_subject
from huiqi.kernel.access import Role
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Notice
from huiqi.programs import services
from huiqi.programs.models import AccessKey
from huiqi.programs.rules import digest
from huiqi.programs.selectors import visible_to
from huiqi.programs.services import Asking
from huiqi.programs.tests.conftest import ASKED, AT, allowed, asked, fetched
from huiqi.programs.words import KeyState, Term
from tests.cast import OPENED, seat

pytestmark = pytest.mark.django_db


def test_of_a_key_nothing_is_kept_but_its_hash_and_its_end(offices):
    key, secret = fetched(offices)
    assert secret.startswith("huiqi_")
    assert len(secret) == 49
    stored = AccessKey.objects.filter(ref=key.ref).values().get()
    assert stored["digest"] == digest(secret)
    assert secret not in str(stored) + str(list(Entry.objects.values()))
    assert stored["ending"] == secret[-4:]


def test_the_term_runs_from_the_day_it_is_fetched(offices):
    key, _secret = fetched(offices)
    assert (key.until - AT.date()).days == 180


def test_each_step_is_told_to_whoever_goes_on(offices):
    fetched(offices)
    told = list(Notice.objects.filter(kind__startswith="programs.").order_by("id").values_list("kind", "person"))
    assert told == [("programs.key_asked", offices.security.id), ("programs.key_allowed", offices.manager_a.id)]


def test_the_journal_tells_the_whole_story_and_holds(offices):
    key, _secret = fetched(offices)
    services.end_key(key.ref, "系统下线", actor=offices.actor(offices.manager_a), at=AT)
    verbs = list(Entry.objects.filter(subject_ref=key.ref).order_by("number").values_list("verb", flat=True))
    assert verbs == ["ask_for_key", "allow_key", "fetch_key", "end_key"]
    assert verify_subject(key.ref) == (4, [])


def test_the_same_press_asks_once(offices):
    submission = uuid4()
    assert asked(offices, submission=submission) == asked(offices, submission=submission)
    assert AccessKey.objects.count() == 1


@pytest.mark.parametrize("who", ["receptionist_a", "owner_x", "institution_clerk", "security", "auditor", "system"])
def test_only_who_leads_an_office_asks(offices, who):
    with pytest.raises(PermissionDenied):
        asked(offices, by=getattr(offices, who))


def test_who_leads_the_counter_of_the_hub_does_not_ask_for_what_its_operator_may(offices):
    with pytest.raises(PermissionDenied):
        asked(offices, by=seat(34, "枢纽窗口负责人", offices.hub.organisation, Role.WINDOW_MANAGER))


def test_without_anybody_who_could_allow_it_asking_is_refused(cast):
    with pytest.raises(Refused, match="no_administrator"):
        asked(cast)


def test_a_key_that_opens_nothing_is_refused(offices):
    with pytest.raises(Refused, match="no_scope"):
        asked(offices, asking=Asking("x", "x", "x", (), Term.HALF))


@pytest.mark.parametrize("who", ["manager_a", "hub_operator", "auditor", "system"])
def test_nobody_else_allows(offices, who):
    key = asked(offices)
    with pytest.raises((PermissionDenied, AccessKey.DoesNotExist)):
        services.allow_key(key.ref, actor=offices.actor(getattr(offices, who)), at=AT)


def test_nobody_allows_what_he_asked_for_on_another_seat(offices):
    offices.hub_operator.seats.create(
        organisation=offices.hub.organisation, role=Role.SECURITY_ADMINISTRATOR, since=OPENED
    )
    key = asked(offices, by=offices.hub_operator)
    second = next(s for s in offices.actor(offices.hub_operator).seats if s.role is Role.SECURITY_ADMINISTRATOR)
    with pytest.raises(PermissionDenied):
        services.allow_key(key.ref, actor=actor_of(offices.hub_operator, second.id), at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessKey.objects.update(decided_by=key.asked_by)


@pytest.mark.parametrize("who", ["security", "auditor", "receptionist_a"])
def test_nobody_but_the_office_fetches(offices, who):
    key = allowed(offices)
    with pytest.raises((PermissionDenied, AccessKey.DoesNotExist)):
        services.fetch_key(key.ref, actor=offices.actor(getattr(offices, who)), at=AT)


def test_a_key_is_fetched_once(offices):
    key, _secret = fetched(offices)
    with pytest.raises(NotNow):
        services.fetch_key(key.ref, actor=offices.actor(offices.manager_a), at=AT)


def test_what_is_declined_says_why_and_cannot_be_fetched(offices):
    key = asked(offices)
    services.decline_key(key.ref, "用途没有写清楚", actor=offices.actor(offices.security), at=AT)
    assert Notice.objects.filter(kind="programs.key_declined", person=offices.manager_a).count() == 1
    with pytest.raises(NotNow):
        services.fetch_key(key.ref, actor=offices.actor(offices.manager_a), at=AT)


def test_office_and_security_administrator_end_it_and_nobody_else(offices):
    for who, ends in (("manager_a", True), ("security", True), ("auditor", False), ("hub_operator", False)):
        key, _secret = fetched(offices)
        actor = offices.actor(getattr(offices, who))
        if ends:
            assert services.end_key(key.ref, "x", actor=actor, at=AT).state is KeyState.ENDED
        else:
            with pytest.raises((PermissionDenied, AccessKey.DoesNotExist)):
                services.end_key(key.ref, "x", actor=actor, at=AT)


def test_an_office_sees_its_own_keys_and_those_who_watch_all(offices):
    asked(offices)
    asked(offices, by=offices.hub_operator, asking=ASKED)
    seen = {who: visible_to(offices.actor(getattr(offices, who))).count() for who in SEES}
    assert seen == SEES


SEES = {"manager_a": 1, "hub_operator": 1, "security": 2, "auditor": 2, "system": 0, "receptionist_a": 0, "owner_x": 0}
