"""Confidential demands: who knows, who finds nothing, what is left behind, and that none is ever lost."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import URLPattern, reverse

from huiqi.demands import services
from huiqi.demands.forms import FORMS
from huiqi.demands.models import Demand, Insider
from huiqi.demands.selectors import DeskFilter, desk, desk_counts, history_of, latest, unattended, visible_to
from huiqi.demands.services import Filing, Taken
from huiqi.demands.tests.play import Play
from huiqi.demands.tests.reading import read
from huiqi.demands.urls import CASE, urlpatterns
from huiqi.demands.words import Channel, Verb
from huiqi.files.services import store_file
from huiqi.journal.models import Look
from huiqi.kernel.access import Role
from huiqi.kernel.refusal import Refused
from huiqi.network.words import LimitStep
from huiqi.notices.models import Notice
from huiqi.standards.service_kinds import ServiceKind
from tests.access import ROUTES
from tests.cast import NOON, seat

V = Verb
TITLE = "合伙人退股以后资质还在不在"
FILING = Filing(ServiceKind.CONSULTATION, TITLE, "先不要让别人知道。", is_confidential=True)
OUTSIDE = ("colleague", "hub_operator", "receptionist_b", "institution_clerk", "owner_y", "stranger")


@pytest.fixture
def play(cast):
    """A demand that an institution has in its hands, sealed by the receptionist who registered it; his colleague."""
    cast.colleague = seat(31, "演示人员丁", cast.window_a.organisation, Role.RECEPTIONIST)
    cast.auditor = seat(32, "审计人员", cast.hub.organisation, Role.AUDITOR)
    played = Play(cast)
    played.file(filing=Filing(ServiceKind.CONSULTATION, TITLE, "先不要让别人知道。"))
    for verb in (V.REGISTER, V.DISPATCH, V.SEAL):
        played.do(verb)
    return played


def sees(play: Play, who: str) -> bool:
    """Whether somebody sees the demand."""
    return visible_to(play.actor(getattr(play.cast, who))).filter(id=play.demand.id).exists()


def test_only_the_firm_who_sealed_and_the_first_contact_know(cast, play):
    assert [who for who in (*OUTSIDE, "manager_a", "receptionist_a", "owner_x") if sees(play, who)] == [
        "receptionist_a",
        "owner_x",
    ]


def test_a_person_who_is_named_knows_until_he_is_removed(cast, play):
    play.do(V.NAME_INSIDER, person=str(cast.institution_clerk.ref))
    assert sees(play, "institution_clerk")
    assert not sees(play, "manager_a")
    play.do(V.REMOVE_INSIDER, person=str(cast.institution_clerk.ref))
    assert not sees(play, "institution_clerk")
    assert Insider.objects.get(person=cast.institution_clerk).removed_by == str(cast.receptionist_a.ref)


def test_a_person_who_leaves_knows_no_more(cast, play):
    play.do(V.NAME_INSIDER, person=str(cast.institution_clerk.ref))
    play.do(V.RECALL)
    assert not sees(play, "institution_clerk")


def addresses(play: Play) -> list[str]:
    """Every address of demands that names a demand, for this one."""
    others = ("write_template", "drop_template", "drop_filter")  # whose reference is no demand's
    beside = [one for one in urlpatterns if isinstance(one, URLPattern) and "ref" in one.pattern.converters]
    names = {one.name: set(one.pattern.converters) for one in beside if one.name not in others}
    names |= {one.name: {"ref", *one.pattern.converters} for one in CASE}
    more = {"file_ref": play.demand.ref, "kind": "transfer", "how": "screen", "number": 1}
    found = []
    for name, needed in names.items():
        told = {"ref": play.demand.ref, **{key: more[key] for key in needed & set(more)}}
        for verb in [one.replace("_", "-") for one in FORMS] if "verb" in needed else [None]:
            found.append(reverse(f"demands:{name}", kwargs=told | ({"verb": verb} if verb else {})))
    return found


@pytest.mark.parametrize("who", OUTSIDE)
def test_nobody_outside_gets_anything_at_any_address(cast, play, who):
    client = cast.client(getattr(cast, who))
    for address in addresses(play):
        assert client.get(address).status_code in (404, 405), address
        assert client.post(address, {"revision": play.demand.revision, "reason": "x"}).status_code in (404, 405), (
            address
        )
    play.demand.refresh_from_db()
    assert play.demand.is_confidential


@pytest.mark.parametrize("who", [*OUTSIDE, "manager_a"])
def test_nobody_outside_reads_of_it_in_any_list(cast, play, who):
    play.later(days=40)
    services.miss_due_promises(at=play.now)
    client = cast.client(getattr(cast, who))
    lists = [row.path for row in ROUTES.values() if "{" not in row.path]
    tabs = ("open", "closed", "with_institution", "sent_here")
    lists += [f"/demands/desk/?tab={tab}&q={TITLE[:3]}" for tab in tabs]
    lists += [f"/demands/desk/?q={play.demand.number}", f"/demands/intake/?firm={cast.enterprise_x.organisation.ref}"]
    for address in lists:
        assert TITLE not in read(client, address), address


def test_it_is_counted_at_the_desks_of_those_who_know(cast, play):
    known, other = (
        desk_counts(play.actor(who), play.now)["state_dispatched"] for who in (cast.receptionist_a, cast.manager_a)
    )
    assert (known, other) == (1, 0)
    assert desk_counts(play.actor(cast.institution_clerk), play.now)["state_dispatched"] == 0


def test_search_finds_it_for_nobody_until_it_is_open_again(cast, play):
    actor, wanted = play.actor(cast.receptionist_a), DeskFilter(tab="open", words=TITLE[:3])
    assert desk(actor, wanted, play.now).count == 0
    play.do(V.NAME_INSIDER)
    play.do(V.UNSEAL)
    assert desk(actor, wanted, play.now).count == 1
    assert sees(play, "hub_operator")


def test_a_list_shows_no_more_than_its_number_even_to_who_knows(cast, play):
    page = cast.client(cast.receptionist_a).get("/demands/desk/").content.decode()
    assert play.demand.number in page
    assert TITLE not in page
    assert cast.enterprise_x.name not in page


def test_what_stands_beside_the_form_of_intake_leaves_it_out(cast, play):
    assert history_of(play.actor(cast.receptionist_a), cast.enterprise_x) == []
    assert [row["title"] for row in latest(play.actor(cast.owner_x), 5)] == [TITLE]


def test_every_look_leaves_its_trace(cast, play):
    for who in ("receptionist_a", "owner_x"):
        assert cast.client(getattr(cast, who)).get(f"/demands/{play.demand.ref}/").status_code == 200
    traces = Look.objects.filter(subject_ref=play.demand.ref, what="confidential").order_by("id")
    assert [trace.person_ref for trace in traces] == [str(cast.receptionist_a.ref), str(cast.owner_x.ref)]


def test_the_auditor_and_who_leads_the_window_see_who_looked_and_nothing_else(cast, play):
    cast.client(cast.receptionist_a).get(f"/demands/{play.demand.ref}/")
    cast.client(cast.owner_x).get(f"/demands/{play.demand.ref}/")
    for who in (cast.auditor, cast.manager_a):
        page = cast.client(who).get("/demands/confidential/looks/", {"number": play.demand.number}).content.decode()
        assert page.count(f'href="?number={play.demand.number}') == 2
        assert cast.receptionist_a.name in page
        assert "企业的人" in page
        assert not any(secret in page for secret in (TITLE, cast.enterprise_x.name, cast.owner_x.name))
    assert cast.client(cast.auditor).get(f"/demands/{play.demand.ref}/").status_code == 404


def test_the_looks_at_other_windows_are_not_for_who_leads_this_one(cast, play):
    cast.client(cast.receptionist_a).get(f"/demands/{play.demand.ref}/")
    leader = seat(33, "洛阳负责人", cast.window_b.organisation, Role.WINDOW_MANAGER)
    page = cast.client(leader).get("/demands/confidential/looks/").content.decode()
    assert play.demand.number not in page


@pytest.fixture
def online(cast):
    """A demand that its firm filed as confidential."""
    played = Play(cast)
    played.file(filing=FILING)
    return played


def test_a_firm_that_asks_for_secrecy_is_seen_by_nobody_until_somebody_is_named(cast, online):
    services.tell_waiting()
    assert not any(sees(online, who) for who in ("receptionist_a", "manager_a", "hub_operator"))
    told = Notice.objects.get(kind="demands.to_name")
    assert (told.person, told.link) == (cast.manager_a, "/demands/confidential/")
    assert not Notice.objects.filter(kind="demands.filed").exists()


def test_who_leads_the_window_names_somebody_without_reading_it(cast, online):
    client, address = cast.client(cast.manager_a), f"/demands/confidential/{online.demand.ref}/"
    assert online.demand.number in client.get("/demands/confidential/").content.decode()
    assert "1 件保密件" in client.get("/demands/desk/").content.decode()
    page = client.get(address).content.decode()
    assert TITLE not in page + client.get("/demands/confidential/").content.decode()
    assert cast.enterprise_x.name not in page
    said = {"person": str(cast.receptionist_a.ref), "revision": online.demand.revision}
    assert client.post(address, said).url == "/demands/confidential/"
    assert (sees(online, "receptionist_a"), sees(online, "manager_a")) == (True, False)
    assert Notice.objects.get(kind="demands.named").person == cast.receptionist_a
    assert client.get(address).status_code == 404


def test_whoever_takes_it_in_knows_of_it_and_is_its_first_contact(cast):
    actor = cast.actor(cast.receptionist_a)
    taken = Taken(cast.enterprise_x.organisation.ref, Channel.COUNTER, "演示来人")
    made = services.file_demand(FILING, submission=cast.owner_x.ref, actor=actor, at=NOON, taken=taken)
    assert visible_to(actor).get().first_contact == str(cast.receptionist_a.ref)
    assert not unattended(cast.actor(cast.manager_a), NOON).exists()
    assert cast.client(cast.receptionist_a).get(f"/demands/intake/{made.ref}/").status_code == 200


def test_what_another_window_took_in_waits_for_its_own(cast):
    actor = cast.actor(cast.receptionist_b)
    taken = Taken(cast.enterprise_x.organisation.ref, Channel.COUNTER, "演示来人")
    services.file_demand(FILING, submission=cast.owner_x.ref, actor=actor, at=NOON, taken=taken)
    assert unattended(cast.actor(cast.manager_a), NOON).count() == 1


def test_one_whose_insiders_all_left_the_window_comes_up_again(cast, play):
    cast.receptionist_a.seats.update(until=play.now.date())
    assert list(unattended(play.actor(cast.manager_a), play.now)) == [play.demand]
    assert list(unattended(play.actor(cast.hub_operator), play.now)) == [play.demand]
    assert not unattended(play.actor(cast.colleague), play.now).exists()
    assert not unattended(play.actor(cast.receptionist_b), play.now).exists()


def test_what_the_hub_is_asked_of_comes_up_at_the_hub(cast, play):
    assert not unattended(play.actor(cast.hub_operator), play.now).exists()
    play.do(V.END)
    play.do(V.OBJECT)
    assert list(unattended(play.actor(cast.hub_operator), play.now)) == [play.demand]
    assert not unattended(play.actor(cast.manager_a), play.now).exists()


REFUSES = [
    ("somebody who has nothing to do with it", V.NAME_INSIDER, "owner_y", "insider_unknown"),
    ("somebody who knows already", V.NAME_INSIDER, "receptionist_a", "insider_unknown"),
    ("the first contact", V.REMOVE_INSIDER, "receptionist_a", "first_contact_knows"),
    ("somebody who does not know", V.REMOVE_INSIDER, "manager_a", "insider_unknown"),
]


@pytest.mark.parametrize(("_what", "verb", "who", "code"), REFUSES, ids=[row[0] for row in REFUSES])
def test_it_is_refused_to_name_or_remove(cast, play, _what, verb, who, code):
    with pytest.raises(Refused, match=code):
        play.do(verb, person=str(getattr(cast, who).ref))


def test_the_last_who_knows_at_the_window_stays_even_once_it_is_closed(cast, play):
    play.do(V.NAME_INSIDER, person=str(cast.hub_operator.ref))
    play.do(V.END)
    with pytest.raises(Refused, match="last_insider"):
        play.do(V.REMOVE_INSIDER, person=str(cast.receptionist_a.ref))


def test_who_does_not_lead_does_not_open_it_again(cast, play):
    with pytest.raises(PermissionDenied):
        play.do(V.UNSEAL, by=cast.receptionist_a)
    with pytest.raises(Demand.DoesNotExist):
        play.do(V.UNSEAL, by=cast.manager_a)


def test_its_promises_go_on_and_only_who_knows_is_pressed(cast, play):
    play.later(days=40)
    assert services.miss_due_promises(at=play.now) > 0
    services.tell_waiting()
    pressed = set(Notice.objects.filter(kind="demands.missed_by_us").values_list("person", flat=True))
    assert pressed <= {cast.receptionist_a.id}
    page = cast.client(cast.manager_a).get("/demands/accountability/").content.decode()
    assert play.demand.number in page
    assert "保密件" in page


def test_the_firm_is_told_who_knows_and_everything_that_happened(cast, play):
    page = cast.client(cast.owner_x).get(f"/demands/{play.demand.ref}/").content.decode()
    assert TITLE in page
    assert "知悉人：演示人员甲（郑州窗口）" in page
    assert "郑州窗口转为保密件" in page


@pytest.fixture
def handled(cast, play):
    """The institution's clerk is named and has taken it."""
    cast.enterprise_x.contact_name = "孙某某"
    cast.enterprise_x.save()
    play.do(V.NAME_INSIDER, person=str(cast.institution_clerk.ref))
    play.do(V.TAKE)
    play.do(V.REPLY, reply=f"已给{cast.enterprise_x.name}打过电话。")
    play.do(V.ADD, text=f"我们{cast.enterprise_x.name}还有一份材料。")
    return play


