"""Benefits without filing in words: states, refusals, amounts and limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from huiqi.benefits.rules.amounts import read_pay, reckon
from huiqi.benefits.words import (
    EntryState,
    EntryVerb,
    Lacking,
    ListState,
    ListVerb,
    ObjectionState,
    ProgrammeState,
    ProgrammeVerb,
)
from huiqi.eligibility.wording import fact_label
from huiqi.enterprises.selectors import reader_language
from huiqi.kernel.refusal import Refused
from huiqi.kernel.words import Word
from huiqi.ui.wording import full_day, moment, number, yuan

if TYPE_CHECKING:
    from huiqi.benefits.models import Entry, PaymentList, Programme
    from huiqi.journal.selectors import Happening

_P, _E, _L = ProgrammeState, EntryState, ListState
TONES: dict[Word, str] = {
    _P.PREPARED: "quiet",
    _P.REVIEW: "ask",
    _P.GUIDED: "info",
    _P.DRAWING: "info",
    _P.CHECKING: "ask",
    _P.PUBLISHED: "info",
    _P.PAYING: "ask",
    _P.FINISHED: "good",
    _P.CANCELLED: "quiet",
    _E.FOUND: "ask",
    _E.VERIFIED: "info",
    _E.REMOVED: "quiet",
    _E.OFFERED: "ask",
    _E.DECLINED: "quiet",
    _E.WILLING: "info",
    _E.LISTED: "info",
    _E.BOUNCED: "late",
    _E.PAID: "good",
    _E.RECOVERED: "late",
    _L.WAITING: "ask",
    _L.CONFIRMED: "good",
    _L.RETURNED: "late",
    _L.WITHDRAWN: "quiet",
    _L.UNCHECKED: "quiet",
    ObjectionState.OPEN: "ask",
    ObjectionState.UPHELD: "late",
    ObjectionState.REJECTED: "quiet",
}
STEPS = (
    lazy("编制"),
    lazy("审核指南"),
    lazy("公布指南"),
    lazy("比对数据"),
    lazy("核验名单"),
    lazy("公示"),
    lazy("确认与兑付"),
    lazy("办结"),
)
PLACE = {
    state: place
    for place, state in enumerate(
        (_P.PREPARED, _P.REVIEW, _P.GUIDED, _P.DRAWING, _P.CHECKING, _P.PUBLISHED, _P.PAYING, _P.FINISHED), 1
    )
}

REFUSALS = {
    "stale": lazy("您打开以后，这里又有人改过。请先看最新的内容，再提交一次。"),
    "own_eyes": lazy("数据是您比对的，名单不能由您核验。请服务这家企业的窗口，或另一位同事核验。"),
    "own_hand": lazy("这份指南您写过，不能由您审核。请另一位没有动过笔的同事审核。"),
    "own_firm": lazy("清单里有您任职的企业，这份清单不能由您确认、退回或登记付款。请另一位同事办理。"),
    "own_list": lazy("清单是您生成的，或者数据是您比对的、指南是您批准的，不能由您确认。请另一位同事办理。"),
    "office_unnamed": lazy("请选择由哪个单位办理。有主管部门、财政部门的，不能由枢纽平台代办。"),
    "office_unseated": lazy("这个单位现在没有审核的人了。请另选一个，或请系统管理员安排人员。"),
    "no_second": lazy(
        "还没有可以审核的单位，枢纽平台也没有第二个没有经手过的人，这一步办不了。"
        "请系统管理员在“单位和人员”里安排主管部门、财政部门的人，或给枢纽平台再安排一个人。"
    ),
    "required": lazy("这一项不能空着，请填写。"),
    "too_long": lazy("请不要超过 %(most)s 个字。"),
    "there_already": lazy("这项政策这一年、这个地区已有一个批次：“%(title)s”。请在那一批上办理。"),
    "no_firms": lazy("这项政策发给个人，不发给企业，不能免申即享。"),
    "needs_a_person": lazy(
        "这项政策的条件里有“待确认”的，要由人确认，凭数据核定不了，不能免申即享。请改选别的政策，或让企业自己申报。"
    ),
    "one_way": lazy("请写明按比例还是按定额，两样只选一样。"),
    "no_base": lazy("按比例兑付的，请选择按哪一项数额的比例。"),
    "no_rate": lazy("比例要大于 0，不超过 100。"),
    "no_sum": lazy("金额要大于 0，不超过 10 亿元。请核对是不是多写了零。"),
    "pays_nothing": lazy("请至少写明一档付多少。"),
    "not_in_force": lazy("这项政策在那一天没有施行。请改核对数据的日期。"),
    "in_future": lazy("不能晚于今天。"),
    "notice_length": lazy("公示期为 %(least)s 至 %(most)s 个工作日。"),
    "outside": lazy("地区要在政策的适用地区以内。"),
    "not_all_verified": lazy("还有 %(count)s 户没有核验，不能公示。请等各窗口核验完。"),
    "nobody": lazy("名单上没有核验通过的企业，不能公示。"),
    "notice_over": lazy("这份名单的公示已经结束（%(until)s 为止），不再收异议。情况属实的，请向枢纽平台反映。"),
    "objected_already": lazy("您对这家企业提过异议，还没有答复。请等答复。"),
    "answered_already": lazy("这条异议已经答复过了。"),
    "still_put_up": lazy("名单公示到 %(until)s，公示期满才能征求意愿。"),
    "objections_open": lazy("还有 %(count)s 条异议没有答复。请先答复。"),
    "no_account": lazy("账号为 8 至 30 位数字，请对照开户许可证核对。"),
    "not_own_account": lazy("只付到企业自己的账户，户名应为“%(name)s”。"),
    "answer_over": lazy("确认的期限已过（%(until)s 为止）。请联系枢纽平台。"),
    "nobody_waits": lazy("没有待兑付的企业，不用生成清单。"),
    "before_list": lazy("不能早于清单确认的那一天（%(since)s）。"),
    "before_paid": lazy("不能早于兑付的那一天（%(since)s）。"),
    "unpaid": lazy("还有 %(count)s 户没有兑付，不能办结。"),
    "answers_run": lazy("还有企业没有答复，期限到 %(until)s 为止，那以后才能办结。"),
    "not_now": lazy("现在是“%(state)s”，不能这样办。请看最新情况。"),
}
DONE: dict[Word, Any] = {
    ProgrammeVerb.PREPARE: lazy("批次已建好。核对办事指南，再送审。"),
    ProgrammeVerb.REVISE: lazy("已保存。"),
    ProgrammeVerb.SUBMIT: lazy("已送审，审核的人收到了通知。批准以后立即公布。"),
    ProgrammeVerb.RECALL: lazy("已撤回，可以修改后重新送审。"),
    ProgrammeVerb.APPROVE: lazy("已批准，办事指南已公布，所有人都能看到。"),
    ProgrammeVerb.RETURN: lazy("已退回，枢纽平台会收到您写的原因。"),
    ListVerb.CONFIRM: lazy("清单已确认。付款以后，请在这里登记。"),
    ListVerb.RETURN: lazy("清单已退回，枢纽平台会收到您写的原因。"),
    ListVerb.WITHDRAW: lazy("清单已撤回，企业回到待兑付，可以重新生成。"),
    ProgrammeVerb.DRAW: lazy("已开始比对数据，可以离开本页，完成后通知各窗口。"),
    ProgrammeVerb.PUBLISH: lazy("名单已公示。公示期内有人提异议的，请逐条答复。"),
    ProgrammeVerb.ASK: lazy("正在逐户通知企业确认意愿。"),
    ProgrammeVerb.FINISH: lazy("这一批已办结。"),
    ProgrammeVerb.CANCEL: lazy("这一批已取消，留下可查。"),
    EntryVerb.VERIFY: lazy("已核验通过。"),
    EntryVerb.REMOVE: lazy("已剔除，理由已记下。"),
    EntryVerb.RESTORE: lazy("已恢复，等待重新核验。"),
    EntryVerb.CONFIRM: lazy("已收到您的确认，款项将付到您填写的账户。"),
    EntryVerb.DECLINE: lazy("已记下您放弃这一批。期限以内可以改变主意。"),
    EntryVerb.UNLIST: lazy("已移出清单，下一份清单再付。"),
    EntryVerb.BOUNCE: lazy("已登记退汇，并请企业更正账户。"),
    EntryVerb.RECOVER: lazy("已登记追回。"),
}
BEFORE: dict[Word, Any] = {
    ProgrammeVerb.SUBMIT: lazy(
        "送审以后不能再改，要改先撤回。政策公布以后 7 个工作日内要公布指南，等待审核的日子也算在内。"
    ),
    ProgrammeVerb.RECALL: lazy("撤回以后可以修改，改好重新送审。"),
    ProgrammeVerb.APPROVE: lazy("批准以后立即公布，指南和付多少不能再改。请先读过办事指南和付多少。"),
    ProgrammeVerb.RETURN: lazy("写明哪里要改，枢纽平台修改后重新送审。公布指南的期限不因此延长。"),
    ListVerb.CONFIRM: lazy("请核对户数、合计和每户的金额。确认以后才能付款，清单不能再改。"),
    ListVerb.RETURN: lazy("写明哪里不对。企业回到待兑付，由枢纽平台处理后重新生成清单。"),
    ListVerb.WITHDRAW: lazy("写明为什么撤回。企业回到待兑付，由您重新生成清单。"),
    ProgrammeVerb.DRAW: lazy("把全部企业的数据与政策的条件逐户比对，条件和数据都齐全的进入名单，注明依据和算法。"),
    ProgrammeVerb.PUBLISH: lazy("名单向所有人公示，写明企业名称和金额。公示期满、异议答复完，才征求企业意愿。"),
    ProgrammeVerb.ASK: lazy("逐户通知名单上的企业。企业确认并填写账户以后，才付款。"),
    ProgrammeVerb.FINISH: lazy("办结以后不能再改。没有答复的企业视为没有确认，不付款。"),
    ProgrammeVerb.CANCEL: lazy("写明原因。已有的名单留下可查，不付款。"),
    EntryVerb.VERIFY: lazy("请对照依据核对：数据是否最新，金额是否正确。"),
    EntryVerb.REMOVE: lazy("写明为什么不该付给它。企业和审计会看到。"),
    EntryVerb.RESTORE: lazy("恢复以后还要重新核验。"),
    EntryVerb.CONFIRM: lazy("款项只付到企业自己的账户。"),
    EntryVerb.DECLINE: lazy("放弃不影响您享受其他政策。期限以内可以改变主意。"),
    EntryVerb.UNLIST: lazy("移出以后，下一份清单再付。"),
    EntryVerb.BOUNCE: lazy("写明银行退回的原因，企业会收到通知，更正账户以后再付。"),
    EntryVerb.RECOVER: lazy("写明依据和追回的日期。"),
}
NO_AUTHORITY = lazy(
    "本平台还没有安排主管部门的审核人：由枢纽平台另一位没有动过笔的人复核，公布的指南写明“没有经过主管部门审核”。"
    "送审以后不能再改，要改先撤回；等待复核的日子也算在 7 个工作日内。"
)
LACKING = {
    Lacking.FACTS: lazy("%(count)s 户可能符合，但有条件不知道。等它们补充企业档案，再比对一次。"),
    Lacking.BASE: lazy("%(count)s 户符合条件，但缺计算基数，算不出金额。"),
}


def label(word: Word) -> str:
    """A word in the reader's language."""
    return _(word.label)


