"""The demonstration network: named by rule, whole, made once, and never where real data exist."""

import zipfile
from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import TestCase
from django.utils.timezone import get_default_timezone

from huiqi.accounts.selectors import actor_of
from huiqi.accounts.services import person_with
from huiqi.accounts.words import OrganisationKind
from huiqi.agreements.selectors import visible_to as visible_agreements
from huiqi.demands.models import Demand, ErasedByRule, RetentionRule
from huiqi.demands.services import erase_due
from huiqi.demonstration.rules import mobile as invented
from huiqi.demonstration.selectors import accounts, complaint, holds_real_data
from huiqi.demonstration.services import PASSWORD, demonstrate, generate_enterprises
from huiqi.directory.rules import Need
from huiqi.directory.selectors import handlers_at, items_for, matters
from huiqi.directory.services import require_handler
from huiqi.directory.words import Works
from huiqi.enterprises.words import NOBODY_KIND
from huiqi.files.selectors import location
from huiqi.journal.models import Entry
from huiqi.kernel.refusal import Refused
from huiqi.network.rules import comprehensive_name, hub_name, industry_name
from huiqi.network.selectors import disclosures, hub, posts_of, window_by_slug, window_for, windows
from huiqi.network.words import DisclosureItem, PostKind, WindowKind
from huiqi.policies.selectors import documents, openings_of
from huiqi.standards import regions
from huiqi.standards.service_kinds import ServiceCategory, ServiceKind

AT = datetime(2026, 11, 22, 10, tzinfo=get_default_timezone())
TODAY = AT.date()
DIRECTED = ("410181", "410225", "410482", "410526", "410783", "411381", "411481", "411525", "411628", "411729")
NOTE = "按2014年省直管县（市）体制设立"


APPS = ("accounts", "network", "directory", "enterprises")


def counts():
    models = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return {model._meta.label: model._default_manager.count() for model in models}


def of_kind(kind):
    return [window for window in windows(TODAY) if window.kind is kind]


