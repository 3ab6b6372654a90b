"""Forms of texts, openings and blank forms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.eligibility.versions import Grade, PublicationStatus
from huiqi.kernel.fields import choices
from huiqi.kernel.refusal import Refused, tell
from huiqi.policies.models import Document
from huiqi.policies.rules.paragraphs import Part, linked, marked, split, typed
from huiqi.policies.rules.texts import RARE
from huiqi.policies.selectors.documents import named, paragraphs_of
from huiqi.policies.services.openings import Announced
from huiqi.policies.words import EXPLAINING, Paper, TextKind, Topic
from huiqi.standards import regions
from huiqi.ui.fact_fields import places
from huiqi.ui.fields import CodeField, Revised, SeenField, WholeField, day_field

LONG = 400_000
DAYS = ("issued_on", "effective_from", "effective_through", "last_verified")
OF_DOCUMENTS = ("kind", "number", "effective_from", "effective_through", "status", "void", "replaced_by")
UNSAID = {"kind": "news", "status": "in_force"}
"""What a form of news does not ask for, and what stands for it."""
LINES = ("kind", "number", "title", "issuer", "status", "void", "url", "source", "grade")


def _line(label: Any, most: int, hint: Any = "", *, required: bool = False) -> SeenField:
    return SeenField(label=label, max_length=most, required=required, help_text=hint)


def _area(label: Any, hint: Any = "", *, rows: int = 3, most: int = 5_000) -> forms.CharField:
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, required=False, max_length=most, help_text=hint, widget=widget)


class TextForm(Revised):
    """What somebody writes down of a published text, or changes in it."""

    revision = WholeField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, required=False)
    kind = forms.ChoiceField(label=_("种类"), choices=lambda: choices(TextKind))
    title = _line(_("名称"), 300, required=True)
    topic = forms.ChoiceField(
        label=_("资讯栏目"), required=False, help_text=_("选了栏目，就列进“资讯”；种类是资讯的一定要选。")
    )
    issued_in = forms.ChoiceField(
        label=_("发布地区"), required=False, help_text=_("发文机关管到哪里。列进“资讯”的要选。")
    )
    number = _line(_("文号"), 300, _("解读、问答、资讯没有文号的空着。"))
    issuer = _line(_("发文机关"), 200)
    issued_on = day_field(_("成文日期"), required=False, past=True)
    effective_from = day_field(_("施行日期"), _("原文没有写的空着。"), required=False)
    effective_through = day_field(_("有效期至"), _("包括这一天；没有写明的空着。"), required=False)
    interprets = _line(_("解读哪份文件"), 300, _("写那份文件的文号或名称。解读、图解、问答要填；资讯说到的也可以填。"))
    policies = CodeField(
        label=_("载有哪些申报事项"), required=False, max_length=200, help_text=_("写编号，用空格隔开，例如 P01 P02。")
    )
    body = _area(
        _("原文"),
        _("每一段写一行。解读可以在行首写 [3] 或 [3,5]，表示说的是原文第几段；不写时按文中提到的“第几条”对上。"),
        rows=16,
        most=LONG,
    )
    status = forms.ChoiceField(label=_("文件状态"), choices=lambda: choices(PublicationStatus))
    void = _area(_("哪些部分失效"), _("部分失效时写明条款。"), rows=2)
    replaced_by = _line(_("由哪份文件代替"), 300, _("写那份文件的文号或名称。"))
    same_as = _line(
        _("与哪份是同一份"),
        300,
        _(
            "同一份文件录了两次时，写另一份的文号或名称。发布后本页并入那一份，两份的申报事项和解读合在一起；以后清空这一栏就分开。"
        ),
    )
    url = _line(_("来源网址"), 500)
    source = _line(_("文字来源"), 300, _("例如：省厅网站；某某汇编。"))
    withdrawn = _line(_("撤下的原因"), 300, _("写了原因，发布后不再列出和显示；清空就恢复。"))
    raw = forms.FileField(label=_("原件"), required=False, help_text=_("PDF、Word 或图片，存档备查，不超过 20 MB。"))
    grade = forms.ChoiceField(label=_("来源核对"), choices=lambda: choices(Grade))
    last_verified = day_field(_("核对日期"), past=True)

    def __init__(self, *arguments: Any, province: str = "", document: Document | None = None, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.document = document
        self.fields["topic"].choices = [("", _("不作资讯")), *choices(Topic)]  # type: ignore[attr-defined]
        offered = issuing_places(province, self.initial.get("issued_in", ""))
        self.fields["issued_in"].choices = offered  # type: ignore[attr-defined]
        if document is None or document.kind is not TextKind.NEWS:
            del self.fields["withdrawn"]

    def clean(self) -> dict[str, Any]:
        """Find the texts that are named; none of them is this one."""
        told = super().clean() or {}
        for name in ("interprets", "replaced_by", "same_as"):
            if wanted := told.get(name):
                found = named(wanted, but=self.document)
                if found is None:
                    self.add_error(name, _("没有找到叫这个名称或文号的已发布文件。请先录入那一份，或照原样写全。"))
                told[name] = str(found.ref) if found else ""
        return told

    def content(self, former: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The whole text, as a draft holds it."""
        told = self.cleaned_data
        apart = {name: value for name, value in (former or {}).items() if name not in RARE}
        return {
            **apart,
            **{name: told.get(name, UNSAID.get(name, "")) for name in (*LINES, "interprets", "replaced_by")},
            **{name: said for name in RARE if (said := told.get(name))},
            **{day: told[day].isoformat() if told.get(day) else "" for day in DAYS},
            "policies": sorted(set(re.findall(r"[A-Z][0-9]{2,3}", told["policies"].upper()))),
            "paragraphs": [_raw(part) for part in self._parts()],
        }

    def _parts(self) -> tuple[Part, ...]:
        told = self.cleaned_data
        if told.get("kind") not in EXPLAINING:
            return split(told["body"])
        return linked(marked(told["body"]), paragraphs_of(told["interprets"]))

    def refuse(self, refused: Refused, sentence: str) -> None:
        """Say the sentence at its field."""
        field = {"paragraphs": "body"}.get(refused.field, refused.field)
        if isinstance(revision := refused.parameters.get("revision"), int):
            self.catch_up(revision)
        tell(self, Refused(refused.code, field), sentence)


