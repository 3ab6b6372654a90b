"""The tables of policies."""

from huiqi.policies.models.library import Policy, PolicyVersion

__all__ = ["Policy", "PolicyVersion"]
