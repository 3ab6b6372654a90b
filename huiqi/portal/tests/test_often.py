"""What the home page suggests to search for is found, and what is meant comes first."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from huiqi.directory.models import Product
from huiqi.directory.words import FeeKind
from huiqi.kernel.access import SYSTEM
from huiqi.policies.services import load_library
from huiqi.portal.selectors import OFTEN
from huiqi.search.selectors import search
from huiqi.search.services import rebuild
from huiqi.standards.service_kinds import ServiceCategory
from tests.cast import OPENED

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
FIRST = {
    "小型微利企业所得税": "/policies/P01/",
    "稳岗返还": "/policies/P17/",
    "专精特新": "/policies/L0",
    "检验检测": "/institutions/",
    "账款拖欠": "/policies/P30/",
}


@pytest.fixture
def index(cast, settings, tmp_path):
    """The shipped library, a rival product for every word, and the network."""
    settings.DERIVED_ROOT = tmp_path
    load_library(actor=SYSTEM, at=AT)
    for name in ("拖欠账款清收辅导", "稳岗返还和扩岗补助核对", "专精特新培育诊断", "钢结构检验检测"):
        Product.objects.create(
            institution=cast.institution,
            category=next(iter(ServiceCategory)),
            name=name,
            description=f"{name}，约三个工作日。",
            fee_kind=FeeKind.FREE,
            offered_since=OPENED,
        )
    rebuild()


def test_every_suggestion_is_expected_to_find_something_certain():
    assert set(OFTEN) == set(FIRST)


@pytest.mark.parametrize("text", OFTEN)
def test_a_suggested_search_finds_first_what_it_means(index, text):
    assert search(text).hits[0].url.startswith(FIRST[text])


@pytest.mark.parametrize("text", ["zhengzhou", "410100", "郑州 窗口", "窗口 郑州"])
def test_a_window_is_found_by_name_place_code_and_pinyin(index, text):
    assert search(text).hits[0].url == "/windows/w410100/"


@pytest.mark.parametrize(("text", "kind"), [("高企", "政策"), ("拖欠账款", "政策")])
def test_a_word_of_the_street_finds_what_it_means(index, text, kind):
    assert search(text).hits[0].label == kind


@pytest.mark.parametrize(("code", "ended"), [("P26", True), ("P01", False)])
def test_a_policy_that_has_ended_says_so_beside_its_name(index, code, ended):
    assert search(code).hits[0].detail.startswith("已失效 · ") is ended
