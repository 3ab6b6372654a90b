"""What supervision says to people: refusals, labels, what was done."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from huiqi.kernel.refusal import Refused
from huiqi.kernel.words import Word
from huiqi.supervision.words import CaseState, CaseVerb
from huiqi.ui.wording import full_moment

REFUSALS = {
    "stale": lazy("刚才有人更新了这件督办。请看过最新情况再提交。"),
    "not_now": lazy("这件督办现在是“%(state)s”，不能“%(verb)s”。请看最新进展。"),
    "required": lazy("请填写这一项。"),
    "too_long": lazy("最多 %(limit)d 字，现在有 %(length)d 字。请删减后再提交。"),
    "days": lazy("请填 1 到 %(most)d 之间的整数。"),
    "confidential": lazy("保密件不通报、不约谈。请用督办办理，或先解除保密。"),
    "meets_past": lazy("约谈的时间已经过了，请填以后的时间。"),
    "held_ahead": lazy("约谈的日子还没有到，请核对。"),
    "reported_already": lazy("补救措施已经报送，等待审核。要补充，请联系督办的单位。"),
    "nothing_reported": lazy("责任单位还没有报送补救措施。"),
    "objected_already": lazy("已经提过异议，一条问责记录提一次。"),
    "objection_late": lazy("提出异议的期限到 %(until)s 为止，已经过了。"),
    "nothing_objected": lazy("现在没有等着裁定的异议。"),
    "concerned": lazy("您参与过这件督办，不能裁定对它的异议。请转给省平台的另一位同事。"),
    "for_authority": lazy(
        "这条问责的责任单位是省平台自己，省平台不裁判自己。督办、通报、约谈和异议由主管部门办理，"
        "请把这条记录书面报主管部门；有了决定，由省平台没有被问责的人录入。"
    ),
    "not_to_decide": lazy("这件督办现在是“%(state)s”，主管部门不能决定“%(verb)s”。请核对决定书。"),
    "decided_ahead": lazy("决定的日期还没有到，请核对决定书。"),
    "decided_early": lazy("决定的日期早于这条问责记录，请核对决定书。"),
    "scan_required": lazy("请附上决定书的扫描件。"),
    "number_known": lazy("这个文号的决定已经录入过。"),
    "objection_pending": lazy("异议还在裁定。有了结果再走下一步。"),
    "setting_changed": lazy(
        "刚才有人改过：现在是 %(wait_days)d 个工作日建议、%(answer_days)d 个工作日报送，补救措施“%(remedy)s”。"
        "您填的还在，再按一次保存，就以您填的为准。"
    ),
    "explained_already": lazy("说明函已经发出，不能再改。"),
    "day_past": lazy("新的日期要在今天以后。"),
}

DONE = {
    CaseVerb.ORDER: lazy("督办通知书已下达，责任单位收到了通知。"),
    CaseVerb.CIRCULATE: lazy("通报已发布，全网络的工作人员都能看到。"),
    CaseVerb.SUMMON: lazy("约谈通知书已发出。"),
    CaseVerb.RECORD_TALK: lazy("约谈记录已登记。"),
    CaseVerb.REPORT: lazy("补救措施已报送，督办的单位会审核。"),
    CaseVerb.ACCEPT: lazy("已销号，责任单位收到了通知。"),
    CaseVerb.DECLINE: lazy("已退回，责任单位收到了原因和新的期限。"),
    CaseVerb.OBJECT: lazy("异议已提交，省平台会由没有参与的人裁定。"),
    CaseVerb.UPHOLD: lazy("异议成立，这条记录保留备查，不再计数。"),
    CaseVerb.REJECT: lazy("已维持问责，对方收到了理由。"),
    CaseVerb.ENTER: lazy("主管部门的决定已录入，按决定往下走。"),
}

BEFORE = {
    CaseVerb.ORDER: lazy("督办通知书编号下达给责任单位和责任人，要求在期限内报送补救措施。"),
    CaseVerb.CIRCULATE: lazy("通报点明诉求编号、责任单位和没有做到的事项，在平台网络内公布。不写企业名称。"),
    CaseVerb.SUMMON: lazy("约谈通知书写明时间、地点和要带来的书面说明。"),
    CaseVerb.RECORD_TALK: lazy("写明谈了什么、对方承诺什么、什么时候做到。"),
    CaseVerb.REPORT: lazy("写明已经做了什么、为什么没有按时办结、以后怎样防止。"),
    CaseVerb.ACCEPT: lazy("补救措施到位、可以销号的，写明理由。"),
    CaseVerb.DECLINE: lazy("补救措施不到位的，写明还差什么，另给期限。"),
    CaseVerb.OBJECT: lazy("认为问责记录不对的，写明理由，可以附材料。一条记录提一次。"),
    CaseVerb.UPHOLD: lazy("异议成立的，记录保留备查，不计入统计。理由会告诉对方和诉求的窗口。"),
    CaseVerb.REJECT: lazy("维持问责的，写明理由。"),
    CaseVerb.ENTER: lazy("照主管部门的决定书录入：决定了什么、文号、日期、哪个机关，并附扫描件。录入的人不作决定。"),
}
"""What a verb does, over its form."""

TONES = {
    CaseState.RECORDED: "ask",
    CaseState.ORDERED: "late",
    CaseState.CIRCULATED: "late",
    CaseState.SUMMONED: "late",
    CaseState.TALKED: "late",
    CaseState.CLOSED: "good",
    CaseState.STRUCK: "quiet",
}


def label(word: Word) -> str:
    """A word in the reader's language."""
    return _(word.label)


RULINGS = {
    CaseVerb.ORDER: lazy("督办：限期报送补救措施"),
    CaseVerb.CIRCULATE: lazy("通报：限期报送整改情况"),
    CaseVerb.SUMMON: lazy("约谈：由主管部门约谈，谈后另行录入"),
    CaseVerb.RECORD_TALK: lazy("约谈已经进行：限期做到承诺的事"),
    CaseVerb.ACCEPT: lazy("同意销号，到此为止"),
    CaseVerb.DECLINE: lazy("补救不到位，限期再报送"),
    CaseVerb.UPHOLD: lazy("撤销这条问责，不再计数"),
    CaseVerb.REJECT: lazy("维持这条问责"),
}
"""What the authority may decide, as the form lets choose."""


def ruling(verb: CaseVerb) -> str:
    """A decision of the authority."""
    return str(RULINGS[verb])


def refusal(refused: Refused) -> str:
    """The sentence of a refusal."""
    told = dict(refused.parameters)
    if "until" in told:
        told["until"] = full_moment(told["until"])  # type: ignore[arg-type]  # a moment
    for name, words in (("state", CaseState), ("verb", CaseVerb)):
        if name in told:
            told[name] = label(words(str(told[name])))
    return str(REFUSALS[refused.code]) % told
