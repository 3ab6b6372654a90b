"""What the tiers of a draft are worth in yuan: the list with what the examples would bring, and writing one."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.kernel.access import ActorRequest, reads, writes
from huiqi.policies import services
from huiqi.policies.forms.worth import WorthForm
from huiqi.policies.models import Draft
from huiqi.policies.selectors import examples_reckoned, read_draft, tiers_asked
from huiqi.policies.views.drafts import crumb, crumbs, done, seen
from huiqi.policies.views.examples import may_write
from huiqi.policies.wording.worth import brought, tiers
from huiqi.policies.words import DraftVerb

Stored = list[dict[str, Any]]


@reads
def draft_benefits(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The tiers of a draft, how each is reckoned, and what the worked examples would bring."""
    found = seen(request, ref)
    read = read_draft(found.content).version
    context = {
        "draft": found,
        "tiers": tiers(_stored(found), read, tiers_asked(found.content, localdate())),
        "brought": [brought(*one) for one in examples_reckoned(read)] if read else [],
        "readable": read is not None,
        "may_edit": may_write(found),
        "crumbs": crumbs(crumb(found)),
    }
    return render(request, "policies/tiers.html", context)


@writes
def draft_benefit(request: ActorRequest, ref: UUID, number: int) -> HttpResponse:
    """Write how the yuan of one tier are reckoned."""
    found = seen(request, ref)
    tier = tier_of(found, number)
    if not may_write(found):
        raise PermissionDenied
    form = WorthForm(request.POST or None, stored=tier.get("worth"), initial={"revision": found.revision})
    if request.method == "POST" and form.is_valid() and _saved(request, found, form, number):
        return redirect("policies:draft_benefits", ref=found.ref)
    back = {"label": _("折算成钱"), "url": reverse("policies:draft_benefits", args=[found.ref])}
    context = {"draft": found, "form": form, "tier": tier, "crumbs": crumbs(crumb(found), back)}
    return render(request, "policies/tier.html", context)


def tier_of(found: Draft, number: int) -> dict[str, Any]:
    """The tier of this number, from 1. Raises `Http404`."""
    stored = _stored(found)
    if not 1 <= number <= len(stored):
        raise Http404
    return stored[number - 1]


def _stored(found: Draft) -> Stored:
    benefits: Stored = found.content.get("benefits") or []
    return benefits


def _saved(request: ActorRequest, found: Draft, form: WorthForm, number: int) -> bool:
    """Store the tier anew; the others, its words and its condition stay."""
    written = [dict(tier) for tier in _stored(found)]
    tier = written[number - 1]
    tier.pop("worth", None)
    if (worth := form.said()) is not None:
        tier["worth"] = worth
    return done(request, form, lambda **by: services.edit(found.ref, {"benefits": written}, **by), DraftVerb.EDIT)
