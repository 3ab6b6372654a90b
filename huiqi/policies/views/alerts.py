"""Saved searches without an account: asked for below the list, confirmed and left by the links of letters."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from huiqi.kernel.access import address_of, public, writes
from huiqi.kernel.refusal import Refused, tell
from huiqi.network.selectors import province_here
from huiqi.policies import services
from huiqi.policies.forms import AlertForm, FilterForm
from huiqi.policies.services.alerts import Search
from huiqi.policies.wording import alerts as wording


def _ask(request: HttpRequest, mail: str, search: Search) -> None:
    language, at = get_language() or "zh-hans", timezone.now()
    services.ask_alert(mail, search, language=language, address=address_of(request), at=at)


@writes
@public
def save_alert(request: HttpRequest) -> HttpResponse:
    """Save the search that the address holds: the mail address is all that is asked for."""
    on = localdate()
    wanted = FilterForm(request.GET, province=province_here(on)).wanted(on)
    search = Search(wanted.q, wanted.region, wanted.kind)
    form = AlertForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if not form.is_robot():
                _ask(request, form.cleaned_data["mail"], search)
            said = _("确认邮件已发到 %(mail)s，请在三天内打开里面的链接。没有确认，什么都不会发。")
            messages.success(request, said % {"mail": form.cleaned_data["mail"]})
            asked = {"q": search.q, "region": search.region, "kind": str(search.kind.value) if search.kind else ""}
            return redirect(f"{reverse('policies:list')}?{urlencode({k: v for k, v in asked.items() if v})}")
        except Refused as refused:
            tell(form, refused, wording.REFUSALS[refused.code])
    shown = wording.searched(search.q, search.region, search.kind)
    return render(request, "policies/alert.html", {"form": form, "searched": shown})


@writes
@public
def confirm_alert(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once more (mail scanners follow links), then send letters."""
    alert = services.alert_in(token, leaving=False)
    if alert is None or (request.method == "POST" and not services.confirm_alert(alert, at=timezone.now())):
        return render(request, "policies/alert_gone.html", status=404)
    done = request.method == "POST" or alert.confirmed_at is not None
    return render(request, "policies/alert_confirm.html", {"searched": wording.of(alert), "done": done})


@csrf_exempt  # a mail program posts here by itself (RFC 8058); the signed token says for whom
@writes
@public
def leave_alert(request: HttpRequest, token: str) -> HttpResponse:
    """End a saved search and forget the address; by one press of a person or of his mail program."""
    alert = services.alert_in(token, leaving=True)
    if alert is None:
        return render(request, "policies/alert_gone.html", status=404)
    if request.method == "POST":
        services.leave_alert(alert, at=timezone.now())
    context = {"searched": wording.of(alert), "done": request.method == "POST"}
    return render(request, "policies/alert_leave.html", context)
