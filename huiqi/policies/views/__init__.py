"""The pages of policies: the library, one policy, the check for everybody, and a firm's own."""

from huiqi.policies.views.checking import FIRST, check
from huiqi.policies.views.library import PAGE, page, policies
from huiqi.policies.views.own import mine, report

__all__ = ["FIRST", "PAGE", "check", "mine", "page", "policies", "report"]