def badge(state: Word) -> dict[str, str]:
    """A state as it is drawn."""
    return {"tone": TONES[state], "words": label(state)}


def refusal(refused: Refused) -> str:
    """The sentence of a refusal."""
    return str(REFUSALS[refused.code]) % {name: _value(value) for name, value in refused.parameters.items()}


def _value(value: object) -> object:
    if isinstance(value, Word):
        return label(value)
    return full_day(value) if isinstance(value, date) else value


def pays(programme: Programme, tiers: Iterable[str]) -> list[dict[str, str]]:
    """What each tier of the benefit pays, in words: label and value."""
    told = zip(tiers, programme.pays, strict=True)
    return [{"label": tier, "value": pay_words(stored)} for tier, stored in told if stored]


def pay_words(stored: Mapping[str, str]) -> str:
    """`{"base": …, "percent": "60"}` → 上年度实缴失业保险费 × 60%，最多 ¥500,000."""
    pay = read_pay(stored)
    if pay.fixed is not None:
        words = _("每户 %(sum)s") % {"sum": yuan(pay.fixed)}
    else:
        fact = fact_label(pay.base, reader_language())
        words = _("%(fact)s × %(percent)s%%") % {"fact": fact, "percent": number(pay.percent or Decimal())}
    if pay.cap is not None:
        words = _("%(words)s，最多 %(cap)s") % {"words": words, "cap": yuan(pay.cap)}
    return words


