"""By which key each verb is taken to hand: the same verb always by the same key, so that fingers learn it."""

from collections.abc import Sequence

from huiqi.demands.words import Verb

KEYS: dict[Verb, str] = {
    Verb.REGISTER: "q",  # 签收
    Verb.TAKE: "q",
    Verb.REFUSE: "b",  # 不予
    Verb.ASK_INFORMATION: "y",  # 一次性
    Verb.REMIND_FIRM: "c",  # 催促
    Verb.REPLY: "p",  # progress
    Verb.DISPATCH: "z",  # 转办
    Verb.RECALL: "h",  # 回
    Verb.RETURN: "t",  # 退回
    Verb.GIVE_PLAN: "f",  # 方案
    Verb.START_WORK: "s",  # 实施
    Verb.ANSWER: "d",  # 答复
    Verb.VISIT: "v",  # visit
    Verb.ARCHIVE: "a",  # archive
    Verb.END: "e",  # end
    Verb.CLOSE_REPEATED: "m",
    Verb.UPHOLD_OBJECTION: "i",
    Verb.REJECT_OBJECTION: "w",  # 维持
    Verb.SET_URGENCY: "u",  # urgent
    Verb.OPEN_GREEN: "l",  # 绿
    Verb.CLOSE_GREEN: "o",
    Verb.INSTRUCT: "n",
    Verb.REPORT_BACK: "r",  # report
}
"""J, K, X move among rows and G begins a way: no verb has them."""

SPARE = "123456789"


def keyed(verbs: Sequence[Verb]) -> dict[Verb, str]:
    """A key for each verb that is offered; who has none of his own gets a digit, in the order in which they stand."""
    spare = iter(SPARE)
    return {verb: KEYS.get(verb) or next(spare, "") for verb in verbs}
