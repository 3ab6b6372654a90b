"""Django's name for this app."""

from dataclasses import replace

from django.apps import AppConfig


class DemandsConfig(AppConfig):
    """See the package's docstring for its subject."""

    name = "huiqi.demands"
    label = "demands"

    def ready(self) -> None:
        """Offer to file a demand where somebody may want to; tell and hear what becomes of demands and of people."""
        import huiqi.demands.subscribers  # noqa: F401 — subscribes by being read
        from huiqi.demands.selectors import RECEIPT, examined, ref_of
        from huiqi.demands.selectors.conditions import asker_names
        from huiqi.demands.selectors.papers_held import handed_in
        from huiqi.demands.selectors.reach import reaches_consultation, reaches_demand, reaches_notes
        from huiqi.demands.services import derive_code
        from huiqi.demands.views import ask_about, ask_the_window, asked_by, back_to_demand, board_link, file_here
        from huiqi.demands.wording.notices import KINDS, to_rate
        from huiqi.demands.wording.sheets import SHEETS
        from huiqi.demands.wording.told import TO_RATE
        from huiqi.demands.wording.warning import KINDS as WARNINGS
        from huiqi.journal.ports import register_examiner, register_namer
        from huiqi.notices.ports import PLACE, Secret, register_kind, register_place
        from huiqi.papers.ports import register_kind as register_paper
        from huiqi.policies.ports import register_askers, register_papers
        from huiqi.ui.ports import register_slot

        register_slot("policy.actions", ask_the_window)
        register_slot("policy.ask", ask_the_window)
        register_slot("policy.unsure", ask_about)
        register_slot("policy.draft", asked_by)
        register_slot("policy.faq", asked_by)
        register_slot("policy.faqs", board_link)
        register_askers("demands", asker_names)
        register_slot("paper.actions", back_to_demand)
        for place in ("window.actions", "institution.actions", "product.actions", "expert.actions", "matter.actions"):
            register_slot(place, file_here)
        register_place("demands:demand", reaches_demand)
        register_place("demands:notes", reaches_notes)
        register_place("demands:consultation", reaches_consultation)
        register_paper(RECEIPT)
        register_papers("demands", handed_in)
        register_examiner("demand", examined)
        register_namer(ref_of)
        to_be_rated = Secret(f"/demands/rate/{PLACE}/", to_rate, derive_code)
        for kind in (*KINDS, *WARNINGS):
            register_kind(replace(kind, secret=to_be_rated) if kind.code in TO_RATE else kind)
        for sheet in SHEETS:
            register_paper(sheet.kind)
