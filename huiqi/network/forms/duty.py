"""Forms of the duty roster: a shift, to whom it is offered, and for which it is swapped."""

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext_lazy as _

from huiqi.network.forms.posts import Colleague, moment
from huiqi.ui.wording import moment as moment_said

if TYPE_CHECKING:
    from huiqi.accounts.models import Person
    from huiqi.network.models import DutyShift

EVENING, MORNING = time(17, 30), time(9, 0)


class ShiftForm(forms.Form):
    """Who is on duty, from when until when."""

    since = moment(_("从什么时候"))
    until = moment(_("到什么时候"), _("一班最长 24 小时。"))

    def __init__(self, people: "QuerySet[Person]", *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["person"] = Colleague(people, _("谁值班"), hint=_("紧急诉求一到，他马上收到短信，不论几点。"))
        self.order_fields(["person", "since", "until"])

    @classmethod
    def opened(cls, people: "QuerySet[Person]", at: datetime) -> "ShiftForm":
        """The form as it is opened: tonight."""
        tonight = make_aware(datetime.combine(localdate(at), EVENING))
        tomorrow = make_aware(datetime.combine(localdate(at) + timedelta(days=1), MORNING))
        return cls(people, initial={"since": tonight, "until": tomorrow})


class OfferForm(forms.Form):
    """To whom a shift passes, and what he must know."""

    note = forms.CharField(
        label=_("要交代的事"), max_length=300, required=False, help_text=_("正在办的紧急件、答应过企业什么。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, people: "QuerySet[Person]", *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["taker"] = Colleague(people, _("交给谁"), hint=_("他确认以后才算接班，确认以前还是原来的人值班。"))
        self.order_fields(["taker", "note"])


class ColleaguesShift(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Chooses one of the shifts of colleagues, by reference, shown by its person and hours."""

    def label_from_instance(self, obj: Any) -> str:
        """Whose it is, and when."""
        return f"{obj.person.name} · {moment_said(obj.since)} – {moment_said(obj.until)}"


class SwapForm(forms.Form):
    """For which of the colleagues' shifts one's own is offered, and what to say with it."""

    note = forms.CharField(label=_("留言"), max_length=300, required=False, help_text=_("为什么换，对方看得到。"))

    def __init__(self, shifts: "QuerySet[DutyShift]", *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["other"] = ColleaguesShift(
            shifts,
            to_field_name="ref",
            label=_("换哪一班"),
            help_text=_("对方同意以后，两班一起换；同意以前都不变。"),
            empty_label=_("请选择"),
            error_messages={"invalid_choice": _("这一班已经换了人或取消了，请重新选。")},
            widget=forms.Select(attrs={"data-width": "m"}),
        )
        self.order_fields(["other", "note"])
