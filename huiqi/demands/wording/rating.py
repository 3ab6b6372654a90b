"""What demands says of ratings, return visits and rectifications: refusals, what is missing, done, to know before;
`wording` takes them into its own.
"""

from django.utils.translation import gettext_lazy as lazy

from huiqi.demands.words import Verb

REFUSALS = {
    "not_to_visit": lazy("这件诉求现在不用回访：没有抽中，或已经回访过。"),
    "call_after_past": lazy("约定的时间已经过了，请填以后的时间。"),
    "share_range": lazy("请填 1 到 100 之间的整数。"),
    "rectified_already": lazy("这一轮已经要求过整改。"),
    "nobody_above": lazy("省平台已经整改过一次，没有更上一级了。请回访后归档，统计时记为整改后仍不满意。"),
    "no_rectification": lazy("现在没有等着整改的。"),
    "one_level_up": lazy("这件整改由省平台负责，窗口不能答复。请配合省平台。"),
    "plan_past": lazy("办好的日子已经过了，请填今天或以后的日子。"),
    "plan_too_late": lazy("最迟 %(until)s 要整改到位，请填这一天或以前的日子。"),
    "no_bad_rating": lazy("只能对不满意和非常不满意的评价提出申诉。"),
    "appealed_already": lazy("这次评价已经申诉过，只能申诉一次。"),
    "appeal_late": lazy("申诉的期限到 %(until)s 为止，已经过了。请照整改的要求办理。"),
    "evidence_missing": lazy("请附上能证明评价不实的材料，例如办理记录、通话记录。"),
    "no_appeal": lazy("现在没有等着复核的申诉。"),
    "own_appeal": lazy("这件诉求您办过，或申诉是您提的，不能由您复核。请转给省平台的另一位同事。"),
    "own_rating": lazy("您在办理这件诉求的单位工作，或经手过它，不能评价。请由企业自己评价。"),
    "no_such_rating": lazy("这个评价链接打不开：可能已经评价过、已经过期，或不再需要评价。"),
    "rated_already": lazy("这件诉求已经评价过了，一件诉求评价一次。"),
    "rating_first": lazy("企业还可以在 %(until)s 前自行评价，之后才能回访。"),
    "visit_first": lazy("没有评价、或评价不满意的诉求，要先回访再归档。"),
}
REQUIRED = {
    "rectification": lazy("请写明为什么要重新办理，承办单位和企业都会看到。"),
    "rectify_plan": lazy("请写明为什么要时间、准备怎样办。"),
    "appeal": lazy("请写明评价为什么不实，依据是什么。"),
    "appeal_decision": lazy("请写明复核的理由。"),
}
DONE = {
    Verb.OPEN_RECTIFICATION: lazy("已要求整改，上一级和企业都收到了通知。"),
    Verb.PLAN_RECTIFICATION: lazy("已告知企业为什么要时间、哪一天前办好。"),
    Verb.RECTIFY: lazy("已答复企业，请等企业再评价。"),
    Verb.APPEAL: lazy("申诉已交给省平台，由没有经手过的人复核。复核以前，整改照常。"),
    Verb.UPHOLD_APPEAL: lazy("申诉成立，这次评价不再计入统计，原文保留。"),
    Verb.DECLINE_APPEAL: lazy("申诉不成立，评价有效，整改照常。"),
}
BEFORE = {
    Verb.OPEN_RECTIFICATION: lazy("由上一级重新办理，一个工作日内联系企业，在时限内办好，再答复、再评价。"),
    Verb.PLAN_RECTIFICATION: lazy("情况复杂、一时办不好的，向企业说明理由和办好的日子。时限不变。"),
    Verb.RECTIFY: lazy("合理的马上改；要时间的按期改；没有依据的做好解释。企业会再评价一次。"),
    Verb.APPEAL: lazy(
        "只有误评或恶意差评才申诉，五个工作日内，一次评价申诉一次。由省平台没有经手过的人复核，整改照常。"
    ),
    Verb.UPHOLD_APPEAL: lazy("这次评价不再计入统计，但原文保留，注明为什么排除。正在进行的整改停止。企业会看到理由。"),
}
