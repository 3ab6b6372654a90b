"""The verbs of policies."""

from huiqi.policies.services.loading import SHIPPED, Loaded, load_library

__all__ = ["SHIPPED", "Loaded", "load_library"]
