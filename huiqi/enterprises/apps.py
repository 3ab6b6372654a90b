"""Django's name for this app."""

from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    """See the package's docstring for its subject."""

    name = "huiqi.enterprises"
    label = "enterprises"

    def ready(self) -> None:
        """Tell on the page of seats what somebody has asked for."""
        from huiqi.enterprises.views.claims import seats_more
        from huiqi.ui.ports import register_slot

        register_slot("seats.more", seats_more)
