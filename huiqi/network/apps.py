"""Django's name for this app, and what it tells those below."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """See the package's docstring for its subject."""

    name = "huiqi.network"
    label = "network"

    def ready(self) -> None:
        """Let what is public be found by the search, and the windows print their papers."""
        from huiqi.network.selectors import SHEET, WindowDocuments, paper_style
        from huiqi.network.wording import KINDS
        from huiqi.notices.ports import register_kind as register_notice
        from huiqi.papers.ports import register_default_style, register_kind
        from huiqi.search.ports import register_searchable

        for kind in KINDS:
            register_notice(kind)
        register_searchable(WindowDocuments())
        register_kind(SHEET)
        register_default_style(paper_style)
