"""English is complete and honest: every sentence has it, says the same things, and no Chinese is left around the data.

Names, disclosed texts, typed texts and the titles of documents stay as they were given: they are Chinese in any
language, marked `lang="zh-Hans"` where they stand alone.
"""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command
from django.utils.translation import trans_real

from huiqi.accounts.models import Organisation, Person
from huiqi.demands.models import Demand
from huiqi.demands.tests.play import FILING, REACHED, SAID, Play
from huiqi.demands.words import Verb
from huiqi.directory.models import DutyItem, Matter, MatterItem, Product
from huiqi.enterprises.models import Enterprise
from huiqi.kernel.management.commands.messages import CATALOGUE
from huiqi.network.models import Post, TimeLimit
from huiqi.policies.models import Document
from huiqi.policies.selectors import library
from huiqi.standards import industries, regions
from tests.access import APART, ROUTES, WHO
from tests.test_access import stage  # noqa: F401 — a fixture

CHINESE = re.compile(r"[\u3001-\u303f\u3400-\u9fff\uff01-\uffee]")
PLACEHOLDER = re.compile(r"%\(\w+\)[.\d]*[a-z]|%%|%[sd]|\{\w*\}")
TYPED = {
    "结果请写：已申报、获批、到账 或 未通过。": "outcomes are typed in a sheet",
    "请填金额，例如 300万 或 3000000元。": "amounts are typed in 万 and 亿",
    "这不是一个金额。请写成 300万 或 5000元。": "300万 is typed in a sheet",
    "金额没有写单位，不知道是元还是万元。请写成 300万 或 300元。": "300万 is typed in a sheet",
    "写上单位，例如 300万 或 5000元。": "300万 is typed",
    "第 %(line)d 行看不懂。请写成：500万元以内 2%%；最后一行可以写：超出 1%%。": "slices are typed in Chinese",
    "第 %(line)d 行的金额没有写单位，不知道是元还是万元。请写成 300万元 或 300元。": "slices are typed in Chinese",
    "从低到高，一段一行，例如“500万元以内 2%”，最后“超出 1%”。基数是人数或项数的写“10人以内 1000元”。": "as above",
    "“超出”要写在最后一行，第 %(line)d 行在它后面。": "slices are typed in Chinese",
    "第一行里没有“名称”这一列。请用第一行写列名，例如：名称、文号、发文机关、施行日期。": "columns have Chinese names",
    "没有这个栏目。可以写：政策法规、经济动态、产业、市场、技术、产品、标准、人才。": "topics are typed in a sheet",
    "元、万元、亿元": "amounts are typed in 万 and 亿",
    "一行一个条件：看哪一项情况、怎样比较、比多少。金额写上单位，例如 300万。旁边是企业会看到的话。": "300万 is typed",
    "一行一天。放假写“2027-02-05 春节”，调休上班写“2027-02-14 上班”。": "what an administrator types is Chinese",
    "第 %(number)d 行没有写是什么节日，或“上班”。": "what an administrator types is Chinese",
    "第 %(number)d 行读不懂：“%(line)s”。请写成“2027-02-05 春节”。": "what an administrator types is Chinese",
    "每行一段。以“1. ”开头的显示为步骤，以“名称：”开头的名称会加粗。": "names the full-width colon that is typed",
}
SAMPLES = {"ui:gallery": "its samples show how Chinese is set", "ui:rows": "a sample of the gallery"}
SPOKEN = ("aria-label", "placeholder", "title", "alt", "data-label", "data-suffix")
VOID = {"meta", "link", "input", "br", "hr", "img"}


def catalogue():
    with (settings.ROOT / CATALOGUE).open("rb") as file:
        return [message for message in read_po(file, locale="en") if message.id]


def said(value):
    return [value] if isinstance(value, str) else list(value)


def test_every_sentence_has_its_english():
    call_command("messages", check=True)


def test_english_fills_in_what_the_chinese_fills_in():
    wrong = [
        said(message.id)[0]
        for message in catalogue()
        for english in said(message.string)
        if set(PLACEHOLDER.findall(english)) != set(PLACEHOLDER.findall(said(message.id)[0]))
    ]
    assert not wrong


def test_english_contains_no_chinese_but_what_people_type():
    chinese = {said(m.id)[0] for m in catalogue() if any(CHINESE.search(english) for english in said(m.string))}
    assert chinese == set(TYPED)


class Frame(HTMLParser):
    """Everything said on a page outside elements marked as Chinese."""

    def __init__(self):
        super().__init__()
        self.found, self.open = [], []

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        quiet = told.get("lang", "").startswith("zh") or tag in ("script", "style", "textarea")
        if not quiet:
            self.found += [told[name] or "" for name in SPOKEN if name in told]
        if tag not in VOID:
            self.open.append((tag, quiet))

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if tag in {name for name, _quiet in self.open}:
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data):
        if not any(quiet for _tag, quiet in self.open):
            self.found.append(" ".join(data.split()))