class NewsForm(TextForm):
    """The same of news, which has neither number nor period and only speaks of documents."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for name in OF_DOCUMENTS:
            del self.fields[name]
        words = {
            "issued_on": _("发布日期"),
            "issuer": _("发布单位"),
            "interprets": _("说到哪份文件"),
            "body": _("正文"),
        }
        hints = {
            "interprets": _("写那份文件的文号或名称；没有就空着。"),
            "body": _("每一段写一行。只转载链接的可以空着，在下面写来源网址。"),
        }
        for name, label in (words | {"policies": _("说到哪些政策"), "topic": _("栏目")}).items():
            self.fields[name].label = label
            self.fields[name].help_text = hints.get(name, "" if name == "topic" else self.fields[name].help_text)
        for name in ("topic", "issued_in", "issued_on"):
            self.fields[name].required = True
        for name in ("topic", "issued_in"):
            offered = list(self.fields[name].choices)  # type: ignore[attr-defined]
            self.fields[name].choices = [("", _("请选择")), *offered[1:]]  # type: ignore[attr-defined]


def shown(content: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """What the form shows of a text; `names` says how the texts that it refers to are called."""
    parts = [Part(raw["label"], raw["text"], tuple(raw["explains"])) for raw in content["paragraphs"]]
    return {
        **content,
        **{day: date.fromisoformat(content[day]) if content[day] else None for day in DAYS},
        **{name: names.get(content.get(name, ""), "") for name in ("interprets", "replaced_by", "same_as")},
        "policies": " ".join(content["policies"]),
        "body": typed(parts),
    }


def _raw(part: Part) -> dict[str, Any]:
    return {"label": part.label, "text": part.text, "explains": list(part.explains)}


def issuing_places(province: str, known: str) -> list[Any]:
    """From where a text may come: the nation, this province with its places, other provinces, what is known."""
    here = [(province, regions.find(province).name), *places(province)[1:]] if province else []
    others = [(node.code, node.name) for node in regions.provinces() if node.code != province]
    offered = [("", _("不填")), (regions.NATION, _("全国")), *here, (_("其他省、自治区、直辖市"), others)]
    flat = {code for code, name in offered if not isinstance(name, list)}
    within = {code for _group, name in offered if isinstance(name, list) for code, _name in name}
    return offered if known in flat | within else [*offered, (known, regions.find(known).name)]


class OpeningForm(Revised):
    """What a notice says of an item."""

    revision = WholeField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, required=False)
    opens_on = day_field(_("开始申报"))
    closes_on = day_field(_("截止申报"), _("包括这一天；通知没有写的空着。"), required=False)
    region = forms.ChoiceField(label=_("适用地区"))
    notice_title = _line(_("申报通知"), 300, _("通知的名称。"), required=True)
    notice_number = _line(_("通知文号"), 300)
    notice_url = _line(_("通知网址"), 500)
    place = _line(_("到哪里办"), 300)
    contact = _line(_("问谁"), 300, _("单位、电话。"))
    note = _area(_("说明"), rows=2)

    def __init__(self, *arguments: Any, province: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        offered: list[Any] = [(regions.NATION, _("全国"))]
        if province:
            offered += [(province, regions.find(province).name), *places(province)[1:]]
        self.fields["region"].choices = offered  # type: ignore[attr-defined]

    def said(self) -> Announced:
        """What the service takes; a notice that is kept as a document is linked."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        return Announced(**told, document=named(told["notice_number"]) if told["notice_number"] else None)

    def clean_notice_url(self) -> str:
        """An address of the web, or none."""
        url = str(self.cleaned_data["notice_url"])
        if url and not url.startswith(("http://", "https://")):
            raise forms.ValidationError(_("网址要以 http:// 或 https:// 开头。"))
        return url


class PaperForm(forms.Form):
    """A blank form or a sample."""

    material = forms.ChoiceField(label=_("哪一样材料"))
    paper = forms.ChoiceField(label=_("是什么"), choices=lambda: choices(Paper), widget=forms.RadioSelect)
    file = forms.FileField(label=_("文件"), help_text=_("PDF、Word、Excel 或图片，不超过 20 MB。"))

    def __init__(self, *arguments: Any, materials: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["material"].choices = materials  # type: ignore[attr-defined]


class TakeBackForm(Revised):
    """Why an opening is taken back."""

    reason = _area(_("为什么撤回"), rows=3)
