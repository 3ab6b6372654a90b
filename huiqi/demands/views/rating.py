"""Rating through the link of a message, without an account: it opens nothing else."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from huiqi.demands import services, wording
from huiqi.demands.forms import RateForm
from huiqi.demands.models import RatingRequest
from huiqi.demands.selectors import bearer_of, rating_list
from huiqi.demands.wording.due import at_moment
from huiqi.kernel.access import ActorRequest, acts, address_of, public, writes
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused

STATUS = {"too_many_tries": 429, "no_such_rating": 404, "own_rating": 404}


@writes
@public
@never_cache
def rate_by_link(request: ActorRequest, code: str) -> HttpResponse:
    """Rate what the link is about."""
    at = timezone.now()
    try:
        asked = services.request_by_code(code, address=address_of(request), at=at)
    except Refused as refused:
        return _closed(request, _("没有打开"), wording.refusal(refused), STATUS[refused.code])
    if barred := services.barred_from_rating(asked, request.actor):
        return _closed(request, _("不能评价"), wording.refusal(Refused(barred)), STATUS[barred])
    form = _form(request, asked)
    if request.method == "POST" and form.is_valid() and _done(request, asked, form):
        return _closed(request, _("谢谢您的评价"), _("评价已经记下。不满意的，上一级会重新办理，并答复您。"), 200)
    told = {"form": form, "code": code, "demand": asked.demand, "window": asked.demand.window.short_name}
    answered = at_moment(asked.demand.answered_at) if asked.demand.answered_at else ""
    return render(request, "demands/rate_by_link.html", told | {"answered": answered})


def _form(request: ActorRequest, asked: RatingRequest) -> RateForm:
    at, actor = timezone.now(), bearer_of(asked.demand)
    initial = {"revision": asked.demand.revision}
    form = RateForm(request.POST or None, actor=actor, at=at, initial=initial)
    source = services.source_of(address_of(request), request.headers.get("User-Agent", ""))
    form.offer(rating_list(asked.demand), source)
    return form


def _done(request: ActorRequest, asked: RatingRequest, form: RateForm) -> bool:
    try:
        services.rate_by_link(asked, **form.said(), signed_in=request.actor, at=form.at)
    except Refused as refused:
        form.refuse(refused)
    except NotNow:
        form.add_error(None, wording.refusal(Refused("no_such_rating")))
    else:
        return True
    return False


@acts
@public
@never_cache
def decline_rating(request: ActorRequest, code: str) -> HttpResponse:
    """Not to be asked again."""
    at = timezone.now()
    try:
        asked = services.request_by_code(code, address=address_of(request), at=at)
        services.decline_rating(asked, signed_in=request.actor, at=at)
    except Refused as refused:
        return _closed(request, _("没有打开"), wording.refusal(refused), STATUS[refused.code])
    return _closed(request, _("好的"), _("不会再请您评价这件诉求。以后想评价，可以凭编号和查询码。"), 200)


def _closed(request: ActorRequest, title: str, text: str, status: int) -> HttpResponse:
    return render(request, "demands/rating_closed.html", {"title": title, "text": text}, status=status)
