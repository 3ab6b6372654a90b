"""What demands says to people: here the refusals and the words of states, verbs and tabs."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext_lazy

from huiqi.demands.wording import baskets, merging, opinions, rating
from huiqi.demands.wording.due import at_moment
from huiqi.demands.wording.states import NEXT, STATE_TONES
from huiqi.demands.words import Verb
from huiqi.kernel.refusal import Refused
from huiqi.kernel.words import Word
from huiqi.ui.wording import full_day

__all__ = [
    "BEFORE",
    "DONE",
    "ENDED_MARKS",
    "MARKS",
    "NEXT",
    "REFUSALS",
    "REQUIRED",
    "STATE_TONES",
    "TABS",
    "label",
    "refusal",
]

REFUSALS = {
    **rating.REFUSALS,
    **merging.REFUSALS,
    **opinions.REFUSALS,
    **baskets.REFUSALS,
    "stale": lazy("刚才有人更新了这件诉求。请看过最新情况再提交。"),
    "not_now": lazy("这件诉求现在是“%(state)s”，不能再“%(verb)s”。请看最新进展。"),
    "required": lazy("请填写这一项。"),
    "personal": lazy("公开的问答里不能有%(found)s。请去掉，改成对所有企业都成立的话。"),
    "no_condition": lazy(
        "没有找到您问的那一条，这项政策可能已经改过。您写的都还在：请在“具体情况”里写明问的是哪一条，再提交。"
    ),
    "too_long": lazy("最多 %(limit)d 字，现在有 %(length)d 字。请删减后再提交，详细情况可以放进附件。"),
    "too_many_files": lazy("一次最多附 %(limit)d 个文件。请合并，或打成一个 ZIP 压缩包。"),
    "filed_already": lazy(
        "这份诉求已经提交过，编号 %(number)s，内容以那时为准。要补充，请打开那一件；要另提一件，请再按一次提交。"
    ),
    "uscc_taken": lazy("这个代码的企业已经在库里了。请在上面用代码查找它。"),
    "no_mobile": lazy("来人没有留手机号，不能发短信。请打印回执，或把编号和查询码读给他。"),
    "confirmed_already": lazy("来人已经核对过了，不用再核对。"),
    "no_mobile_for_code": lazy("来人没有留手机号，发不了确认码。请让他在屏幕上签名，或读给他听。"),
    "no_gateway": lazy("短信通道还没有接入，发不了确认码。请让来人在屏幕上签名，或读给他听。"),
    "too_many_codes": lazy("这个号码一小时内要的验证码太多了。请让来人在屏幕上签名，或读给他听。"),
    "wrong_code": lazy("确认码不对或已过期。请核对短信里的六位数字，或重新发送。"),
    "code_void": lazy("这个确认码输错了五次，已经作废。请重新发送。"),
    "signature_missing": lazy("还没有签名。请在框里写下姓名，再按“对，就是这件事”。"),
    "receipt_sent": lazy("回执已经发过了。没有收到的，请打印，或再读一遍。"),
    "no_channel": lazy("这里还没有接上短信或邮件服务，发不出去。请打印回执，或把编号和查询码读给他。"),
    "too_many_filters": lazy("最多保存 %(limit)d 个筛选。请先删掉不用的。"),
    "unknown_field": lazy("没有“%(field)s”这样的字段。可以用的有：%(fields)s。"),
    "template_named": lazy("这一步已经有叫“%(name)s”的模板。请换一个名字，或去改那一个。"),
    "stale_template": lazy("刚才有人改过这个模板。您写的还在，请打开它看过再保存。"),
    "unknown_number": lazy("没有这个编号的诉求。请核对后再填。"),
    "held_already": lazy("这件诉求已经暂缓删除，不用再登记。"),
    "rule_changed": lazy("刚才有人改过这条规则。请看过现在的年限再改。"),
    "years": lazy("请填 1 到 %(most)d 之间的整数。"),
    "nothing_asked": lazy("窗口没有要求补充，或您已经补过了。"),
    "still_waiting": lazy("上次告知的内容企业还没有补充。请等企业补充，或催促企业。"),
    "item_gone": lazy("清单刚刚改过，有的内容已经不在上面。请重新勾选。"),
    "not_settled": lazy("这家机构现在没有入驻本窗口或省平台。请从列表里另选一家。"),
    "own_window": lazy("不能转给受理窗口自己。请直接办理、答复，或转给别的单位。"),
    "return_once": lazy("这件诉求这一轮已经退回过一次，不能再退。仍然认为不归您办的，请“提请裁定”，由省平台定。"),
    "return_first": lazy("这一轮还没有退回过，不用裁定。请写明原因退回窗口。"),
    "contested_already": lazy("已经提请裁定，请等省平台定。定之前请继续办理。"),
    "ruled": lazy("省平台已裁定由%(name)s办理，不能退回，也不能收回。"),
    "no_dispute": lazy("现在没有等着裁定的退单，可能已经办结、收回或裁定。"),
    "own_dispute": lazy("这次裁定是您提请的，要由省平台的另一位同事裁定。"),
    "too_many_keywords": lazy("最多 %(most)d 个关键词，每个不超过 20 字。"),
    "others_missing": lazy("分别、会同办理至少要有两家。请在下面再选一家，或改为“单独办理”。"),
    "others_unwanted": lazy("单独办理只转一家。下面几家请清空，或改为“分别办理”“会同办理”。"),
    "parts_stand": lazy("有的单位已经答复了它的部分。请选“分别办理”，转出还没有办的部分。"),
    "too_many_hands": lazy("一次最多分给 %(most)d 家。请分几次，或合并几部分。"),
    "part_not_waiting": lazy("这一部分现在不在窗口。请看最新情况。"),
    "has_part": lazy("%(name)s已经有一部分在办或已经答复。请合并成一部分，或另选一家。"),
    "handler_twice": lazy("%(name)s已经在这个流程里了。请另选一家。"),
    "plan_named": lazy("已经有叫“%(name)s”的并联流程。请换一个名字，或先停用那一个。"),
    "not_divided": lazy("这件诉求没有分给几家，不用综合答复。"),
    "summed_up_already": lazy("这一轮已经综合答复过了。"),
    "which_part": lazy("现在有几家在办，请在“分别办理”里从要收回的那一家收回。"),
    "complained_of_himself": lazy("投诉里写的就是%(name)s，不能由本人办理。请换一位同事；没有别人的，报窗口负责人。"),
    "complained_of": lazy("投诉的就是%(name)s，不能把投诉转给它，也不能请它会办。请另选有权处理的单位。"),
    "handler_unknown": lazy("没有找到这个承办单位。请从列表里选择。"),
    "nothing_chosen": lazy("请先在办件台勾选诉求。"),
    "too_many_chosen": lazy("一次最多办 %(limit)d 件。请用筛选缩小范围，分几次办。"),
    "not_mentionable": lazy("选的人里有看不到这件诉求的。请从列表里选本单位或省平台的同事。"),
    "no_such_note": lazy("没有这条便笺，或不是您写的。只能划去自己写的便笺。"),
    "note_struck": lazy("这条便笺已经划去了。"),
    "no_colleague": lazy("请从列表里选一位本窗口的同事。"),
    "nothing_handed_on": lazy("现在没有等您确认的交接。"),
    "handed_ahead": lazy("送达的日子还没有到，请核对。"),
    "handed_already": lazy("送达结果已经登记过了。"),
    "handed_before": lazy("送达不能早于答复（%(day)s），请核对。"),
    "extended_already": lazy("这件诉求已经申请过延期，只能申请一次。"),
    "extension_late": lazy("办结时限已过，或已经不再计算，不能再延期。请尽快答复，并向企业说明。"),
    "no_extension": lazy("现行时限方案没有规定这类诉求可以延期。请在时限内答复。"),
    "extension_limit": lazy("请填 1 到 %(most)d 之间的整数，这是时限方案允许的最长时限。"),
    "extension_not_longer": lazy("要比原来的时限长。原来最迟 %(until)s 办结。"),
    "no_request": lazy("现在没有等着决定的延期申请。"),
    "own_request": lazy("这次延期是您申请的，要由另一位负责人或省平台决定。"),
    "clock_backwards": lazy(
        "服务器的时钟走在了这件诉求最近一次记录（%(last)s）之前，什么也没有改。请稍后再试；一直这样的，请系统管理员校准时钟。"
    ),
    "erased": lazy("这件诉求的内容到了保存年限，已按规定删除，不能重新打开。有新的情况，请另提一件。"),
    "suspended": lazy("这件诉求现在中止计时。请先恢复计时。"),
    "not_suspended": lazy("这件诉求的计时没有停，或刚才已经恢复。"),
    "suspension_asked": lazy("已经申请中止，等窗口决定。"),
    "no_suspension_asked": lazy("现在没有等着决定的中止申请。"),
    "suspend_without_notice": lazy(
        "等企业补充材料，要先“一次性告知”企业缺什么；没有告知过，或企业已经补齐的，不能用这个理由停表。"
    ),
    "suspend_past": lazy("恢复的日子要在明天或以后。"),
    "suspend_limit": lazy("这个理由最多停 %(most)d 天，请填早一点的日子。还要停的，到时写明新的原因。"),
    "nothing_runs": lazy("现在没有还在走的、给企业的期限，不用中止。"),
    "sent_before_written": lazy("这份函%(day)s才写成，发出的日子不能更早。请核对。"),
    "sent_ahead": lazy("发出的日子还没有到，请核对。"),
    "answer_scan_missing": lazy("请附上函复的扫描件。"),
    "answer_before_letter": lazy("函复的落款不能早于转办函（%(day)s）。请核对扫描件是不是这件的。"),
    "answer_ahead": lazy("落款的日期还没有到，请核对。"),
    "no_such_scan": lazy("没有这份扫描件，或已经更换过。请从列表里选。"),
    "one_scan": lazy("请附上正确的扫描件，只附一份。"),
    "no_such_letter": lazy(
        "这个答复码打不开。请对照附页核对每一位；仍然不行的，可能已经办结、过期或停用，请联系转办的窗口。"
    ),
    "department_closed": lazy(
        "%(name)s自%(day)s起不再存在，还没有登记由谁承接。请按职责另选部门，或先补登承接的部门。"
    ),
    "department_replaced": lazy("%(name)s自%(day)s起不再存在，职责由%(successor)s承接。请改选%(successor)s。"),
    "institution_left": lazy("%(name)s已于%(day)s退出平台网络。请另选机构。"),
    "expert_left": lazy("%(name)s已于%(day)s退出专家库，不能再选。"),
    "no_ground": lazy("请从列表里选一条理由。"),
    "remind_firm_first": lazy("要先催促企业 %(times)d 次，每次留满一个工作日，企业仍没有补充，才能以不配合为由终止。"),
    "not_earlier": lazy("有的诉求不是这家企业以前提出并已经结束的。请从列表里选。"),
    "too_few_earlier": lazy("同一事项以前至少要办结过 %(times)d 次，才能按重复事项办结。请选出以前的诉求。"),
    "no_objection": lazy("现在没有等着裁定的异议。"),
    "own_decision": lazy("这个决定是您作的，不能由您裁定对它的异议。请转给省平台的另一位同事。"),
    "objected_already": lazy("您已经提过异议，一个决定提一次。有新情况时，可以重新打开这件诉求。"),
    "objection_late": lazy("提出异议的期限到 %(until)s 为止，已经过了。有新情况时，可以重新打开这件诉求。"),
    "objection_pending": lazy("您的异议还在裁定。有了结果再重新打开。"),
    "nothing_new": lazy("这些内容和原来提交的一样。请写明有什么新情况。"),
    "enough_additions": lazy("一件诉求一天最多补充 %(limit)d 次。请明天再补，或打电话给窗口。"),
    "urged_already": lazy("您已经催办过，最迟 %(until)s 会有回应。到时没有回应，可以再催，或请省平台过问。"),
    "urged_today": lazy("今天已经催办过并得到了回应，一天催一次。请明天再催，或直接打电话给窗口。"),
    "escalated_already": lazy("已经请省平台过问，最迟 %(until)s 会有回应。"),
    "remind_first": lazy("请先催办。一个工作日没有回应，或者有时限没有做到，就可以请省平台过问。"),
    "nothing_waited_for": lazy("现在没有等企业补充的内容，不用催。"),
    "firm_reminded_already": lazy("已经催过企业，要给企业留到 %(until)s。到时还没有补充，可以再催。"),
    "not_urgent_here": lazy("这个窗口没有承诺这一类的紧急件，提交以后窗口会按实际情况标明缓急。请不勾“紧急”再提交。"),
    "urgency_already": lazy("现在已经是这样，不用再改。"),
    "green_already": lazy("这件诉求已经开过绿色通道，一轮只开一次。要提前，请标明“紧急”。"),
    "green_limit": lazy("请填 1 到 %(most)d 之间的整数。"),
    "green_not_shorter": lazy("绿色通道要比原来的时限短。原来最迟 %(until)s 办结，请再缩短。"),
    "owed_needs_day": lazy("容缺受理要写明缺哪些材料，并写明哪一天前补齐。"),
    "owed_past": lazy("补齐的日子已经过了，请填今天或以后的日子。"),
    "not_green": lazy("这件诉求现在没有开绿色通道。"),
    "dated_ahead": lazy("批示的日期还没有到，请核对。"),
    "due_past": lazy("回报的期限已经过了，请填今天或以后的日子。"),
    "scan_missing": lazy("请附上批示的扫描件。"),
    "no_instruction": lazy("没有等着回报的批示。"),
    "nothing_to_print": lazy("按这件诉求现在的情况，没有这样的文书可以开。请看最新进展。"),
    "insider_not_there": lazy("%(handler)s没有这位经办人。请照名单填写：%(people)s；或先不填，转办以后再指定。"),
    "insider_unknown": lazy("请从列表里选一位。已经知悉的不用再指定，离开了单位的不能指定。"),
    "first_contact_knows": lazy("这是首问负责人，办结以前要一直知悉。请先换首问负责人。"),
    "last_insider": lazy("取消以后窗口就没有人知悉这件诉求了。请先指定窗口的另一位同事。"),
    "enough_complaints": lazy(
        "同一个上网地址一天最多提 %(limit)d 件匿名投诉，今天已经满了。请明天再提。计数只用当天的校验值，地址没有保存。"
    ),
    "no_such_demand": lazy("没有找到这件诉求。请核对编号和查询码，两者要同时对上。"),
    "enough_by_code": lazy("凭查询码一天最多办 %(limit)d 次。请明天再来。"),
    "too_many_tries": lazy("错的次数太多了。请仔细核对，过十分钟再试。"),
    "no_such_screen": lazy("一个核对页面只开十五分钟。请工作人员再打开一次，登记的内容都在。"),
}
REQUIRED = {
    **rating.REQUIRED,
    **merging.REQUIRED,
    **opinions.REQUIRED,
    "title": lazy("请用一句话写明是什么事。"),
    "text": lazy("请写下情况，或附上材料。"),
    "missing": lazy("请把需要补充的内容一次写全。"),
    "again": lazy("请写明为什么第一次没有告知全，企业能看到。"),
    "reply": lazy("请写明现在进展到哪一步、下一步什么时候。"),
    "reason": lazy("请写明原因，企业也会看到。"),
    "return_reason": lazy("请写明退回的理由，企业也会看到。"),
    "hand_on_note": lazy("请写明接手的同事要知道什么：办到哪一步、答应过企业什么。"),
    "note_text": lazy("请写下要告诉同事的话。"),
    "strike_reason": lazy("请写明为什么划去，看过便笺的人要知道。"),
    "question": lazy("请写明要对方办什么。"),
    "duty": lazy("请选它依据的职责清单条目，或选“清单里没有这一项”。"),
    "ruling": lazy("请写明为什么由它办理，依据是什么。"),
    "matter": lazy("请用通用的说法写明是什么事项。"),
    "keywords": lazy("请至少写一个关键词，以后遇到同样的事项才找得到。"),
    "task": lazy("请写明请它办哪一部分。"),
    "opinion": lazy("请写下会办意见。"),
    "extension": lazy("请写明为什么要延期，企业会看到。"),
    "suspension": lazy("请写明为什么停表，企业会看到。"),
    "decision": lazy("请写明不同意的原因。"),
    "scan_reason": lazy("请写明为什么更换。"),
    "plan": lazy("请写明做什么、什么时候完成、收不收费。"),
    "answer": lazy("请写下答复。"),
    "need_met": lazy("请选择需求有没有得到满足。"),
    "follow_up": lazy("请选择是否还需要后续服务。"),
    "elsewhere": lazy("请写明企业可以去哪里办：单位、电话或网址。"),
    "objection": lazy("请写明哪里不对、依据是什么。"),
    "fact": lazy("请写明有什么新情况。"),
    "escalation": lazy("请写明为什么要请省平台过问。"),
    "why": lazy("请写明为什么开绿色通道，经办的人都会看到。"),
    "instruction": lazy("请照原文填写批示内容。"),
    "leader": lazy("请填写作批示的领导姓名。"),
    "post": lazy("请填写领导的职务。"),
    "report": lazy("请写明落实的情况和结果。"),
    "template": lazy("请写下模板的内容。"),
    "template_name": lazy("请给模板起个名字。"),
    "filter_name": lazy("请给这个筛选起个名字。"),
    "spoken_by": lazy("请填写是谁来说的，至少一个称呼。"),
}


def refusal(refused: Refused) -> str:
    """The sentence of a refusal."""
    told = {name: _spoken(value) for name, value in refused.parameters.items()}
    sentence = REQUIRED.get(refused.field) if refused.code == "required" else None
    return str(sentence or REFUSALS[refused.code]) % told


def _spoken(value: object) -> object:
    """A moment, a day or several words as they are said."""
    if isinstance(value, tuple) and all(isinstance(one, Word) for one in value):
        return _("、").join(label(one) for one in value)
    if isinstance(value, datetime):
        return at_moment(value)
    return full_day(value) if isinstance(value, date) else value


def label(word: Word) -> str:
    """A word in the reader's language."""
    return _(word.label)


