"""Django's name for this app."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """See the package's docstring for its subject."""

    name = "huiqi.directory"
    label = "directory"

    def ready(self) -> None:
        """Show the settled institutions on a window's page."""
        from huiqi.directory.views import settled_institutions
        from huiqi.ui.ports import register_slot

        register_slot("window.institutions", settled_institutions)
