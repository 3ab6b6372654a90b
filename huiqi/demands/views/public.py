"""The links to demands beside the pages of other subjects, for whoever they lead somewhere."""

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from huiqi.demands.permissions import comes_to_file
from huiqi.kernel.access import ActorRequest

if TYPE_CHECKING:
    from huiqi.policies.models import PolicyVersion


def ask_the_window(request: HttpRequest, *things: object) -> SafeString:
    """The slot beside a policy: not sure? File a demand about it. No query."""
    if not comes_to_file(cast(ActorRequest, request).actor):
        return SafeString()
    policy = getattr(things[0], "policy", None)
    query = urlencode({"policy": policy.code, "kind": "consultation"}) if policy else ""
    return format_html('<a href="{}?{}">{}</a>', reverse("demands:file"), query, _("不确定？问窗口"))


def ask_about(request: HttpRequest, *things: object) -> SafeString:
    """The slot beside a condition of a policy (its version, the place, the fact asked): not clear? Ask. No query.

    A page that holds what somebody typed stays open behind it.
    """
    version, place, fact = cast("tuple[PolicyVersion, str, str]", things)
    if not place or not comes_to_file(cast(ActorRequest, request).actor):
        return SafeString()
    told = {"policy": version.policy.code, "since": version.effective_from.isoformat(), "place": place, "fact": fact}
    keeps = request.method == "POST" or request.path == reverse("policies:questions")
    beside = mark_safe(' target="_blank" rel="noopener"') if keeps else ""
    url = f"{reverse('demands:file')}?{urlencode({'kind': 'consultation', **told})}"
    return format_html('<a class="ask-condition" href="{}"{}>{}</a>', url, beside, _("不清楚，问一问"))


def file_here(request: HttpRequest, *things: object) -> SafeString:
    """The slot on the pages of windows, institutions and products: file a demand for a service, and carry which."""
    if not comes_to_file(cast(ActorRequest, request).actor):
        return SafeString()
    about = {"Product": ("product", "ref"), "Institution": ("institution", "slug")}.get(type(things[0]).__name__)
    carried = {about[0]: getattr(things[0], about[1])} if about else {}
    url = f"{reverse('demands:file')}?{urlencode({'kind': 'service', **carried})}"
    return format_html('<a class="btn" href="{}">{}</a>', url, _("提一件诉求"))
