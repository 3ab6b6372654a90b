"""Django's name for this app."""

from django.apps import AppConfig


class FilingsConfig(AppConfig):
    """See the package's docstring for its subject."""

    name = "huiqi.filings"
    label = "filings"

    def ready(self) -> None:
        """Offer the way to the place where a policy is applied for, and the lists that windows bring back."""
        from huiqi.filings.views import bring_here, file_here, filed_by_me, rules_here
        from huiqi.ui.ports import register_slot

        register_slot("policy.actions", file_here, order=-1)
        register_slot("policy.mine", filed_by_me)
        register_slot("policy.funnels", bring_here)
        register_slot("retention.more", rules_here)
