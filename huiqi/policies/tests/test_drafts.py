"""The life of a draft: two people, a difference at each step, and a published version that keeps every word."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.timezone import localdate

from huiqi.eligibility.versions import PublicationStatus
from huiqi.journal.models import Entry
from huiqi.kernel.access import SYSTEM
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused
from huiqi.policies import services
from huiqi.policies.flow import DRAFT
from huiqi.policies.models import PolicyVersion
from huiqi.policies.rules.chain import chain, circle
from huiqi.policies.selectors import library, policy_in_force, visible_to
from huiqi.policies.selectors.affected import aims_of, reach
from huiqi.policies.services import Withdrawal
from huiqi.policies.tests.conftest import AT, example
from huiqi.policies.wording import policy
from huiqi.policies.words import DraftState

pytestmark = pytest.mark.django_db
LATER = date(2027, 1, 1)
FIRM = {"restricted_industry": False, "organisation_kind": "enterprise"}
BOTH = [
    example("甲公司", "eligible", **FIRM, annual_taxable_income=1, average_employees=1, average_total_assets=1),
    example("乙公司", "ineligible", restricted_industry=True),
]


def amended(hub, **said):
    """A draft of P01 that says something else."""
    draft = services.begin_amendment(policy_in_force("P01", AT.date()), reason="标准变了", actor=hub, at=AT)
    return services.edit(draft.ref, said, actor=hub, at=AT) if said else draft


def published(draft, hub, second):
    """The draft, after its way through both hands, with what it takes from whom seen."""
    services.submit(draft.ref, actor=hub, at=AT)
    ready = services.approve(draft.ref, actor=second, at=AT)
    losers = reach(*aims_of(ready, AT.date()), AT.date()).lost
    return services.publish(draft.ref, losers=losers, actor=hub, at=AT)


def test_an_amendment_from_a_later_day_ends_the_former_version_and_keeps_its_words(hub, second):
    before = policy_in_force("P01", AT.date()).content
    published(amended(hub, effective_from="2027-01-01", title="新名称"), hub, second)
    former, newer = library().versions_of("P01")
    assert (former.effective_through, newer.title) == (LATER - timedelta(days=1), "新名称")
    assert former.status is PublicationStatus.SUPERSEDED
    assert PolicyVersion.objects.get(policy__code="P01", effective_from=former.effective_from).content == before


def test_a_correction_from_the_same_day_takes_the_whole_place(hub, second):
    published(amended(hub, title="改正的名称"), hub, second)
    (only,) = library().versions_of("P01")
    assert only.title == "改正的名称"
    assert PolicyVersion.objects.filter(policy__code="P01").exclude(withdrawn_at=None).count() == 1


def test_loading_the_library_again_brings_nothing_corrected_back(hub, second):
    published(amended(hub, title="改正的名称"), hub, second)
    assert "P01 2023-01-01" in services.load_library(actor=SYSTEM, at=AT).kept
    assert [version.title for version in library().versions_of("P01")] == ["改正的名称"]


def test_nobody_reviews_what_he_wrote_in(hub, second):
    draft = amended(hub, title="一")
    services.edit(draft.ref, {"note": "二"}, actor=second, at=AT)
    services.submit(draft.ref, actor=hub, at=AT)
    for author in (hub, second):
        with pytest.raises(Refused, match="own_eyes"):
            services.approve(draft.ref, actor=author, at=AT)


def test_nothing_is_published_unreviewed_and_only_by_the_hub(hub, second):
    draft = amended(hub, title="一")
    with pytest.raises(NotNow):
        services.publish(draft.ref, actor=hub, at=AT)
    services.submit(draft.ref, actor=hub, at=AT)
    services.approve(draft.ref, actor=second, at=AT)
    with pytest.raises(PermissionDenied):
        services.publish(draft.ref, actor=second, at=AT)


def test_what_is_under_review_is_not_edited_until_it_is_sent_back(hub, second):
    draft = amended(hub, title="一")
    services.submit(draft.ref, actor=hub, at=AT)
    with pytest.raises(NotNow):
        services.edit(draft.ref, {"title": "二"}, actor=hub, at=AT)
    assert services.send_back(draft.ref, note="文号不对", actor=second, at=AT).state is DraftState.DRAFT
    services.edit(draft.ref, {"title": "二"}, actor=hub, at=AT)


def test_every_step_has_its_entry(hub, second):
    draft = published(amended(hub, title="一"), hub, second)
    verbs = list(Entry.objects.filter(subject_ref=draft.ref).order_by("number").values_list("verb", flat=True))
    assert verbs == ["begin", "edit", "submit", "approve", "publish"]
    assert Entry.objects.get(subject_ref=draft.ref, verb="edit").data["changed"] == ["title"]


def test_a_policy_has_one_open_draft(hub, second):
    amended(hub)
    with pytest.raises(Refused, match="already_open"):
        amended(second)


def test_an_unchanged_amendment_is_not_sent(hub):
    with pytest.raises(Refused, match="nothing_changed"):
        services.submit(amended(hub).ref, actor=hub, at=AT)


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"effective_from": "2022-01-01"}, "begins_before", "effective_from"),
        ({"condition": {"meets": "P01"}, "examples": BOTH}, "refers_to_itself", "condition"),
    ],
)
def test_what_cannot_be_published_is_refused_at_its_place(hub, second, said, code, field):
    draft = amended(hub, **said)
    with pytest.raises(Refused) as refused:
        published(draft, hub, second)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_an_end_before_the_beginning_is_refused_where_it_is_typed(hub):
    with pytest.raises(Refused) as refused:
        amended(hub, effective_through="2020-01-01")
    assert (refused.value.code, refused.value.field) == ("ends_before_it_begins", "effective_through")


def withdrawn(code, by, hub, second):
    said = Withdrawal(PublicationStatus.SUPERSEDED, AT.date(), by)
    base = policy_in_force(code, AT.date())
    draft = services.begin_withdrawal(base, said, reason="新文件代替", actor=hub, at=AT)
    services.submit(draft.ref, actor=hub, at=AT)
    services.approve(draft.ref, actor=second, at=AT)
    return services.publish(draft.ref, actor=hub, at=AT)


def test_a_withdrawn_policy_ends_on_its_last_day_and_names_what_took_its_place(hub, second):
    withdrawn("P15", "P17", hub, second)
    (former,) = library().versions_of("P15")
    assert (former.effective_through, former.superseded_by) == (AT.date(), "P17")


def test_a_circle_of_replacement_is_refused_with_its_way(hub, second):
    withdrawn("P15", "P17", hub, second)
    with pytest.raises(Refused) as refused:
        withdrawn("P17", "P15", hub, second)
    assert (refused.value.field, refused.value.parameters["way"]) == ("replaced_by", ("P17", "P15", "P17"))


def test_chains_end_where_nothing_follows():
    assert chain({"A": "B", "B": "C"}, "A") == ("B", "C")
    assert circle({"B": "C"}, "A", "B") == ()
    assert circle({"B": "C", "C": "A"}, "A", "B") == ("A", "B", "C", "A")


def test_others_see_no_drafts(hub, cast):
    amended(hub)
    assert not visible_to(cast.actor(cast.owner_x)).exists()


def test_the_flow_is_drawn(hub):
    assert DRAFT.diagram() in (settings.ROOT / "docs" / "flows" / "policies.md").read_text(encoding="utf-8")


def test_a_clerk_writes_and_a_second_one_reviews_in_the_browser(hub, second, cast):
    writer, reviewer = cast.client(cast.hub_operator), cast.client(cast.manager_a)
    begun = writer.post(reverse("policies:amend", args=["P01"]), {"reason": "标准变了"})
    page = writer.get(begun["Location"] + "words/")
    shown = page.context["form"].initial
    typed = {name: "" if shown.get(name) is None else shown[name] for name in page.context["form"].fields}
    saved = writer.post(begun["Location"] + "words/", typed | {"title": "改过的名称"}, follow=True)
    assert f'data-draft-clear="{begun["Location"]}words/"' in saved.content.decode()
    assert "改过的名称" in reviewer.get(begun["Location"]).content.decode()
    sent = writer.post(begun["Location"] + "submit/", {"revision": "1"})
    assert sent["Location"] == begun["Location"]
    own = writer.post(begun["Location"] + "approve/", {"revision": "2"})
    assert "自己写过的草稿不能自己复核" in own.content.decode()
    assert reviewer.post(begun["Location"] + "approve/", {"revision": "2"}).status_code == 302


def test_what_is_settled_shows_no_form_of_its_next_verb_and_says_how_it_stands(hub, second, cast):
    draft = published(amended(hub, title="改过的名称"), hub, second)
    for verb, who in (("approve", cast.manager_a), ("words", cast.hub_operator), ("drop", cast.hub_operator)):
        page = cast.client(who).get(f"/policies/drafts/{draft.ref}/{verb}/", follow=True)
        assert page.redirect_chain[-1][0] == f"/policies/drafts/{draft.ref}/"
        assert f"现在是“{DraftState.PUBLISHED.label}”" in page.content.decode()


def test_a_press_too_late_keeps_the_words_and_has_no_button(hub, second, cast):
    draft = published(amended(hub, title="改过的名称"), hub, second)
    told = {"note": "写了很久", "revision": draft.revision}
    page = cast.client(cast.manager_a).post(f"/policies/drafts/{draft.ref}/return/", told).content.decode()
    assert "写了很久" in page
    assert f"现在是“{DraftState.PUBLISHED.label}”" in page
    assert '<button type="submit" class="btn">' not in page


def test_whoever_wrote_a_draft_is_shown_no_form_to_approve_it(hub, cast):
    draft = services.submit(amended(hub, title="改过的名称").ref, actor=hub, at=AT)
    page = cast.client(cast.hub_operator).get(f"/policies/drafts/{draft.ref}/approve/", follow=True)
    assert "自己写过的草稿不能自己复核" in page.content.decode()


@pytest.mark.parametrize(("note", "kept"), [("", False), ("同意", True)])
def test_an_overtaken_approval_speaks_of_typed_words_only_where_some_were_typed(hub, second, cast, note, kept):
    draft = services.submit(amended(hub, title="改过的名称").ref, actor=hub, at=AT)
    told = {"note": note, "revision": draft.revision - 1}
    page = cast.client(cast.manager_a).post(f"/policies/drafts/{draft.ref}/approve/", told).content.decode()
    assert "又有人改过" in page
    assert ("您填的还在下面" in page) is kept


def test_everybody_reads_what_each_version_changed(hub, second, cast):
    published(amended(hub, effective_from="2027-01-01", title="新名称"), hub, second)
    page = cast.client().get(reverse("policies:changes", args=["P01"]))
    assert "<ins>新名称</ins>" in page.content.decode()


def test_a_policy_whose_source_nobody_checked_is_unverified_until_somebody_says_else(cast, hub):
    draft = services.begin_policy("P98", {"title": "新的"}, reason="新文件", actor=hub, at=AT)
    form = cast.client(cast.hub_operator).get(f"/policies/drafts/{draft.ref}/words/").context["form"]
    assert form["grade"].value() == "C"


def test_the_words_of_a_draft_were_not_compared_with_their_source_after_today(cast, hub):
    draft = services.begin_policy("P98", {"title": "新的"}, reason="新文件", actor=hub, at=AT)
    told = {"last_verified": (localdate() + timedelta(days=1)).isoformat()}
    page = cast.client(cast.hub_operator).post(f"/policies/drafts/{draft.ref}/words/", told)
    assert page.context["form"].errors["last_verified"] == ["不能晚于今天。"]


def test_to_give_a_draft_back_asks_for_the_words_that_it_needs(cast, hub, second):
    draft = amended(hub, title="改正的名称")
    services.submit(draft.ref, actor=hub, at=AT)
    page = cast.client(cast.manager_a).get(f"/policies/drafts/{draft.ref}/return/")
    assert page.context["form"].fields["note"].required


def test_a_policy_that_is_replaced_next_year_is_in_force_and_says_what_comes_then(cast, hub, second):
    published(amended(hub, effective_from="2027-01-01", title="新名称"), hub, second)
    facts = {row["label"]: row for row in policy(library().versions_of("P01")[0], AT.date(), "新名称")["facts"]}
    assert facts["文件状态"]["value"] == "有效"
    assert facts["由谁代替"]["value"] == "将由2027年1月1日起施行的版本代替"
    assert facts["由谁代替"]["url"] == "/policies/P01/?on=2027-01-01"
    later = {row["label"]: row["value"] for row in policy(library().versions_of("P01")[0], LATER, "新名称")["facts"]}
    assert (later["文件状态"], later["由谁代替"]) == ("被替代", "已由2027年1月1日起施行的版本代替")
    page = cast.client().get("/policies/P01/").content.decode()
    assert "P01-2027-01-01" not in page
