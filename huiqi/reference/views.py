"""The page of holidays: which years are known, and entering the next."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from huiqi.kernel.access import ActorRequest, writes
from huiqi.reference.forms import NoticeForm
from huiqi.reference.models import HolidayNotice
from huiqi.reference.permissions import can_import_holidays
from huiqi.reference.selectors import calendar, unknown_years
from huiqi.reference.services import import_notice


@writes
def holidays(request: ActorRequest) -> HttpResponse:
    """Show what is known; import a notice."""
    if not can_import_holidays(request.actor):
        raise Http404
    form = NoticeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        off, worked = data["days"]
        import_notice(data["year"], off, worked, source=data["source"], actor=request.actor, at=timezone.now())
        told = _("已记入 %(year)d 年：放假 %(off)d 天，调休上班 %(worked)d 天。新的时限按它计算。")
        messages.info(request, told % {"year": data["year"], "off": len(off), "worked": len(worked)})
        return redirect("reference:holidays")
    context = {
        "form": form,
        "notices": HolidayNotice.objects.order_by("-year"),
        "known": f"{min(calendar().years)}—{max(calendar().years)}",
        "unknown": unknown_years(timezone.localdate()),
    }
    return render(request, "reference/holidays.html", context)
