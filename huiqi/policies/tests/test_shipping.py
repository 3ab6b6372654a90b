"""The shipped texts and openings: loaded once, never over a person's edit, every fault named."""

import json

import pytest

from huiqi.eligibility.library import BadLibrary
from huiqi.kernel.access import SYSTEM
from huiqi.policies import services
from huiqi.policies.models import Document
from huiqi.policies.selectors import chain_of, openings_of, texts_of
from huiqi.policies.services.shipping import TEXTS
from huiqi.policies.tests.conftest import AT

pytestmark = pytest.mark.django_db


def load(folder=TEXTS):
    return services.load_texts(folder, actor=SYSTEM, at=AT)


@pytest.fixture
def changed(tmp_path):
    """Two of the shipped texts, one of them with other words."""

    def written(**said):
        for name in ("vat-law", "mof-2026-10"):
            content = json.loads((TEXTS / f"{name}.json").read_text(encoding="utf-8"))
            content |= said if name == "vat-law" else {}
            (tmp_path / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
        return tmp_path

    return written


def test_the_shipped_texts_and_openings_are_loaded_once(shipped):
    first = load()
    assert len(first.new) == len(list(TEXTS.glob("*.json")))
    assert load().unchanged == first.new
    assert services.load_openings(actor=SYSTEM, at=AT).new == ["L04 000000 2026-04-25", "L02 000000 2026-06-01"]
    assert len(services.load_openings(actor=SYSTEM, at=AT).unchanged) == 2


def test_what_a_person_published_is_kept(shipped, changed):
    load()
    Document.objects.filter(title="中华人民共和国增值税法").update(edited_by="somebody")
    done = load(changed(issued_on="2024-01-01"))
    assert (done.kept, done.unchanged) == (["vat-law"], ["mof-2026-10"])


def test_a_fault_is_named_and_nothing_is_loaded(shipped, changed):
    with pytest.raises(BadLibrary, match="effective_through: ends_before_it_begins"):
        load(changed(effective_through="1999-01-01"))
    with pytest.raises(BadLibrary, match="comes back to itself"):
        load(changed(status="superseded", replaced_by="vat-law"))
    assert not Document.objects.exists()


def test_the_measures_of_2022_stand_in_a_chain_with_those_of_2026(shipped):
    load()
    newer = next(text for text in texts_of("L03") if text.number == "工信部企业〔2026〕2号")
    assert [text.number for text in chain_of(newer)] == ["工信部企业〔2022〕63号", "工信部企业〔2026〕2号"]


def test_the_law_that_an_item_cites_has_its_articles(shipped):
    load()
    (law,) = [text for text in texts_of("P03") if text.title == "中华人民共和国增值税法"]
    articles = {part.label: part.text for part in law.paragraphs.all()}
    assert "未达到起征点" in articles["第二十三条"]


def test_an_opening_a_person_took_back_does_not_come_again(shipped, cast):
    load()
    services.load_openings(actor=SYSTEM, at=AT)
    (opening,) = openings_of("L04")
    services.withdraw_opening(opening.ref, reason="撤回", actor=cast.actor(cast.hub_operator), at=AT)
    services.load_openings(actor=SYSTEM, at=AT)
    assert not openings_of("L04")
