"""Forms of demands: one per verb, made of a few parts. What a form says is what its service takes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.template.defaultfilters import filesizeformat
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiqi.demands import wording
from huiqi.demands.models import Attachment
from huiqi.demands.services import Filing, Visit
from huiqi.demands.words import RatingLevel, Verb
from huiqi.files.selectors import own_files
from huiqi.files.services import FileRefused, store_file
from huiqi.kernel.access import Actor
from huiqi.kernel.fields import choices
from huiqi.kernel.text import visible
from huiqi.policies.selectors import mentioned
from huiqi.standards.service_kinds import ServiceKind
from huiqi.ui.wording import full_day

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.db.models import QuerySet

    from huiqi.directory.models import Institution
    from huiqi.files.models import StoredFile

    Upload = UploadedFile[bytes]

LONG = 5000
YES_NO = [("yes", _("是")), ("no", _("否"))]


class ManyFiles(forms.FileInput):
    """A control for several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, _data: Any, files: Any, name: str) -> list[Upload]:
        """Every chosen file, not only the last."""
        return list(files.getlist(name))


class FilesField(forms.FileField):
    """Several files; each is judged when it is stored, so that one refusal loses no other."""

    widget = ManyFiles({"data-max-mb": "20", "multiple": True})

    def clean(self, data: list[Upload], initial: Any = None) -> list[Upload]:  # noqa: ARG002 — Django's signature
        """Every chosen file."""
        return data


def _refs(values: list[str]) -> list[UUID]:
    """The refs among what a browser sent back."""
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


class ActorForm(forms.Form):
    """A form that knows who fills it in, and when; what it has kept of files comes back when it is refused."""

    def __init__(self, *arguments: Any, actor: Actor, at: datetime, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.actor, self.at = actor, at
        self.stored: list[StoredFile] = []

    def clean(self) -> dict[str, Any]:
        """Store the files that can be taken; a file that cannot leaves the others and every word in place."""
        said = super().clean() or {}
        if "attachments" in self.fields:
            refs = _refs(self.data.getlist("kept"))  # type: ignore[attr-defined]
            used = Attachment.objects.filter(file__ref__in=refs).values_list("file__ref", flat=True)
            self.stored = own_files(set(refs) - set(used), self.actor.person_ref)
            for file in said.get("attachments", []):
                self._store(file)
        return said

    def _store(self, file: Upload) -> None:
        try:
            kept = store_file(file.name or "", file, file.size or 0, actor=self.actor, at=self.at)
        except FileRefused as refused:
            self.add_error("attachments", str(refused))
        else:
            self.stored.append(kept)

    def kept(self) -> list[dict[str, str]]:
        """The files already taken, for a page that has to be shown again."""
        return [{"ref": str(f.ref), "name": f.name, "size": filesizeformat(f.size)} for f in self.stored]

    def refuse(self, code: str, field: str, parameters: Mapping[str, Any]) -> None:
        """Say beside the field (or above them all) why the service would not."""
        at = field if field in self.fields else None
        self.add_error(at, wording.refusal(code, parameters, field))


class VerbForm(ActorForm):
    """A form for one verb on one demand; `revision` is that of the page it stood on."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def catch_up(self, revision: int) -> None:
        """Keep what was typed, and let the next press answer to what the page shows now."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["revision"] = str(revision)
        self.data = data

    def said(self) -> dict[str, Any]:
        """What the service takes."""
        own = {name: value for name, value in self.cleaned_data.items() if name not in ("revision", "attachments")}
        return own | ({"files": self.stored} if "attachments" in self.fields else {})


def long_text(label: Any, name: str, *, hint: Any = "", required: bool = True, rows: int = 5) -> forms.CharField:
    """A text of several lines; `name` finds the sentence for an empty one."""
    messages = {"required": wording.REQUIRED.get(name, wording.REFUSALS["required"])}
    widget = forms.Textarea({"rows": rows, "maxlength": LONG})
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=LONG, widget=widget, error_messages=messages
    )


