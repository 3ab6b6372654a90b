"""What needs no sign-in: following by number and code, and the links beside other pages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from huiqi.demands import services, wording
from huiqi.demands.forms import FollowForm
from huiqi.demands.selectors import case_of
from huiqi.demands.wording import screen
from huiqi.kernel.access import ActorRequest, address_of, public, writes
from huiqi.kernel.refusal import Refused, tell
from huiqi.reference.selectors import calendar


@writes
@public
def follow(request: ActorRequest) -> HttpResponse:
    """Number and query code: how far it is, without a name."""
    form, at = FollowForm(request.POST or None), timezone.now()
    context: dict[str, Any] = {"form": form, "demand": None}
    if request.method == "POST" and form.is_valid():
        address = address_of(request)
        try:
            found = services.follow(**form.cleaned_data, address=address, at=at)
        except Refused as refused:
            tell(form, refused, wording.refusal(refused))
        else:
            context |= screen.public_shown(case_of(found), at, calendar())
    return render(request, "demands/follow.html", context)


def ask_the_window(_request: HttpRequest, *things: object) -> SafeString:
    """The slot beside a policy: not sure? File a demand about it. No query."""
    policy = getattr(things[0], "policy", None)
    query = urlencode({"policy": policy.code, "kind": "consultation"}) if policy else ""
    return format_html('<a href="{}?{}">{}</a>', reverse("demands:file"), query, _("不确定？问窗口"))


def file_here(_request: HttpRequest, *things: object) -> SafeString:
    """The slot on the pages of windows, institutions and products: file a demand for a service, and carry which."""
    about = {"Product": ("product", "ref"), "Institution": ("institution", "slug")}.get(type(things[0]).__name__)
    carried = {about[0]: getattr(things[0], about[1])} if about else {}
    url = f"{reverse('demands:file')}?{urlencode({'kind': 'service', **carried})}"
    return format_html('<a class="btn" href="{}">{}</a>', url, _("提一件诉求"))
