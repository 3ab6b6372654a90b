"""The form that files a demand, and the one that follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiqi.demands import wording
from huiqi.demands.services import Filing
from huiqi.demands.services.conditions import About
from huiqi.demands.wording.secrecy import discretion_hints
from huiqi.demands.words import Anonymity, Discretion, Urgency
from huiqi.kernel.fields import choices
from huiqi.kernel.refusal import Refused
from huiqi.policies.selectors import condition_at, mentioned
from huiqi.standards.service_kinds import ServiceKind
from huiqi.ui.fact_fields import region_choices
from huiqi.ui.fields import CodeField, SeenField
from huiqi.ui.wording import full_day

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    Upload = UploadedFile[bytes]
from huiqi.demands.forms.parts import ActorForm, files_field, long_text


class FilingForm(ActorForm):
    """Filing a demand. `submission` makes two presses one demand."""

    kind = forms.ChoiceField(
        label=_("这是哪一类诉求"),
        choices=lambda: choices(ServiceKind),
        widget=forms.RadioSelect({"data-kind": "cards"}),
        error_messages={
            "required": _("请选择一类。拿不准就选“咨询类”。"),
            "invalid_choice": _("没有这个类别，请从列表里选择。"),
        },
    )
    title = SeenField(
        label=_("一句话写明是什么事"),
        max_length=120,
        help_text=_("例如：钢结构件出口欧盟，需要做 CE 认证。"),
        error_messages={"required": wording.REQUIRED["title"], "max_length": _("最多 120 字，详细情况写在下面。")},
    )
    text = long_text(_("具体情况"), "text", hint=_("什么事、到哪一步了、希望怎样解决。"), rows=7)
    against = SeenField(
        label=_("投诉谁"),
        max_length=120,
        required=False,
        help_text=_("投诉才填，写单位的全称。不透露名称的投诉和保密件，不会转给它。"),
        error_messages={"max_length": _("最多 120 字。")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    attachments = files_field()
    discretion = forms.ChoiceField(
        label=_("谁能看到"),
        choices=lambda: choices(Discretion),
        required=False,
        initial=Discretion.OPEN.value,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("没有这个选项，请从列表里选择。")},
    )
    is_urgent = forms.BooleanField(
        label=_("紧急：停水停电停气、危及安全，或者马上造成重大损失"),
        required=False,
        help_text=_("夜里和休息日也有人值班。不紧急的请不要勾，窗口会核实。"),
    )
    policy_code = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput({"data-draft-keep": True}))
    since = forms.DateField(required=False, widget=forms.HiddenInput({"data-draft-keep": True}))
    place = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput({"data-draft-keep": True}))
    fact = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput({"data-draft-keep": True}))
    submission = forms.UUIDField(widget=forms.HiddenInput({"data-draft-keep": True}), initial=uuid4)

    field_order: tuple[str, ...] = ("kind", "against", "title", "text", "is_urgent", "attachments", "discretion")

    def clean(self) -> dict[str, Any]:
        """A policy that ended can still be asked about, but no more be had. A broken key is made anew."""
        said = super().clean() or self.cleaned_data
        if "submission" in self.errors:
            self._made_anew()
        code, kind = said.get("policy_code"), said.get("kind")
        if said.get("discretion") == Discretion.WITHHELD and kind and kind != ServiceKind.COMPLAINT:
            self.add_error("discretion", _("只有投诉可以不透露名称。别的诉求不想让人知道，请选“保密件”。"))
        policy = mentioned(code, localdate(self.at)) if code else None
        if code and policy is None:
            self.add_error(
                None, _("没有编号为 %(code)s 的政策。请从政策页面重新进来，或不针对政策提交。") % {"code": code}
            )
        if policy and policy.ended_on and kind and kind != ServiceKind.CONSULTATION:
            ended = _("%(title)s已于 %(day)s结束，不能再办理。要问它的后续，请选“咨询类”再提交。")
            self.add_error("kind", ended % {"title": policy.title, "day": full_day(policy.ended_on)})
        self._judge_condition(said)
        return said

    def _judge_condition(self, said: dict[str, Any]) -> None:
        """A condition that is not there is left out, which is said; the next press asks about the policy alone."""
        if not (said.get("place") or {"since", "place", "fact"} & set(self.errors)):
            return
        since, known = said.get("since"), not {"since", "place", "fact"} & set(self.errors)
        code, place = said.get("policy_code", ""), said.get("place", "")
        if not (known and since and condition_at(code, since, place, localdate(self.at))):
            for name in ("since", "place", "fact"):
                self.errors.pop(name, None)
            self._changed(since="", place="", fact="")
            self.add_error(None, wording.REFUSALS["no_condition"])

    def refuse(self, refused: Refused) -> None:
        """Where the form was sent before with other words, the next press knowingly files another demand."""
        super().refuse(refused)
        if refused.code == "filed_already":
            self._made_anew()

    def _made_anew(self) -> None:
        """Let the next press be a filing of its own."""
        self._changed(submission=str(uuid4()))

    def _changed(self, **values: str) -> None:
        """Let the next press say something else in what nobody sees."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        for name, value in values.items():
            data[name] = value
        self.data = data

    @property
    def discretion_hints(self) -> dict[str, str]:
        """Who sees the demand, beside each choice."""
        return discretion_hints()

    def offer_urgent(self, offered: bool) -> None:
        """Only where the window has promised to be there at any hour."""
        if not offered:
            self.fields.pop("is_urgent", None)

    def filing(self) -> Filing:
        """What is asked for."""
        said = self.cleaned_data
        asked = ServiceKind(said["kind"]), said["title"], said["text"], said["policy_code"]
        withheld = said["discretion"] == Discretion.WITHHELD
        anonymity = Anonymity.WITHHELD if withheld else Anonymity.NAMED
        against = said["against"] if asked[0] is ServiceKind.COMPLAINT else ""
        confidential = said["discretion"] == Discretion.CONFIDENTIAL
        urgency = Urgency.URGENT if said.get("is_urgent") else Urgency.NORMAL
        about = About(said["since"], said["place"], said["fact"]) if said["place"] else None
        more = {"is_confidential": confidential, "anonymity": anonymity, "against": against, "urgency": urgency}
        return Filing(*asked, **more, about=about)


