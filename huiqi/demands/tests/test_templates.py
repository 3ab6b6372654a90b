"""Templates of answers: who keeps them, what their fields say, how they come into the text."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from huiqi.demands.models import AnswerTemplate
from huiqi.demands.rules.templates import FIELDS, filled, unknown_fields
from huiqi.demands.services import TemplateEntry, drop_template, write_template
from huiqi.demands.tests.play import Play
from huiqi.demands.wording.templates import MEANINGS, SAMPLE
from huiqi.demands.words import DemandState, Verb
from huiqi.journal.models import Entry
from huiqi.kernel.refusal import Refused
from huiqi.standards.service_kinds import ServiceKind
from tests.cast import NOON

TEXT = "{企业名称}：您的诉求（{编号}）已办好。{经办人}"
ANSWER = TemplateEntry(Verb.ANSWER, None, "已办好", TEXT)

TEXTS = [
    ("没有字段", "没有字段", []),
    ("{企业名称}您好", "甲公司您好", []),
    ("｛ 企业名称 ｝您好", "甲公司您好", []),
    ("{企业}{编号}{企业}{老板}", "________________", ["企业", "老板"]),
    ("{时限}前", "____前", []),
    ("{}", "____", [""]),
    ("{没有结束", "{没有结束", []),
]


@pytest.mark.parametrize(("text", "read", "unknown"), TEXTS)
def test_a_text_is_filled_and_its_unknown_fields_named(text, read, unknown):
    assert filled(text, {"企业名称": "甲公司"}) == read
    assert unknown_fields(text) == unknown


def test_every_field_has_a_meaning_and_a_sample():
    assert tuple(MEANINGS) == tuple(SAMPLE) == FIELDS


def keeps(cast, who: str = "manager_a", entry: TemplateEntry = ANSWER, **more) -> AnswerTemplate:
    """A template of somebody's office."""
    return write_template(entry, actor=cast.actor(getattr(cast, who)), at=NOON, **more)


def form(cast, who: str, play: Play, verb: str = "answer"):
    """The form of a verb."""
    return cast.client(getattr(cast, who)).get(f"/demands/{play.demand.ref}/{verb}/").content.decode()


def test_a_template_is_written_changed_and_taken_away_with_its_traces(cast):
    actor = cast.actor(cast.manager_a)
    made = keeps(cast)
    changed = keeps(
        cast, entry=TemplateEntry(Verb.REPLY, ServiceKind.SERVICE, "在办", "在办"), ref=made.ref, revision=1
    )
    assert (changed.verb, changed.kind, changed.text, changed.revision) == (Verb.REPLY, "service", "在办", 2)
    with pytest.raises(Refused, match="stale_template"):
        keeps(cast, ref=made.ref, revision=1)
    drop_template(made.ref, actor=actor, at=NOON)
    verbs = Entry.objects.filter(subject_ref=made.ref).order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["write_template", "write_template", "drop_template"]


WRONG = [
    (TemplateEntry(Verb.ANSWER, None, "x", "{老板}"), "unknown_field"),
    (TemplateEntry(Verb.ANSWER, None, "x", "  "), "required"),
    (TemplateEntry(Verb.ANSWER, None, " ", "x"), "required"),
    (TemplateEntry(Verb.ANSWER, None, "x", "字" * 5001), "too_long"),
    (TemplateEntry(Verb.ANSWER, ServiceKind.SERVICE, "已办好", "x"), "template_named"),
]


@pytest.mark.parametrize(("entry", "code"), WRONG)
def test_what_cannot_be_a_template_is_refused(cast, entry, code):
    keeps(cast)
    with pytest.raises(Refused, match=code):
        keeps(cast, entry=entry)


@pytest.mark.parametrize("who", ["receptionist_a", "institution_clerk", "owner_x"])
def test_only_who_answers_for_an_office_keeps_templates(cast, who):
    with pytest.raises(PermissionDenied):
        keeps(cast, who)
    with pytest.raises(PermissionDenied):
        drop_template(keeps(cast).ref, actor=cast.actor(getattr(cast, who)), at=NOON)


