"""The pages of claims and of people, as their readers meet them."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from huiqi.accounts.models import Seat
from huiqi.enterprises import services
from huiqi.enterprises.models import Claim, Enterprise
from huiqi.enterprises.services import Invitation
from huiqi.enterprises.tests.counter import CODE, PNG, bring, claim, declared, invite, let_go, seats
from huiqi.enterprises.words import ClaimState
from huiqi.journal.models import Look
from huiqi.kernel.access import Role
from tests.cast import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path


def picture(name="执照.png", content=PNG):
    return SimpleUploadedFile(name, content)


def register(cast, code=CODE, onward=""):
    said = {"kind": "enterprise", "uscc": code, "name": "我的厂", "region": "410102", "contact_name": "丁"}
    url = f"/enterprise/register/?next={onward}" if onward else "/enterprise/register/"
    return cast.client(cast.stranger).post(url, said | {"consent": "on", "submission": uuid4()})


def papers(cast, asked, **changes):
    asked.refresh_from_db()
    said = {"role": "enterprise_clerk", "since": "2026-01-01", "until": "2030-12-31", "revision": asked.revision}
    said |= {"licence": picture(), "letter": picture("委托书.png")} | changes
    return cast.client(asked.person).post(f"/enterprise/claims/{asked.ref}/papers/", said)


def decide(cast, who, asked, verb, **said):
    asked.refresh_from_db()
    told = {"verb": verb, "revision": asked.revision} | said
    return cast.client(who).post(f"/enterprise/claims/{asked.ref}/", told)


def test_registering_a_code_that_is_known_becomes_a_claim(cast):
    answer = register(cast)
    asked = Claim.objects.get()
    assert answer["Location"] == f"/enterprise/claims/{asked.ref}/"
    assert (asked.enterprise, asked.person) == (cast.enterprise_x, cast.stranger)
    page = cast.client(cast.stranger).get(answer["Location"]).content.decode()
    assert "别人填的、提的，您看不到" in page
    assert cast.enterprise_x.contact_mobile not in page
    assert not Enterprise.objects.filter(name="我的厂").exists()


def test_who_registered_goes_on_with_what_he_came_for_and_nowhere_else(cast):
    assert register(cast, "91350100M000100Y43", "/demands/new/%3Fpolicy=P15")["Location"] == "/demands/new/?policy=P15"


def test_an_address_elsewhere_is_not_followed(cast):
    assert register(cast, "91350100M000100Y43", "https://example.org/")["Location"].startswith("/enterprise/")


def test_a_claimant_is_led_to_his_claim_and_to_the_visitors_check(cast):
    asked, client = claim(cast), cast.client(cast.stranger)
    for path in ("/desk/", "/enterprise/", "/enterprise/people/"):
        assert client.get(path)["Location"] == f"/enterprise/claims/{asked.ref}/"
    assert client.get("/policies/mine/")["Location"] == "/policies/check/"
    assert client.get("/enterprise/facts/size/").status_code == 404


def test_from_papers_to_verified(cast):
    asked = claim(cast)
    assert papers(cast, asked).status_code == 302
    page = cast.client(cast.receptionist_a).get("/enterprise/claims/").content.decode()
    assert "演示企业甲" in page
    assert "已交" in page
    assert decide(cast, cast.receptionist_a, asked, "verify_claim", checked="on")["Location"] == "/enterprise/claims/"
    assert seats(cast.stranger) == [("enterprise_clerk", "verified")]


def test_a_field_that_is_wrong_loses_no_scan(cast):
    asked = claim(cast)
    page = papers(cast, asked, until="2026-01-01", since="2025-01-01").content.decode()
    assert "已经过期" in page
    assert "已收到“执照.png”" in page
    refs = {key: page.split(f'name="{key}" value="')[1].split('"')[0] for key in ("kept_licence", "kept_letter")}
    assert papers(cast, asked, licence="", letter="", **refs).status_code == 302
    asked.refresh_from_db()
    assert asked.licence.name == "执照.png"


def test_a_text_is_no_scan(cast):
    page = papers(cast, claim(cast), licence=picture("执照.txt", b"hello there")).content.decode()
    assert "请提交照片（JPG、PNG）或 PDF" in page


def test_verifying_without_looking_is_told_so(cast):
    asked = bring(cast, claim(cast))
    assert "请先核对材料" in decide(cast, cast.receptionist_a, asked, "verify_claim").content.decode()
    asked.refresh_from_db()
    assert asked.state is ClaimState.WAITING


def test_refusing_needs_a_reason_which_the_claimant_reads(cast):
    asked = bring(cast, claim(cast))
    assert "请写明理由" in decide(cast, cast.receptionist_a, asked, "refuse_claim", reason="").content.decode()
    decide(cast, cast.receptionist_a, asked, "refuse_claim", reason="上传的是开户许可证")
    page = cast.client(cast.stranger).get(f"/enterprise/claims/{asked.ref}/").content.decode()
    assert "上传的是开户许可证" in page
    assert papers(cast, asked).status_code == 302


def test_the_owner_decides_without_seeing_the_scans(cast):
    asked = bring(cast, claim(cast))
    page = cast.client(cast.owner_x).get(f"/enterprise/claims/{asked.ref}/").content.decode()
    assert "同意代表企业" in page
    assert "执照.png" not in page
    decide(cast, cast.owner_x, asked, "confirm_claim", until="")
    assert seats(cast.stranger) == [("enterprise_clerk", "verified")]


@pytest.mark.parametrize("verb", ["verify_claim", "confirm_claim", "refuse_claim", "overtake_claim", "x", ""])
def test_a_claimant_decides_nothing_himself(cast, verb):
    asked = bring(cast, claim(cast))
    assert decide(cast, cast.stranger, asked, verb, checked="on", reason="x").status_code == 404


def test_every_look_at_a_scan_is_noted(cast):
    asked = bring(cast, claim(cast))
    answer = cast.client(cast.receptionist_a).get(f"/enterprise/claims/{asked.ref}/papers/licence/")
    assert b"".join(answer.streaming_content) == PNG
    look = Look.objects.get()
    assert (look.what, look.person_ref) == ("licence", str(cast.receptionist_a.ref))


def test_a_decision_taken_elsewhere_meanwhile_is_told(cast):
    asked = bring(cast, claim(cast))
    page = decide(cast, cast.receptionist_a, asked, "verify_claim", checked="on", revision="1").content.decode()
    assert "刚才有人处理了这份认领" in page


def test_inviting_and_ending_on_the_page_of_people(cast):
    client, said = cast.client(cast.owner_x), {"name": "小周", "mobile": "13900000001", "role": "enterprise_clerk"}
    assert client.post("/enterprise/people/invite/", said).status_code == 302
    page = client.get("/enterprise/people/").content.decode()
    assert "小周" in page
    assert "139****0001" in page
    assert "邀请小周" in page
    clerk = Seat.objects.get(person__mobile="13900000001").person
    told = {"successor": str(cast.owner_x.ref), "reason": "离职"}
    assert client.post(f"/enterprise/people/{clerk.ref}/end/", told).status_code == 302
    assert "小周的权限，没有办完的事由企业甲负责人接手" in client.get("/enterprise/people/").content.decode()


def test_who_left_is_told_so_and_sees_nothing(cast):
    clerk = invite(cast)
    let_go(cast, clerk, cast.owner_x)
    client = cast.client(clerk)
    assert client.get("/desk/")["Location"] == "/seats/"
    assert "现在看不到它的情况和诉求" in client.get("/seats/").content.decode()
    assert client.get("/enterprise/facts/size/").status_code == 404


def test_whose_letter_expired_is_told_until_when_it_was(cast):
    clerk = invite(cast, until=NOON.date())
    page = cast.client(clerk).get("/enterprise/register/").content.decode()
    assert "权限到 2026年11月21日 为止" in page


def test_who_only_declared_himself_is_sent_to_be_verified(cast):
    page = cast.client(declared(cast)).get("/enterprise/people/").content.decode()
    assert "去核验" in page
    assert cast.client(cast.owner_x).get("/enterprise/people/invite/").status_code == 404


def test_a_change_of_representative_is_asked_for_on_the_page(cast):
    said = {"name": "新代表", "mobile": "13900000009", "licence": picture()}
    client = cast.client(cast.owner_x)
    assert (
        "请提交营业执照" in client.post("/enterprise/people/representative/", said | {"licence": ""}).content.decode()
    )
    answer = client.post("/enterprise/people/representative/", said)
    asked = Claim.objects.get(person__mobile="13900000009")
    assert answer["Location"] == f"/enterprise/claims/{asked.ref}/"
    decide(cast, cast.receptionist_a, asked, "verify_claim", checked="on")
    assert seats(asked.person) == [("enterprise_owner", "verified")]


def many(cast, count):
    """A bookkeeper of many firms."""
    keeper = invite(cast, role=Role.BOOKKEEPER)
    for number in range(count - 1):
        organisation = Seat.objects.get(person=cast.owner_y).organisation
        organisation.pk, organisation.ref, organisation.name = None, uuid4(), f"演示{number:02d}号钢构厂"
        organisation.save(force_insert=True)
        Seat.objects.create(person=keeper, organisation=organisation, role=Role.BOOKKEEPER, since=date(2026, 1, 1))
    return keeper


def test_one_firm_or_a_few_are_changed_in_the_header(cast):
    assert 'action="/seat/' not in cast.client(cast.owner_x).get("/policies/").content.decode()
    page = cast.client(many(cast, 3)).get("/policies/").content.decode()
    assert page.count('action="/seat/') == 4  # two others, in the header and in the menu of a phone


def test_sixty_firms_are_searched_by_a_few_letters(cast):
    client = cast.client(many(cast, 60))
    assert 'action="/seat/' not in client.get("/policies/").content.decode()
    page = client.get("/seats/?q=41号").content.decode()
    assert page.count('action="/seat/') == 1
    assert "演示41号钢构厂" in page
    assert client.get("/seats/?q=yshggc").content.decode().count('action="/seat/') == 58  # he sits on one of them
    assert client.get("/seats/?q=ganggouchang").content.decode().count('action="/seat/') == 58
    assert "没有找到" in client.get("/seats/?q=没有").content.decode()
    ref = page.split('action="/seat/')[1].split("/")[0]
    client.post(f"/seat/{ref}/")
    assert "演示41号钢构厂" in client.get("/policies/").content.decode()


def test_a_page_of_sixty_firms_takes_as_many_queries_as_one_of_two(cast, django_assert_max_num_queries):
    client = cast.client(many(cast, 60))
    with django_assert_max_num_queries(12):
        client.get("/seats/")


def test_an_invitation_for_a_person_who_is_known_keeps_his_name(cast):
    told = Invitation(cast.owner_y.mobile, "别的名字", Role.ENTERPRISE_CLERK, NOON.date())
    services.invite(cast.enterprise_x, told, actor=cast.actor(cast.owner_x), at=NOON)
    cast.owner_y.refresh_from_db()
    assert cast.owner_y.name == "企业乙负责人"