class TestStage(TestCase):
    """One stage for all of these, made once."""

    @classmethod
    def setUpTestData(cls):
        demonstrate(enterprises=3, at=AT)

    def test_there_are_one_hub_28_comprehensive_and_10_industry_windows(self):
        assert [len(of_kind(kind)) for kind in WindowKind] == [1, 28, 10]

    def test_every_window_is_named_by_h22_to_h24(self):
        for window in windows(TODAY):
            place = regions.find(window.region).name
            expected = {
                WindowKind.HUB: hub_name("河南省"),
                WindowKind.COMPREHENSIVE: comprehensive_name("河南省", place),
                WindowKind.INDUSTRY: industry_name("河南省", place, window.industry_cluster),
            }
            assert window.name == expected[window.kind]

    def test_every_city_and_the_ten_counties_have_a_window_of_their_own(self):
        for place in (*(node.code for node in regions.find("410000").children), *DIRECTED):
            assert window_for(place, TODAY).region == place

    def test_the_ten_counties_bear_the_note_of_2014_and_nobody_else_does(self):
        assert {window.region for window in windows(TODAY) if window.note} == set(DIRECTED)
        assert {window.note for window in windows(TODAY) if window.note} == {NOTE}

    def test_every_county_of_the_province_is_served_by_its_city_or_itself(self):
        for county in (node for node in regions.find("410000").descendants if not node.children):
            served = window_for(county.code, TODAY).region
            own = county.code in DIRECTED or county.parent.level == "province"
            assert served == (county.code if own else county.parent.code)

    def test_before_the_guide_the_hub_serves_everybody(self):
        assert window_for("410102", date(2014, 4, 3)) == hub()

    def test_a_comprehensive_window_discloses_all_eleven_items_without_gaps(self):
        for window in of_kind(WindowKind.COMPREHENSIVE):
            texts = disclosures(window, TODAY)
            assert set(texts) == set(DisclosureItem)
            assert not any("{" in row.text for row in texts.values())

    def test_an_industry_window_has_items_that_are_not_disclosed_yet(self):
        assert set(DisclosureItem) - set(disclosures(window_by_slug("luoyang-luoxin"), TODAY))

    def test_two_people_stand_behind_every_post_of_every_window(self):
        for window in windows(TODAY):
            posts = list(posts_of(window.id, TODAY))
            assert PostKind.FIRST_CONTACT in {post.kind for post in posts}, window.short_name
            assert all(post.person_a != post.person_b for post in posts)

    def test_a_complaint_about_arrears_goes_first_to_whom_the_law_names(self):
        need = Need(ServiceKind.COMPLAINT, ServiceCategory.LEGAL, "410102", "客户拖欠货款")
        found = handlers_at(window_by_slug("zhengzhou").id, TODAY, need)
        assert [one.name for one in found[:2]] == ["郑州市工业和信息化局（演示）", "河南省工业和信息化厅（演示）"]
        assert {one.works for one in found if one.kind is OrganisationKind.DEPARTMENT} == set(Works)

    def test_every_matter_says_what_to_bring_and_why_with_samples_that_are_documents(self):
        listed = list(matters(TODAY))
        assert len(listed) == 9
        lines = [line for matter in listed for line in items_for(matter, TODAY)]
        assert all(line.reason for line in lines)
        samples = [line.sample for line in lines if line.sample]
        assert {sample.media_type.rsplit(".", 1)[-1] for sample in samples} == {"document"}
        assert all(zipfile.is_zipfile(location(sample)) for sample in samples)

    def test_a_department_of_the_past_says_who_took_over(self):
        old = apps.get_model("directory", "Department").objects.get(name__startswith="郑州市工商")
        with pytest.raises(Refused, match="department_replaced"):
            require_handler(old.organisation.ref, TODAY)

    def test_the_made_up_policy_has_its_words_beside_what_its_issuer_says_of_them(self):
        document, interpretation = (
            documents().get(policies__code="P31", kind=kind) for kind in ("document", "interpretation")
        )
        explained = {place for part in interpretation.paragraphs.all() for place in part.explains}
        assert interpretation.interprets == document
        assert explained == {2, 3, 4, 5, 6, 7}
        assert {opening.notice_number for opening in openings_of("P31")} == {"演示通知〔2026〕8号"}

    def test_whatever_is_closed_can_be_erased_and_its_page_still_opens(self):
        RetentionRule.objects.update(is_on=True)
        closed = set(Demand.objects.filter(closed_at__isnull=False).values_list("id", flat=True))
        erase_due(at=AT + timedelta(days=40_000))
        gone = ErasedByRule.objects.filter(rule__code="words_of_closed").values_list("demand", flat=True)
        assert closed
        assert set(gone) == closed
        self.client.force_login(person_with(invented(1), at=AT))
        pages = {self.client.get(f"/demands/{one.ref}/").status_code for one in Demand.objects.filter(id__in=closed)}
        assert pages <= {200, 404}

    def test_the_institutions_cover_the_fifteen_categories(self):
        categories = apps.get_model("directory", "Product").objects.values_list("category", flat=True)
        assert set(categories) == set(ServiceCategory)

    def test_every_row_is_marked_and_nobody_is_real(self):
        assert not holds_real_data()
        assert not apps.get_model("accounts", "Person").objects.filter(is_demonstration=False).exists()

    def test_making_it_twice_makes_it_once(self):
        before = counts()
        demonstrate(enterprises=3, at=AT)
        assert counts() == before

    def test_what_is_missing_is_made(self):
        demonstrate(enterprises=5, at=AT)
        assert apps.get_model("enterprises", "Enterprise").objects.exclude(kind=NOBODY_KIND).count() == 3 + 5

    def test_thousands_are_copied_with_one_entry_and_once(self):
        entries = Entry.objects.count()
        assert generate_enterprises(1_200, province="410000", at=AT) == 1_197
        assert generate_enterprises(1_200, province="410000", at=AT) == 0
        assert Entry.objects.count() == entries + 1
        firm = apps.get_model("enterprises", "Enterprise").objects.get(name__startswith="演示企业 1200 ")
        assert firm.facts.filter(name="founded_on").get().value.startswith(("19", "20"))

    def test_the_owners_can_sign_in_with_the_printed_word(self):
        told = [row for row in accounts() if row[0] == "企业负责人"]
        assert [row[3] for row in told] == ["19900000051", "19900000052", "19900000053"]
        for *_, mobile in told:
            assert self.client.login(username=mobile, password=PASSWORD)

    def test_a_bookkeeper_acts_for_three_firms_and_one_claim_waits_with_its_papers(self):
        roles = [(role, mobile) for role, _firm, _name, mobile in accounts()]
        assert roles.count(("代办人", "19900000055")) == 3
        claims = apps.get_model("enterprises", "Claim").objects.filter(state="waiting")
        assert sorted(claim.licence is not None for claim in claims) == [False, True]

    def test_the_facts_of_the_owners_are_spelled_as_the_vocabulary_reads_them(self):
        facts = pytest.importorskip("huiqi.eligibility.facts")
        for firm in apps.get_model("enterprises", "Enterprise").objects.all():
            facts.parse(dict(firm.facts.values_list("name", "value")), TODAY)

    def test_prepare_leaves_what_is_there(self):
        before = counts()
        call_command("prepare", stdout=StringIO())
        assert counts() == before

    def test_one_service_is_on_its_way_and_one_is_confirmed_by_its_firm(self):
        shown = visible_agreements(actor_of(person_with("19900000001", at=AT)))
        assert {str(one.state) for one in shown} == {"in_force", "done"}

    def test_last_night_whoever_was_on_duty_did_not_hear_and_the_next_did(self):
        first, second = apps.get_model("demands", "DutyCall").objects.order_by("id")
        assert (bool(first.passed_at), bool(second.answered_at)) == (True, True)
        assert second.demand.answered_at < AT

    def test_the_ladder_stands_once_at_each_step_and_two_objections_are_decided(self):
        case = apps.get_model("supervision", "SupervisionCase").objects
        states = set(case.values_list("state", flat=True))
        assert states == {"recorded", "ordered", "circulated", "summoned", "talked", "closed", "struck"}
        objected = apps.get_model("supervision", "Objection").objects.values_list("upheld", flat=True)
        assert sorted(objected) == [False, True]
        letters = apps.get_model("supervision", "Explanation").objects.exclude(issued_at=None)
        assert sorted(bool(one.why) for one in letters) == [False, True, True]
        talk = apps.get_model("supervision", "Measure").objects.get(case__state="summoned", meets_at__isnull=False)
        assert talk.meets_at > AT
        assert case.filter(state="recorded", proposed_at__isnull=False).exists()
        assert case.filter(state="ordered", reported_at__isnull=False).exists()

    def test_the_authority_has_decided_on_a_case_of_the_hubs_own_office_by_a_document_that_can_be_opened(self):
        decision = apps.get_model("supervision", "AuthorityDecision").objects.get()
        case = decision.case
        assert case.organisation == case.window.organisation == hub().organisation
        assert (case.state, bool(case.reported_at)) == ("ordered", True)
        assert decision.due_at > case.reported_at > decision.entered_at
        self.client.login(username="19900000001", password=PASSWORD)
        page = self.client.get(f"/supervision/{case.ref}/").content.decode()
        assert decision.number in page
        assert str(decision.scan.file.ref) in page

    def test_one_complaint_has_no_name_and_is_followed_by_number_and_code_and_one_withholds_it(self):
        told = apps.get_model("demands", "Demand").objects.exclude(anonymity="named").order_by("id")
        assert {(one.anonymity, bool(one.against)) for one in told} == {("withheld", True), ("anonymous", True)}
        number, code = complaint()
        self.client.post("/demands/follow/", {"number": number, "code": code})
        assert "综合服务费" in self.client.get("/demands/follow/case/").content.decode()

    def test_every_kind_of_visit_rectification_appeal_and_ruling_is_there_once(self):
        demands = apps.get_app_config("demands").get_model
        outcomes = demands("VisitTask").objects.exclude(done_at=None).values_list("why", "outcome")
        assert set(outcomes) == {("drawn", "reached"), ("dissatisfied", "no_answer")}
        assert set(demands("RatingAppeal").objects.values_list("upheld", flat=True)) == {None, True, False}
        assert demands("Rectification").objects.exclude(plan="").exclude(disposal="").count() == 1
        assert sorted(demands("Ruling").objects.values_list("is_fallback", flat=True)) == [False, True]
        assert [lost.minutes > 0 for lost in demands("LostTime").objects.all()] == [True, True]
        assert demands("RetentionRule").objects.filter(is_on=True).count() == 1
        assert apps.get_model("agreements", "Duplicate").objects.count() == 1
        assert set(apps.get_model("agreements", "Agreement").objects.values_list("done_how", flat=True)) == {"", "code"}
        assert apps.get_model("journal", "Verification").objects.exclude(ended_at=None).count() == 1
        assert not apps.get_model("journal", "Finding").objects.exists()

    def test_accounts_are_printed_as_a_table(self):
        out = StringIO()
        call_command("accounts", stdout=out)
        assert "枢纽运营" in out.getvalue()
        assert "19900000051" in out.getvalue()
        assert PASSWORD in out.getvalue()


def test_nothing_is_made_where_real_data_exist(cast):
    before = counts()
    call_command("demonstrate", stdout=StringIO())
    call_command("prepare", stdout=StringIO())
    assert counts() == before


def test_accounts_print_nothing_without_a_demonstration(db):
    out = StringIO()
    call_command("accounts", stdout=out)
    assert out.getvalue() == ""
