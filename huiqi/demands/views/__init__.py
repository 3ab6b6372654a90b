"""The pages of demands."""

from huiqi.demands.views.anonymous import complain
from huiqi.demands.views.baskets import basket, baskets, baskets_summary, remind_of_baskets, set_baskets
from huiqi.demands.views.bulk import batch, bulk, go_on
from huiqi.demands.views.by_code import act_by_code, due_by_code, file_by_code, follow, followed, leave
from huiqi.demands.views.case import act, demand
from huiqi.demands.views.confirming import confirm_code, confirm_taken, confirming_now, screen
from huiqi.demands.views.consulting import consultation, consultations
from huiqi.demands.views.contact import following
from huiqi.demands.views.desk import accountability, accountability_export, desk, endings, figures, instructions
from huiqi.demands.views.desk_filters import desk_export, drop_filter, save_filter
from huiqi.demands.views.due import due
from huiqi.demands.views.filing import file, filed, mine
from huiqi.demands.views.general import asked_about, asked_by, asked_most, board_link, correct_policy, make_faq
from huiqi.demands.views.guiding import guide
from huiqi.demands.views.intake import firms, intake, print_receipt, send_receipt, taken
from huiqi.demands.views.joint import end_plan, plans, write_plan
from huiqi.demands.views.letters import act_by_link, close_link, letter, letters, open_link
from huiqi.demands.views.moment import journal, moment
from huiqi.demands.views.notes import notes, strike_note
from huiqi.demands.views.papers import archive_file, archive_zip, attached_file, preview_file
from huiqi.demands.views.presence import be_here
from huiqi.demands.views.public import ask_about, ask_the_window, file_here
from huiqi.demands.views.rating import decline_rating, rate_by_link
from huiqi.demands.views.retention import change_rule, lift_hold, retention
from huiqi.demands.views.returning import disputes, lost_time, retire_ruling, rulings
from huiqi.demands.views.satisfaction import rectifications, satisfaction, satisfaction_export
from huiqi.demands.views.secrecy import looks, name_unseen, unattended
from huiqi.demands.views.sheets import back_to_demand, issue_sheet
from huiqi.demands.views.similar import similar
from huiqi.demands.views.templates import drop_template, templates, write_template
from huiqi.demands.views.visiting import draws, set_share, visit, visits
from huiqi.demands.views.which import which

__all__ = [
    "accountability",
    "accountability_export",
    "act",
    "act_by_code",
    "act_by_link",
    "archive_file",
    "archive_zip",
    "ask_about",
    "ask_the_window",
    "asked_about",
    "asked_by",
    "asked_most",
    "attached_file",
    "back_to_demand",
    "basket",
    "baskets",
    "baskets_summary",
    "batch",
    "be_here",
    "board_link",
    "bulk",
    "change_rule",
    "close_link",
    "complain",
    "confirm_code",
    "confirm_taken",
    "confirming_now",
    "consultation",
    "consultations",
    "correct_policy",
    "decline_rating",
    "demand",
    "desk",
    "desk_export",
    "disputes",
    "draws",
    "drop_filter",
    "drop_template",
    "due",
    "due_by_code",
    "end_plan",
    "endings",
    "figures",
    "file",
    "file_by_code",
    "file_here",
    "filed",
    "firms",
    "follow",
    "followed",
    "following",
    "go_on",
    "guide",
    "instructions",
    "intake",
    "issue_sheet",
    "journal",
    "leave",
    "letter",
    "letters",
    "lift_hold",
    "looks",
    "lost_time",
    "make_faq",
    "mine",
    "moment",
    "name_unseen",
    "notes",
    "open_link",
    "plans",
    "preview_file",
    "print_receipt",
    "rate_by_link",
    "rectifications",
    "remind_of_baskets",
    "retention",
    "retire_ruling",
    "rulings",
    "satisfaction",
    "satisfaction_export",
    "save_filter",
    "screen",
    "send_receipt",
    "set_baskets",
    "set_share",
    "similar",
    "strike_note",
    "taken",
    "templates",
    "unattended",
    "visit",
    "visits",
    "which",
    "write_plan",
    "write_template",
]
