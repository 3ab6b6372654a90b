"""Every state with every verb: by services where it is a move, refused with nothing changed where it is not."""

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from huiqi.benefits.flow import ENTRY, PAYMENT, PROGRAMME
from huiqi.benefits.models import Entry, PaymentList, Programme
from huiqi.benefits.words import EntryState as E
from huiqi.benefits.words import EntryVerb as D
from huiqi.benefits.words import ListState as L
from huiqi.benefits.words import ListVerb as W
from huiqi.benefits.words import ProgrammeState as S
from huiqi.benefits.words import ProgrammeVerb as V
from huiqi.journal.selectors import timeline
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused

pytestmark = pytest.mark.django_db

WAYS = {
    S.PREPARED: lambda play: play.prepare(),
    S.REVIEW: lambda play: (play.prepare(), play.whole(V.SUBMIT)),
    S.GUIDED: lambda play: play.guided(),
    S.DRAWING: lambda play: play.guided().whole(V.DRAW),
    S.CHECKING: lambda play: play.drawn().one(D.VERIFY),
    S.PUBLISHED: lambda play: play.published().later(8),
    S.PAYING: lambda play: play.asked().later(40),
    S.FINISHED: lambda play: play.paid().whole(V.FINISH),
    S.CANCELLED: lambda play: (play.prepare(), play.whole(V.CANCEL)),
}
ENTRY_WAYS = {
    E.FOUND: lambda play: play.drawn(),
    E.VERIFIED: lambda play: play.drawn().one(D.VERIFY),
    E.REMOVED: lambda play: play.drawn().one(D.REMOVE),
    E.OFFERED: lambda play: play.asked(),
    E.DECLINED: lambda play: play.asked().one(D.DECLINE),
    E.WILLING: lambda play: play.asked().one(D.CONFIRM),
    E.LISTED: lambda play: play.listed(),
    E.BOUNCED: lambda play: play.listed().one(D.BOUNCE),
    E.PAID: lambda play: play.paid(),
    E.RECOVERED: lambda play: play.paid().one(D.RECOVER),
}
LIST_WAYS = {
    L.WAITING: lambda play: play.sent(),
    L.CONFIRMED: lambda play: play.listed(),
    L.RETURNED: lambda play: play.sent().settle(W.RETURN),
    L.WITHDRAWN: lambda play: play.sent().settle(W.WITHDRAW),
    L.UNCHECKED: lambda play: (play.sent(), PaymentList.objects.update(state=L.UNCHECKED)),
}
ON_THE_WHOLE = [verb for verb in V if verb not in (V.PREPARE, V.REVISE, V.DRAWN)]
ON_ONE = [verb for verb in D if verb not in (D.OFFER, D.LIST, D.PAY)]
"""The others are done to many at once (test_services)."""


@pytest.mark.parametrize("state", WAYS)
@pytest.mark.parametrize("verb", ON_THE_WHOLE)
def test_every_verb_on_a_programme_in_every_state(play, state, verb):
    WAYS[state](play)
    assert play.programme.state is state
    before = timeline(play.ref)
    if PROGRAMME.allows(state, verb):
        assert play.whole(verb).state is PROGRAMME.after(state, verb)
        assert len(timeline(play.ref)) == len(before) + 1
        return
    with pytest.raises((NotNow, Refused, PermissionDenied, Programme.DoesNotExist)), transaction.atomic():
        play.whole(verb)
    assert (play.programme.state, timeline(play.ref)) == (state, before)


@pytest.mark.parametrize("state", ENTRY_WAYS)
@pytest.mark.parametrize("verb", ON_ONE)
def test_every_verb_on_a_firm_in_every_state(play, state, verb):
    ENTRY_WAYS[state](play)
    entry = play.entry
    assert entry.state is state
    before = timeline(entry.ref)
    if ENTRY.allows(state, verb):
        assert play.one(verb).state is ENTRY.after(state, verb)
        assert len(timeline(entry.ref)) == len(before) + 1
        return
    with pytest.raises((NotNow, PermissionDenied, Entry.DoesNotExist)), transaction.atomic():
        play.one(verb)
    assert (play.entry.state, timeline(entry.ref)) == (state, before)


@pytest.mark.parametrize("state", LIST_WAYS)
@pytest.mark.parametrize("verb", W)
def test_every_verb_on_a_payment_list_in_every_state(play, state, verb):
    LIST_WAYS[state](play)
    assert PaymentList.objects.get().state is state
    before = timeline(play.ref)
    if PAYMENT.allows(state, verb):
        assert play.settle(verb).state is PAYMENT.after(state, verb)
        assert len(timeline(play.ref)) == len(before) + 1
        return
    with pytest.raises((NotNow, PaymentList.DoesNotExist)), transaction.atomic():
        play.settle(verb)
    assert (PaymentList.objects.get().state, timeline(play.ref)) == (state, before)


@pytest.mark.parametrize("flow", [PROGRAMME, ENTRY, PAYMENT])
def test_the_diagrams_are_those_of_the_tables(flow):
    assert flow.diagram() in (settings.ROOT / "docs" / "flows" / "benefits.md").read_text(encoding="utf-8")
