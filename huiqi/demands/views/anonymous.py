"""A complaint without an account."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from huiqi.demands import services
from huiqi.demands.forms import AnonymousForm
from huiqi.demands.models import Demand
from huiqi.demands.permissions import comes_to_file
from huiqi.demands.selectors import case_of, whole
from huiqi.demands.wording import screen
from huiqi.kernel.access import NOBODY, ActorRequest, address_of, public, writes
from huiqi.kernel.refusal import Refused
from huiqi.network.selectors import hub, windows_exist


@writes
@public
@never_cache
def complain(request: ActorRequest) -> HttpResponse:
    """A complaint by nobody, even of who is signed in; its number and code are shown this once."""
    if not windows_exist():
        raise Http404
    at, address = timezone.now(), address_of(request)
    files = request.FILES if services.may_complain(address, at) else None
    form = AnonymousForm(request.POST or None, files or None, actor=NOBODY, at=at, province=hub().region)
    if request.method == "POST" and form.is_valid() and (made := _filed(form, address, at)):
        told = {"demand": made, "steps": screen.coming(case_of(whole(made)))}
        return render(request, "demands/complained.html", told)
    shown = {"form": form, "kept": form.kept(), "may_file": comes_to_file(request.actor)}
    return render(request, "demands/complain.html", shown)


def _filed(form: AnonymousForm, address: str | None, at: datetime) -> Demand | None:
    try:
        return services.complain_anonymously(**form.complaint(), address=address, at=at, files=form.stored)
    except Refused as refused:
        form.refuse(refused)
        return None
