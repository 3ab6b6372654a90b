"""What accounts says to people."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huiqi.accounts.words import OrganisationKind
from huiqi.kernel.access import Actor, SeatLevel, SeatView
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
