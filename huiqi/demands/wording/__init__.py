"""What demands says to people: here the refusals and the words of states, verbs and tabs."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext_lazy

from huiqi.demands.wording.due import at_moment
from huiqi.demands.words import DemandState, Verb
from huiqi.kernel.refusal import Refused
from huiqi.kernel.words import Word

REFUSALS = {
    "stale": lazy("刚才有人更新了这件诉求。您写的还在，请看过最新情况再提交。"),
    "not_now": lazy("这件诉求现在是“%(state)s”，不能再“%(verb)s”。请看最新进展。"),
    "required": lazy("请填写这一项。"),
    "too_long": lazy("最多 %(limit)d 字，现在有 %(length)d 字。请删减后再提交，详细情况可以放进附件。"),
    "too_many_files": lazy("一次最多附 %(limit)d 个文件。请合并，或打成一个 ZIP 压缩包。"),
    "filed_already": lazy(
        "这份诉求已经提交过，编号 %(number)s，内容以那时为准。要补充，请打开那一件；要另提一件，请再按一次提交。"
    ),
    "nothing_asked": lazy("窗口没有要求补充，或您已经补过了。"),
    "asked_already": lazy("已经一次性告知过需要补充的内容，不能再要第二次。请按已有材料答复，或转机构办理。"),
    "rated_already": lazy("这件诉求已经评价过了，一件诉求评价一次。"),
    "not_settled": lazy("这家机构现在没有入驻本窗口或省平台。请从列表里另选一家。"),
    "rating_first": lazy("企业还可以在 %(until)s 前自行评价，之后才能回访。"),
    "visit_first": lazy("没有评价、或评价不满意的诉求，要先回访再归档。"),
    "no_such_demand": lazy("没有找到这件诉求。请核对编号和查询码，两者要同时对上。"),
    "too_many_tries": lazy("错的次数太多了。请十分钟后再试，或登录后查看。"),
}
REQUIRED = {
    "title": lazy("请用一句话写明是什么事。"),
    "text": lazy("请写下情况，或附上材料。"),
    "missing": lazy("请把需要补充的内容一次写全。"),
    "reply": lazy("请写明现在进展到哪一步、下一步什么时候。"),
    "reason": lazy("请写明原因，企业也会看到。"),
    "plan": lazy("请写明做什么、什么时候完成、收不收费。"),
    "answer": lazy("请写下答复。"),
    "need_met": lazy("请选择需求有没有得到满足。"),
    "follow_up": lazy("请选择是否还需要后续服务。"),
}


def refusal(refused: Refused) -> str:
    """The sentence of a refusal."""
    told = {name: at_moment(v) if isinstance(v, datetime) else v for name, v in refused.parameters.items()}
    sentence = REQUIRED.get(refused.field) if refused.code == "required" else None
    return str(sentence or REFUSALS[refused.code]) % told


def label(word: Word) -> str:
    """A word in the reader's language."""
    return _(word.label)


STATE_TONES = {
    DemandState.FILED: "ask",
    DemandState.REGISTERED: "info",
    DemandState.AWAITING_INFORMATION: "ask",
    DemandState.DISPATCHED: "info",
    DemandState.IN_PROGRESS: "info",
    DemandState.ANSWERED: "good",
    DemandState.RATED: "good",
    DemandState.VISITED: "good",
    DemandState.ARCHIVED: "quiet",
    DemandState.WITHDRAWN: "quiet",
}

NEXT = {
    DemandState.FILED: lazy("窗口受理，首问负责人联系您。"),
    DemandState.REGISTERED: lazy("窗口答复，或转给机构办理。"),
    DemandState.AWAITING_INFORMATION: lazy("请补充窗口一次性告知的内容，办理时限不因此停下。"),
    DemandState.DISPATCHED: lazy("机构签收，或说明原因退回窗口。"),
    DemandState.IN_PROGRESS: lazy("机构给出方案并办理，办完答复您。"),
    DemandState.ANSWERED: lazy("请评价这次办理；不评价也会有人回访。"),
    DemandState.RATED: lazy("评价不满意的，窗口回访；其余直接归档。"),
    DemandState.VISITED: lazy("窗口归档。"),
    DemandState.ARCHIVED: lazy("全过程已归档，可以下载存档。"),
    DemandState.WITHDRAWN: lazy("已撤回，不再办理。需要时可以重新提交。"),
}

DONE = {
    Verb.REGISTER: lazy("已受理，您是这件诉求的首问负责人。请在时限内联系企业。"),
    Verb.ASK_INFORMATION: lazy("已告知企业。办理时限不停，补充之前也可以先办。"),
    Verb.SUPPLY_INFORMATION: lazy("已交给窗口和承办机构。"),
    Verb.REPLY: lazy("企业已经能看到这条阶段答复。"),
    Verb.DISPATCH: lazy("已转出。机构签收或退回时，这里会显示。"),
    Verb.RECALL: lazy("已收回，现在由窗口办理。"),
    Verb.TAKE: lazy("已签收，由您承办。"),
    Verb.RETURN: lazy("已退回窗口，企业的时限没有重新起算。"),
    Verb.GIVE_PLAN: lazy("企业已经能看到方案。"),
    Verb.START_WORK: lazy("已开始实施。"),
    Verb.ANSWER: lazy("已答复。请等企业评价。"),
    Verb.RATE: lazy("谢谢您的评价。"),
    Verb.VISIT: lazy("回访已记录。"),
    Verb.ARCHIVE: lazy("已归档，存档文件正在生成。"),
    Verb.WITHDRAW: lazy("诉求已撤回，不再办理。"),
}

TABS = {
    "open": lazy("在办"),
    "to_register": lazy("待签收"),
    "at_window": lazy("窗口办理"),
    "with_institution": lazy("机构办理"),
    "to_take": pgettext_lazy("by an institution", "待签收"),
    "in_hand": lazy("办理中"),
    "answered": lazy("待评价、回访、归档"),
    "closed": lazy("已结束"),
}