def typing():
    """The English sentences that show what is typed in Chinese."""
    return [text for m in catalogue() if said(m.id)[0] in TYPED for text in said(m.string)]


def given():
    """Every name and text that came as it is, longest first."""
    nodes = [node.name for tree in (regions, industries) for node in tree.tree()]
    columns = [(Organisation, "name"), (Person, "name"), (Product, "name"), (Enterprise, "contact_name")]
    columns += [(Product, "description"), (TimeLimit, "source"), (Demand, "title"), (Post, "name"), (Post, "area")]
    columns += [(DutyItem, "matter"), (DutyItem, "legal_basis"), (Matter, "name"), (MatterItem, "name")]
    columns += [(MatterItem, "reason"), (Document, "title")]
    names = [name for model, column in columns for name in model.objects.values_list(column, flat=True)]
    papers = [text for v in library().versions for text in (v.document_number, v.issuer)]
    typed = [FILING.text, *(word for _call, words in SAID.values() for word in words.values())]
    every = {str(text) for text in (*nodes, *names, *papers, *typed, *typing(), REACHED.opinion) if text}
    return sorted(every, key=len, reverse=True)


def left_over(html, data):
    """What Chinese a page says of its own."""
    page = Frame()
    page.feed(html)
    chinese = []
    for text in filter(CHINESE.search, page.found):
        own = text
        for name in data:
            own = own.replace(name, "")
        chinese += [text] if CHINESE.search(own) else []
    return chinese


@pytest.fixture
def english(tmp_path, settings):
    """The catalogue as it is in the source, compiled; nothing compiled before is believed."""
    target = tmp_path / "en" / "LC_MESSAGES" / "django.mo"
    target.parent.mkdir(parents=True)
    with (settings.ROOT / CATALOGUE).open("rb") as source, target.open("wb") as made:
        write_mo(made, read_po(source, locale="en"))
    settings.LOCALE_PATHS = [Path(tmp_path)]
    trans_real._translations.clear()
    yield {"HTTP_ACCEPT_LANGUAGE": "en"}
    trans_real._translations.clear()


def chinese_of(client, addresses, english):
    """Chinese of its own on every page among the addresses, by address."""
    data, wrong = given(), {}
    for address in addresses:
        answer = client.get(address, **english)
        if not answer["Content-Type"].startswith("text/html"):
            answer.close()
        elif found := left_over(answer.content.decode(), data):
            wrong[address] = found
    return wrong


READERS = ["nobody", "stranger", "owner_x", "manager_a", "institution_clerk", "hub_operator", *APART]


@pytest.mark.parametrize("who", READERS)
def test_no_page_says_chinese_of_its_own_in_english(english, stage, who):  # noqa: F811
    cast, names = stage
    shown = [row.path for route, row in ROUTES.items() if row.answers[WHO.index(who)] == 200 and route not in SAMPLES]
    addresses = [path.format(**names).replace("所得税", "tax") for path in shown]
    assert not chinese_of(cast.client(getattr(cast, who, None)), [*addresses, "/nowhere/"], english)


def test_a_demand_is_told_in_english_at_every_turn(english, cast):
    play = Play(cast)
    told = [Verb.REGISTER, Verb.ASK_INFORMATION, Verb.SUPPLY_INFORMATION, Verb.REPLY, Verb.DISPATCH, Verb.TAKE]
    told += [Verb.GIVE_PLAN, Verb.START_WORK, Verb.ANSWER, Verb.RATE, Verb.ATTEMPT_VISIT, Verb.VISIT, Verb.ARCHIVE]
    play.file()
    for verb in told:
        forms = [f"/demands/{play.demand.ref}/{verb.replace('_', '-')}/"]
        play.do(verb)
        pages = [f"/demands/{play.demand.ref}/", "/demands/", "/demands/desk/"]
        for person in (cast.owner_x, cast.receptionist_a, cast.institution_clerk):
            assert not chinese_of(cast.client(person), pages + forms, english), verb


def test_refusals_are_english_too(english, cast):
    data = given()
    for address in ("/signin/password/", "/demands/follow/", "/demands/new/", "/enterprise/register/"):
        html = cast.client(cast.owner_x).post(address, {"next": "/"}, **english).content.decode()
        assert "error-summary" in html, address
        assert not left_over(html, data)


def test_the_machine_says_its_failures_in_english(english, client, db):
    for address in ("/api/v1/policies/none", "/api/v1/policies?page=x", "/api/none", "/api/v1/none"):
        told = client.get(address, **english).json()["error"]
        assert not CHINESE.search(str(told)), address
