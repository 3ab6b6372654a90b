"""Django's name for this app."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """See the package's docstring for its subject."""

    name = "huiqi.papers"
    label = "papers"
