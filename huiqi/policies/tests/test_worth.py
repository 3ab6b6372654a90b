"""How the yuan of a tier are reckoned, as a clerk writes it in a page."""

import json

import pytest
from django.urls import reverse

from huiqi.eligibility.library import Library
from huiqi.policies import services
from huiqi.policies.forms.drafts import tiers_of
from huiqi.policies.forms.worth import WorthForm
from huiqi.policies.selectors import policy_in_force
from huiqi.policies.services import SHIPPED
from huiqi.policies.tests.conftest import AT, example
from huiqi.policies.views.reaching import unpacked
from huiqi.policies.wording.worth import how

TYPED = {"revision": "0", "per": "once", "clause": "第三条"}
SHARE = TYPED | {"sort": "rate", "base": "loan_amount", "rate": "1.5"}
SLICED = TYPED | {"sort": "slices", "base": "loan_amount"}
HEADS = TYPED | {"sort": "each", "base": "graduate_hires", "each": "1500元"}


def form_of(typed, stored=None):
    return WorthForm(typed, stored=stored)


def said(typed, stored=None):
    form = form_of(typed, stored)
    assert form.is_valid(), form.errors
    return form.said()


@pytest.mark.parametrize(
    ("typed", "worth"),
    [
        (SHARE, {"of": ["loan_amount"], "rate": 0.015, "per": "once", "clause": "第三条"}),
        (HEADS, {"of": ["graduate_hires"], "each": 1500, "per": "once", "clause": "第三条"}),
        (TYPED | {"sort": "amount", "amount": "20万元"}, {"amount": 200000, "per": "once", "clause": "第三条"}),
        (SHARE | {"at_most": "３００万", "upper": "on"}, {"at_most": 3000000, "upper": True}),
        (SHARE | {"base_2": "rd_expense", "of_at_most": "5,000万元"}, {"of": ["loan_amount", "rd_expense"]}),
        (TYPED | {"sort": "none"}, None),
        (SHARE | {"months": "loan_months", "years_most": "2"}, {"years": {"months": "loan_months", "at_most": 2}}),
        (SHARE | {"days_since": "payment_due_on"}, {"rate": 0.015, "days_since": "payment_due_on"}),
        (
            SLICED | {"slices": "500万元以内 2%\n２０００万元以下：１.５％\n超出 1%"},
            {"slices": [{"up_to": 5000000, "rate": 0.02}, {"up_to": 20000000, "rate": 0.015}, {"rate": 0.01}]},
        ),
        (
            SLICED | {"slices": "100万元以内 5%\n100万元至500万元 3%\n超过500万元的部分，1%"},
            {"slices": [{"up_to": 1000000, "rate": 0.05}, {"up_to": 5000000, "rate": 0.03}, {"rate": 0.01}]},
        ),
        (SLICED | {"base": "graduate_hires", "slices": "10人以内 1000元"}, {"slices": [{"up_to": 10, "rate": 1000}]}),
    ],
)
def test_what_is_typed_is_what_a_version_holds(typed, worth):
    found = said(typed)
    assert found == worth if worth is None else worth.items() <= found.items()


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        (HEADS | {"each": "1500"}, "each", "没有写单位"),
        (HEADS | {"each": "一千五"}, "each", "不是一个金额"),
        (HEADS | {"each": "0元"}, "each", "大于零"),
        (SHARE | {"base": ""}, "base", "按什么来算"),
        (SHARE | {"rate": ""}, "rate", "不能空着"),
        (SHARE | {"base": "region"}, "base", ""),
        (TYPED | {"sort": "amount", "amount": "20万元", "at_most": "10万元"}, "at_most", "比定额还少"),
        (TYPED | {"sort": "kept"}, "sort", ""),
        (SHARE | {"months": "loan_months"}, "years_most", "两项都要填"),
        (SHARE | {"years_most": "2"}, "months", "两项都要填"),
        (SLICED | {"slices": ""}, "slices", "不能空着"),
        (SLICED | {"slices": "500万元以内 2%\n很多 1%"}, "slices", "第 2 行看不懂"),
        (SLICED | {"slices": "500以内 2%"}, "slices", "没有写单位"),
        (SLICED | {"slices": "500万元以内 2000元"}, "slices", "没有写比例"),
        (SLICED | {"slices": "500万元以内 2%\n500万元以内 1%"}, "slices", "从低到高"),
        (SLICED | {"slices": "500万元以内 2%\n2000万元以上 1%"}, "slices", "接不上"),
        (SLICED | {"slices": "500万元以内 2%\n600万元至800万元 1%"}, "slices", "接不上"),
        (SLICED | {"slices": "超出 2%\n500万元以内 1%"}, "slices", "最后一行"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(typed, field, sentence):
    form = form_of(typed)
    assert not form.is_valid()
    assert sentence in form.errors[field][0]


def tiers_in_yuan():
    """(policy version, tier as stored) of every shipped tier that is told in yuan."""
    files = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(SHIPPED.glob("*.json")))
    return [(one["code"], tier["worth"]) for one in files for tier in one["benefits"] if tier.get("worth")]


LONG = {"of": ["loan_amount"], "slices": [{"up_to": 5_000_000, "rate": 0.02}, {"rate": 0.015}], "per": "once"}
HIRED = {"of": ["graduate_hires"], "slices": [{"up_to": 10, "rate": 1000}, {"rate": 500}], "per": "year"}


@pytest.mark.parametrize(("_code", "worth"), [*tiers_in_yuan(), ("slices", LONG), ("heads", HIRED)])
def test_saving_without_a_change_changes_nothing(_code, worth):
    """Also what the form has no place for: rates by condition."""
    form = form_of(None, worth)
    shown = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    typed = {name: value for name, value in shown.items() if value not in (None, False)}
    assert said(typed | {"revision": "0"}, worth) == worth


