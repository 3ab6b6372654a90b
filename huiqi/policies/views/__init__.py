"""The pages of policies: the library, one policy, the check for everybody, a firm's own, and drafts."""

from huiqi.policies.views.calendar import calendar, change_feed, feed, follow
from huiqi.policies.views.checking import check
from huiqi.policies.views.drafts import amend, begin, changes, draft, draft_act, draft_words, drafts, withdraw
from huiqi.policies.views.examples import draft_example, draft_examples
from huiqi.policies.views.library import page, policies
from huiqi.policies.views.own import mine, report
from huiqi.policies.views.propose import propose
from huiqi.policies.views.pushes import begin_push, news, push, push_act, pushes
from huiqi.policies.views.rule import draft_rule

__all__ = [
    "amend",
    "begin",
    "begin_push",
    "calendar",
    "change_feed",
    "changes",
    "check",
    "draft",
    "draft_act",
    "draft_example",
    "draft_examples",
    "draft_rule",
    "draft_words",
    "drafts",
    "feed",
    "follow",
    "mine",
    "news",
    "page",
    "policies",
    "propose",
    "push",
    "push_act",
    "pushes",
    "report",
    "withdraw",
]
