"""Django's name for this app, and what it tells those below."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """See the package's docstring for its subject."""

    name = "huiqi.notices"
    label = "notices"

    def ready(self) -> None:
        """Carry the sign-in codes of accounts; show in every page's frame how much is unread."""
        from huiqi.accounts.ports import register_code_carrier
        from huiqi.notices.services import CodeCarrier
        from huiqi.notices.views import bell
        from huiqi.ui.ports import register_slot

        register_code_carrier(CodeCarrier())
        register_slot("frame.notices", bell)
