"""Forms of drafts: begin one, write its words, end a version, say something with a verb."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.eligibility.versions import Grade, PolicyKind, PublicationStatus, Subject
from huiqi.eligibility.windows import Window
from huiqi.kernel.fields import choices
from huiqi.policies.forms.scope import places_left_out, typed
from huiqi.policies.services import Withdrawal
from huiqi.policies.services.drafting import ENDED
from huiqi.standards import regions
from huiqi.ui.fact_fields import places
from huiqi.ui.fields import CodeField, Revised, WholeField, day_field

LONG = 5_000


def _line(label: Any, most: int = 200, *, required: bool = True, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, help_text=hint)


def _text(label: Any, *, required: bool = False, hint: Any = "", rows: int = 3) -> forms.CharField:
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, max_length=LONG, required=required, help_text=hint, widget=widget)


class ReasonForm(forms.Form):
    """Why a published policy is changed."""

    reason = _text(_("为什么修订"), required=True, hint=_("例如：某文件改了标准，文号是什么；或条件录错了一处。"))


class BeginForm(ReasonForm):
    """A policy that the library does not have yet."""

    code = CodeField(label=_("编号"), max_length=4, help_text=_("一个大写字母和两三位数字，已替您选了下一个空号。"))
    title = _line(_("名称"))
    document_number = _line(_("文号"), 300)
    issuer = _line(_("发文机关"))
    field_order: tuple[str, ...] = ("title", "document_number", "issuer", "code", "reason")

    def said(self) -> dict[str, str]:
        """What is known from the first: the words of the document."""
        return {name: self.cleaned_data[name] for name in ("title", "document_number", "issuer")}


class WithdrawForm(ReasonForm):
    """What became of a document."""

    fate = forms.ChoiceField(label=_("这份文件怎样了"), widget=forms.RadioSelect)
    last_day = day_field(_("最后一天"), _("那一天还适用，第二天起不再适用。部分失效可以空着。"), required=False)
    replaced_by = forms.ChoiceField(label=_("由哪项政策代替"), required=False)
    field_order = ("fate", "last_day", "replaced_by", "reason")

    def __init__(self, *arguments: Any, others: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        offered = [(code, label) for code, label in choices(PublicationStatus) if code in ENDED]
        self.fields["fate"].choices = offered  # type: ignore[attr-defined]
        self.fields["replaced_by"].choices = [("", _("没有")), *others]  # type: ignore[attr-defined]

    def said(self) -> Withdrawal:
        """What the service takes."""
        told = self.cleaned_data
        return Withdrawal(PublicationStatus(told["fate"]), told["last_day"], told["replaced_by"])


class VerbForm(Revised):
    """A few words with a verb."""

    note = _text(_("意见"))

    def said(self) -> dict[str, Any]:
        """What the service takes."""
        return {"note": self.cleaned_data["note"]}


class ReturnForm(VerbForm):
    """What is to be mended, with a draft that is given back."""

    note = _text(_("意见"), required=True)


class PublishForm(VerbForm):
    """Who publishes says of how many he knows that they lose by it."""

    losers = WholeField(
        label=_("不再确定符合的企业有几家"),
        required=False,
        min_value=0,
        max_value=10**9,
        help_text=_("看过名单再填，和上面的数相同才能发布。"),
    )

    def said(self) -> dict[str, Any]:
        """What the service takes."""
        return {"note": self.cleaned_data["note"], "losers": self.cleaned_data["losers"]}


TEXTS = ("how_to_apply", "apply_at", "window_note", "contact", "note")


class WordsForm(Revised):
    """The words of a version: what stands in the document, and how the benefit is had."""

    title = _line(_("名称"))
    document_number = _line(_("文号"), 300)
    issuer = _line(_("发文机关"))
    kind = forms.ChoiceField(label=_("类别"))
    subject = forms.ChoiceField(label=_("由谁申请"))
    region = forms.ChoiceField(label=_("适用地区"), help_text=_("政策适用的地方，不一定是发文机关的地方。"))
    exceptions = _text(_("其中不适用的地方"), hint=_("每个地方写一行，写地名或六位代码。没有的空着。"), rows=2)
    variant_of = forms.ChoiceField(
        label=_("代替哪项通用政策"),
        required=False,
        help_text=_("本地另有规定时选上：适用地区里的企业只看到这一项，不再看到通用的那一项。"),
    )
    effective_from = day_field(_("施行日期"))
    effective_through = day_field(_("截止日期"), _("包括这一天；没有写明的空着。"), required=False)
    benefits = _text(_("能得到什么"), required=True, hint=_("每一档写一行。"))
    materials = _text(_("要准备的材料"), hint=_("每一样写一行。"))
    how_to_apply = _text(_("怎么享受"))
    apply_at = _line(_("到哪里办"), 300, required=False)
    opens = _line(_("每年从哪天起申报"), 5, required=False, hint=_("写成 03-01；全年都能办的，两个都空着。"))
    closes = _line(_("到哪天截止"), 5, required=False)
    window_note = _text(_("申报时间的说明"), rows=2)
    contact = _line(_("问谁"), 300, required=False, hint=_("单位、电话。"))
    note = _text(_("说明"))
    grade = forms.ChoiceField(label=_("来源核对"))
    last_verified = day_field(_("核对日期"), past=True)

    def __init__(self, *arguments: Any, province: str, others: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["variant_of"].choices = [("", _("没有")), *others]  # type: ignore[attr-defined]
        offered = {"kind": choices(PolicyKind), "subject": choices(Subject), "grade": choices(Grade)}
        offered["region"] = [(regions.NATION, _("全国")), *(places(province)[1:] if province else [])]  # type: ignore[list-item]
        if province:
            offered["region"].insert(1, (province, regions.find(province).name))
        for name, words in offered.items():
            self.fields[name].choices = words  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Both days of the window, or neither, and days that exist; exceptions inside the region."""
        told = super().clean() or {}
        if told.get("region"):
            try:
                told["exceptions"] = places_left_out(told.get("exceptions", ""), told["region"])
            except forms.ValidationError as faults:
                self.add_error("exceptions", faults)
        opens, closes = told.get("opens", ""), told.get("closes", "")
        if opens or closes:
            try:
                Window.read(opens, closes)
            except ValueError:
                self.add_error("opens", _("两天都要填，写成 03-01 的样子，并且是真实存在的日子。"))
        return told

    def said(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """What the service takes: English and the conditions of tiers stay with the lines that were not changed."""
        told = self.cleaned_data
        days = {name: _iso(told[name]) for name in ("effective_from", "effective_through", "last_verified")}
        words = ("title", "document_number", "issuer", "kind", "subject", "region", "grade", *TEXTS)
        kept = {name: told[name] for name in words}
        window = {name: told[name] for name in ("opens", "closes") if told[name] or name in content}
        scope = {"exceptions": told["exceptions"], "variant_of": told["variant_of"] or None}
        return {
            **kept,
            **days,
            **window,
            **{name: value for name, value in scope.items() if value or name in content},
            **_english(content, kept),
            "benefits": tiers_of(said_lines(told["benefits"]), content),
            **_materials(said_lines(told["materials"]), content),
        }


def initial(content: Mapping[str, Any]) -> dict[str, Any]:
    """What the form shows of a draft; a source that nobody is known to have checked is unverified."""
    lists = {
        "benefits": "\n".join(tier["text"] for tier in content.get("benefits", ())),
        "materials": "\n".join(content.get("materials", ())),
        "exceptions": typed(content.get("exceptions", ())),
    }
    return {**content, **lists, "grade": content.get("grade") or str(Grade.C)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def said_lines(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _english(content: Mapping[str, Any], kept: Mapping[str, str]) -> dict[str, str]:
    """The English of a line stays while its Chinese does; a changed line is shown as it is until it is translated."""
    same = {name for name in ("title", *TEXTS) if kept[name] == (content.get(name) or "")}
    english = {f"{name}_en": content.get(f"{name}_en") or "" for name in same}
    return english | {f"{name}_en": "" for name in TEXTS if name not in same} | _title(content, kept, "title" in same)


def _title(content: Mapping[str, Any], kept: Mapping[str, str], same: bool) -> dict[str, str]:
    return {"title_en": (content.get("title_en") if same else None) or kept["title"]}


def tiers_of(lines: list[str], content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A line that was changed keeps the condition and the calculation of the one it stands in the place of."""
    stored = list(content.get("benefits", ()))
    known = {tier["text"]: tier for tier in stored}
    found = []
    for place, line in enumerate(lines):
        former = stored[place] if len(stored) == len(lines) and stored[place]["text"] not in lines else {}
        found.append(known.get(line) or {"condition": None, **former, "text": line, "text_en": line})
    return found


def _materials(lines: list[str], content: Mapping[str, Any]) -> dict[str, list[str]]:
    english = content.get("materials_en") or []
    same = lines == list(content.get("materials", ()))
    return {"materials": lines, "materials_en": english if same else []}
