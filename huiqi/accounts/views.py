"""Signing in and out, keeping a password, and changing seats."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.contrib import auth, messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from huiqi.accounts.forms import (
    AppointForm,
    CodeForm,
    CorrectOfficeForm,
    CorrectPersonForm,
    DismissForm,
    MobileForm,
    NewPasswordForm,
    OfficeForm,
    PasswordForm,
)
from huiqi.accounts.models import Organisation, Person
from huiqi.accounts.permissions import OFFICES, SEATS, can_give_seats
from huiqi.accounts.selectors import (
    actor_of,
    lapsed_rights,
    organisations_of_kinds,
    person_of,
    seats_at,
    seats_by_person,
    seats_like,
    seats_on,
    staff_counts,
)
from huiqi.accounts.services import (
    PRIVACY_NOTICE,
    RENEWING_KEY,
    appoint,
    came_by_code,
    check_code,
    correct_office,
    correct_person,
    dismiss,
    enter_office,
    note_code,
    note_failure,
    person_with,
    send_code,
    set_password,
    sit_down,
    too_many_failures,
)
from huiqi.accounts.wording import REFUSALS, seat_refusal, seat_row, staff_row
from huiqi.kernel.access import ActorRequest, acts, address_of, public, reads, writes
from huiqi.kernel.refusal import Refused, tell

Made = TypeVar("Made")
PER_PAGE = 50


def _onward(request: HttpRequest) -> str:
    """Where the person was going, if that is here."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if safe else str(settings.LOGIN_REDIRECT_URL)


def _enter(request: HttpRequest, person: Person) -> HttpResponse:
    auth.login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect(_onward(request))


@writes
@public
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for the mobile number, send a code."""
    form = MobileForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            code = send_code(form.cleaned_data["mobile"], address=address_of(request), at=timezone.now())
        except Refused as refused:
            tell(form, refused, REFUSALS[refused.code])
        else:
            shown = code if settings.DEMONSTRATION else ""
            again = CodeForm(initial={"mobile": form.cleaned_data["mobile"]})
            context = {"form": again, "code": shown, "next": _onward(request)}
            return render(request, "accounts/code.html", context)
    return render(request, "accounts/sign_in.html", {"form": form, "next": _onward(request)})


@acts
@public
def enter_code(request: HttpRequest) -> HttpResponse:
    """Sign in by the code; a number seen for the first time becomes a person."""
    form = CodeForm(request.POST)
    if form.is_valid():
        mobile, at = form.cleaned_data["mobile"], timezone.now()
        try:
            check_code(mobile, form.cleaned_data["code"], at=at)
        except Refused as refused:
            tell(form, refused, REFUSALS[refused.code])
        else:
            entered = _enter(request, person_with(mobile, at=at))
            note_code(request.session, at)
            return entered
    return render(request, "accounts/code.html", {"form": form, "code": "", "next": _onward(request)})


@writes
@public
def enter_password(request: HttpRequest) -> HttpResponse:
    """Sign in by password."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        mobile, at = form.cleaned_data["mobile"], timezone.now()
        if too_many_failures(mobile, at=at):
            form.add_error("password", REFUSALS["too_many_attempts"])
        elif person := auth.authenticate(request, username=mobile, password=form.cleaned_data["password"]):
            return _renew_or_enter(request, person)
        else:
            note_failure(mobile, at=at)
            form.add_error("password", REFUSALS["wrong_password"])
    return render(request, "accounts/password.html", {"form": form, "next": _onward(request)})


def _renew_or_enter(request: HttpRequest, person: Person) -> HttpResponse:
    """A password that was handed over signs nobody in: it leads to the page where its owner chooses his own."""
    if not person.password_is_once:
        return _enter(request, person)
    request.session[RENEWING_KEY] = str(person.ref)
    return redirect(f"{reverse('accounts:renew_password')}?{urlencode({'next': _onward(request)})}")


