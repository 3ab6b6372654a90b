"""Django's name for this app."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """See the package's docstring for its subject."""

    name = "huiqi.supervision"
    label = "supervision"

    def ready(self) -> None:
        """Hear of missed promises; tell, print and show what becomes of them."""
        import huiqi.supervision.subscribers  # noqa: F401 — subscribes by being read
        from huiqi.demands.ports import register_chapter
        from huiqi.notices.ports import register_kind, register_place
        from huiqi.papers.ports import register_kind as register_paper
        from huiqi.supervision.selectors import reaches_case, reaches_explanation
        from huiqi.supervision.views import on_case, way_from_desk
        from huiqi.supervision.wording.notices import KINDS
        from huiqi.supervision.wording.on_demand import explained_chapter
        from huiqi.supervision.wording.papers import PAPERS
        from huiqi.ui.ports import register_slot

        register_slot("desk.ways", way_from_desk)
        register_slot("demand.supervision", on_case)
        register_chapter(explained_chapter)
        register_place("supervision:case", reaches_case)
        register_place("supervision:explain", reaches_explanation)
        for kind in KINDS:
            register_kind(kind)
        for paper in PAPERS:
            register_paper(paper)
