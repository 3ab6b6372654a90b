"""Whom a verb of demands concerns, and which kind of notice each of them gets."""

from enum import Enum

from huiqi.demands.words import Step, Verb


class Audience(Enum):
    """Who is told: the enterprise, its first contact, whoever holds it, the handler, window, hub, who decides there."""

    FIRM, CONTACT, HOLDER, HANDLER, WINDOW, HUB, LEADER = range(7)


REGISTERED, ASKED, ANSWERED = "demands.registered", "demands.asked", "demands.answered"
RECEIPT, CONSULTED, CALLED_OFF = "demands.receipt", "demands.consulted", "demands.called_off"
BY_CODE = "by_code"
"""Not a verb: that one of the enterprise's was done by number and code. Its own people hear of it."""

ASK_AGAIN, RATE_AGAIN = "ask_again", "demands.rate_again"
"""Not a verb either: who has not rated is asked once more."""

RECTIFIED, RECTIFYING, TO_RECTIFY = "demands.rectified", "demands.rectifying", "demands.to_rectify"
TO_RATE = (ANSWERED, RATE_AGAIN, RECTIFIED)
"""Kinds of notice that bring the link of a rating, to whoever spoke for the firm, too, where it has no account."""
PART_ANSWERED, PART_RETURNED, DIVIDED, PART_SENT = "part_answered", "part_returned", "divided", "part_sent"
"""No verbs of their own: a part was answered while others are owed; came back; a demand goes to several; each of these.
"""

MISSED, MISSED_BY_US = "demands.missed", "demands.missed_by_us"
COMPLAINED = "demands.complained"
TO_NAME, NAMED = "demands.to_name", "demands.named"
MENTIONED = "demands.mentioned"
IN_BASKET = "demands.in_basket"
MERGED, ABSORBED, UNMERGED, SPLIT_UP = "demands.merged", "demands.absorbed", "demands.unmerged", "demands.split_up"
BESIDE = (MERGED, ABSORBED, UNMERGED, SPLIT_UP, "demands.split_for_us")
"""Kinds of notice that name other demands."""
OFF_HANDS = "demands.off_hands"
"""To who has it no more, and so does not see it: the link leads to his desk."""

_A, _V = Audience, Verb

