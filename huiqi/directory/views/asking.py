"""What every staff page of the directory shares: one form, one verb, one sentence when it is done."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from huiqi.directory import wording
from huiqi.directory.permissions import can_keep_directory, can_keep_in
from huiqi.files.services import FileRefused
from huiqi.kernel.access import ActorRequest
from huiqi.kernel.refusal import Refused, tell
from huiqi.network.selectors import hub


def ask(
    request: ActorRequest, form: Form, verb: Callable[[], object], *, told: str, back: str, words: Mapping[str, Any]
) -> HttpResponse:
    """Show the form; where it is valid do the verb, say `told` and go `back`, or say beside the field why not.

    `words`: title, lead, button, crumbs; upload where the form takes a file.
    """
    if form.is_valid():
        try:
            verb()
        except Refused as refused:
            tell(form, refused, wording.refusal(refused))
        except FileRefused as refused:
            form.add_error("sample", str(refused))
        else:
            messages.success(request, told)
            return redirect(back)
    return render(request, "directory/form.html", {"form": form, "back": back, "upload": False, **words})


def keeper(request: ActorRequest) -> None:
    """Only who keeps the directory comes further."""
    if not can_keep_directory(request.actor):
        raise PermissionDenied


def province() -> str:
    """The region of the hub, within which the directory is kept."""
    return hub().region


def may_keep(request: ActorRequest) -> Callable[[str], bool]:
    """Whether the actor keeps a region, to be asked by a form."""
    return lambda region: can_keep_in(request.actor, region, localdate())