def reckoned(entry: Entry) -> str:
    """¥40,000 × 60% = ¥24,000: the amount of one firm, by which its sum can be checked with a pencil."""
    pay = read_pay(entry.programme.pays[entry.tier])
    found = reckon(pay, entry.base)
    if found is None or pay.fixed is not None or found.base is None:
        return pay_words(entry.programme.pays[entry.tier])
    told = {"base": yuan(found.base), "percent": number(pay.percent or Decimal()), "sum": yuan(found.reckoned)}
    words = _("%(base)s × %(percent)s%% = %(sum)s") % told
    return _("%(words)s，按上限 %(cap)s") % {"words": words, "cap": yuan(pay.cap or 0)} if found.capped else words


def masked(account: str) -> str:
    """The last four digits of an account, enough to recognise it."""
    return f"**** {account[-4:]}" if account else ""


def lacking(programme: Programme) -> list[str]:
    """Who is on no list for want of data, in sentences."""
    found = ((Lacking(code), count) for code, count in programme.lacking.items() if count)
    return [str(LACKING[word]) % {"count": number(count)} for word, count in found]


def put_down(programme: Programme, count: int, total: Decimal) -> str:
    """That the notice of a list is over, and what it said as a whole."""
    told = {"until": full_day(programme.notice_until) if programme.notice_until else "", "count": number(count)}
    words = _("公示到%(until)s为止，已经结束，不再显示企业名称。名单共 %(count)s 户，合计 %(total)s。")
    return words % (told | {"total": yuan(total)})