def names(cast) -> tuple[str, ...]:
    """What says whose it is."""
    firm = cast.enterprise_x
    return firm.name, firm.contact_name, firm.contact_mobile, firm.uscc, cast.owner_x.name


def test_a_handler_who_knows_reads_all_but_whose_it_is(cast, handled):
    client = cast.client(cast.institution_clerk)
    for address in (f"/demands/{handled.demand.ref}/", "/demands/desk/", f"/demands/{handled.demand.ref}/answer/"):
        page = client.get(address).content.decode()
        assert not any(name in page for name in names(cast)), address
    case = client.get(f"/demands/{handled.demand.ref}/").content.decode()
    assert TITLE in case
    assert "我们某企业还有一份材料。" in case
    assert "某企业（名称保密）" in case


def test_the_window_sees_whose_it_is(cast, handled):
    page = cast.client(cast.receptionist_a).get(f"/demands/{handled.demand.ref}/").content.decode()
    assert all(name in page for name in (cast.enterprise_x.name, cast.enterprise_x.contact_mobile))


def test_a_paper_to_a_handler_does_not_say_whose_it_is(cast, handled):
    told = {"submission": cast.owner_x.ref, "actor": handled.actor(cast.receptionist_a), "at": handled.now}
    paper = services.issue_sheet(handled.demand.ref, "transfer", **told)
    assert not any(name in str(paper.content) for name in names(cast))
    assert "名称保密" in str(paper.content)
    assert cast.client(cast.institution_clerk).get(f"/papers/{paper.ref}/").status_code == 404
    assert cast.client(cast.receptionist_a).get(f"/papers/{paper.ref}/").status_code == 200
    assert Look.objects.filter(subject_ref=handled.demand.ref, what="confidential").exists()


