"""The verbs of demands. Each: one transaction, the demand's row locked, one journal entry, one piece of news."""

from huiqi.demands.models import BLANK
from huiqi.demands.services.anonymous import complain_anonymously, forget_addresses, may_complain
from huiqi.demands.services.appealing import appeal_rating, decline_appeal, uphold_appeal
from huiqi.demands.services.archiving import make_archive, make_waiting_archives, printed_for
from huiqi.demands.services.asking import ask_information, supply_information
from huiqi.demands.services.baskets import remind_of_baskets, set_baskets, take_baskets
from huiqi.demands.services.bulk import Order as BulkOrder
from huiqi.demands.services.bulk import begin_batch, go_on
from huiqi.demands.services.by_enterprise import Said, rate_demand, withdraw_demand
from huiqi.demands.services.by_handler import answer_demand, give_plan, start_work, take_demand
from huiqi.demands.services.by_hub import close_repeated, reject_objection, uphold_objection
from huiqi.demands.services.by_window import (
    archive_demand,
    recall_demand,
    register_demand,
    reply_to_demand,
)
from huiqi.demands.services.conditions import About
from huiqi.demands.services.confirming import (
    confirm_by_code,
    confirm_on_screen,
    confirm_read_out,
    open_screen,
    screen_by_key,
    send_confirm_code,
)
from huiqi.demands.services.consulting import call_off, consult, decline_opinion, give_opinion, take_opinion
from huiqi.demands.services.contact import Handing, acknowledge_hand_on, hand_on, hand_over_result
from huiqi.demands.services.dispatching import (
    MOST_HANDS,
    MOST_PART_DAYS,
    PART_DAYS,
    Share,
    add_part,
    dispatch_demand,
)
from huiqi.demands.services.duty_calls import call_next_on_duty
from huiqi.demands.services.endings import Decision, end_demand, refuse_demand
from huiqi.demands.services.extending import ask_extension, decline_extension, grant_extension
from huiqi.demands.services.filing import Filing, Taken, file_demand
from huiqi.demands.services.filters import drop_filter, remember_filter, save_filter
from huiqi.demands.services.following import follow, keep_open, kept_open, leave, stay_open
from huiqi.demands.services.general import answer_everybody, propose_correction, tell_askers
from huiqi.demands.services.instructing import Order, enter_instruction, report_back
from huiqi.demands.services.issuing import issue_sheet
from huiqi.demands.services.joint import Part, PlanEntry, end_plan, write_plan
from huiqi.demands.services.letters import (
    OutsideAnswer,
    Sending,
    close_link,
    enter_answer,
    enter_return,
    leave_contact,
    letter_by_code,
    look_at_letter,
    open_link,
    replace_scan,
    return_by_link,
    send_letter,
    through_link,
)
from huiqi.demands.services.merging import absorb_demands, let_go, merge_demand, unmerge_demand
from huiqi.demands.services.missing import miss_due_promises
from huiqi.demands.services.notes import strike_note, write_note
from huiqi.demands.services.packing import pack
from huiqi.demands.services.presence import be_at, forget_presence
from huiqi.demands.services.rating import barred_from_rating, decline_rating, rate_by_link, request_by_code
from huiqi.demands.services.rating_requests import ask_again, derive_code, source_of
from huiqi.demands.services.receipts import issue_receipt, send_receipt
from huiqi.demands.services.rectifying import open_rectification, plan_rectification, rectify
from huiqi.demands.services.reopening import object_to_decision, reopen_demand
from huiqi.demands.services.retention import change_rule, erase_due, forget, hold_demand, lift_hold
from huiqi.demands.services.returning import Decree, GivingBack, arbitrate, contest_demand, retire_ruling, return_demand
from huiqi.demands.services.sampling import draw_visits, set_share
from huiqi.demands.services.secrecy import name_insider, remove_insider, seal_demand, unseal_demand
from huiqi.demands.services.splitting import Piece, split_demand
from huiqi.demands.services.standing import Green, close_green, open_green, set_urgency
from huiqi.demands.services.striking import strike_record
from huiqi.demands.services.summing import sum_up
from huiqi.demands.services.suspending import (
    Standstill,
    ask_suspension,
    decline_suspension,
    resume_demand,
    resume_due,
    suspend_demand,
)
from huiqi.demands.services.tallies import fold_tallies, recount_tallies
from huiqi.demands.services.telling import tell_waiting
from huiqi.demands.services.templates import TemplateEntry, drop_template, write_template
from huiqi.demands.services.urging import add_to_demand, escalate_demand, remind_firm, remind_handler
from huiqi.demands.services.visiting import Visit, visit_enterprise
from huiqi.demands.services.warning import climb_unanswered, warn_owing

