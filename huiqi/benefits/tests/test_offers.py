"""Pages offer what can be done now, and show the form of nothing else."""

import pytest

from huiqi.accounts.models import Seat
from huiqi.benefits import selectors, services
from huiqi.benefits.models import PaymentList
from huiqi.benefits.tests.test_flow import ENTRY_WAYS, LIST_WAYS, ON_ONE, ON_THE_WHOLE, WAYS
from huiqi.benefits.tests.test_review_views import Browser, words
from huiqi.benefits.tests.test_views import _at_the_moment_of_the_play, press  # noqa: F401 — the clock
from huiqi.benefits.words import EntryState as E
from huiqi.benefits.words import EntryVerb as D
from huiqi.benefits.words import ListState as L
from huiqi.benefits.words import ListVerb as W
from huiqi.benefits.words import ProgrammeState as S
from huiqi.benefits.words import ProgrammeVerb as V
from huiqi.kernel.access import Role

pytestmark = pytest.mark.django_db


def shown(play, person, address):
    """What is read where an address leads to."""
    return words(Browser(play, person), address)


def form_of(verb):
    """Where the form of a verb on the whole is."""
    return "edit" if verb is V.REVISE else verb.value


@pytest.mark.parametrize("state", WAYS)
def test_a_programme_shows_the_forms_of_what_can_be_done_and_says_of_the_others_how_it_stands(play, state):
    WAYS[state](play)
    possible = selectors.verbs_for(play.hub, play.programme)
    for verb in set(ON_THE_WHOLE) - {V.APPROVE, V.RETURN}:
        page = shown(play, play.cast.hub_operator, f"/benefits/{play.ref}/{form_of(verb)}/")
        assert ('method="post" novalidate' in page) is (verb in possible), verb
        assert (f"现在是“{state.label}”" in page) is (verb not in possible), verb


@pytest.mark.parametrize("state", ENTRY_WAYS)
def test_the_firms_page_links_exactly_the_verbs_that_can_be_done(play, state):
    ENTRY_WAYS[state](play)
    people = {play.cast.manager_a: play.window, play.cast.owner_x: play.firm, play.cast.finance_reviewer: play.finance}
    for person, actor in people.items():
        if not selectors.entries_visible_to(actor).filter(ref=play.entry.ref).exists():
            continue
        page = shown(play, person, f"/benefits/entries/{play.entry.ref}/")
        offered = {verb for verb in ON_ONE if f"/benefits/entries/{play.entry.ref}/{verb.value}/" in page}
        assert offered == set(selectors.entry_verbs_for(actor, play.entry, play.at.date()))


def test_a_firm_that_was_removed_is_not_offered_to_be_restored_once_the_list_is_published(play):
    play.published().one(D.REMOVE)
    address = f"/benefits/entries/{play.entry.ref}/"
    assert D.RESTORE.label + "</a>" not in shown(play, play.cast.manager_a, address)
    assert f"现在是“{S.PUBLISHED.label}”" in shown(play, play.cast.manager_a, f"{address}restore/")


def test_after_the_last_day_a_firm_is_told_so_and_shown_no_form(play):
    play.asked().later(40)
    address = f"/benefits/entries/{play.entry.ref}/"
    page = shown(play, play.cast.owner_x, address)
    assert "确认的期限已过" in page
    assert f"{address}confirm/" not in page
    assert "确认的期限已过" in shown(play, play.cast.owner_x, f"{address}confirm/")
    assert "前确认" not in shown(play, play.cast.owner_x, "/benefits/mine/")


def test_a_payment_that_came_back_is_corrected_even_after_the_last_day(play):
    play.listed().one(D.BOUNCE)
    play.later(40)
    address = f"/benefits/entries/{play.entry.ref}/"
    assert "更正账户" in shown(play, play.cast.owner_x, address)
    assert "开户银行" in shown(play, play.cast.owner_x, f"{address}confirm/")


@pytest.mark.parametrize("state", [L.CONFIRMED, L.RETURNED, L.WITHDRAWN])
@pytest.mark.parametrize("verb", W)
def test_a_settled_payment_list_shows_no_form_and_says_how_it_stands(play, state, verb):
    LIST_WAYS[state](play)
    who = play.cast.hub_operator if verb is W.WITHDRAW else play.cast.finance_reviewer
    address = f"/benefits/payments/{play.list.ref}/{verb.value}/"
    if state is L.WITHDRAWN and verb is not W.WITHDRAW:
        assert Browser(play, who).get(address).status_code == 404
        return
    page = shown(play, who, address)
    assert f"现在是“{state.label}”" in page
    assert f'class="btn">{verb.label}</button>' not in page


def test_who_has_a_firm_on_a_payment_list_is_told_so_and_offered_nothing(play):
    play.sent()
    Seat.objects.create(
        person=play.cast.finance_reviewer,
        organisation=play.cast.enterprise_x.organisation,
        role=Role.ENTERPRISE_CLERK,
        since=play.cast.finance_reviewer.seats.get().since,
    )
    page = shown(play, play.cast.finance_reviewer, f"/benefits/payments/{play.list.ref}/")
    assert "清单里有您任职的企业" in page
    assert W.CONFIRM.label + "</a>" not in page


def test_what_is_overtaken_while_it_is_read_says_so_without_speaking_of_words_that_nobody_wrote(play):
    play.drawn()
    services.verify_all(play.ref, actor=play.window, at=play.at)
    services.remove(play.entry.ref, reason="同名", actor=play.window, at=play.at)
    services.restore(play.entry.ref, actor=play.window, at=play.at)
    page = press(Browser(play, play.cast.manager_a), f"/benefits/entries/{play.entry.ref}/verify/", revision=1)
    assert "又有人改过" in page.content.decode()
    assert "您填的" not in page.content.decode()
    assert play.entry.state is E.FOUND


def test_a_list_that_is_no_longer_put_up_takes_no_objection(play):
    play.published().later(30)
    page = shown(play, play.cast.owner_y, f"/benefits/entries/{play.entry.ref}/object/")
    assert f"现在是“{S.PUBLISHED.label}”" in page
    assert PaymentList.objects.count() == 0


def test_a_state_has_one_word_wherever_it_stands(play):
    play.listed()
    address = f"/benefits/payments/{play.list.ref}/"
    page = shown(play, play.cast.finance_reviewer, address)
    assert page.count(E.LISTED.label) == 2  # of the firm, and of the sum of all that stand there
    assert "待付" not in page
    services.record_paid(play.list.ref, paid_on=play.at.date(), actor=play.finance, at=play.at)
    paid = shown(play, play.cast.finance_reviewer, address)
    assert paid.count(E.PAID.label) == 2
    assert E.LISTED.label not in paid


def test_the_facts_behind_a_sum_are_dated_as_everything_in_the_house(play):
    page = shown(play.drawn(), play.cast.manager_a, f"/benefits/entries/{play.entry.ref}/")
    assert "2026年11月22日" in page
    assert "2026-11-22" not in page


def test_the_page_of_a_firm_leaves_the_account_of_who_looks_in_its_head(play):
    play.listed()
    for person in (play.cast.manager_a, play.cast.owner_x, play.cast.finance_reviewer):
        page = shown(play, person, f"/benefits/entries/{play.entry.ref}/")
        assert person.name in page.split("</header>")[0]
        assert "**** 5678" in page
