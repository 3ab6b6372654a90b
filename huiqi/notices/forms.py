"""The form of the settings."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.notices import wording
from huiqi.notices.models import Preference
from huiqi.notices.ports import known_kinds
from huiqi.notices.selectors import kinds_told
from huiqi.notices.services import Choice
from huiqi.notices.services.carriers import open_channels
from huiqi.notices.services.choosing import may_ask
from huiqi.notices.words import Channel, Group, Rhythm

LANGUAGES = [("zh-hans", _("中文")), ("en", _("英文"))]
HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]
CLOCK = {"type": "time", "data-width": "s"}


class PreferenceForm(forms.Form):
    """How a person wants to be told: a rhythm for each group that has kinds, and by which ways."""

    mail = forms.EmailField(
        label=_("邮箱"),
        required=False,
        max_length=254,
        help_text=_("填写后会收到一封邮件，打开里面的链接确认，才开始用。留空就不发邮件。"),
        error_messages={"invalid": _("这不像一个邮箱地址，例如 name@example.com。")},
        widget=forms.EmailInput({"autocomplete": "email", "data-width": "l"}),
    )
    wants_sms = forms.BooleanField(
        label=_("用短信通知我"),
        required=False,
        help_text=_("关掉后，只有关系到您权利、又没有邮箱可发的，才发短信。"),
    )
    digest_hour = forms.TypedChoiceField(
        label=_("每天几点汇总"), coerce=int, choices=HOURS, widget=forms.Select({"data-width": "s"})
    )
    quiet_from = forms.TimeField(
        label=_("从几点"),
        widget=forms.TimeInput(CLOCK, format="%H:%M"),
        error_messages={"invalid": _("请写成 21:30 这样的时间。"), "required": _("请填写从几点起不打扰。")},
    )
    quiet_until = forms.TimeField(
        label=_("到几点"),
        widget=forms.TimeInput(CLOCK, format="%H:%M"),
        error_messages={"invalid": _("请写成 08:00 这样的时间。"), "required": _("请填写到几点为止。")},
    )
    language = forms.ChoiceField(
        label=_("邮件和短信用"), choices=LANGUAGES, widget=forms.RadioSelect({"data-kind": "inline"})
    )

    def __init__(self, data: Any, *, kept: Preference, at: datetime) -> None:
        """Show what was chosen before."""
        names = ("wants_sms", "digest_hour", "quiet_from", "quiet_until", "language")
        initial = {name: getattr(kept, name) for name in names} | {"mail": kept.pending_mail or kept.mail}
        super().__init__(data, initial=initial)
        self.at, self.person = at, kept.person
        self.groups = [g for g in Group if any(k.group is g for k in known_kinds().values())]
        told = kinds_told(kept.person_id)
        for group in self.groups:
            self.fields[str(group)] = _rhythm_field(group, kept, told)
        if Channel.MAIL not in open_channels():
            self.fields["mail"].disabled = True
            self.fields["mail"].help_text = _("邮件通道还没有接入，暂时发不了邮件。")

    def rhythms(self) -> list[forms.BoundField]:
        """The fields of the groups, for the template."""
        return [self[str(group)] for group in self.groups]

    def clean_mail(self) -> str:
        """A new address every two minutes at most: each costs somebody a letter."""
        mail: str = self.cleaned_data["mail"]
        if not may_ask(self.person, mail, self.at):
            raise forms.ValidationError(_("刚刚才往另一个邮箱发过确认链接。请过两分钟再换。"))
        return mail

    def choice(self) -> Choice:
        """What was chosen."""
        told = self.cleaned_data
        names = ("language", "mail", "wants_sms", "digest_hour", "quiet_from", "quiet_until")
        rhythms = {group: Rhythm(told[str(group)]) for group in self.groups}
        return Choice(rhythms=rhythms, **{name: told[name] for name in names})


def _rhythm_field(group: Group, kept: Preference, told: Collection[str]) -> forms.ChoiceField:
    """One group: what of it he was `told` before as the hint (of what is others' business he reads nothing), its
    rhythms side by side."""
    inside = [wording.kind_label(code) for code, kind in known_kinds().items() if kind.group is group and code in told]
    named = str(_("、")).join(dict.fromkeys(inside))
    field = forms.ChoiceField(
        label=wording.label(group),
        help_text=_("您收到过的有：%(kinds)s") % {"kinds": named} if named else "",
        choices=[(str(rhythm), wording.label(rhythm)) for rhythm in Rhythm],
        widget=forms.RadioSelect({"data-kind": "inline"}),
    )
    field.initial = kept.rhythms.get(str(group), str(Rhythm.AT_ONCE))
    return field
