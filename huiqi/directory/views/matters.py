"""The pages of lists of what must be brought: all of them, one with its samples, and what its keepers write."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from huiqi.directory import wording
from huiqi.directory.forms import LineForm, MatterFilterForm, MatterForm
from huiqi.directory.models import Matter, MatterItem
from huiqi.directory.permissions import can_keep_directory, can_keep_matter
from huiqi.directory.selectors import found_matters, item_by_ref, items_for, matter_by_code, sample_of
from huiqi.directory.services import end_line, end_matter, open_matter, write_line
from huiqi.directory.views.asking import ask, keeper
from huiqi.files.selectors import as_download
from huiqi.files.services import store_file
from huiqi.kernel.access import ActorRequest, Role, acts, public, reads, writes
from huiqi.network.selectors import window_of


def _matter(code: str) -> Matter:
    matter = matter_by_code(code)
    if matter is None:
        raise Http404
    return matter


def _kept(request: ActorRequest, code: str) -> Matter:
    """The matter, for who keeps its list."""
    matter = _matter(code)
    if not can_keep_matter(request.actor, matter):
        raise PermissionDenied
    return matter


def _item(matter: Matter, ref: UUID) -> MatterItem:
    item = item_by_ref(matter, ref)
    if item is None:
        raise Http404
    return item


@reads
@public
def matter_list(request: ActorRequest) -> HttpResponse:
    """Every matter with how many things it takes, narrowed by words and kind."""
    form = MatterFilterForm(request.GET)
    context = {
        "sections": wording.sections("directory:matters"),
        "form": form,
        "rows": [wording.matter_row(one) for one in found_matters(localdate(), **form.asked())],
        "may_keep": can_keep_directory(request.actor),
    }
    return render(request, "directory/matters.html", context)


@reads
@public
def matter(request: ActorRequest, code: str) -> HttpResponse:
    """One list: what to bring, in what shape, why, with a sample to download."""
    shown, today = _matter(code), localdate()
    over = shown.until is not None and shown.until <= today
    context = {
        **wording.matter_row(shown),
        "over": over,
        "lines": wording.line_rows(items_for(shown, today)),
        "may_keep": can_keep_matter(request.actor, shown) and not over,
    }
    return render(request, "directory/matter.html", context)


@reads
@public
def sample(_request: ActorRequest, ref: UUID) -> HttpResponse:
    """The sample of a line, as a download."""
    item = sample_of(ref)
    if item is None or item.sample is None:
        raise Http404
    return as_download(item.sample)  # type: ignore[return-value]  # a streamed response


@writes
def new_matter(request: ActorRequest) -> HttpResponse:
    """Open a matter: the hub's operator for the whole network, a manager for his own window."""
    keeper(request)
    form = MatterForm(request.POST or None)
    own = None if request.actor.is_a(Role.HUB_OPERATOR) else window_of(request.actor.organisation_id or 0)
    title = _("新列一个事项")
    lead = _("只在您的窗口使用。") if own else _("全网络都用这一份清单。")
    crumbs = [{"label": _("办事清单"), "url": reverse("directory:matters")}, {"label": title, "url": ""}]
    words = {"title": title, "lead": lead, "button": _("列上"), "crumbs": crumbs}
    return ask(
        request,
        form,
        lambda: open_matter(form.entry(own.id if own else None), actor=request.actor, at=now()),
        told=_("事项已列上。请打开它逐条写清要带什么。"),
        back=reverse("directory:matters"),
        words=words,
    )


@writes
def write_item(request: ActorRequest, code: str, ref: UUID | None = None) -> HttpResponse:
    """Write a line of a list, or how it reads from today on."""
    shown = _kept(request, code)
    item = _item(shown, ref) if ref else None
    form = LineForm(request.POST, request.FILES) if request.method == "POST" else LineForm.showing(item)

    def verb() -> object:
        given, actor, at = form.cleaned_data["sample"], request.actor, now()
        kept = store_file(given.name, given, given.size, actor=actor, at=at) if given else None
        return write_line(shown.id, form.line(kept), item=item, actor=actor, at=at)

    back, title = reverse("directory:matter", args=[code]), _("改一条") if item else _("加一条")
    crumbs = [{"label": _("办事清单"), "url": reverse("directory:matters")}, {"label": shown.name, "url": back}]
    words = {"title": title, "button": _("保存"), "crumbs": [*crumbs, {"label": title, "url": ""}], "upload": True}
    words["lead"] = _("从今天起照新的要求告知；已经受理的，仍按当时的清单。")
    return ask(request, form, verb, told=_("清单已更新。"), back=back, words=words)


@acts
def drop_item(request: ActorRequest, code: str, ref: UUID) -> HttpResponse:
    """Take a line off the list."""
    shown = _kept(request, code)
    item = _item(shown, ref)
    end_line(item, actor=request.actor, at=now())
    messages.success(request, _("“%(name)s”自今天起不用再带。") % {"name": item.name})
    return redirect("directory:matter", code)


@acts
def drop_matter(request: ActorRequest, code: str) -> HttpResponse:
    """End a matter."""
    shown = _kept(request, code)
    end_matter(shown.id, actor=request.actor, at=now())
    messages.success(request, _("“%(name)s”自今天起不再列出。") % {"name": shown.name})
    return redirect("directory:matters")