SENTENCES = {
    "P01": "年度应纳税所得额 × 20%，每年，依据第三条",
    "P06": "上年度研发费用 × （5%（小型微利企业）；15%（资质与荣誉）；25%），每年，依据第一条",
    "P18": "招用高校毕业生人数 + 招用登记失业青年人数 × 1,500 元，是上限，一次性",
    "P22": "贷款金额 × 1.5% × 年数（最多 2 年），基数最多 5,000 万元，一次性",
    "P29": "600 万元，一次性",
    "P30": "被拖欠的款项 × 0.05% × 应付款日期起的天数，一次性",
}


@pytest.mark.parametrize(("code", "sentence"), SENTENCES.items())
def test_how_a_tier_is_reckoned_is_said_in_a_sentence(code, sentence):
    (version,) = Library.load([next(SHIPPED.glob(f"{code}-*.json"))]).versions
    assert [how(tier.worth) for tier in version.benefits if tier.worth] == [sentence]


@pytest.fixture
def draft(hub):
    """An amendment of P15 with an example that may have it."""
    found = services.begin_amendment(policy_in_force("P15", AT.date()), reason="补算法", actor=hub, at=AT)
    facts = {"loan_amount": 2_000_000, "average_employees": 3}
    return services.edit(found.ref, {"examples": [example("甲公司", "unknown", **facts)]}, actor=hub, at=AT)


@pytest.mark.django_db
def test_what_is_written_in_the_page_is_reckoned_for_the_examples(client, cast, draft):
    client.force_login(cast.hub_operator)
    url = reverse("policies:draft_benefit", args=[draft.ref, 1])
    client.post(url, SHARE | {"revision": draft.revision})
    draft.refresh_from_db()
    assert draft.content["benefits"][0]["worth"]["rate"] == 0.015
    page = client.get(reverse("policies:draft_benefits", args=[draft.ref])).content.decode()
    assert "贷款金额 × 1.5%，一次性，依据第三条" in page
    assert "3 万元" in page


@pytest.mark.django_db
def test_a_form_that_another_clerk_overtook_keeps_what_was_typed(client, cast, draft):
    client.force_login(cast.hub_operator)
    url = reverse("policies:draft_benefit", args=[draft.ref, 1])
    page = client.post(url, SHARE | {"revision": draft.revision - 1}).content.decode()
    assert "又有人改过" in page
    assert 'value="1.5"' in page


@pytest.mark.django_db
def test_a_tier_that_is_not_there_is_not_found(client, cast, draft):
    client.force_login(cast.hub_operator)
    assert client.get(reverse("policies:draft_benefit", args=[draft.ref, 9])).status_code == 404


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (["一档", "二档"], [True, False]),
        (["一档（改了字）", "二档"], [True, False]),
        (["二档", "一档"], [False, True]),
        (["一档", "二档", "三档"], [True, False, False]),
        (["一档（改了字）", "二档", "三档"], [False, False, False]),
    ],
)
def test_a_tier_whose_words_change_keeps_its_calculation(lines, kept):
    content = {"benefits": [{"text": "一档", "worth": {"amount": 1}}, {"text": "二档"}]}
    assert ["worth" in tier for tier in tiers_of(lines, content)] == kept


def press(client, draft, do, *, number=1, **typed):
    url = reverse("policies:draft_tier_rule", args=[draft.ref, number])
    lines = {"n-kind": "group", "n-word": "all", **{name.replace("__", "-"): value for name, value in typed.items()}}
    return client.post(url, {"do": do, "revision": draft.revision, **lines})


FEW_STAFF = {"n.0__kind": "fact", "n.0__fact": "employees", "n.0__op": "<=", "n.0__value": "30"}


@pytest.mark.django_db
def test_a_tier_has_a_condition_of_its_own_and_loses_it_again(cast, draft):
    client = cast.client(cast.hub_operator)
    assert press(client, draft, "save", number=2, **FEW_STAFF).status_code == 302
    draft.refresh_from_db()
    asked = [tier["condition"] for tier in draft.content["benefits"]]
    assert asked[1] == {"all": [{"fact": "employees", "op": "<=", "value": 30}]}
    shown = client.get(reverse("policies:draft_benefits", args=[draft.ref])).content.decode()
    assert "从业人员（年末）：不超过 30 人" in shown
    assert press(client, draft, "clear", number=2).status_code == 302
    draft.refresh_from_db()
    assert [tier["condition"] for tier in draft.content["benefits"]] == [asked[0], None, asked[2]]


@pytest.mark.django_db
def test_a_condition_of_a_tier_that_cannot_be_read_is_not_saved_and_stays_typed(cast, draft):
    client, before = cast.client(cast.hub_operator), draft.content["benefits"]
    page = press(client, draft, "save", **FEW_STAFF | {"n.0__value": "三十来个"}).content.decode()
    draft.refresh_from_db()
    assert draft.content["benefits"] == before
    assert "三十来个" in page
    assert "没有保存" in page


@pytest.mark.django_db
def test_who_has_a_tier_is_counted_among_those_who_have_the_policy(cast, draft):
    url = reverse("policies:draft_counts", args=[draft.ref]) + "?tier=1"
    typed = {"n-kind": "group", "n-word": "all", **{name.replace("__", "-"): v for name, v in FEW_STAFF.items()}}
    context = cast.client(cast.hub_operator).post(url, typed).context
    assert context["compared"] is False
    assert len(unpacked(context["rule"], "P15").of) == 2
