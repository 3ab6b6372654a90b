"""Django's name for this app."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """See the package's docstring for its subject."""

    name = "huiqi.agreements"
    label = "agreements"

    def ready(self) -> None:
        """Stand on the case of a demand and in its closed file; tell the kinds of notice and of paper."""
        import huiqi.agreements.subscribers  # noqa: F401 — subscribes by being read
        from huiqi.agreements.selectors import reaches_agreement
        from huiqi.agreements.views import back_to_agreement, on_case
        from huiqi.agreements.wording.chapter import agreed_chapter
        from huiqi.agreements.wording.notices import KINDS
        from huiqi.agreements.wording.papers import PAPERS
        from huiqi.demands.ports import register_chapter
        from huiqi.notices.ports import register_kind, register_place
        from huiqi.papers.ports import register_kind as register_paper
        from huiqi.ui.ports import register_slot

        register_slot("demand.services", on_case)
        register_slot("paper.actions", back_to_agreement)
        register_chapter(agreed_chapter)
        register_place("agreements:agreement", reaches_agreement)
        for kind in KINDS:
            register_kind(kind)
        for paper in PAPERS:
            register_paper(paper)