class AnonymousForm(FilingForm):
    """A complaint by nobody: where it is about, against whom; nothing about who brings it."""

    kind = discretion = policy_code = is_urgent = since = place = fact = None  # type: ignore[assignment]  # so Django takes the inherited fields away
    region = forms.ChoiceField(
        label=_("事情发生在哪里"),
        help_text=_("按地方转给当地的窗口。"),
        error_messages={
            "required": _("请选择事情发生的县（市、区）。"),
            "invalid_choice": _("没有这个地方，请从列表里选择。"),
        },
    )
    against = SeenField(
        label=_("投诉谁"),
        max_length=120,
        help_text=_("单位的全称；知道具体的科室、人员也可以写上。"),
        error_messages={"required": _("请写明投诉的是哪个单位。"), "max_length": _("最多 120 字。")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    field_order = ("region", "against", "title", "text", "attachments")

    def __init__(self, *arguments: Any, province: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        field = self.fields["region"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("请选择")), *region_choices(province)[1:]]
        self.fields["title"].help_text = _("例如：办理许可时被要求另外交费。")
        self.fields["attachments"].help_text = _(
            "可选多个，每个不超过 20 MB。附件原样保存：里面的姓名、公章、电话"
            "和文件自带的作者信息不会被去掉，请自己先遮住。"
        )

    def complaint(self) -> dict[str, Any]:
        """What is complained of."""
        said = self.cleaned_data
        return {name: said[name] for name in ("title", "text", "against", "region", "submission")}


class FollowForm(forms.Form):
    """A number and its code."""

    number = CodeField(
        label=_("诉求编号"),
        max_length=24,
        help_text=_("例如 410100-2026-000731。"),
        error_messages={"required": _("请填写诉求编号。")},
        widget=forms.TextInput({"data-width": "m", "autocomplete": "off"}),
    )
    code = CodeField(
        label=_("查询码"),
        max_length=20,
        help_text=_("提交诉求时给您的十二位字母和数字。"),
        error_messages={"required": _("请填写查询码。")},
        widget=forms.TextInput({"data-width": "m", "autocomplete": "off"}),
    )
