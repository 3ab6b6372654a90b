"""The pages of policies: the library, one policy, the check for everybody, a firm's own, and drafts."""

from huiqi.policies.views.acting import draft_act
from huiqi.policies.views.alerts import confirm_alert, leave_alert, save_alert
from huiqi.policies.views.answering import questions
from huiqi.policies.views.calendar import calendar, change_feed, feed, follow
from huiqi.policies.views.checking import check
from huiqi.policies.views.climbing import ladder
from huiqi.policies.views.documents import bundled, document, document_raw, paper
from huiqi.policies.views.drafts import amend, begin, changes, draft, draft_words, drafts, withdraw
from huiqi.policies.views.examples import draft_example, draft_examples
from huiqi.policies.views.faqs import faq, faq_act, faq_edit, faq_new, faqs
from huiqi.policies.views.funnel import drop_outcome, funnel, funnel_rows, funnels, outcome, proof
from huiqi.policies.views.imports import import_report, import_texts, imported, links
from huiqi.policies.views.information import information, information_feed
from huiqi.policies.views.leaflet import leaflet, leaflet_pdf
from huiqi.policies.views.library import page, policies
from huiqi.policies.views.openings import opening_edit, opening_new, opening_withdraw, paper_remove, papers
from huiqi.policies.views.own import mine
from huiqi.policies.views.propose import propose
from huiqi.policies.views.pushes import begin_push, news, push, push_act, pushes
from huiqi.policies.views.reach import draft_counts, draft_firm, draft_firms, draft_reach
from huiqi.policies.views.review import report, report_pdf
from huiqi.policies.views.rule import draft_rule, draft_tier_rule
from huiqi.policies.views.supposing import what_if
from huiqi.policies.views.texts import text, text_act, text_amend, text_edit, text_new, texts_alike
from huiqi.policies.views.worth import draft_benefit, draft_benefits

__all__ = [
    "amend",
    "begin",
    "begin_push",
    "bundled",
    "calendar",
    "change_feed",
    "changes",
    "check",
    "confirm_alert",
    "document",
    "document_raw",
    "draft",
    "draft_act",
    "draft_benefit",
    "draft_benefits",
    "draft_counts",
    "draft_example",
    "draft_examples",
    "draft_firm",
    "draft_firms",
    "draft_reach",
    "draft_rule",
    "draft_tier_rule",
    "draft_words",
    "drafts",
    "drop_outcome",
    "faq",
    "faq_act",
    "faq_edit",
    "faq_new",
    "faqs",
    "feed",
    "follow",
    "funnel",
    "funnel_rows",
    "funnels",
    "import_report",
    "import_texts",
    "imported",
    "information",
    "information_feed",
    "ladder",
    "leaflet",
    "leaflet_pdf",
    "leave_alert",
    "links",
    "mine",
    "news",
    "opening_edit",
    "opening_new",
    "opening_withdraw",
    "outcome",
    "page",
    "paper",
    "paper_remove",
    "papers",
    "policies",
    "proof",
    "propose",
    "push",
    "push_act",
    "pushes",
    "questions",
    "report",
    "report_pdf",
    "save_alert",
    "text",
    "text_act",
    "text_amend",
    "text_edit",
    "text_new",
    "texts_alike",
    "what_if",
    "withdraw",
]
