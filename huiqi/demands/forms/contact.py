"""Forms of the first contact: pass it on, hand the result over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiqi.demands import wording
from huiqi.demands.forms.parts import long_text
from huiqi.demands.forms.verbs import VerbForm
from huiqi.demands.rules.against import says_person
from huiqi.demands.services import Handing
from huiqi.demands.words import Handed
from huiqi.kernel.fields import choices
from huiqi.ui.fields import day_field

if TYPE_CHECKING:
    from collections.abc import Sequence


class HandOnForm(VerbForm):
    """To whom, and what he must know."""

    colleague = forms.ChoiceField(
        label=_("交给哪位同事"),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一位同事。"), "invalid_choice": wording.REFUSALS["no_colleague"]},
    )
    note = long_text(
        _("交接说明"), "hand_on_note", hint=_("办到哪一步、答应过企业什么、材料在哪里。只给同事看。"), rows=4
    )

    def offer(self, people: Sequence[tuple[str, str]], complained_of: str = "") -> None:
        """The colleagues; of one whom the complaint names that is said beside him."""
        named = [(ref, name, says_person(complained_of, name)) for ref, name in people]
        told = [(ref, _("%(name)s（投诉里写的就是他）") % {"name": name} if him else name) for ref, name, him in named]
        cast(forms.ChoiceField, self.fields["colleague"]).choices = told


class HandedForm(VerbForm):
    """How the result reached the enterprise."""

    how = forms.ChoiceField(
        label=_("怎样送达的"),
        choices=lambda: choices(Handed),
        widget=forms.RadioSelect({"data-kind": "inline"}),
        error_messages={"required": _("请选一种。")},
    )
    day = day_field(_("哪一天送达的"), initial=localdate)
    recipient = forms.CharField(
        label=_("谁收到的"), help_text=_("接电话的人、领取人或快递单号，没有就不填。"), required=False, max_length=120
    )

    def said(self) -> dict[str, Any]:
        """A handing over."""
        told = self.cleaned_data
        return {"handing": Handing(Handed(told["how"]), told["day"], told["recipient"])}