@writes
@public
def renew_password(request: HttpRequest) -> HttpResponse:
    """Choose a password in place of the one that was handed over, and sign in."""
    ref = request.session.get(RENEWING_KEY)
    person = Person.objects.filter(ref=ref, password_is_once=True, is_active=True).first() if ref else None
    if person is None:
        return redirect("accounts:enter_password")
    form = NewPasswordForm(request.POST or None, person=person, knows_it=True)
    if request.method == "POST" and form.is_valid():
        set_password(person, form.cleaned_data["new"], actor=actor_of(person), at=timezone.now())
        del request.session[RENEWING_KEY]
        return _enter(request, person)
    return render(request, "accounts/new_password.html", {"form": form, "has_one": False, "once": True})


@writes
def password(request: ActorRequest) -> HttpResponse:
    """Set a password, or change it. Who came by a code just now need not know the old one."""
    person, at = person_of(request.actor), timezone.now()
    knows_it = not person.password or came_by_code(request.session, at)
    form = NewPasswordForm(request.POST or None, person=person, knows_it=knows_it)
    if request.method == "POST" and too_many_failures(person.mobile, at=at):
        form.add_error(None, REFUSALS["too_many_attempts"])
    elif request.method == "POST" and form.is_valid():
        set_password(person, form.cleaned_data["new"], actor=request.actor, at=at)
        auth.update_session_auth_hash(request, person)
        messages.success(request, _("密码已设好。下次可以用手机号和密码登录，别处的登录都已退出。"))
        return redirect(settings.LOGIN_REDIRECT_URL)
    elif "current" in form.errors:
        note_failure(person.mobile, at=at)
    return render(
        request, "accounts/new_password.html", {"form": form, "has_one": bool(person.password), "once": False}
    )


