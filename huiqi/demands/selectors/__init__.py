"""Questions about demands. `visible_to` is the only way to one."""

from huiqi.demands.selectors.accountability import accountability, responsible
from huiqi.demands.selectors.by_code import attachment_by_code, bearer_of, files_by_code, followed
from huiqi.demands.selectors.case import Case, archive_of, attachment, case_of, possible, visits_from, whole
from huiqi.demands.selectors.consulting import as_asked, consultation, consultations, demands_consulted_on
from huiqi.demands.selectors.desk import DeskTab, desk, desk_counts, desk_tabs, latest, own
from huiqi.demands.selectors.dispatching import candidates, chosen_matter, is_kept_from, lists_for
from huiqi.demands.selectors.extension import extension_of, finish_to_extend, longest
from huiqi.demands.selectors.filters import DeskFilter, last_used, saved_filters
from huiqi.demands.selectors.following import Followed, colleagues, demands_followed, followed_people, quiet_since
from huiqi.demands.selectors.guiding import guides
from huiqi.demands.selectors.intake import (
    finish_owed,
    history_of,
    matter_of,
    matters_here,
    on_screen,
    taken_in_by,
    to_bring,
)
from huiqi.demands.selectors.letters import (
    is_open,
    letter_of,
    letter_with,
    promise_from_outside,
    scans_of,
    was_answered,
)
from huiqi.demands.selectors.pages import PER_PAGE, Pages
from huiqi.demands.selectors.presence import others_at, others_of, with_present
from huiqi.demands.selectors.receipts import RECEIPT
from huiqi.demands.selectors.secrecy import (
    SECRET,
    Lookers,
    Office,
    insiders_of,
    lookers,
    looks,
    note_look,
    unattended,
    who_could_know,
)
from huiqi.demands.selectors.seeing import (
    earlier_closed,
    ending_of,
    intake_of,
    objection_to,
    open_handling,
    open_request,
    rating_of,
    visible_to,
)
from huiqi.demands.selectors.sheets import issuers_of, reads_paper, reads_paper_within, sheets_of
from huiqi.demands.selectors.standing import (
    EndingCount,
    deciders,
    ending_counts,
    endings,
    instructions,
    is_late,
    open_instructions,
)
from huiqi.demands.selectors.templates import own_template, templates_for, templates_of
from huiqi.demands.selectors.terms import Term, terms
from huiqi.demands.selectors.veil import listed, shown_to, veil, veil_file

__all__ = [
    "PER_PAGE",
    "RECEIPT",
    "SECRET",
    "Case",
    "DeskFilter",
    "DeskTab",
    "EndingCount",
    "Followed",
    "Lookers",
    "Office",
    "Pages",
    "Term",
    "accountability",
    "archive_of",
    "as_asked",
    "attachment",
    "attachment_by_code",
    "bearer_of",
    "candidates",
    "case_of",
    "chosen_matter",
    "colleagues",
    "consultation",
    "consultations",
    "deciders",
    "demands_consulted_on",
    "demands_followed",
    "desk",
    "desk_counts",
    "desk_tabs",
    "earlier_closed",
    "ending_counts",
    "ending_of",
    "endings",
    "extension_of",
    "files_by_code",
    "finish_owed",
    "finish_to_extend",
    "followed",
    "followed_people",
    "guides",
    "history_of",
    "insiders_of",
    "instructions",
    "intake_of",
    "is_kept_from",
    "is_late",
    "is_open",
    "issuers_of",
    "last_used",
    "latest",
    "letter_of",
    "letter_with",
    "listed",
    "lists_for",
    "longest",
    "lookers",
    "looks",
    "matter_of",
    "matters_here",
    "note_look",
    "objection_to",
    "on_screen",
    "open_handling",
    "open_instructions",
    "open_request",
    "others_at",
    "others_of",
    "own",
    "own_template",
    "possible",
    "promise_from_outside",
    "quiet_since",
    "rating_of",
    "reads_paper",
    "reads_paper_within",
    "responsible",
    "saved_filters",
    "scans_of",
    "sheets_of",
    "shown_to",
    "taken_in_by",
    "templates_for",
    "templates_of",
    "terms",
    "to_bring",
    "unattended",
    "veil",
    "veil_file",
    "visible_to",
    "visits_from",
    "was_answered",
    "who_could_know",
    "whole",
    "with_present",
]