def test_nobody_changes_the_templates_of_another_office(cast):
    hubs = keeps(cast, "hub_operator")
    with pytest.raises(AnswerTemplate.DoesNotExist):
        keeps(cast, ref=hubs.ref, revision=1)
    client = cast.client(cast.manager_a)
    assert client.get(reverse("demands:write_template", args=[hubs.ref])).status_code == 404
    assert client.post(reverse("demands:drop_template", args=[hubs.ref])).status_code == 404


def test_the_form_of_a_verb_offers_what_fits_filled_from_the_case(cast):
    play = Play(cast).through(Verb.REGISTER)
    keeps(cast)
    keeps(cast, "hub_operator", TemplateEntry(Verb.ANSWER, None, "全网络", "{今天}"))
    keeps(cast, entry=TemplateEntry(Verb.ANSWER, ServiceKind.COMPLAINT, "投诉用", "x"))
    keeps(cast, entry=TemplateEntry(Verb.REPLY, None, "阶段用", "x"))
    page = form(cast, "receptionist_a", play)
    assert f"{cast.enterprise_x.name}：您的诉求（{play.demand.number}）已办好。{cast.receptionist_a.name}" in page
    assert page.index("已办好") < page.index("全网络")
    assert "投诉用" not in page
    assert "阶段用" not in page


def test_another_window_and_the_institution_are_offered_the_hubs_alone(cast):
    play = Play(cast).through(Verb.REGISTER, Verb.DISPATCH, Verb.TAKE)
    keeps(cast)
    keeps(cast, "hub_operator", TemplateEntry(Verb.ANSWER, None, "全网络", "{承办单位}"))
    page = form(cast, "institution_clerk", play)
    assert "全网络" in page
    assert 'data-text="演示检测中心"' in page
    assert "已办好" not in page


def test_without_a_script_the_form_comes_back_with_the_template_and_all_that_was_typed(cast):
    play, made = Play(cast).through(Verb.REGISTER), keeps(cast)
    client = cast.client(cast.receptionist_a)
    said = {"answer": "先说一句。", "revision": play.demand.revision, "template": made.ref}
    page = client.post(f"/demands/{play.demand.ref}/answer/", said)
    text = page.context["form"]["answer"].value()
    assert text.startswith("先说一句。\n\n")
    assert text.endswith(f"已办好。{cast.receptionist_a.name}")
    assert page.context["form"]["revision"].value() == str(play.demand.revision)
    play.demand.refresh_from_db()
    assert play.demand.state == DemandState.REGISTERED


def test_a_template_chosen_on_a_form_that_is_out_of_date_loses_nothing(cast):
    play, made = Play(cast).through(Verb.REGISTER), keeps(cast)
    said = {"answer": "先说一句。", "revision": 1, "template": made.ref}
    page = cast.client(cast.receptionist_a).post(f"/demands/{play.demand.ref}/answer/", said)
    assert page.status_code == 200
    assert page.context["form"]["answer"].value().startswith("先说一句。\n\n")


def test_a_manager_sees_a_template_filled_before_he_keeps_it(cast):
    client = cast.client(cast.manager_a)
    said = {"verb": "answer", "kind": "", "name": "已办好", "text": TEXT, "revision": 0}
    page = client.post("/demands/templates/new/", {**said, "preview": "1"}).content.decode()
    assert "演示精密机械有限公司：您的诉求（410100-2026-000128）已办好。" in page
    assert not AnswerTemplate.objects.exists()
    assert "没有“老板”这样的字段" in client.post("/demands/templates/new/", {**said, "text": "{老板}"}).content.decode()
    listed = client.post("/demands/templates/new/", said, follow=True).content.decode()
    assert "已保存，从现在起可以选用。" in listed
    assert "删掉" in listed
    assert "删掉" not in cast.client(cast.receptionist_a).get("/demands/templates/").content.decode()
