"""Forms of demands: one per verb. What a form says is what its service takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huiqi.ui.fields import Revised, WholeField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.files.uploadedfile import UploadedFile

    from huiqi.demands.models import Merger

    Upload = UploadedFile[bytes]
from huiqi.demands.forms.parts import ActorForm, files_field, long_text


class VerbForm(ActorForm, Revised):
    """A form for one verb on one demand."""

    template = "demands/act.html"

    def said(self) -> dict[str, Any]:
        """What the service takes."""
        own = {name: value for name, value in self.cleaned_data.items() if name not in ("revision", "attachments")}
        return own | ({"files": self.stored} if "attachments" in self.fields else {})


class EmptyForm(VerbForm):
    """Nothing to say but yes."""


class ReplyForm(VerbForm):
    """How it stands."""

    reply = long_text(_("现在进展到哪一步"), "reply", hint=_("企业马上能看到。写明做了什么、下一步什么时候。"))


class ReasonForm(VerbForm):
    """Why."""

    reason = long_text(_("原因"), "reason", hint=_("企业也能看到。"), rows=4)


class OfPartForm(VerbForm):
    """About one of several who have the demand: which part."""

    part = WholeField(required=False, widget=forms.HiddenInput)


class RecallForm(ReasonForm, OfPartForm):
    """Why, and from whom of several."""


class SumUpForm(VerbForm):
    """What all said, in one."""

    answer = long_text(_("综合答复"), "answer", hint=_("写在各家答复的前面，一起给企业看。"), rows=6)


class WithdrawForm(VerbForm):
    """Why, if he likes to say."""

    reason = long_text(_("原因"), "reason", required=False, rows=4)

    def offer(self, merged: Sequence[Merger]) -> None:
        """What was merged into it is not withdrawn with it."""
        if merged:
            numbers = gettext("、").join(one.demand.number for one in merged)
            said = _("并入这件的 %(numbers)s 不跟着撤回，会回到窗口单独办理。")
            self.fields["reason"].help_text = said % {"numbers": numbers}


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
