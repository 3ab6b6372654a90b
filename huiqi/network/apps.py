"""Django's name for this app, and what it tells those below."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """See the package's docstring for its subject."""

    name = "huiqi.network"
    label = "network"

    def ready(self) -> None:
        """Let what is public be found by the search."""
        from huiqi.network.selectors import WindowDocuments
        from huiqi.search.ports import register_searchable

        register_searchable(WindowDocuments())
