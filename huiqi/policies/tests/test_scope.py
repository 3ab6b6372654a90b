"""Where a policy applies, as a clerk says it: places left out, and the generic policy it stands for."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from huiqi.kernel.refusal import Refused
from huiqi.policies import services, wording
from huiqi.policies.forms.scope import places_left_out, typed
from huiqi.policies.rules.variants import variant_fault
from huiqi.policies.selectors import policy_in_force, read_draft
from huiqi.policies.tests.conftest import AT
from huiqi.standards import regions

HENAN = "410000"
GENERIC = {"P01": None, "P15": None, "P20": "P15"}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("济源市", "419001"),
        ("济源", "419001"),
        ("４１９００１", "419001"),
        ("河南省 郑州市 金水区 410105", "410105"),
        ("郑州市、", "410100"),
    ],
)
def test_a_place_is_written_by_name_or_by_code(line, code):
    assert places_left_out(f"\n  {line}\n{line}", HENAN) == [code]


@pytest.mark.parametrize(("line", "why"), [("北京市", "不在河南省里面"), ("410000", "不在"), ("999999", "不在")])
def test_a_place_outside_the_region_is_named(line, why):
    with pytest.raises(ValidationError) as refused:
        places_left_out(f"{line}\n济源市", HENAN)
    assert why in refused.value.messages[0]
    assert len(refused.value.messages) == 1


def test_a_name_of_several_places_asks_for_the_code():
    with pytest.raises(ValidationError) as refused:
        places_left_out("鼓楼区", regions.NATION)
    assert "不止一个" in refused.value.messages[0]
    assert "江苏省 南京市 鼓楼区" in refused.value.messages[0]


@pytest.mark.parametrize("codes", [[], ["419001"], ["410105", "419001"]])
def test_what_is_shown_is_read_again(codes):
    assert places_left_out(typed(codes), HENAN) == codes


@pytest.mark.parametrize(
    ("code", "of", "fault"),
    [
        ("P31", "P01", ""),
        ("P01", "P01", "variant_of_itself"),
        ("P31", "P99", "variant_of_nothing"),
        ("P31", "P20", "variant_of_variant"),
        ("P15", "P01", "variant_of_variant"),
    ],
)
def test_a_policy_stands_for_one_that_exists_and_is_no_variant(code, of, fault):
    assert variant_fault(code, of, GENERIC) == fault


def draft_of(code, hub):
    return services.begin_amendment(policy_in_force(code, AT.date()), reason="改适用地区", actor=hub, at=AT)


@pytest.mark.django_db
def test_a_clerk_writes_both_in_the_page_and_the_version_has_them(client, cast, hub):
    draft = draft_of("P15", hub)
    client.force_login(cast.hub_operator)
    url = reverse("policies:draft_words", args=[draft.ref])
    form = client.get(url).context["form"]
    shown = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    typed_in = {name: value for name, value in shown.items() if value is not None}
    client.post(url, typed_in | {"exceptions": "济源市\n河南省 郑州市 410100", "variant_of": "P01"})
    draft.refresh_from_db()
    read = read_draft(draft.content).version
    assert (read.exceptions, read.variant_of) == (("419001", "410100"), "P01")
    assert wording.perimeter(read).endswith("（济源市、郑州市除外）")
    assert "河南省 济源市 419001" in client.get(url).content.decode()


@pytest.mark.django_db
def test_a_variant_of_itself_is_not_sent_to_review(hub):
    draft = draft_of("P15", hub)
    services.edit(draft.ref, {"variant_of": "P15"}, actor=hub, at=AT)
    with pytest.raises(Refused) as refused:
        services.submit(draft.ref, actor=hub, at=AT)
    assert refused.value.code == "variant_of_itself"