__all__ = [
    "BLANK",
    "MOST_HANDS",
    "MOST_PART_DAYS",
    "PART_DAYS",
    "About",
    "BulkOrder",
    "Decision",
    "Decree",
    "Filing",
    "GivingBack",
    "Green",
    "Handing",
    "Order",
    "OutsideAnswer",
    "Part",
    "Piece",
    "PlanEntry",
    "Said",
    "Sending",
    "Share",
    "Standstill",
    "Taken",
    "TemplateEntry",
    "Visit",
    "absorb_demands",
    "acknowledge_hand_on",
    "add_part",
    "add_to_demand",
    "answer_demand",
    "answer_everybody",
    "appeal_rating",
    "arbitrate",
    "archive_demand",
    "ask_again",
    "ask_extension",
    "ask_information",
    "ask_suspension",
    "barred_from_rating",
    "be_at",
    "begin_batch",
    "call_next_on_duty",
    "call_off",
    "change_rule",
    "climb_unanswered",
    "close_green",
    "close_link",
    "close_repeated",
    "complain_anonymously",
    "confirm_by_code",
    "confirm_on_screen",
    "confirm_read_out",
    "consult",
    "contest_demand",
    "decline_appeal",
    "decline_extension",
    "decline_opinion",
    "decline_rating",
    "decline_suspension",
    "derive_code",
    "dispatch_demand",
    "draw_visits",
    "drop_filter",
    "drop_template",
    "end_demand",
    "end_plan",
    "enter_answer",
    "enter_instruction",
    "enter_return",
    "erase_due",
    "escalate_demand",
    "file_demand",
    "fold_tallies",
    "follow",
    "forget",
    "forget_addresses",
    "forget_presence",
    "give_opinion",
    "give_plan",
    "go_on",
    "grant_extension",
    "hand_on",
    "hand_over_result",
    "hold_demand",
    "is_mobile",
    "issue_receipt",
    "issue_sheet",
    "keep_open",
    "kept_open",
    "leave",
    "leave_contact",
    "let_go",
    "letter_by_code",
    "lift_hold",
    "look_at_letter",
    "make_archive",
    "make_waiting_archives",
    "may_complain",
    "merge_demand",
    "miss_due_promises",
    "name_insider",
    "object_to_decision",
    "open_green",
    "open_link",
    "open_rectification",
    "open_screen",
    "pack",
    "plan_rectification",
    "printed_for",
    "propose_correction",
    "rate_by_link",
    "rate_demand",
    "recall_demand",
    "recount_tallies",
    "rectify",
    "refuse_demand",
    "register_demand",
    "reject_objection",
    "remember_filter",
    "remind_firm",
    "remind_handler",
    "remind_of_baskets",
    "remove_insider",
    "reopen_demand",
    "replace_scan",
    "reply_to_demand",
    "report_back",
    "request_by_code",
    "resume_demand",
    "resume_due",
    "retire_ruling",
    "return_by_link",
    "return_demand",
    "save_filter",
    "screen_by_key",
    "seal_demand",
    "send_confirm_code",
    "send_letter",
    "send_receipt",
    "set_baskets",
    "set_share",
    "set_urgency",
    "source_of",
    "split_demand",
    "start_work",
    "stay_open",
    "strike_note",
    "strike_record",
    "sum_up",
    "supply_information",
    "suspend_demand",
    "take_baskets",
    "take_demand",
    "take_opinion",
    "tell_askers",
    "tell_waiting",
    "through_link",
    "unmerge_demand",
    "unseal_demand",
    "uphold_appeal",
    "uphold_objection",
    "visit_enterprise",
    "warn_owing",
    "withdraw_demand",
    "write_note",
    "write_plan",
    "write_template",
]