def reviewed(programme: Programme) -> str:
    """Who approved a published guide: nobody is named who was not asked."""
    if not programme.approved_by or programme.guided_at is None:
        return _("公布时还没有审核这一步")
    told = {"day": full_day(localdate(programme.guided_at))}
    if programme.authority is None:
        return _("%(day)s由枢纽平台另一位人员复核，没有经过主管部门审核") % told
    return _("%(day)s由%(office)s批准") % (told | {"office": programme.authority.name})


def awaited(programme: Programme, *, may_review: bool, own: bool) -> str:
    """What a guide waits for that was submitted, as it concerns who reads it; nothing of any other."""
    if programme.state is not _P.REVIEW:
        return ""
    if may_review and own:
        return _("这份指南您写过，要由没有动过笔的同事审核。要改的先撤回。")
    if may_review and programme.authority:
        return _("请读过办事指南和付多少，再批准或退回。批准以后立即公布。")
    if may_review:
        return _("请读过办事指南和付多少，再批准或退回。批准以后立即公布，写明没有经过主管部门审核。")
    if programme.authority:
        return _("由%(office)s审核，批准以后立即公布。") % {"office": programme.authority.name}
    return _("由枢纽平台另一位人员复核，复核以后立即公布。")


def settled(made: PaymentList) -> str:
    """Who confirmed a payment list, or for whom it waits."""
    if made.state is _L.UNCHECKED:
        return _("生成时还没有确认这一步")
    office = made.finance.name if made.finance else _("枢纽平台另一位人员（没有安排财政部门）")
    if made.settled_at is None:
        return _("等%(office)s确认") % {"office": office}
    told = {"day": full_day(localdate(made.settled_at)), "office": office}
    if made.state is _L.WITHDRAWN:
        return _("%(day)s由枢纽平台撤回") % told
    return (_("%(day)s由%(office)s确认") if made.state is _L.CONFIRMED else _("%(day)s由%(office)s退回")) % told


def returned(programme: Programme, happened: Iterable[Happening]) -> str:
    """Why the guide was given back, as long as it is written anew."""
    turns = [one for one in happened if one.verb in (ProgrammeVerb.SUBMIT, ProgrammeVerb.RECALL, ProgrammeVerb.RETURN)]
    last = max(turns, key=lambda one: one.number, default=None)
    waits = programme.state is _P.PREPARED and last is not None and last.verb == ProgrammeVerb.RETURN
    return last.texts.get("reason", "") if waits and last else ""


def story(
    happened: Iterable[Happening], names: Mapping[str, str], offices: Mapping[int, str] | None = None
) -> list[dict[str, Any]]:
    """The life of a programme or of a firm on its list, newest first."""
    return [_told(one, names, offices or {}) for one in sorted(happened, key=lambda one: -one.number)]


_OTHER = {
    "guide": lazy("公布办事指南"),
    "found": lazy("数据比对发现"),
    "object": lazy("有人提出异议"),
    "answer_objection": lazy("异议已答复"),
    "make_payment_list": lazy("生成兑付清单"),
    "record_paid": lazy("登记付款"),
}
_VERBS: dict[str, Word] = {str(verb.value): verb for verb in (*ProgrammeVerb, *EntryVerb, *ListVerb)}


def _told(one: Happening, names: Mapping[str, str], offices: Mapping[int, str]) -> dict[str, Any]:
    title = label(_VERBS[one.verb]) if one.verb in _VERBS else str(_OTHER[one.verb])
    said = one.texts.get("reason") or one.texts.get("answer") or one.texts.get("words") or ""
    if number_ := one.data.get("number"):
        title = _("%(what)s（第 %(number)s 份）") % {"what": title, "number": number_}
    who = names.get(one.actor_ref, "") or (_("系统") if one.actor_ref == "system" else "")
    office = offices.get(one.organisation_id or 0, "")
    who = f"{who} · {office}" if who and office else who
    return {"title": title, "when": moment(one.at), "by": who, "note": said, "state": "done"}
