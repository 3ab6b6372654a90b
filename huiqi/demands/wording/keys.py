"""By which key each verb is taken to hand: the same verb always by the same key, so that fingers learn it."""

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
    Verb.SUM_UP: "x w",  # whole
    Verb.CONTEST: "x d",  # dispute
    Verb.ARBITRATE: "x p",  # 判
    Verb.ADD_PART: "x a",  # add
    Verb.SEND_LETTER: "x f",  # 发函
    Verb.ENTER_ANSWER: "x l",  # 录入
    Verb.ENTER_RETURN: "x t",  # 退函
    Verb.REPLACE_SCAN: "x g",  # 更换
    Verb.HAND_ON: "x j",  # 交接
    Verb.ACKNOWLEDGE: "x q",  # 确认
    Verb.HAND_OVER_RESULT: "x s",  # 送达
    Verb.CONSULT: "x h",  # 会办
    Verb.CALL_OFF: "v",  # revoke
    Verb.ASK_EXTENSION: "x y",  # 延期
    Verb.GRANT_EXTENSION: "x k",  # 可以
    Verb.DECLINE_EXTENSION: "x n",  # no
    Verb.ASK_SUSPENSION: "x o",
    Verb.SUSPEND: "x m",
    Verb.DECLINE_SUSPENSION: "x v",
    Verb.RESUME: "x r",  # resume
    Verb.SEAL: "x b",  # 保密
    Verb.NAME_INSIDER: "x z",  # 指定知悉
    Verb.REMOVE_INSIDER: "x u",
    Verb.UNSEAL: "x c",  # 解除
    Verb.OPEN_RECTIFICATION: "x r",  # 要求整改
    Verb.PLAN_RECTIFICATION: "x p",  # plan
    Verb.RECTIFY: "x d",  # 答复
    Verb.APPEAL: "x a",  # appeal
    Verb.UPHOLD_APPEAL: "x k",  # 可以
    Verb.DECLINE_APPEAL: "x n",  # no
    Verb.MERGE: "x e",
    Verb.ABSORB: "x s",
    Verb.LET_GO: "x i",
    Verb.UNMERGE: "i",
    Verb.SPLIT: "x x",
    Verb.SUPPLY_INFORMATION: "1",
    Verb.ADD: "2",
    Verb.REMIND: "3",
    Verb.ESCALATE: "4",
    Verb.RATE: "5",
    Verb.WITHDRAW: "6",
    Verb.OBJECT: "7",
    Verb.REOPEN: "8",
}
"""A letter for what staff do every day, X and a letter for the rest, a digit for what an enterprise does.

J and K move among rows, G begins a way: no verb has them. On a case, where there are no rows, X begins an alphabet,
and K 开具 the papers: K and a digit opens one, K and a letter issues one.
"""

PAPER_KEYS: dict[str, str] = {
    "acceptance": "k s",  # 受理
    "asked": "k g",  # 告知
    "pressing": "k p",  # pressing
    "transfer": "k z",  # 转办
    "letter": "k h",  # 函
    "joint": "k j",  # joint
    "extension": "k y",  # 延期
    "suspension": "k t",  # 停
    "resumption": "k r",  # resume
    "merged": "k u",  # unite
    "divided": "k x",  # as the verb
    "urging": "k c",  # 催办
    "supervision": "k d",  # 督办
    "refusal": "k b",  # 不予
    "ending": "k e",  # end
    "repeated": "k m",  # as the verb
    "answer": "k f",  # 复
    "rectification": "k l",  # 落实
    "visit": "k v",  # visit
}
"""By which keys each kind of paper is issued, by its code. K A is the archive."""


def paper_key(position: int) -> str:
    """The keys that open the paper at this position (from 0) of the list: of the first nine, the newest."""
    return f"k {position + 1}" if position < 9 else ""


CAREFUL = frozenset(
    {
        *(Verb.REFUSE, Verb.END, Verb.CLOSE_REPEATED, Verb.REJECT_OBJECTION, Verb.RECALL, Verb.WITHDRAW),
        *(Verb.MERGE, Verb.ABSORB, Verb.UNMERGE, Verb.LET_GO, Verb.SPLIT),
        *(Verb.RETURN, Verb.CONTEST, Verb.ARBITRATE, Verb.ENTER_RETURN, Verb.UNSEAL, Verb.REMOVE_INSIDER),
        Verb.CALL_OFF,
    }
)
"""What ends or takes away something: before its form is in hand, no key sends it."""
