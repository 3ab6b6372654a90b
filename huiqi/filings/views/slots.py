"""What filings put into the pages of policies."""

from datetime import date
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.eligibility.statuses import Standing
from huiqi.eligibility.versions import Subject
from huiqi.filings.permissions import can_bring, can_file
from huiqi.kernel.access import ActorRequest

if TYPE_CHECKING:
    from huiqi.policies.models import PolicyVersion


def file_here(request: HttpRequest, *things: object) -> SafeString:
    """The slot beside a policy: apply for it at its own place, with what Huiqi knows. No query.

    The second thing, where there is one, is how the firm stands with it.
    """
    row, stands = cast("PolicyVersion", things[0]), things[1] if len(things) > 1 else ""
    if not can_file(cast(ActorRequest, request).actor) or stands == Standing.INELIGIBLE:
        return SafeString()
    if not _is_filed(row, localdate()):
        return SafeString()
    look = "btn small" if stands == Standing.ELIGIBLE else "btn plain small"
    return format_html(
        '<a class="{}" href="{}">{}</a>', look, reverse("filings:begin", args=[row.policy.code]), _("去申报")
    )


def _is_filed(row: "PolicyVersion", on: date) -> bool:
    """Whether firms apply for it, today, at a place of its own."""
    begun = row.effective_from <= on and (row.effective_before is None or on < row.effective_before)
    return begun and row.policy.subject is Subject.ENTERPRISE and bool(row.content.get("apply_at"))


def filed_by_me(request: HttpRequest, *_things: object) -> SafeString:
    """The slot above a firm's policies: what it has taken along."""
    if not can_file(cast(ActorRequest, request).actor):
        return SafeString()
    return format_html('<a class="btn plain small" href="{}">{}</a>', reverse("filings:mine"), _("我的申报"))


def bring_here(request: HttpRequest, *_things: object) -> SafeString:
    """The slot above the funnels: bring a list of outcomes."""
    if not can_bring(cast(ActorRequest, request).actor):
        return SafeString()
    return format_html('<a class="btn plain small" href="{}">{}</a>', reverse("filings:outcomes"), _("导入申报结果"))
