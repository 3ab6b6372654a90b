"""What enterprises says to people."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huiqi.accounts.selectors import mask_mobile
from huiqi.enterprises.words import ClaimKind, ClaimState
from huiqi.kernel.access import Role, SeatLevel
from huiqi.kernel.refusal import Refused
from huiqi.standards import regions
from huiqi.ui.wording import full_day, full_moment, moment

if TYPE_CHECKING:
    from huiqi.accounts.models import Seat
    from huiqi.enterprises.models import Claim
    from huiqi.enterprises.selectors import Change
    from huiqi.journal.selectors import Happening

REFUSALS = {
    "uscc_required": _("请填写统一社会信用代码。还没有代码的，请在“主体类型”里选创业团队、个体工商户或个人。"),
    "uscc_length": _("统一社会信用代码应是 18 位。请对照营业执照检查有没有多写或漏写。"),
    "uscc_character": _(
        "统一社会信用代码里有不会出现的字符（没有字母 I、O、S、V、Z，第 3 至 8 位是数字）。请对照营业执照检查。"
    ),
    "uscc_registrar": _("统一社会信用代码的第 1 位不对。企业和个体工商户以 9 开头。"),
    "uscc_check_character": _("统一社会信用代码的校验码不对，其中有一位写错了。请对照营业执照逐位检查。"),
    "uscc_taken": _("这个代码的企业已经登记过了。如果您也为它办事，请用这个代码认领。"),
    "region_unknown": _("没有这个行政区划代码。请从列表里选择省、市、县。"),
    "industry_unknown": _("没有这个行业代码。请从列表里选择，或填写营业执照上的行业代码。"),
    "stale": _("刚才有人更新了企业情况。请看下面标出的最新情况；再按一次保存，就以您填的为准。"),
    "stale_claim": _("刚才有人处理了这份认领。请看过最新情况再决定。"),
    "firm_unknown": _("没有找到这个代码的企业。请核对代码，或登记为新企业。"),
    "already_yours": _("这个人已经代表这家企业，不用再办。"),
    "already_asked": _("已经有一份变更法定代表人的申请在等窗口核验。请等它办完，或先撤回。"),
    "licence_missing": _("请提交营业执照的照片或扫描件。"),
    "letter_missing": _("请提交授权委托书的照片或扫描件。法定代表人本人不用。"),
    "letter_period": _("请写明授权的起止日期，止期不早于起期。"),
    "letter_expired": _("授权委托书到 %(until)s 为止，已经过期。请换一份在有效期内的。"),
    "letter_early": _("授权委托书从 %(since)s 起才有效，请到那天再核验。"),
    "right_over": _("最后一天 %(until)s 早于开始的那天或今天。请改一个日期，或留空表示长期。"),
    "reason_required": _("请写明理由，例如“上传的是开户许可证，不是营业执照”。"),
    "reason_long": _("理由请不超过 %(limit)s 字。"),
    "code_known": _("这家企业已经有统一社会信用代码。"),
    "other_role": _("这个人已经以另一种身份代表企业。请先结束原来的权限，再重新邀请。"),
    "nobody_there": _("这个人已经不代表这家企业。"),
    "last_owner": _("这是唯一一位已核验的负责人，不能结束。请先邀请另一位负责人，或办理变更法定代表人。"),
    "successor_required": _("请选一位同事接手没有办完的事。"),
    "not_now": _("这份认领已经处理过了。请看最新情况。"),
}


def refusal(refused: Refused) -> str:
    """Why a verb cannot be done, and what to do."""
    told = {name: full_day(value) if isinstance(value, date) else value for name, value in refused.parameters.items()}
    return str(REFUSALS[refused.code]) % told


STATE_TONES = {
    ClaimState.WAITING: "ask",
    ClaimState.DECLARED: "info",
    ClaimState.VERIFIED: "good",
    ClaimState.REFUSED: "late",
    ClaimState.ENDED: "quiet",
}

LEVEL_TONES = {SeatLevel.CLAIMED: "ask", SeatLevel.DECLARED: "info", SeatLevel.VERIFIED: "good"}

STANDING = {
    ClaimState.WAITING: _(
        "这家企业已经有人登记。核验以前，您可以提交诉求，只看得到自己提交的；别人填的、提的，您看不到；您填的、提的，别人也看不到。"
    ),
    ClaimState.DECLARED: _(
        "您是自行申报的登记人：可以核对政策、填写企业情况、提交诉求，只看得到自己提交的诉求。核验以后才能邀请同事。"
    ),
    ClaimState.VERIFIED: _("已核验，您可以代表企业办事。"),
    ClaimState.REFUSED: _("没有通过。请看理由，换一份材料重新提交，原来提交的诉求都还在。"),
    ClaimState.ENDED: _("这份认领已经结束。"),
}


def claim_row(claim: "Claim") -> dict[str, Any]:
    """A claim as a row of a list."""
    return {
        "ref": claim.ref,
        "firm": claim.enterprise.name,
        "uscc": claim.enterprise.uscc or "",
        "person": claim.person.name or mask_mobile(claim.person.mobile),
        "mobile": mask_mobile(claim.person.mobile),
        "kind": gettext(claim.kind.label),
        "role": gettext(claim.role.label),
        "asked": claim.asked_at,
        "tone": STATE_TONES[claim.state],
        "state": gettext(claim.state.label),
        "papers": claim.licence_id is not None,
    }


def claim_facts(claim: "Claim") -> list[dict[str, str]]:
    """A claim in full, for who decides and for the claimant himself."""
    rows = [
        (_("企业"), claim.enterprise.name),
        (_("统一社会信用代码"), claim.enterprise.uscc or gettext("还没有，之后补上")),
        (_("所在地"), place(claim.enterprise.region)),
        (_("申请人"), f"{claim.person.name} {claim.person.mobile}".strip()),
        (_("事项"), gettext(claim.kind.label)),
        (_("身份"), gettext(claim.role.label)),
    ]
    if claim.role is not Role.ENTERPRISE_OWNER:
        rows.append((_("授权期限"), period(claim.letter_since, claim.letter_until)))
    return [{"label": str(label), "value": value} for label, value in rows]


def place(region: str) -> str:
    """A region with its city."""
    return "".join(node.name for node in regions.find(region).path)


def period(since: date | None, until: date | None) -> str:
    """From the first through the last day; an open end says so."""
    told = {"since": full_day(since) if since else "", "until": full_day(until) if until else ""}
    if since and until:
        return gettext("%(since)s 至 %(until)s") % told
    if until:
        return gettext("到 %(until)s 为止") % told
    return gettext("%(since)s 起，长期") % told if since else ""


def person_row(seat: "Seat", on: date) -> dict[str, Any]:
    """Somebody who acts for the firm, and until when."""
    return {
        "ref": seat.person.ref,
        "name": seat.person.name or mask_mobile(seat.person.mobile),
        "mobile": mask_mobile(seat.person.mobile),
        "role": gettext(seat.role.label),
        "level": gettext(seat.level.label),
        "tone": LEVEL_TONES[seat.level],
        "period": period(seat.since, seat.until - timedelta(days=1) if seat.until else None),
        "later": seat.since > on,
    }


HAPPENED = {
    "register": _("登记企业"),
    "enter": _("窗口录入企业"),
    "add_code": _("补上统一社会信用代码"),
    "claim_firm": _("%(person)s申请代表企业"),
    "ask_representative": _("申请变更法定代表人"),
    "bring_papers": _("%(person)s提交认领材料"),
    "verify_claim": _("%(person)s核验通过"),
    "confirm_claim": _("%(person)s由负责人确认"),
    "refuse_claim": _("%(person)s的认领没有通过"),
    "withdraw_claim": _("%(person)s撤回认领"),
    "invite": _("邀请%(person)s"),
    "let_go": _("结束%(person)s的权限，没有办完的事由%(successor)s接手"),
}
"""What the history of a firm's people tells; the facts it states are its profile's matter."""


def happened(
    entries: "list[Happening]", people: Mapping[str, str], organisations: Mapping[int, str]
) -> list[dict[str, Any]]:
    """The history of a firm's people as rows of a timeline: what, when, by whom and for which organisation."""
    rows = []
    for one in entries:
        if one.verb not in HAPPENED:
            continue
        told = {
            key: people.get(one.data.get(key, "") or "", "") or gettext("（无）") for key in ("person", "successor")
        }
        by = [organisations.get(one.organisation_id or 0, ""), people.get(one.actor_ref, "")]
        rows.append(
            {
                "title": str(HAPPENED[one.verb]) % told,
                "when": full_moment(one.at),
                "by": " · ".join(word for word in by if word),
                "note": one.texts.get("reason", ""),
                "state": "done",
            }
        )
    return rows


def claim_link(claim: "Claim") -> dict[str, str]:
    """Where a claim stands, as a sentence with a link."""
    told = {"firm": claim.enterprise.name, "state": gettext(claim.state.label)}
    if claim.kind is ClaimKind.REPRESENTATIVE:
        words = gettext("接任“%(firm)s”法定代表人：%(state)s") % told
    else:
        words = gettext("代表“%(firm)s”：%(state)s") % told
    return {"words": words, "url": reverse("enterprises:claim", args=[claim.ref]), "tone": STATE_TONES[claim.state]}


def clash(change: "Change") -> str:
    """What stands there now, beside what one has typed."""
    value = change.value or gettext("没有填")
    if change.at is None:
        return gettext("现在是：%(value)s") % {"value": value}
    told = {"value": value, "at": moment(change.at), "who": change.by or gettext("系统")}
    return gettext("现在是：%(value)s（%(at)s由%(who)s改）") % told
