"""The tables of policies."""

from huiqi.policies.models.drafts import Draft
from huiqi.policies.models.follows import CalendarFeed, Follow
from huiqi.policies.models.library import Policy, PolicyVersion

__all__ = ["CalendarFeed", "Draft", "Follow", "Policy", "PolicyVersion"]
