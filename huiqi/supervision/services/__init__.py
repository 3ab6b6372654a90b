"""The verbs of supervision."""

from huiqi.supervision.services.answering import accept_remedy, decline_remedy, report_remedy
from huiqi.supervision.services.deciding import Decision, enter_decision
from huiqi.supervision.services.erasing import forget_words
from huiqi.supervision.services.explaining import explain, issue_explanations
from huiqi.supervision.services.objecting import object_to_record, reject_objection, uphold_objection
from huiqi.supervision.services.opening import open_cases, propose_steps
from huiqi.supervision.services.setting import set_step
from huiqi.supervision.services.stepping import Step, circulate, order, record_talk, summon

__all__ = [
    "Decision",
    "Step",
    "accept_remedy",
    "circulate",
    "decline_remedy",
    "enter_decision",
    "explain",
    "forget_words",
    "issue_explanations",
    "object_to_record",
    "open_cases",
    "order",
    "propose_steps",
    "record_talk",
    "reject_objection",
    "report_remedy",
    "set_step",
    "summon",
    "uphold_objection",
]
