"""Tables of demands, of the work on them, of what was promised and of what became of it."""

from huiqi.demands.models.baskets import BasketNight, BasketReminder, BasketRule
from huiqi.demands.models.batch import Batch, BatchLine
from huiqi.demands.models.closing import Archive, Rating, ReturnVisit
from huiqi.demands.models.conditions import AskedCondition, GeneralAnswer
from huiqi.demands.models.consulting import Consultation
from huiqi.demands.models.custody import Handling, Letter
from huiqi.demands.models.demand import BLANK, Attachment, Demand, DemandQuerySet, InformationRequest, NumberCounter
from huiqi.demands.models.desk import Presence, SavedFilter
from huiqi.demands.models.duty import DutyCall
from huiqi.demands.models.extension import Extension
from huiqi.demands.models.intake import Intake
from huiqi.demands.models.joint import JointPlan
from huiqi.demands.models.merging import Merger, Split
from huiqi.demands.models.promises import AccountabilityRecord, Promise
from huiqi.demands.models.rating import RatingRequest, of_answer
from huiqi.demands.models.rectifying import RatingAppeal, Rectification
from huiqi.demands.models.retention import ErasedByRule, Hold, RetentionRule
from huiqi.demands.models.returning import Dispute, LostTime, Ruling
from huiqi.demands.models.secrecy import AddressCount, Insider
from huiqi.demands.models.standing import Ending, GreenChannel, Instruction, Objection, PastRound, Reminder
from huiqi.demands.models.suspension import Suspension
from huiqi.demands.models.tallies import ANSWER_FIGURES, NETWORK, AnswerTally, OpenTally
from huiqi.demands.models.telling import Telling
from huiqi.demands.models.templates import AnswerTemplate
from huiqi.demands.models.visits import VisitDraw, VisitShare, VisitTask

__all__ = [
    "ANSWER_FIGURES",
    "BLANK",
    "NETWORK",
    "AccountabilityRecord",
    "AddressCount",
    "AnswerTally",
    "AnswerTemplate",
    "Archive",
    "AskedCondition",
    "Attachment",
    "BasketNight",
    "BasketReminder",
    "BasketRule",
    "Batch",
    "BatchLine",
    "Consultation",
    "Demand",
    "DemandQuerySet",
    "Dispute",
    "DutyCall",
    "Ending",
    "ErasedByRule",
    "Extension",
    "GeneralAnswer",
    "GreenChannel",
    "Handling",
    "Hold",
    "InformationRequest",
    "Insider",
    "Instruction",
    "Intake",
    "JointPlan",
    "Letter",
    "LostTime",
    "Merger",
    "NumberCounter",
    "Objection",
    "OpenTally",
    "PastRound",
    "Presence",
    "Promise",
    "Rating",
    "RatingAppeal",
    "RatingRequest",
    "Rectification",
    "Reminder",
    "RetentionRule",
    "ReturnVisit",
    "Ruling",
    "SavedFilter",
    "Split",
    "Suspension",
    "Telling",
    "VisitDraw",
    "VisitShare",
    "VisitTask",
    "of_answer",
]