TOLD: dict[str, tuple[tuple[Audience, str], ...]] = {
    _V.FILE: ((_A.WINDOW, "demands.filed"),),
    _V.REOPEN: ((_A.WINDOW, "demands.reopened"),),
    _V.REGISTER: ((_A.FIRM, REGISTERED),),
    _V.ASK_INFORMATION: ((_A.FIRM, ASKED),),
    _V.REMIND_FIRM: ((_A.FIRM, "demands.pressed"),),
    _V.SUPPLY_INFORMATION: ((_A.HOLDER, "demands.supplied"),),
    _V.ADD: ((_A.HOLDER, "demands.supplied"),),
    _V.REMIND: ((_A.HOLDER, "demands.urged"),),
    _V.INSTRUCT: ((_A.HOLDER, "demands.instructed"),),
    _V.ESCALATE: ((_A.HUB, "demands.escalated"), (_A.CONTACT, "demands.escalated")),
    _V.REPLY: ((_A.FIRM, "demands.replied"),),
    _V.DISPATCH: ((_A.FIRM, "demands.dispatched"), (_A.HANDLER, "demands.sent_to_us")),
    DIVIDED: ((_A.FIRM, "demands.divided"),),
    _V.ADD_PART: ((_A.FIRM, "demands.divided"),),
    PART_SENT: ((_A.HANDLER, "demands.sent_to_us"),),
    _V.SUM_UP: ((_A.FIRM, "demands.summed_up"),),
    PART_RETURNED: ((_A.FIRM, "demands.part_returned"), (_A.CONTACT, "demands.given_back")),
    PART_ANSWERED: ((_A.FIRM, "demands.part_answered"), (_A.CONTACT, "demands.part_answered_to_us")),
    _V.TAKE: ((_A.FIRM, "demands.taken"),),
    _V.CONTEST: ((_A.HUB, "demands.contested"), (_A.CONTACT, "demands.contested")),
    _V.ARBITRATE: ((_A.FIRM, "demands.ruled"), (_A.CONTACT, "demands.ruled_to_us")),
    _V.RETURN: ((_A.FIRM, "demands.returned"), (_A.CONTACT, "demands.given_back")),
    _V.ASK_EXTENSION: ((_A.LEADER, "demands.extension_asked"),),
    _V.GRANT_EXTENSION: ((_A.FIRM, "demands.extended"), (_A.HOLDER, "demands.extension_decided")),
    _V.DECLINE_EXTENSION: ((_A.HOLDER, "demands.extension_decided"),),
    _V.ASK_SUSPENSION: ((_A.CONTACT, "demands.suspension_asked"),),
    _V.SUSPEND: ((_A.FIRM, "demands.suspended"), (_A.HOLDER, "demands.clock_stands")),
    _V.DECLINE_SUSPENSION: ((_A.HANDLER, "demands.suspension_declined"),),
    _V.RESUME: ((_A.FIRM, "demands.resumed"), (_A.HOLDER, "demands.clock_runs")),
    _V.HAND_ON: ((_A.CONTACT, "demands.handed_on"), (_A.FIRM, "demands.new_contact")),
    _V.DECLINE_OPINION: ((_A.HOLDER, "demands.opinion_declined"), (_A.CONTACT, "demands.opinion_declined")),
    _V.GIVE_OPINION: ((_A.HOLDER, "demands.opinion_given"),),
    _V.ENTER_RETURN: ((_A.FIRM, "demands.returned"),),
    _V.RECALL: ((_A.FIRM, "demands.recalled"), (_A.HANDLER, OFF_HANDS)),
    _V.GIVE_PLAN: ((_A.FIRM, "demands.planned"),),
    _V.ANSWER: ((_A.FIRM, ANSWERED),),
    _V.ENTER_ANSWER: ((_A.FIRM, ANSWERED),),
    _V.RATE: ((_A.CONTACT, "demands.rated"),),
    _V.OPEN_RECTIFICATION: ((_A.FIRM, RECTIFYING), (_A.HUB, TO_RECTIFY), (_A.LEADER, TO_RECTIFY)),
    _V.PLAN_RECTIFICATION: ((_A.FIRM, "demands.rectify_planned"),),
    _V.RECTIFY: ((_A.FIRM, RECTIFIED),),
    _V.APPEAL: ((_A.HUB, "demands.appealed"),),
    _V.UPHOLD_APPEAL: ((_A.FIRM, "demands.appeal_upheld"), (_A.CONTACT, "demands.appeal_decided")),
    _V.DECLINE_APPEAL: ((_A.CONTACT, "demands.appeal_decided"),),
    _V.WITHDRAW: ((_A.CONTACT, "demands.stopped"), (_A.HANDLER, OFF_HANDS)),
    _V.REFUSE: ((_A.FIRM, "demands.refused"),),
    _V.END: ((_A.FIRM, "demands.ended"), (_A.HANDLER, OFF_HANDS)),
    _V.CLOSE_REPEATED: ((_A.FIRM, "demands.ended"), (_A.HANDLER, OFF_HANDS)),
    _V.MERGE: ((_A.FIRM, MERGED), (_A.HANDLER, OFF_HANDS)),
    _V.ABSORB: ((_A.HOLDER, ABSORBED),),
    _V.UNMERGE: ((_A.FIRM, UNMERGED), (_A.CONTACT, "demands.given_back")),
    _V.SPLIT: ((_A.FIRM, SPLIT_UP), (_A.HANDLER, "demands.split_for_us")),
    _V.OBJECT: ((_A.HUB, "demands.objected"),),
    _V.UPHOLD_OBJECTION: ((_A.FIRM, "demands.upheld"), (_A.CONTACT, "demands.given_back")),
    _V.REJECT_OBJECTION: ((_A.FIRM, "demands.kept"),),
    _V.OPEN_GREEN: ((_A.FIRM, "demands.green"), (_A.HOLDER, "demands.green_to_us")),
    _V.CLOSE_GREEN: ((_A.FIRM, "demands.green_closed"), (_A.HOLDER, "demands.green_closed_to_us")),
    _V.ARCHIVE: ((_A.FIRM, "demands.archived"),),
    ASK_AGAIN: ((_A.FIRM, RATE_AGAIN),),
    BY_CODE: ((_A.FIRM, "demands.by_code"),),
    _V.SEAL: ((_A.CONTACT, "demands.sealed"),),
    _V.UNSEAL: ((_A.FIRM, "demands.unsealed"),),
}
"""What a verb tells to whom."""

BETWEEN_OFFICES = (Step.HANDLER_TAKE, Step.OUTSIDE_ANSWER, Step.OPINION, Step.PART_ANSWER, Step.HAND_OVER)
"""Promises whose missing is no business of the enterprise."""
