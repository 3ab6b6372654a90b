"""Django's name for this app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """See the package's docstring for its subject."""

    name = "huiqi.journal"
    label = "journal"
