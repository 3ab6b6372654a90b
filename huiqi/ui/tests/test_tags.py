"""What the tags draw, and how a field is tied to its words."""

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import SafeString

from huiqi.ui import ports
from huiqi.ui.fields import AmountField, DigitsField, WholeField


@pytest.fixture(autouse=True)
def _chinese():
    with translation.override("zh-hans"):
        yield


def draw(source, **context):
    return Template(source).render(Context(context))


class FactsForm(forms.Form):
    revenue = forms.IntegerField(
        label="营业收入", help_text="利润表首行", min_value=0, widget=forms.TextInput({"data-suffix": "万元"})
    )
    kind = forms.ChoiceField(label="类别", choices=[("a", "咨询"), ("b", "投诉")], widget=forms.RadioSelect)
    listed = forms.BooleanField(label="已上市", required=False)


def test_a_field_says_its_label_hint_and_unit():
    html = draw("{% field form.revenue %}", form=FactsForm())
    assert '<label class="label" for="id_revenue">营业收入' in html
    assert 'aria-describedby="id_revenue_helptext"' in html
    assert '<span class="affix after" aria-hidden="true">万元</span>' in html


LIST = '{% table "诉求" "件数" "" page=page empty="没有诉求" why="提交以后列在这里。" %}{{ rows }}{% endtable %}'


def test_a_list_has_its_headings_its_rows_and_its_pages(rf):
    html = draw(
        LIST, rows=SafeString("<tr><td>一件</td></tr>"), page=Paginator(range(90), 20).page(2), request=rf.get("/")
    )
    assert '<th scope="col">件数</th>' in html
    assert '<span class="visually-hidden">操作</span>' in html
    assert "<tbody><tr><td>一件</td></tr></tbody>" in html
    assert "第 21–40 条，共 90 条" in html


def test_a_list_without_rows_says_why_instead(rf):
    html = draw(LIST, rows=" ", page=Paginator([], 20).page(1), request=rf.get("/"))
    assert "没有诉求" in html
    assert "<table" not in html


def test_the_nearest_of_the_way_here_is_where_back_leads():
    html = draw('{% crumbs "办件台" "/desk/" "问责记录" "/records/" "耽误的时间" %}')
    assert '<a href="/desk/">办件台</a>' in html
    assert '<a href="/records/" data-back>问责记录</a>' in html
    assert "<span>耽误的时间</span>" in html


def test_an_error_stands_beside_its_field_and_keeps_what_was_typed():
    html = draw("{% field form.revenue %}", form=FactsForm({"revenue": "-5"}))
    assert "不能是负数。" in html
    assert 'value="-5"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_revenue_helptext id_revenue_error"' in html


def test_only_what_may_be_left_out_is_marked():
    assert "选填" not in draw("{% field form.revenue %}", form=FactsForm())
    optional = FactsForm()
    optional.fields["revenue"].required = False
    assert "（选填）" in draw("{% field form.revenue %}", form=optional)
    assert "选填" not in draw("{% field form.revenue optional=False %}", form=optional)


def test_a_field_that_some_answers_ask_for_says_which():
    form = FactsForm()
    form.fields["revenue"].required = False
    form.fields["revenue"].widget.attrs["data-when"] = "（已开业的必填）"
    html = draw("{% field form.revenue %}", form=form)
    assert "（已开业的必填）" in html
    assert "选填" not in html


def test_radios_are_a_group_with_a_legend_and_a_hint_each():
    html = draw("{% field form.kind hints=hints %}", form=FactsForm(), hints={"b": "十五个工作日"})
    assert '<legend class="label">类别' in html
    assert 'aria-describedby="id_kind_1_hint"' in html
    assert html.count('type="radio"') == 2


def test_the_summary_names_every_error_and_leads_to_its_field():
    html = draw("{% error_summary form %}", form=FactsForm({"revenue": "x"}))
    assert '<a href="#id_revenue">营业收入：请写整数。</a>' in html
    assert '<a href="#id_kind_0">请选择类别。</a>' in html


def test_nothing_is_summed_up_where_nothing_is_wrong():
    assert draw("{% error_summary form %}", form=FactsForm()).strip() == ""


def test_what_a_person_wrote_is_escaped():
    assert "<script>" not in draw('{% badge "quiet" text %}', text="<script>")
    assert "<b>" not in draw("{% timeline rows %}", rows=[{"state": "done", "title": "<b>", "note": "<b>"}])


def test_a_verdict_has_a_sign_and_is_never_red():
    assert 'class="badge quiet"' in draw('{% badge "ineligible" "目前不符合" %}')
    assert "<svg" in draw('{% badge "eligible" "可以享受" %}')


def test_an_unknown_value_is_a_dash():
    assert draw("{{ none|yuan }} {{ none|day }} {{ zero|yuan }}", none=None, zero=0) == "— — ¥0"


def test_turning_the_page_keeps_the_filters(rf):
    page = Paginator(range(100), 10).page(2)
    html = draw("{% pagination page %}", page=page, request=rf.get("/?region=410100&page=2"))
    assert 'href="?region=410100&amp;page=3"' in html
    assert 'aria-current="page">2<' in html


def test_a_slot_draws_what_is_registered_in_order(rf, monkeypatch):
    monkeypatch.setattr(ports, "_slots", {})
    first, second = (lambda request, thing, word=word: SafeString(f"{word}{thing};") for word in ("先", "后"))
    ports.register_slot("demo", second, order=2)
    ports.register_slot("demo", first, order=1)
    ports.register_slot("demo", first, order=1)
    assert draw('{% slot "demo" 7 %}{% slot "nobody" %}', request=rf.get("/")) == "先7;后7;"


class RevisedForm(forms.Form):
    revision = WholeField(widget=forms.HiddenInput, min_value=0)
    days = WholeField(label="天数")
    fee = AmountField(label="费用", required=False)
    mobile = DigitsField(r"^1[0-9]{10}$", label="手机号", required=False)


@pytest.mark.parametrize("revision", ["", "x", "-1", "١"])
def test_a_page_whose_hidden_field_is_gone_or_wrong_is_to_be_read_again(revision):
    html = draw("{% error_summary form %}", form=RevisedForm({"revision": revision, "days": "3"}))
    assert "页面已过期，请刷新后再提交。" in html
    assert "Revision" not in html


def test_full_width_digits_are_the_digits_they_are():
    form = RevisedForm({"revision": "１", "days": "１５", "fee": "１．５", "mobile": "１９９０００００００１"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["days"] == 15
    assert str(form.cleaned_data["fee"]) == "1.5"
    assert form.cleaned_data["mobile"] == "19900000001"


@pytest.mark.parametrize("typed", ["٣", "3٣", "३", "③"])
def test_digits_of_other_scripts_are_refused_with_a_sentence(typed):
    form = RevisedForm({"revision": "1", "days": typed, "fee": typed, "mobile": typed})
    assert form.errors.get("days") == form.errors["fee"] == form.errors["mobile"] == ["请用阿拉伯数字 0 到 9 填写。"]
