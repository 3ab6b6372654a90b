"""Forms of the duty roster: a shift, and to whom it is offered."""

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext_lazy as _

from huiqi.network.forms.posts import Colleague, moment

if TYPE_CHECKING:
    from huiqi.accounts.models import Person

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
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 300}),
    )  # fmt: skip

    def __init__(self, people: "QuerySet[Person]", *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["taker"] = Colleague(people, _("换给谁"), hint=_("他确认以后才算换成，确认以前还是原来的人值班。"))
        self.order_fields(["taker", "note"])