def test_a_file_of_the_firm_is_named_so_that_it_says_nothing(cast, handled, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    content, actor = b"%PDF-1.7 a drawing", handled.actor(cast.owner_x)
    kept = store_file(f"{cast.enterprise_x.name}.pdf", BytesIO(content), len(content), actor=actor, at=handled.now)
    handled.do(V.ADD, files=[kept])
    client = cast.client(cast.institution_clerk)
    page = client.get(f"/demands/{handled.demand.ref}/").content.decode()
    assert cast.enterprise_x.name not in page
    sent = client.get(f"/demands/{handled.demand.ref}/files/{kept.ref}/")
    assert kept.ref.hex[-6:] in sent.headers["Content-Disposition"]
    sent.close()


def test_a_handler_is_not_given_the_file_of_the_whole(cast, handled, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    handled.do(V.ANSWER)
    handled.do(V.RATE)
    handled.do(V.ARCHIVE)
    services.make_archive(handled.demand.id, at=handled.now)
    address = f"/demands/{handled.demand.ref}/archive-file/"
    assert cast.client(cast.institution_clerk).get(address).status_code == 404
    got = cast.client(cast.owner_x).get(address)
    assert got.status_code == 200
    got.close()


def test_the_form_says_who_will_see_it_and_files_it_so(cast):
    client = cast.client(cast.owner_x)
    assert "只有本企业和窗口指定的知悉人看得到" in client.get("/demands/new/").content.decode()
    said = {"kind": "service", "title": TITLE, "text": "请保密", "discretion": "confidential"}
    client.post("/demands/new/", said | {"submission": str(cast.owner_y.ref)})
    assert Demand.objects.get().is_confidential


def test_time_limits_are_the_same_for_what_is_confidential(cast, online):
    steps = {promise.step.value for promise in online.demand.promises.all()}
    assert {LimitStep.FIRST_CONTACT.value, LimitStep.FINISH.value} <= steps
    assert online.demand.next_due_at > online.now + timedelta(hours=1)


def test_the_desk_of_a_manager_takes_few_queries_with_confidential_demands_on_it(
    cast, play, django_assert_max_num_queries
):
    client = cast.client(cast.manager_a)
    client.get("/demands/desk/")
    with django_assert_max_num_queries(12):
        client.get("/demands/desk/")


@pytest.mark.parametrize("code", ["transfer", "acceptance"])
def test_its_papers_bear_the_mark_at_their_head_and_others_do_not(cast, play, code):
    actor = play.actor(cast.receptionist_a)
    play.do(V.NAME_INSIDER)
    play.do(V.UNSEAL)
    papers = [services.issue_sheet(play.demand.ref, code, submission=uuid4(), actor=actor, at=play.now)]
    play.do(V.SEAL)
    papers += [services.issue_sheet(play.demand.ref, code, submission=uuid4(), actor=actor, at=play.now)]
    client = cast.client(cast.receptionist_a)
    heads = [client.get(f"/papers/{one.ref}/").content.decode().split("<article")[1].split("<h1>")[0] for one in papers]
    assert ["保密件" in head for head in heads] == [False, True]


def test_who_is_not_told_the_first_contact_is_told_of_none(cast, handled):
    page = cast.client(cast.institution_clerk).get(f"/demands/{handled.demand.ref}/")
    (said,) = [row["title"] for row in page.context["timeline"] if "受理" in row["title"] and row["state"] == "done"]
    assert not said.endswith("首问负责人")
