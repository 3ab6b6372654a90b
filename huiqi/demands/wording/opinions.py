"""Asking others for their part: what stands in the way, what it means, what happened."""

from django.utils.translation import gettext_lazy as lazy

from huiqi.demands.words import Verb

REFUSALS = {
    "consult_confidential": lazy("保密件不请别的单位会办。要会办，先由窗口负责人解除保密。"),
    "consult_holder": lazy("这件诉求就在%(name)s手里，不用会办。请选别的单位。"),
    "consult_outside": lazy("%(name)s在系统外，不能会办。请选系统内的单位，或发转办函。"),
    "consulted_already": lazy("已经请%(name)s会办，还没有答复。请等答复，或用电话催一下；不再需要的，先撤回会办。"),
    "taken_up_already": lazy("本单位已经有人签收了这份会办。"),
    "consult_limit": lazy("请填 1 到 %(most)d 之间的整数。"),
    "nothing_asked_of": lazy("请选一家还没有答复的会办单位。刚才已经答复、不参加或撤回的，不用再撤。"),
}
REQUIRED = {
    "decline_reason": lazy("请写明为什么不参加。"),
    "call_off_reason": lazy("请写明为什么撤回。"),
    "seal_reason": lazy("请写明为什么要保密。"),
}
DONE = {
    Verb.CONSULT: lazy("已请对方会办，答复会显示在这里。主办单位不变。"),
    Verb.TAKE_OPINION: lazy("已签收，请在时限内交意见。"),
    Verb.DECLINE_OPINION: lazy("已告知承办单位和窗口。"),
    Verb.GIVE_OPINION: lazy("会办意见已交给承办单位和窗口。"),
    Verb.CALL_OFF: lazy("会办已撤回，对方不用再办，收到了原因。"),
}
BEFORE = {
    Verb.CONSULT: lazy("会办只请对方出意见或办一部分，诉求还在原来的承办单位手里，由它答复企业。"),
    Verb.CALL_OFF: lazy("撤回以后，对方不用再出意见，它的时限不再计算；已经超时的仍是超时。诉求还在谁手里，不变。"),
}
