"""Forms of keeping a demand confidential: who is to know of it, and who no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.demands import wording
from huiqi.demands.forms.parts import long_text
from huiqi.demands.forms.verbs import VerbForm
from huiqi.demands.wording.secrecy import insider

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huiqi.demands.models import Insider
    from huiqi.demands.selectors import Office


def _person(label: object) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,  # type: ignore[arg-type]  # a lazy text
        error_messages={"required": _("请选一位。"), "invalid_choice": wording.REFUSALS["insider_unknown"]},
    )


class SealForm(VerbForm):
    """Why it is to be kept secret."""

    reason = long_text(_("为什么要保密"), "seal_reason", hint=_("企业自己、窗口和知悉人看得到。"), rows=4)


class NameInsiderForm(VerbForm):
    """Somebody of the window, of whoever has it in his hands, or of the hub."""

    person = _person(_("谁需要知悉"))

    def offer(self, offices: Sequence[Office]) -> None:
        """Whom to choose from, office by office."""
        field = cast(forms.ChoiceField, self.fields["person"])
        grouped = [(office.name, office.people) for office in offices if office.people]
        field.choices = [("", _("请选择")), *grouped]


class RemoveInsiderForm(VerbForm):
    """One of those who know."""

    person = _person(_("谁不再需要知悉"))

    def offer(self, insiders: Sequence[Insider]) -> None:
        """Whom to choose from."""
        field = cast(forms.ChoiceField, self.fields["person"])
        field.choices = [("", _("请选择")), *((str(one.person.ref), insider(one)) for one in insiders)]
