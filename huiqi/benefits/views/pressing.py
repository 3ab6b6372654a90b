"""A press: what a verb made, or why it was refused, said where it belongs; nothing typed is lost."""

from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from huiqi.benefits.wording import refusal
from huiqi.kernel.access import ActorRequest
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused, tell
from huiqi.kernel.words import Word
from huiqi.ui.fields import Revised

Made = TypeVar("Made")


def refused_by(request: ActorRequest, call: Callable[..., Made]) -> Made | Refused:
    """What the verb made, now and by whom the request is, or its refusal; whose it is not learns nothing of it."""
    try:
        return call(actor=request.actor, at=timezone.now())
    except Refused as refused:
        return refused
    except NotNow as late:
        return Refused("not_now", state=late.state)
    except PermissionDenied:
        raise Http404 from None


def pressed(request: ActorRequest, form: BaseForm, call: Callable[..., Made]) -> Made | None:
    """What the verb made; nothing where it was refused, which the form says then."""
    made = refused_by(request, call)
    if not isinstance(made, Refused):
        return made
    if isinstance(form, Revised) and made.code == "not_now":
        form.close(refusal(made))
    elif isinstance(form, Revised):
        form.overtaken(made, refusal(made))
    else:
        tell(form, made, refusal(made))
    return None


def late(request: ActorRequest, state: Word, to: str) -> HttpResponse:
    """Nobody is shown the form of what cannot be done now: to the page of the thing, saying how it stands."""
    messages.warning(request, refusal(Refused("not_now", state=state)))
    return redirect(to)


def refs(told: Sequence[str]) -> list[UUID]:
    """The references that are ticked; a value that is none was not ticked on a page of ours."""
    try:
        return [UUID(one) for one in told]
    except ValueError:
        raise Http404 from None
