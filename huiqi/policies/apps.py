"""Django's name for this app, and what it tells those below."""

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    """See the package's docstring for its subject."""

    name = "huiqi.policies"
    label = "policies"

    def ready(self) -> None:
        """Let policies be found by the search; tell what is in firms' calendars, and what becomes of drafts."""
        import huiqi.policies.subscribers  # noqa: F401 — subscribes by being read
        from huiqi.notices.ports import register_kind, register_letter
        from huiqi.policies.ports import register_papers
        from huiqi.policies.selectors import PolicyDocuments
        from huiqi.policies.selectors.held import checked_licence
        from huiqi.policies.selectors.information import InformationDocuments
        from huiqi.policies.wording import alerts, calendar, notices, pushes
        from huiqi.search.ports import register_searchable

        register_searchable(PolicyDocuments())
        register_searchable(InformationDocuments())
        for kind in (*calendar.KINDS, *notices.KINDS, *pushes.KINDS):
            register_kind(kind)
        for code, label in alerts.LETTERS.items():
            register_letter(code, label)
        register_papers("licence", checked_licence)
