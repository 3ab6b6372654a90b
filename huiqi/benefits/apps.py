"""Django's name for this app."""

from django.apps import AppConfig


class BenefitsConfig(AppConfig):
    """See the package's docstring for its subject."""

    name = "huiqi.benefits"
    label = "benefits"

    def ready(self) -> None:
        """Tell the kinds of notice, and who may open what they lead to."""
        from huiqi.benefits.selectors import reaches_entry, reaches_list, reaches_programme
        from huiqi.benefits.wording.notices import KINDS
        from huiqi.notices.ports import register_kind, register_place

        register_place("benefits:programme", reaches_programme)
        register_place("benefits:entry", reaches_entry)
        register_place("benefits:pay", reaches_list)
        for kind in KINDS:
            register_kind(kind)
