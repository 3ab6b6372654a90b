"""How many demands a handler can carry: the handler says it itself."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from huiqi.directory.forms import LoadForm
from huiqi.directory.permissions import can_state_load
from huiqi.directory.selectors import load_of
from huiqi.directory.services import state_load
from huiqi.directory.views.asking import ask
from huiqi.kernel.access import ActorRequest, writes


@writes
def load(request: ActorRequest) -> HttpResponse:
    """Say how many demands one's organisation can carry at a time."""
    if not can_state_load(request.actor) or request.actor.organisation_id is None:
        raise PermissionDenied
    stated = load_of(request.actor.organisation_id)
    form = LoadForm(request.POST or None, initial={"carries": stated.carries} if stated else {})
    words = {
        "title": _("同时能办几件"),
        "lead": _("转办的窗口会看到您单位手上有几件、能办几件，按这个先找接得下的。没有填写的不会被漏掉，只排在后面。"),
        "button": _("保存"),
        "crumbs": [],
    }
    verb = lambda: state_load(form.cleaned_data["carries"], actor=request.actor, at=now())  # noqa: E731
    return ask(request, form, verb, told=_("已保存。"), back="/demands/desk/", words=words)
