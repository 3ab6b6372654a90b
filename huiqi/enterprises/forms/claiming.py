"""Forms of claims and of the people of a firm. A file that was taken stays when another field is refused."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiqi.accounts.words import MOBILE
from huiqi.enterprises.permissions import FIRM
from huiqi.enterprises.services import Invitation, Papers
from huiqi.files.selectors import own_files
from huiqi.files.services import FileRefused, store_file
from huiqi.kernel.access import Actor, Role
from huiqi.ui.fields import DigitsField, SeenField, WholeField, day_field

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Lazy

    from huiqi.enterprises.models import Claim
    from huiqi.files.models import StoredFile

PICTURES = ("application/pdf", "image/jpeg", "image/png")
"""What a window can look at in the page."""

MOBILE_WIDGET = {"inputmode": "numeric", "autocomplete": "off", "data-width": "m"}


def _roles() -> list[tuple[str, "str | Lazy"]]:
    said = {
        Role.ENTERPRISE_OWNER: _("法定代表人或负责人本人"),
        Role.ENTERPRISE_CLERK: _("企业经办人（员工）"),
        Role.BOOKKEEPER: _("代办人（会计、代理机构，同时为多家企业办事）"),
    }
    return [(str(role), said[role]) for role in FIRM]


def _paper(label: "Lazy", hint: "Lazy") -> forms.FileField:
    return forms.FileField(
        label=label,
        help_text=hint,
        required=False,
        widget=forms.FileInput({"data-max-mb": "20", "accept": ",".join(PICTURES)}),
    )


class PaperForm(forms.Form):
    """A form with scans: each is stored when it is read, and named again by a hidden field if the form comes back."""

    papers: Sequence[str] = ()

    def __init__(self, *arguments: Any, actor: Actor, at: datetime, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.actor, self.at = actor, at
        self.stored: dict[str, StoredFile] = {}

    def clean(self) -> dict[str, Any]:
        """Store what came; what came before is found again."""
        said = super().clean() or {}
        for name in self.papers:
            if file := said.get(name):
                self._store(name, file)
            elif kept := self._kept(name):
                self.stored[name] = kept
        return said

    def _store(self, name: str, file: Any) -> None:
        try:
            stored = store_file(file.name, file, file.size, actor=self.actor, at=self.at)
        except FileRefused as refused:
            self.add_error(name, str(refused))
            return
        if stored.media_type in PICTURES:
            self.stored[name] = stored
        else:
            self.add_error(name, _("请提交照片（JPG、PNG）或 PDF，窗口要在页面上核对。"))

    def _kept(self, name: str) -> "StoredFile | None":
        try:
            ref = UUID(self.data.get(f"kept_{name}", ""))
        except ValueError:
            return None
        return next(iter(own_files([ref], self.actor.person_ref)), None)

    def kept(self) -> list[dict[str, str]]:
        """The files that were taken already, to be sent along again."""
        return [
            {"field": f"kept_{name}", "ref": str(file.ref), "name": file.name} for name, file in self.stored.items()
        ]


class PapersForm(PaperForm):
    """As what somebody wants to act, and by which papers."""

    papers = ("licence", "letter")
    role = forms.ChoiceField(label=_("您的身份"), choices=_roles, widget=forms.RadioSelect)
    licence = _paper(_("营业执照"), _("正本或副本的照片、扫描件，要看得清代码和名称。"))
    letter = _paper(_("授权委托书"), _("盖章的照片或扫描件，写明办什么事、从哪天到哪天。法定代表人本人不用。"))
    since = day_field(_("授权从"), required=False)
    until = day_field(_("授权到"), _("委托书上的最后一天，过了这天就不能再代表企业。"), required=False)
    revision = WholeField(widget=forms.HiddenInput)

    def told(self) -> Papers:
        """What was brought."""
        said = self.cleaned_data
        return Papers(
            role=Role(said["role"]),
            licence=self.stored.get("licence"),
            letter=self.stored.get("letter"),
            since=said["since"],
            until=said["until"],
        )


def papers_of(claim: "Claim") -> dict[str, Any]:
    """What the form shows first: what was said before."""
    return {
        "role": str(claim.role),
        "since": claim.letter_since,
        "until": claim.letter_until,
        "revision": claim.revision,
    }


class VerifyForm(forms.Form):
    """The window has looked."""

    checked = forms.BooleanField(
        label=_("已核对：执照与企业一致，本人身份无误；有委托书的，盖章和期限无误"),
        error_messages={"required": _("请先核对材料，再勾选。")},
    )
    revision = WholeField(widget=forms.HiddenInput)

    def told(self) -> dict[str, Any]:
        """What the verb takes."""
        return {"revision": self.cleaned_data["revision"]}


class ConfirmForm(forms.Form):
    """The owner vouches, until a day if he likes."""

    until = day_field(_("权限到哪天"), _("这一天仍然有效。留空表示长期，随时可以结束。"), required=False)
    revision = WholeField(widget=forms.HiddenInput)

    def told(self) -> dict[str, Any]:
        """What the verb takes."""
        return {"revision": self.cleaned_data["revision"], "until": self.cleaned_data["until"]}


class RefuseForm(forms.Form):
    """No, and why."""

    reason = forms.CharField(
        label=_("不通过的理由"),
        help_text=_("对方会看到这句话。写明哪里不对、要换什么。"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )
    revision = WholeField(widget=forms.HiddenInput)

    def told(self) -> dict[str, Any]:
        """What the verb takes."""
        return {"revision": self.cleaned_data["revision"], "reason": self.cleaned_data["reason"]}


class WithdrawForm(forms.Form):
    """Take it back."""

    revision = WholeField(widget=forms.HiddenInput)

    def told(self) -> dict[str, Any]:
        """What the verb takes."""
        return {"revision": self.cleaned_data["revision"]}


def _mobile() -> DigitsField:
    return DigitsField(
        MOBILE,
        label=_("手机号"),
        help_text=_("对方用这个号码登录，马上就能办事；第一次来也一样。"),
        error_messages={
            "required": _("请填写手机号。"),
            "invalid": _("请填写 11 位手机号，例如 13800000000。"),
        },
        widget=forms.TextInput(MOBILE_WIDGET),
    )


def _name() -> SeenField:
    return SeenField(
        label=_("姓名"),
        max_length=60,
        error_messages={"required": _("请填写姓名。")},
        widget=forms.TextInput({"data-width": "m", "autocomplete": "off"}),
    )


class InviteForm(forms.Form):
    """Whom an owner lets act for the firm."""

    name = _name()
    mobile = _mobile()
    role = forms.ChoiceField(label=_("身份"), choices=_roles, widget=forms.RadioSelect)
    since = day_field(_("从哪天起"), _("留空就是今天。"), required=False)
    until = day_field(_("到哪天为止"), _("这一天仍然有效。留空表示长期，随时可以结束。"), required=False)

    def told(self, at: datetime) -> Invitation:
        """The invitation."""
        said = self.cleaned_data
        return Invitation(
            mobile=said["mobile"],
            name=said["name"],
            role=Role(said["role"]),
            since=said["since"] or localdate(at),
            until=said["until"],
        )


class LetGoForm(forms.Form):
    """Who takes over, and why."""

    successor = forms.ChoiceField(
        label=_("没有办完的事由谁接手"), required=False, help_text=_("已经提交的诉求和材料都还在，由这位同事继续跟进。")
    )
    reason = forms.CharField(
        label=_("说明"), required=False, max_length=500, widget=forms.TextInput({"autocomplete": "off"})
    )

    def __init__(self, *arguments: Any, colleagues: Sequence[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        field = self.fields["successor"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("请选择")), *colleagues]
        if not colleagues:
            del self.fields["successor"]

    def told(self) -> tuple[UUID | None, str]:
        """The successor's ref, and the words."""
        chosen = self.cleaned_data.get("successor")
        return (UUID(chosen) if chosen else None), self.cleaned_data["reason"]


class RepresentativeForm(PaperForm):
    """Who follows as legal representative, by the new licence."""

    papers = ("licence",)
    name = _name()
    mobile = _mobile()
    licence = _paper(_("变更后的营业执照"), _("照片或扫描件，法定代表人一栏是新的姓名。"))

    def clean(self) -> dict[str, Any]:
        """The licence must be there."""
        said = super().clean()
        if "licence" not in self.stored and not self.has_error("licence"):
            self.add_error("licence", _("请提交营业执照的照片或扫描件。"))
        return said