@acts
@public
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    auth.logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@acts
def change_seat(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Act on another of one's own seats from now on."""
    assert isinstance(request.user, Person)
    seat = get_object_or_404(seats_on(request.user.id, timezone.localdate()), ref=ref)
    sit_down(request.session, request.actor, seat.organisation_id)
    return redirect(settings.LOGIN_REDIRECT_URL)


@reads
def seats(request: ActorRequest) -> HttpResponse:
    """All for whom a person may act, found by a few letters; and for whom no longer, since when."""
    assert isinstance(request.user, Person)
    words = request.GET.get("q", "").strip()[:60]
    context = {
        "q": words,
        "rows": [seat_row(seat, request.actor) for seat in seats_like(request.actor, words)],
        "total": len(request.actor.seats),
        "ended": lapsed_rights(request.user, timezone.localdate()),
    }
    return render(request, "accounts/seats.html", context)


@reads
@public
def privacy(request: HttpRequest) -> HttpResponse:
    """What is done with personal data (PIPL article 17)."""
    return render(request, "accounts/privacy.html", {"version": PRIVACY_NOTICE})


def _administrator_only(request: ActorRequest) -> None:
    """To anybody else there are no seats to give."""
    if not can_give_seats(request.actor):
        raise Http404


def _seated_at(request: ActorRequest, ref: UUID) -> Organisation:
    """An organisation whose seats the administrator gives; otherwise there is none."""
    _administrator_only(request)
    return get_object_or_404(Organisation.objects.filter(kind__in=SEATS), ref=ref)


def _pressed(request: ActorRequest, form: Form, call: Callable[..., Made]) -> Made | None:
    """What the verb made; nothing where it was refused, which the form says then."""
    try:
        return call(actor=request.actor, at=timezone.now())
    except Refused as refused:
        tell(form, refused, seat_refusal(refused))
    return None


def _crumbs(*more: dict[str, str]) -> list[dict[str, str]]:
    return [{"label": _("单位和人员"), "url": reverse("accounts:offices")}, *more]


@reads
def offices(request: ActorRequest) -> HttpResponse:
    """Authorities, finance departments, platforms and institutions, each with how many people it has."""
    _administrator_only(request)
    words = request.GET.get("q", "").replace("\0", "").strip()[:60]
    found = organisations_of_kinds(tuple(SEATS), words)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    counts = staff_counts([one.id for one in page], timezone.localdate())
    rows = [{"office": one, "kind": _(one.kind.label), "people": counts.get(one.id, 0)} for one in page]
    return render(request, "accounts/offices.html", {"q": words, "rows": rows, "page": page})


@writes
def new_office(request: ActorRequest) -> HttpResponse:
    """Enter an authority or a finance department."""
    _administrator_only(request)
    form = OfficeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if made := _pressed(request, form, partial(enter_office, told["kind"], told["name"])):
            messages.success(request, _("单位已录入。接着安排审核的人。"))
            return redirect("accounts:office", ref=made.ref)
    return render(request, "accounts/new_office.html", {"form": form, "crumbs": _crumbs()})


@writes
def office(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Who has which seat at an organisation; a press gives one more."""
    found = _seated_at(request, ref)
    form = AppointForm(request.POST or None, organisation=found)
    given: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        made = _pressed(request, form, partial(appoint, ref, **form.cleaned_data))
        if made:
            given = {"person": made[0].person.name, "password": made[1]}
            form = AppointForm(organisation=found)
    rows = [staff_row(seats) for seats in seats_by_person(found, timezone.localdate())]
    context = {
        "office": found,
        "kind": _(found.kind.label),
        "own": found.kind in OFFICES,
        "rows": rows,
        "form": form,
        "given": given,
    }
    return render(request, "accounts/office.html", context | {"crumbs": _crumbs()})


@writes
def end_seat(request: ActorRequest, ref: UUID, person: UUID) -> HttpResponse:
    """End somebody's seats at an organisation."""
    found = _seated_at(request, ref)
    who, form = _seated(found, person), DismissForm(request.POST or None)
    if who is None:
        return _gone(request, ref)
    if _did(request, form, partial(dismiss, ref, person), _("岗位已结束，从今天起不能再办这里的事。")):
        return redirect("accounts:office", ref=ref)
    lead = _("从今天起不能再办这里的事。办过的留下可查；等他办的，由同单位的人接着办。")
    return _asked(request, form, found, who.name, _("结束岗位"), lead)


@writes
def correct_name(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Correct the name of an authority or a finance department."""
    found = _seated_at(request, ref)
    if found.kind not in OFFICES:
        raise Http404
    form = CorrectOfficeForm(request.POST or None, initial={"name": found.name})
    if _did(request, form, partial(correct_office, ref), _("单位名称已更正。")):
        return redirect("accounts:office", ref=ref)
    lead = _("公开的页面、指南和清单上的名称随之改变。更正前后的名称都记入日志。")
    return _asked(request, form, found, "", _("更正名称"), lead)


@writes
def correct_person_name(request: ActorRequest, ref: UUID, person: UUID) -> HttpResponse:
    """Correct the name of somebody who has a seat at an organisation."""
    found = _seated_at(request, ref)
    who = _seated(found, person)
    if who is None:
        return _gone(request, ref)
    form = CorrectPersonForm(request.POST or None, initial={"name": who.name})
    if _did(request, form, partial(correct_person, ref, person), _("姓名已更正。")):
        return redirect("accounts:office", ref=ref)
    lead = _("只改姓名的写法：人还是同一个人，手机号、岗位和办过的事不变。换了人的，请结束岗位再安排别人。")
    return _asked(request, form, found, who.name, _("更正姓名"), lead)


def _did(request: ActorRequest, form: Form, verb: Callable[..., Any], said: str) -> bool:
    """Whether a form that was sent could be done, which is said; if not, the form says why."""
    if request.method != "POST" or not form.is_valid():
        return False
    if _pressed(request, form, partial(verb, **form.cleaned_data)) is None:
        return False
    messages.success(request, said)
    return True


def _seated(found: Organisation, person: UUID) -> Person | None:
    """Somebody who has a seat there that the administrator gives."""
    seat = seats_at(found.id, timezone.localdate()).filter(person__ref=person, role__in=SEATS[found.kind]).first()
    return seat.person if seat else None


def _gone(request: ActorRequest, ref: UUID) -> HttpResponse:
    messages.info(request, _("他在这里已经没有岗位了。"))
    return redirect("accounts:office", ref=ref)


def _asked(request: ActorRequest, form: Form, found: Organisation, name: str, heading: str, lead: str) -> HttpResponse:
    """The form of something that is done with an organisation or with somebody there."""
    crumbs = _crumbs({"label": found.name, "url": reverse("accounts:office", args=[found.ref])})
    context = {"office": found, "name": name, "form": form, "heading": heading, "lead": lead, "crumbs": crumbs}
    return render(request, "accounts/office_act.html", context)
