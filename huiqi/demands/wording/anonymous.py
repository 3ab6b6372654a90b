"""What is said of a complaint by nobody where the usual words speak of somebody who is contacted and answered."""

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as lazy

from huiqi.demands.models import Demand
from huiqi.demands.wording import DONE, NEXT, label
from huiqi.demands.words import Anonymity, DemandState, Step, Verb

OWED: dict[Step, tuple[Lazy | str, Lazy | str]] = {
    Step.FIRST_CONTACT: (lazy("受理您的投诉"), lazy("受理投诉")),
    Step.STAGED_REPLY: (lazy("在这一页写明进展"), lazy("写明进展")),
    Step.FINISH: (lazy("在这一页答复"), lazy("答复投诉人")),
    Step.EXTENDED_FINISH: (lazy("在这一页答复"), lazy("答复投诉人")),
    Step.RETURN_VISIT: (lazy("登记回访"), lazy("登记回访")),
    Step.GREEN_FINISH: (lazy("按绿色通道在这一页答复"), lazy("按绿色通道答复投诉人")),
}
"""What is owed, as it is said to who complained and to everybody else."""

_NEXT = {
    DemandState.FILED: lazy("窗口受理。进展和答复凭编号和查询码看。"),
    DemandState.IN_PROGRESS: lazy("承办单位给出方案并办理。答复凭编号和查询码看。"),
    DemandState.ANSWERED: lazy("投诉人可以凭编号和查询码评价。"),
}
_DONE = {
    Verb.REGISTER: lazy("已受理，您是这件投诉的首问负责人。投诉人没有留联系方式，要问的写成一次性告知。"),
    Verb.ASK_INFORMATION: lazy("已写在查询页上，投诉人凭编号和查询码看得到。办理时限不停。"),
    Verb.REPLY: lazy("投诉人凭编号和查询码看得到这条阶段答复。"),
    Verb.GIVE_PLAN: lazy("投诉人凭编号和查询码看得到方案。"),
    Verb.ANSWER: lazy("已答复，投诉人凭编号和查询码看得到。"),
    Verb.ENTER_ANSWER: lazy("函复已录入，投诉人凭编号和查询码看得到。"),
}


def step_of(step: Step, demand: Demand) -> str:
    """What a step is called: nobody is contacted where nobody said who he is."""
    if step is Step.FIRST_CONTACT and demand.anonymity is Anonymity.ANONYMOUS:
        return str(OWED[step][1])
    return label(step)


def next_of(demand: Demand) -> str:
    """What comes next."""
    usual = NEXT[demand.told_state]
    return str(_NEXT.get(demand.told_state, usual) if demand.anonymity is Anonymity.ANONYMOUS else usual)


def done_with(verb: Verb, demand: Demand) -> str:
    """That a verb was done."""
    usual = DONE[verb]
    return str(_DONE.get(verb, usual) if demand.anonymity is Anonymity.ANONYMOUS else usual)