DONE = {
    **rating.DONE,
    **merging.DONE,
    **opinions.DONE,
    Verb.REGISTER: lazy("已受理，您是这件诉求的首问负责人。请在时限内联系企业。"),
    Verb.ASK_INFORMATION: lazy("已告知企业。办理时限不停，补充之前也可以先办。"),
    Verb.SUPPLY_INFORMATION: lazy("已交给窗口和承办单位。"),
    Verb.REPLY: lazy("企业已经能看到这条阶段答复。"),
    Verb.DISPATCH: lazy("已转出。承办单位签收或退回时，这里会显示。"),
    Verb.ADD_PART: lazy("已转出。每家签收、退回或答复时，这里会显示。"),
    Verb.HAND_ON: lazy("已交接，接手的同事会收到通知；他确认以前，您还能看到。"),
    Verb.ACKNOWLEDGE: lazy("已确认，您是这件诉求的首问负责人。"),
    Verb.HAND_OVER_RESULT: lazy("已登记送达。"),
    Verb.SUM_UP: lazy("已综合答复，企业能看到，各家的答复附在后面。"),
    Verb.ASK_EXTENSION: lazy("已申请，等窗口负责人决定。决定之前，原来的时限照旧。"),
    Verb.GRANT_EXTENSION: lazy("已同意延期，企业已收到原因和新的日期。请开具延期告知书。"),
    Verb.DECLINE_EXTENSION: lazy("没有同意，原来的时限照旧，申请的人会收到原因。"),
    Verb.ASK_SUSPENSION: lazy("已申请，等窗口决定。决定之前计时照旧。"),
    Verb.SUSPEND: lazy("计时已中止，企业收到了原因和最迟恢复的日子。请开具中止办理告知书。"),
    Verb.DECLINE_SUSPENSION: lazy("没有同意，计时照旧，申请的人会收到原因。"),
    Verb.RESUME: lazy("计时已恢复，新的期限企业已经能看到。请开具恢复办理告知书。"),
    Verb.SEND_LETTER: lazy("发函已登记。收到函复后请录入，附扫描件。"),
    Verb.ENTER_ANSWER: lazy("函复已录入，企业已经能看到。请等企业评价。"),
    Verb.ENTER_RETURN: lazy("已登记退函，现在由窗口办理，企业的时限没有重新起算。"),
    Verb.REPLACE_SCAN: lazy("已更换。原来那份保留，注明已更换。"),
    Verb.RECALL: lazy("已收回，现在由窗口办理。"),
    Verb.TAKE: lazy("已签收，由您承办。"),
    Verb.CONTEST: lazy("已提请省平台裁定。裁定之前仍由您单位办理，时限照算。"),
    Verb.ARBITRATE: lazy("已裁定，诉求已交给裁定的单位，裁定留作先例。"),
    Verb.RETURN: lazy("已退回窗口，企业的时限没有重新起算。"),
    Verb.GIVE_PLAN: lazy("企业已经能看到方案。"),
    Verb.START_WORK: lazy("已开始实施。"),
    Verb.ANSWER: lazy("已答复。请等企业评价。"),
    Verb.RATE: lazy("谢谢您的评价。"),
    Verb.VISIT: lazy("回访已记录。"),
    Verb.ARCHIVE: lazy("已归档，存档文件正在生成。"),
    Verb.WITHDRAW: lazy("诉求已撤回，不再办理。"),
    Verb.REFUSE: lazy("已告知企业不予受理、理由和可以去哪里办。企业可以提出异议。"),
    Verb.END: lazy("已终止办理，理由企业能看到。企业可以提出异议。"),
    Verb.CLOSE_REPEATED: lazy("已按重复事项办结，理由企业能看到。企业可以提出异议。"),
    Verb.OBJECT: lazy("异议已交给省平台，由没有参与原决定的人裁定。"),
    Verb.UPHOLD_OBJECTION: lazy("异议成立，诉求已回到窗口，原来的时限照旧。"),
    Verb.REJECT_OBJECTION: lazy("已维持原决定，理由企业能看到。"),
    Verb.REOPEN: lazy("已重新打开，时限从现在重新起算，编号和查询码不变。"),
    Verb.ADD: lazy("已交给正在办理的人。"),
    Verb.REMIND: lazy("已催办，正在办理的人一个工作日内回应您。"),
    Verb.ESCALATE: lazy("已请省平台过问，省平台一个工作日内回应您。"),
    Verb.REMIND_FIRM: lazy("已催促企业，请给企业留满一个工作日。"),
    Verb.SET_URGENCY: lazy("已标明，经办的人都会看到。"),
    Verb.OPEN_GREEN: lazy("绿色通道已开通，这件诉求在每个办件台上排在最前。"),
    Verb.CLOSE_GREEN: lazy("绿色通道已关闭，原来的时限照旧。"),
    Verb.INSTRUCT: lazy("批示已登记，到期前请回报。"),
    Verb.REPORT_BACK: lazy("已回报，这条批示办结。"),
    Verb.SEAL: lazy("已转为保密件，从现在起只有企业和知悉人看得到，每次查看都有记录。"),
    Verb.NAME_INSIDER: lazy("已指定，对方收到了通知。"),
    Verb.REMOVE_INSIDER: lazy("已取消，从现在起这个人看不到这件诉求。"),
    Verb.UNSEAL: lazy("已解除保密，经办的人都能看到。"),
}

