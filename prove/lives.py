"""The lives that demands lead under proof: who does what, and what he says with it."""

import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.client import Cookies


@dataclass(frozen=True)
class People:
    """Whose browsers a client uses: one firm's, its window's, an institution's, the hub's."""

    owner: Cookies
    receptionist: Cookies
    clerk: Cookies
    operator: Cookies
    institution: str


@dataclass(frozen=True)
class Deed:
    """One verb by one of the people."""

    verb: str
    who: str
    said: tuple[tuple[str, str], ...] = ()


def _deed(verb: str, who: str, **said: str) -> Deed:
    return Deed(verb, who, tuple(said.items()))


OWNER, RECEPTIONIST, CLERK, OPERATOR = "owner", "receptionist", "clerk", "operator"
_REGISTER, _TAKE = _deed("register", RECEPTIONIST), _deed("take", CLERK)
_DISPATCH = _deed("dispatch", RECEPTIONIST, handler="", note="请在期限内签收并联系企业。")
_ANSWER = "检测已经完成，报告见附件；CE 标志可以加贴，声明书样本一并附上。"
_GOOD = (_deed("rate", OWNER, level="very_satisfied", comment="很快"), _deed("archive", RECEPTIONIST))

LIVES: dict[str, Sequence[Deed]] = {
    "handled by an institution": (
        *(_REGISTER, _deed("reply", RECEPTIONIST, reply="正在联系检测中心。"), _DISPATCH, _TAKE),
        *(
            _deed("give-plan", CLERK, plan="三周内出报告，按公示价收费。"),
            _deed("answer", CLERK, answer=_ANSWER),
            *_GOOD,
        ),
    ),
    "asked for papers": (
        *(_REGISTER, _deed("ask-information", RECEPTIONIST, missing="产品图纸一份")),
        *(_deed("supply-information", OWNER, text="图纸编号 A-1"), _DISPATCH, _TAKE),
        *(_deed("start-work", CLERK, note="协议已签。"), _deed("answer", CLERK, answer=_ANSWER), *_GOOD),
    ),
    "called back and answered by the window": (
        *(_REGISTER, _DISPATCH, _deed("recall", RECEPTIONIST, reason="两天没有签收。")),
        *(_deed("add", OWNER, text="补一句：型号是 B-2。"), _deed("answer", RECEPTIONIST, answer=_ANSWER), *_GOOD),
    ),
    "withdrawn": (_REGISTER, _deed("add", OWNER, text="补一句。"), _deed("withdraw", OWNER, reason="已自行解决。")),
    "refused, and objected to": (
        _deed("refuse", RECEPTIONIST, ground="no_service", reason="属于商品房买卖。", elsewhere="市住房保障局"),
        *(_deed("object", OWNER, text="这是政策咨询。"), _deed("uphold-objection", OPERATOR, reason="属于服务事项。")),
        *(_DISPATCH, _TAKE, _deed("answer", CLERK, answer=_ANSWER), *_GOOD),
    ),
}
"""Each begins after the filing; every deed raises the revision by one."""


def filing(chance: random.Random, life: str) -> dict[str, str]:
    """What is asked for."""
    return {
        "kind": chance.choice(("consultation", "service", "professional_service")),
        "title": f"钢结构件出口欧盟，需要做 CE 认证 {chance.randrange(10**9)}",
        "text": f"我公司首次向欧盟出口钢结构件，请介绍能做焊接工艺评定的机构。（{life}）",
        "submission": str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        "policy_code": "",
    }
