"""What accounts says to people."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huiqi.accounts.words import OrganisationKind
from huiqi.kernel.access import Actor, SeatLevel, SeatView
from huiqi.kernel.refusal import Refused
from huiqi.kernel.words import Word
from huiqi.ui.wording import full_day

if TYPE_CHECKING:
    from huiqi.accounts.models import Seat

REFUSALS = {
    "no_gateway": _("短信通道还没有接入，暂时发不了验证码。请用密码登录，或联系所在地窗口开通账号。"),
    "too_many_codes": _("这个号码一小时内要的验证码太多了。请稍后再试，或用密码登录。"),
    "wrong_code": _("验证码不对或已过期。请核对短信里的六位数字，或重新获取。"),
    "code_void": _("这个验证码输错了五次，已经作废。请点“换个号码或重新获取”，用新的验证码登录。"),
    "wrong_password": _("手机号或密码不对。请检查后重试，也可以用验证码登录。"),
    "wrong_current_password": _("现在的密码不对。忘记了的，请退出后用验证码登录，再来设置。"),
    "too_many_attempts": _("连续输错次数太多。请十分钟后再试，或用验证码登录。"),
}

SEAT_REFUSALS = {
    "required": _("这一项不能空着，请填写。"),
    "mobile_invalid": _("请填写 11 位手机号，例如 13800000000。"),
    "there_already": _("“%(name)s”已经在单位名单里。请从名单里点开它。"),
    "own_seat": _("系统管理员不能给自己安排岗位：管系统的人不办业务。请安排别人。"),
    "other_name": _("这个手机号登记的是“%(name)s”。请核对号码；没有错的，姓名照登记的写。"),
    "seated_already": _("“%(name)s”已经有这个岗位。"),
    "duties_apart": _(
        "“%(name)s”现在是%(role)s。管理、办事、审核、付款由不同的人担任，请先结束他原来的岗位，或换一个人。"
    ),
    "same_name": _("和现在的名字一样，没有要更正的。"),
    "own_name": _("系统管理员不能更正自己的姓名。请另一位系统管理员办理。"),
    "ended_already": _("“%(name)s”在这里已经没有岗位了。"),
}

LEVEL_TONES = {SeatLevel.CLAIMED: "ask", SeatLevel.DECLARED: "info", SeatLevel.VERIFIED: "good"}


def seat_row(seat: SeatView, actor: Actor) -> dict[str, object]:
    """A seat as a row of the list of seats. Only firms' people have a level worth telling."""
    firm = seat.organisation_kind == OrganisationKind.ENTERPRISE
    return {
        "ref": seat.ref,
        "name": seat.organisation_name,
        "role": gettext(seat.role.label),
        "tone": LEVEL_TONES[seat.level] if firm else "",
        "level": gettext(seat.level.label) if firm else "",
        "current": actor.seat is not None and seat.id == actor.seat.id,
    }


def seat_refusal(refused: Refused) -> str:
    """Why a seat could not be given or ended."""
    told = {
        name: gettext(value.label) if isinstance(value, Word) else value for name, value in refused.parameters.items()
    }
    return str(SEAT_REFUSALS[refused.code]) % told


def staff_row(seats: "Sequence[Seat]") -> dict[str, object]:
    """A person of an organisation with his seats there, as a row."""
    person = seats[0].person
    return {
        "ref": person.ref,
        "name": person.name,
        "mobile": f"{person.mobile[:3]}****{person.mobile[-4:]}",
        "roles": gettext("、").join(gettext(seat.role.label) for seat in seats),
        "since": full_day(min(seat.since for seat in seats)),
    }


def lapsed(seat: "Seat") -> str:
    """That a person may act for an organisation no longer, since when, and what to do."""
    assert seat.until is not None
    told = {"name": seat.organisation.name, "role": gettext(seat.role.label), "day": full_day(seat.until)}
    if seat.organisation.kind == OrganisationKind.ENTERPRISE:
        return (
            gettext(
                "您在“%(name)s”的%(role)s权限到 %(day)s 为止，现在看不到它的情况和诉求。"
                "还要办事的，请它的负责人重新邀请，或带新的授权委托书重新认领。"
            )
            % told
        )
    return gettext("您在“%(name)s”的%(role)s权限到 %(day)s 为止。还要办事的，请联系该单位负责人。") % told
