"""Django's name for this app, and what it tells those below."""

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    """See the package's docstring for its subject."""

    name = "huiqi.policies"
    label = "policies"

    def ready(self) -> None:
        """Let policies be found by the search."""
        from huiqi.policies.selectors import PolicyDocuments
        from huiqi.search.ports import register_searchable

        register_searchable(PolicyDocuments())
