"""The one box."""

import pytest
import tantivy

from huiqi.search import ports, rules, selectors
from huiqi.search.ports import Document
from huiqi.search.selectors import is_ready, search
from huiqi.search.services import rebuild

pytestmark = pytest.mark.django_db


class Lamps:
    kind, label = "lamp", "灯"

    def documents(self):
        yield Document("lamp", "1", "中小企业台灯补贴政策", "台灯，省电，适合车间", "灯具厅", "/lamps/1/")
        yield Document("lamp", "2", "落地灯", "适合客厅，也有补贴", "", "/lamps/2/", "LD-2")


@pytest.fixture
def index(settings, tmp_path, monkeypatch):
    settings.DERIVED_ROOT = tmp_path
    monkeypatch.setattr(ports, "_kinds", {"lamp": Lamps()})
    rebuild()


def test_a_title_comes_before_a_text(index):
    found = search("补贴")
    assert [hit.url for hit in found.hits] == ["/lamps/1/", "/lamps/2/"]
    assert found.kinds[0].count == 2


def test_all_the_words_come_before_any_of_them(index):
    assert search("客厅 补贴").total == 1
    assert search("客厅 冰箱").total == 1


def test_a_lamp_is_found_by_its_pinyin_and_by_its_code(index):
    assert [hit.url for hit in search("taideng").hits] == ["/lamps/1/"]
    assert [hit.url for hit in search("LD-2").hits] == ["/lamps/2/"]


def test_words_are_found_in_any_order(index):
    assert search("补贴客厅").hits == search("客厅补贴").hits != []


def test_what_is_meant_is_found_under_other_words(index, monkeypatch):
    monkeypatch.setattr(rules, "synonyms", lambda: {"灯具": ("台灯",)})
    assert [hit.url for hit in search("灯具").hits] == ["/lamps/1/"]


def test_nothing_found_is_an_empty_answer(index):
    assert search("冰箱").hits == []


def test_an_index_of_an_earlier_version_is_no_index(index, settings):
    newer = settings.DERIVED_ROOT / "search" / "1000"
    newer.mkdir()
    former = tantivy.SchemaBuilder()
    former.add_text_field("title", stored=True)
    tantivy.Index(former.build(), path=str(newer))
    assert not is_ready()
    assert search("补贴").hits == []


@pytest.mark.parametrize("text", ["", "  ", '"(*&^', "AND OR NOT", "a" * 5000, "台灯:~^[]{}"])
def test_whatever_is_typed_is_answered(index, text):
    assert search(text).ready


def test_without_an_index_it_says_so(settings, tmp_path):
    settings.DERIVED_ROOT = tmp_path / "nothing"
    assert not search("灯").ready


def test_a_new_generation_replaces_the_former_one(index, tmp_path):
    rebuild()
    rebuild()
    assert len(list((tmp_path / "search").iterdir())) == 2
    assert search("台灯").total == 1


@pytest.fixture
def many(settings, tmp_path, monkeypatch):
    """So many lamps that nearly every word is one that much has."""

    class Rows:
        kind, label = "lamp", "灯"

        def documents(self):
            for n in range(3_000):
                yield Document(
                    "lamp", str(n), f"台灯{n}号" if n % 2 else f"{n}号", "省电" if n % 10 else "费电", "", f"/{n}/"
                )

    settings.DERIVED_ROOT = tmp_path
    monkeypatch.setattr(ports, "_kinds", {"lamp": Rows()})
    monkeypatch.setattr(selectors, "MUCH", 100)
    monkeypatch.setattr(rules, "PART", 256)
    rebuild()


@pytest.mark.parametrize(("text", "total"), [("省电", 2_700), ("费电", 300), ("台灯", 1_500), ("台灯17号", 1)])
def test_much_is_counted_to_the_last(many, text, total):
    found = search(text)
    assert (found.total, [kind.count for kind in found.kinds]) == (total, [total])


@pytest.mark.parametrize(("text", "total"), [("台灯", 1_500), ("省电", 2_700), ("台灯 省电", 1_500), ("费电", 300)])
def test_the_pages_of_much_say_everything_once_titles_first(many, text, total):
    pages = [search(text, page=page).hits for page in range(1, total // 20 + 2)]
    urls = [hit.url for hits in pages for hit in hits]
    assert (len(urls), len(set(urls))) == (total, total)
    named = ["台灯" in hit.title for hits in pages for hit in hits]
    assert "台灯" not in text or named == sorted(named, reverse=True)
