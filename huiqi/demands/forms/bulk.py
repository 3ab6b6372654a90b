"""Forms of bulk verbs: what is said once for many demands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.demands import wording
from huiqi.demands.forms.custody import HandlerField, Offered
from huiqi.demands.forms.parts import ActorForm, long_text
from huiqi.demands.services import BulkOrder
from huiqi.demands.wording.custody import why
from huiqi.demands.words import BulkVerb

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from huiqi.directory.selectors import Handler


class BulkForm(ActorForm):
    """Nothing to say but yes."""

    verb = BulkVerb.REGISTER
    submission = forms.UUIDField(widget=forms.HiddenInput({"data-draft-keep": True}))

    def order(self) -> BulkOrder:
        """What the service takes."""
        told = self.cleaned_data
        return BulkOrder(self.verb, told.get("handler", ""), told.get("colleague", ""), told.get("note", ""))


class BulkDispatchForm(Offered, BulkForm):
    """To whom all of them go."""

    verb = BulkVerb.DISPATCH
    handler = HandlerField(
        label=_("转给谁"),
        help_text=_("每一件都转给这一家，各自记录、各自计时。"),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择承办单位。"), "invalid_choice": wording.REFUSALS["handler_unknown"]},
    )
    note = long_text(_("转办说明"), "note", required=False, hint=_("每一件都写上，承办单位和企业都能看到。"), rows=3)

    def offer(self, find: Callable[[], Sequence[Handler]], words: str) -> None:
        """Where the handlers are found, the best first, and the words that narrow them."""
        self.seek(self.fields["handler"], find, words)

    @property
    def reasons(self) -> dict[str, str]:
        """Why each is offered where he is."""
        return {str(one.organisation_ref): why(one) for one in self.shown}


class BulkHandOnForm(BulkForm):
    """Who takes over all of them."""

    verb = BulkVerb.HAND_ON
    colleague = forms.ChoiceField(
        label=_("交给哪位同事"),
        widget=forms.RadioSelect({"data-kind": "inline"}),
        error_messages={"required": _("请选一位同事。"), "invalid_choice": wording.REFUSALS["no_colleague"]},
    )
    note = long_text(
        _("交接说明"), "hand_on_note", hint=_("为什么交接、共同要注意什么。只给同事看，每一件都写上。"), rows=4
    )

    def offer(self, choices: Sequence[tuple[str, Any]]) -> None:
        """The colleagues."""
        cast(forms.ChoiceField, self.fields["colleague"]).choices = list(choices)


BULK_FORMS: dict[BulkVerb, type[BulkForm]] = {
    BulkVerb.REGISTER: BulkForm,
    BulkVerb.DISPATCH: BulkDispatchForm,
    BulkVerb.HAND_ON: BulkHandOnForm,
}
