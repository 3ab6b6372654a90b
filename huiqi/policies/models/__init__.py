"""The tables of policies."""

from huiqi.policies.models.alerts import SearchAlert
from huiqi.policies.models.changes import FirmChange
from huiqi.policies.models.documents import Document, DocumentDraft, Paragraph
from huiqi.policies.models.drafts import Draft
from huiqi.policies.models.faqs import MOST_ANSWER, MOST_QUESTION, Faq
from huiqi.policies.models.follows import CalendarFeed, Follow
from huiqi.policies.models.funnel import Milestone, PushTally
from huiqi.policies.models.imports import ImportRun
from huiqi.policies.models.library import Policy, PolicyVersion
from huiqi.policies.models.links import SourceLink
from huiqi.policies.models.materials import MaterialFile
from huiqi.policies.models.openings import Opening
from huiqi.policies.models.pushes import Campaign, Push, PushChoice

__all__ = [
    "MOST_ANSWER",
    "MOST_QUESTION",
    "CalendarFeed",
    "Campaign",
    "Document",
    "DocumentDraft",
    "Draft",
    "Faq",
    "FirmChange",
    "Follow",
    "ImportRun",
    "MaterialFile",
    "Milestone",
    "Opening",
    "Paragraph",
    "Policy",
    "PolicyVersion",
    "Push",
    "PushChoice",
    "PushTally",
    "SearchAlert",
    "SourceLink",
]