MARKS = {
    "green": lazy("绿色通道"),
    "urgent": lazy("紧急"),
    "suspended": lazy("中止计时"),
    "urged": lazy("企业催办"),
    "unanswered": lazy("催办没有回应"),
    "escalated": lazy("请省平台过问"),
    "asked_again": lazy("告知了不止一次"),
    "instructed": lazy("有批示未回报"),
    "objected": lazy("异议待裁定"),
    "refused": lazy("不予受理"),
    "ended": lazy("已终止"),
    "repeated": lazy("重复事项办结"),
    "withdrawn": lazy("已撤回"),
    "merged": lazy("已并入另一件"),
}
"""What a desk can be narrowed to beside states: marks of what is open, and the ends that are no answer."""

ENDED_MARKS = ("objected", "refused", "ended", "repeated", "withdrawn", "merged")
"""Marks of what has ended."""

BEFORE = {
    **rating.BEFORE,
    **merging.BEFORE,
    **opinions.BEFORE,
    Verb.REFUSE: lazy("不予受理要书面说明理由，并告诉企业可以去哪里办。企业能看到全部内容，可以提出异议。"),
    Verb.END: lazy("终止以后，时限不再计算，承办单位手里的也一并收回。企业可以提出异议；异议成立的，原来的时限照旧。"),
    Verb.CLOSE_REPEATED: lazy("同一家企业的同一事项以前办结过两次，才能这样办结。有新情况的，企业可以重新打开。"),
    Verb.OBJECT: lazy("异议由省平台裁定，裁定的人没有参与原决定。成立的，诉求回到窗口，原来的时限照旧。"),
    Verb.UPHOLD_OBJECTION: lazy("诉求回到窗口，时限按提交时的承诺算，中间耽误的不扣除。"),
    Verb.REOPEN: lazy("编号和查询码不变，时限从现在起重新承诺。以前的答复、评价、回访和超时留在上一轮，不会改。"),
    Verb.REMIND: lazy("正在办理的人一个工作日内要回应您。一天催一次。"),
    Verb.ESCALATE: lazy("省平台会看到全部经过，一个工作日内回应您。"),
    Verb.RETURN: lazy(
        "一轮只能退回一次。不属于本单位职责的，写明依据职责清单的哪一条。裁定退错了的，耽误的时间记在退的单位。"
    ),
    Verb.CONTEST: lazy(
        "这件诉求已经退回过一次，再退由省平台裁定。裁定之前仍由您单位办理；裁定退错了的，耽误的时间记在退的单位。"
    ),
    Verb.ARBITRATE: lazy("裁定以后马上转给裁定的单位，不能再退、不能收回。裁定留作先例，以后同样的事项会先提示。"),
    Verb.ADD_PART: lazy("别家办的部分不变，企业的时限也不变。原来由一家办理整件的，从现在起它办的是一部分。"),
    Verb.HAND_ON: lazy("首问负责人要跟到结果送达。交接以后由接手的同事负责，企业能看到换了谁。"),
    Verb.ASK_EXTENSION: lazy("要在时限到期前申请，由窗口负责人或省平台决定。延期从提交算起，只有一次。"),
    Verb.GRANT_EXTENSION: lazy("同意以后，企业马上收到原因和新的日期；原来的时限不再计算，新的时限同样计入问责。"),
    Verb.ASK_SUSPENSION: lazy("只有列出的理由可以停表，由窗口决定。决定之前计时照旧。"),
    Verb.SUSPEND: lazy(
        "给企业的期限从现在起停表，企业马上收到原因和最迟恢复的日子；到那天自动恢复。承办签收等内部期限不停，已经超时的仍是超时。"
    ),
    Verb.RESUME: lazy("从现在起继续计算。原来的期限作废，按停了几天重新约定，企业马上收到新的期限。"),
    Verb.ENTER_ANSWER: lazy("答复是承办单位的，窗口照原文录入。录入以后，企业的办结时限到此为止。"),
    Verb.REPLACE_SCAN: lazy("扫错的那份不会删除，会注明已由哪一份更换、为什么。"),
    Verb.OPEN_GREEN: lazy("绿色通道排在每个办件台的最前，有自己的、更短的办结时限，超时同样记入问责。"),
    Verb.INSTRUCT: lazy("批示只给经办的单位看，不给企业看。"),
    Verb.VISIT: lazy("回访由没有经手过这件诉求的人打。没有联系上的也要登记，换个时间再打。"),
    Verb.SEAL: lazy(
        "转为保密件以后，只有企业自己、首问负责人、经手的窗口人员和窗口指定的知悉人看得到，搜索和别人的办件台里都没有它。"
        "承办单位的人要由窗口另外指定，他们看不到企业名称和联系方式。"
    ),
    Verb.NAME_INSIDER: lazy(
        "知悉人能看到这件诉求的全部内容，每次查看都有记录。承办单位的知悉人看不到企业名称和联系方式。"
    ),
    Verb.UNSEAL: lazy("解除以后，窗口、省平台和承办单位经办的人都能看到，搜索里也能找到。企业会看到原因。"),
}
"""What is worth knowing before a verb is done."""

TABS = {
    "open": lazy("在办"),
    "to_register": lazy("待签收"),
    "at_window": lazy("窗口办理"),
    "with_institution": lazy("已转办"),
    "to_take": pgettext_lazy("by an institution", "待签收"),
    "in_hand": lazy("办理中"),
    "answered": lazy("待评价、回访、归档"),
    "rectifying": lazy("整改"),
    "closed": lazy("已结束"),
    "sent_here": lazy("转来办理"),
}
