"""Texts: two people publish one, the same is kept once, links follow their paragraphs, no chain comes back."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate

from huiqi.journal.models import Entry
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused
from huiqi.policies import selectors, services
from huiqi.policies.flow import TEXT
from huiqi.policies.forms.texts import TextForm
from huiqi.policies.models import Document
from huiqi.policies.rules.identity import Known, alike, bare, pairs
from huiqi.policies.rules.paragraphs import label_of, split
from huiqi.policies.selectors.documents import carried_by, named
from huiqi.policies.tests.conftest import AT
from huiqi.policies.wording.texts import refusal
from huiqi.policies.words import DraftState, Origin

pytestmark = pytest.mark.django_db


def content(**said):
    """A text of three paragraphs."""
    whole = {"kind": "document", "number": "某发〔2026〕1号", "title": "某办法", "issuer": "某局", "status": "in_force"}
    whole |= {"grade": "A", "last_verified": "2026-11-22", "policies": ["P01"], "effective_from": "2026-01-01"}
    whole |= {"paragraphs": [{"text": text} for text in ("第一条 甲", "第二条 乙", "第三条 丙")]}
    return whole | said


@pytest.fixture
def publish(hub, second):
    """Write a text down and let a second person publish it."""

    def done(**said):
        draft = services.propose_text(content(**said), actor=hub, at=AT)
        return services.publish_text(draft.ref, actor=second, at=AT).document

    return done


def test_a_second_person_publishes_and_the_journal_says_so(hub, second):
    draft = services.propose_text(content(), actor=hub, at=AT)
    with pytest.raises(Refused, match="own_eyes"):
        services.publish_text(draft.ref, actor=hub, at=AT)
    services.publish_text(draft.ref, actor=second, at=AT)
    (text,) = selectors.texts_of("P01")
    assert [part.text for part in text.paragraphs.all()] == ["第一条 甲", "第二条 乙", "第三条 丙"]
    assert [entry.verb for entry in Entry.objects.filter(subject_ref=draft.ref).order_by("number")] == [
        "propose",
        "publish",
    ]


def test_nobody_else_writes_or_sees_what_is_not_published(hub, cast):
    services.propose_text(content(), actor=hub, at=AT)
    owner = cast.actor(cast.owner_x)
    assert not [*selectors.text_drafts_visible_to(owner), *selectors.documents()]
    with pytest.raises(PermissionDenied):
        services.propose_text(content(title="别的"), actor=owner, at=AT)


@pytest.mark.parametrize(
    "said",
    [{"number": "某发[2026]1号"}, {"number": "某发【2026】１号"}, {"title": "《某办法》".strip("《》") + " "}],
)
def test_the_same_text_typed_otherwise_is_the_same(hub, publish, said):
    first = publish()
    draft = services.propose_text(content(**said, grade="B"), actor=hub, at=AT)
    assert draft.document == first


def test_a_second_draft_of_the_same_text_is_led_to_the_first(hub):
    first = services.propose_text(content(), actor=hub, at=AT)
    with pytest.raises(Refused, match="already_open") as refused:
        services.propose_text(content(grade="B"), actor=hub, at=AT)
    assert refused.value.parameters["ref"] == first.ref


def test_what_was_published_meanwhile_is_not_written_over(hub, second, publish):
    text = publish()
    late = services.propose_text(content(grade="B"), actor=hub, at=AT, origin=Origin.SOURCE)
    Document.objects.filter(id=text.id).update(void="第二条")
    with pytest.raises(Refused, match="overtaken"):
        services.publish_text(late.ref, actor=second, at=AT)


def test_an_explanation_stands_beside_its_paragraph_and_follows_it(publish):
    original = publish()
    told = [{"text": "说的是第三条", "explains": [3]}, {"text": "总的来说"}]
    publish(kind="interpretation", number="", title="解读", interprets=str(original.ref), paragraphs=told)
    publish(paragraphs=[{"text": text} for text in ("第一条 甲", "新的一段", "第二条 乙", "第三条 丙")])
    original, explaining = selectors.texts_of("P01")[0], selectors.texts_of("P01")[1:]
    texts = sorted([original, *explaining], key=lambda text: text.kind != "document")
    passages = selectors.side_by_side(texts[0], texts[1:])
    assert [part.text for part in passages[0].explained] == ["总的来说"]
    assert [(p.original.text, [part.text for part in p.explained]) for p in passages[1:]][3] == (
        "第三条 丙",
        ["说的是第三条"],
    )


def test_a_circle_of_replacement_is_refused_with_its_chain(hub, publish):
    old = publish(title="老办法")
    middle = publish(title="中办法")
    new = publish(title="新办法")
    publish(title="老办法", status="superseded", replaced_by=str(middle.ref))
    publish(title="中办法", status="superseded", replaced_by=str(new.ref))
    assert [text.title for text in selectors.chain_of(new)] == ["老办法", "中办法", "新办法"]
    circular = content(title="新办法", status="superseded", replaced_by=str(old.ref))
    with pytest.raises(Refused, match="circle") as refused:
        services.propose_text(circular, actor=hub, at=AT)
    assert "新办法 → 老办法 → 中办法 → 新办法" in refusal(refused.value)


@pytest.mark.parametrize(
    ("said", "field", "code"),
    [
        ({"title": " "}, "title", "required"),
        ({"kind": "book"}, "kind", "no_choice"),
        ({"issued_on": "2026-02-30"}, "issued_on", "no_day"),
        ({"effective_through": "2025-12-31"}, "effective_through", "ends_before_it_begins"),
        ({"url": "javascript:alert(1)"}, "url", "no_address"),
        ({"policies": ["P99"]}, "policies", "no_policy"),
        ({"status": "superseded"}, "replaced_by", "required"),
        ({"status": "partly_repealed"}, "void", "required"),
        ({"status": "superseded", "replaced_by": "nonsense"}, "replaced_by", "no_text"),
        ({"paragraphs": [{"text": "甲", "explains": [1]}]}, "paragraphs", "explains_nothing"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(hub, said, field, code):
    with pytest.raises(Refused, match=code) as refused:
        services.propose_text(content(**said), actor=hub, at=AT)
    assert (refused.value.field, bool(refusal(refused.value))) == (field, True)


def test_a_dropped_draft_moves_no_more(hub, second):
    draft = services.propose_text(content(), actor=hub, at=AT)
    services.edit_text(draft.ref, content(grade="B"), actor=second, at=AT)
    assert services.drop_text(draft.ref, actor=hub, at=AT).state is DraftState.DROPPED
    with pytest.raises(NotNow):
        services.edit_text(draft.ref, content(), actor=hub, at=AT)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("第三条 甲", "第三条"),
        ("一、甲", "一"),
        ("（二）甲", "（二）"),
        ("3.甲", "3"),
        ("答：甲", "答"),
        ("甲一、乙", ""),
    ],
)
def test_the_number_of_a_paragraph_is_read_where_it_begins(line, label):
    assert label_of(line) == label


def test_empty_lines_only_part_paragraphs():
    assert [part.text for part in split("一、甲\r\n\r\n  二、乙 \n")] == ["一、甲", "二、乙"]


def test_the_picture_of_the_flow_is_the_table():
    assert TEXT.diagram() in (settings.ROOT / "docs" / "flows" / "policies.md").read_text(encoding="utf-8")


@pytest.fixture
def merged(hub, second, publish):
    """One text kept twice, the second with an item and an explanation of its own, merged into the first."""
    first = publish()
    again = publish(number="", title="某局关于印发《某办法》的通知", policies=["P02"])
    told = [{"text": "说的是第三条", "explains": [3]}]
    publish(kind="interpretation", number="", title="解读", interprets=str(again.ref), policies=[], paragraphs=told)
    said = selectors.text_content(again) | {"same_as": str(first.ref)}
    draft = services.propose_text(said, document=again, actor=hub, at=AT)
    services.publish_text(draft.ref, actor=second, at=AT)
    return first, again


def test_a_merged_text_gives_its_items_and_explanations_to_the_other(merged):
    first, _again = merged
    assert carried_by(first) == ["P01", "P02"]
    original, explaining = selectors.texts_of("P02")
    assert original == first
    passages = selectors.side_by_side(original, [explaining])
    assert [[part.text for part in passage.explained] for passage in passages] == [[], [], ["说的是第三条"]]


def test_a_merged_text_leads_to_the_other_and_stays_to_be_read(client, merged):
    first, again = merged
    assert client.get(f"/policies/documents/{again.ref}/").url == f"/policies/documents/{first.ref}/"
    assert "已经并入另一份" in client.get(f"/policies/documents/{again.ref}/?kept=1").content.decode()
    assert named("某局关于印发《某办法》的通知") == first


def test_what_was_merged_can_be_parted_again(hub, second, merged):
    first, again = merged
    again.refresh_from_db()
    said = {name: value for name, value in selectors.text_content(again).items() if name != "same_as"}
    draft = services.propose_text(said, document=again, actor=hub, at=AT)
    services.publish_text(draft.ref, actor=second, at=AT)
    assert carried_by(first) == ["P01"]
    assert [text.title for text in selectors.texts_of("P02")] == ["某局关于印发《某办法》的通知", "解读"]


@pytest.mark.parametrize(
    ("who", "into", "code"),
    [("first", "first", "same_as_itself"), ("other", "again", "merged_already"), ("first", "other", "keeps_copies")],
)
def test_merging_goes_one_step(hub, publish, merged, who, into, code):
    texts = {"first": merged[0], "again": merged[1], "other": publish(number="别发〔2026〕9号", title="别的办法")}
    said = selectors.text_content(texts[who]) | {"same_as": str(texts[into].ref)}
    with pytest.raises(Refused, match=code) as refused:
        services.propose_text(said, document=texts[who], actor=hub, at=AT)
    assert refused.value.field == "same_as"
    assert refusal(refused.value)


@pytest.mark.parametrize(
    "title", ["某办法", "《某办法》", "某局关于印发《某办法》的通知", "关于印发某办法的通知", "某局 某办法"]
)
def test_a_title_is_known_without_the_frame_of_its_notice(title):
    assert bare(title, "某局") == "某办法"


@pytest.mark.parametrize(
    ("other", "one_text"),
    [
        (Known("某发[2026]1号", "全不一样", "别局"), True),
        (Known("", "关于印发《某办法》的通知", "某局"), True),
        (Known("", "某办法", ""), True),
        (Known("", "某办法", "某局、别局"), True),
        (Known("", "某办法", "别局"), False),
        (Known("某发〔2025〕1号", "某办法", "某局"), False),
        (Known("某发〔2025〕1号", "某办法", "某局", date(2026, 1, 5)), True),
        (Known("", "某办法", "某局", explains=True), False),
    ],
)
def test_texts_that_may_be_one_are_known_by_number_or_title(other, one_text):
    one = Known("某发〔2026〕1号", "某办法", "某局", date(2026, 1, 5))
    assert alike(one, other) is one_text
    assert pairs({"a": one, "b": other}) == ([("a", "b")] if one_text else [])


def test_the_draft_and_the_list_point_at_what_may_be_there_already(cast, hub, publish):
    publish()
    again = services.propose_text(content(number="", title="关于印发某办法的通知"), actor=hub, at=AT)
    client = cast.client(cast.manager_a)
    assert "可能已经录过" in client.get(f"/policies/texts/{again.ref}/").content.decode()
    publish(number="", title="关于印发《某办法》的通知")
    assert "把下面一份并入上面一份" in client.get("/policies/texts/alike/").content.decode()


OF_TODAY = [(name, days, days > 0) for name in ("last_verified", "issued_on") for days in (-1, 0, 1)]


@pytest.mark.parametrize(("field", "day", "refused"), OF_TODAY)
def test_a_source_is_not_compared_and_a_text_not_issued_after_today(field, day, refused):
    told = {field: localdate() + timedelta(days=day)}
    assert ("不能晚于今天。" in str(TextForm(told).errors.get(field, ""))) is refused


def test_a_text_that_is_in_force_names_nothing_that_replaced_it(hub, publish):
    other = publish(number="某发〔2026〕9号", title="新办法")
    with pytest.raises(Refused, match="replaced_in_force") as caught:
        services.propose_text(content(replaced_by=str(other.ref)), actor=hub, at=AT)
    assert caught.value.field == "replaced_by"
    assert "请清空这一栏" in refusal(caught.value)