def files_field(hint: Any = "") -> FilesField:
    """Attachments."""
    told = hint or _("可选多个。PDF、图片、Word（docx）、Excel（xlsx）、OFD、TXT、ZIP，每个不超过 20 MB。")
    return FilesField(label=_("附件"), required=False, help_text=told)


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
    title = forms.CharField(
        label=_("一句话写明是什么事"),
        max_length=120,
        help_text=_("例如：钢结构件出口欧盟，需要做 CE 认证。"),
        error_messages={"required": wording.REQUIRED["title"], "max_length": _("最多 120 字，详细情况写在下面。")},
    )
    text = long_text(_("具体情况"), "text", hint=_("什么事、到哪一步了、希望怎样解决。"), rows=7)
    attachments = files_field()
    policy_code = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput({"data-draft-keep": True}))
    submission = forms.UUIDField(widget=forms.HiddenInput({"data-draft-keep": True}), initial=uuid4)

    field_order = ("kind", "title", "text", "attachments")

    def clean_title(self) -> str:
        """A title must be seen."""
        title = visible(self.cleaned_data["title"])
        if not title:
            raise forms.ValidationError(wording.REQUIRED["title"])
        return title

    def clean(self) -> dict[str, Any]:
        """A policy that ended can still be asked about, but no more be had. A broken key is made anew."""
        said = super().clean() or self.cleaned_data
        if "submission" in self.errors:
            self._made_anew()
        code, kind = said.get("policy_code"), said.get("kind")
        policy = mentioned(code, localdate(self.at)) if code else None
        if code and policy is None:
            self.add_error(
                None, _("没有编号为 %(code)s 的政策。请从政策页面重新进来，或不针对政策提交。") % {"code": code}
            )
        if policy and policy.ended_on and kind and kind != ServiceKind.CONSULTATION:
            ended = _("%(title)s已于 %(day)s结束，不能再办理。要问它的后续，请选“咨询类”再提交。")
            self.add_error("kind", ended % {"title": policy.title, "day": full_day(policy.ended_on)})
        return said

    def refuse(self, code: str, field: str, parameters: Mapping[str, Any]) -> None:
        """Where the form was sent before with other words, the next press knowingly files another demand."""
        super().refuse(code, field, parameters)
        if code == "filed_already":
            self._made_anew()

    def _made_anew(self) -> None:
        """Let the next press be a filing of its own."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["submission"] = str(uuid4())
        self.data = data

    def filing(self) -> Filing:
        """What is asked for."""
        said = self.cleaned_data
        return Filing(ServiceKind(said["kind"]), said["title"], said["text"], said["policy_code"])


class EmptyForm(VerbForm):
    """Nothing to say but yes."""


class AskForm(VerbForm):
    """Everything that is missing."""

    missing = long_text(
        _("需要补充的内容"), "missing", hint=_("只能告知一次，请一次写全：每样材料的名称、份数、格式。")
    )


class SupplyForm(VerbForm):
    """What was asked for."""

    text = long_text(_("补充说明"), "text", required=False)
    attachments = files_field()


class ReplyForm(VerbForm):
    """How it stands."""

    reply = long_text(_("现在进展到哪一步"), "reply", hint=_("企业马上能看到。写明做了什么、下一步什么时候。"))


class DispatchForm(VerbForm):
    """To whom, and with what words."""

    institution = forms.ChoiceField(
        label=_("转给哪家机构"),
        help_text=_("入驻本窗口或省平台的机构。"),
        error_messages={"required": _("请选择一家机构。"), "invalid_choice": wording.REFUSALS["not_settled"]},
    )
    note = long_text(_("转办说明"), "note", required=False, hint=_("机构和企业都能看到。"))

    def offer(self, institutions: QuerySet[Institution]) -> None:
        """The institutions that may be chosen."""
        field = cast(forms.ChoiceField, self.fields["institution"])
        field.choices = [("", _("请选择")), *((str(one.organisation.ref), one.name) for one in institutions)]

    def said(self) -> dict[str, Any]:
        """The institution by the ref of its organisation."""
        return super().said() | {"institution": UUID(self.cleaned_data["institution"])}


class ReasonForm(VerbForm):
    """Why."""

    reason = long_text(_("原因"), "reason", hint=_("企业也能看到。"), rows=4)


class WithdrawForm(VerbForm):
    """Why, if he likes to say."""

    reason = long_text(_("原因"), "reason", required=False, rows=4)


class PlanForm(VerbForm):
    """What will be done."""

    plan = long_text(_("方案"), "plan", hint=_("做什么、什么时候完成、收不收费、按哪个公示价。"), rows=7)
    attachments = files_field()


class WorkForm(VerbForm):
    """A word at the start."""

    note = long_text(_("说明"), "note", required=False, hint=_("例如：服务协议已于今天签订。"), rows=3)


class AnswerForm(VerbForm):
    """The answer."""

    answer = long_text(_("答复"), "answer", hint=_("结论、依据、企业接下来要做什么。"), rows=7)
    attachments = files_field()


class RateForm(VerbForm):
    """Five levels and a word."""

    level = forms.ChoiceField(
        label=_("您对这次办理满意吗"),
        choices=lambda: choices(RatingLevel),
        widget=forms.RadioSelect({"data-kind": "rating"}),
        error_messages={"required": _("请选一个。")},
    )
    comment = long_text(
        _("想说的话"), "comment", required=False, hint=_("评价和留言只有窗口、承办机构和省平台看得到。"), rows=4
    )

    def said(self) -> dict[str, Any]:
        """The level as a word."""
        return super().said() | {"level": RatingLevel(self.cleaned_data["level"])}


class VisitForm(VerbForm):
    """What the return visit found."""

    reached = forms.ChoiceField(
        label=_("联系上了吗"),
        choices=YES_NO,
        widget=forms.RadioSelect({"data-kind": "inline"}),
        error_messages={"required": _("请选择有没有联系上。")},
    )
    need_met = forms.ChoiceField(
        label=_("需求得到满足了吗"),
        help_text=_("没有联系上的，这几项不用填。"),
        choices=YES_NO,
        required=False,
        widget=forms.RadioSelect({"data-kind": "inline"}),
    )
    follow_up = forms.ChoiceField(
        label=_("还需要后续服务吗"),
        choices=YES_NO,
        required=False,
        widget=forms.RadioSelect({"data-kind": "inline"}),
    )
    opinion = long_text(_("意见和建议"), "opinion", required=False, rows=4)

    def said(self) -> dict[str, Any]:
        """A visit."""
        told = self.cleaned_data
        answers = {name: {"yes": True, "no": False}.get(told[name]) for name in ("need_met", "follow_up")}
        return {"visit": Visit(told["reached"] == "yes", opinion=told["opinion"], **answers)}


class FollowForm(forms.Form):
    """A number and its code."""

    number = forms.CharField(
        label=_("诉求编号"),
        max_length=24,
        help_text=_("例如 410100-2026-000731。"),
        error_messages={"required": _("请填写诉求编号。")},
        widget=forms.TextInput({"data-width": "m", "autocomplete": "off"}),
    )
    code = forms.CharField(
        label=_("查询码"),
        max_length=20,
        help_text=_("提交诉求时给您的十二位字母和数字。"),
        error_messages={"required": _("请填写查询码。")},
        widget=forms.TextInput({"data-width": "m", "autocomplete": "off"}),
    )


FORMS: dict[Verb, type[VerbForm]] = {
    Verb.REGISTER: EmptyForm,
    Verb.ASK_INFORMATION: AskForm,
    Verb.SUPPLY_INFORMATION: SupplyForm,
    Verb.REPLY: ReplyForm,
    Verb.DISPATCH: DispatchForm,
    Verb.RECALL: ReasonForm,
    Verb.TAKE: EmptyForm,
    Verb.RETURN: ReasonForm,
    Verb.GIVE_PLAN: PlanForm,
    Verb.START_WORK: WorkForm,
    Verb.ANSWER: AnswerForm,
    Verb.RATE: RateForm,
    Verb.VISIT: VisitForm,
    Verb.ARCHIVE: EmptyForm,
    Verb.WITHDRAW: WithdrawForm,
}
