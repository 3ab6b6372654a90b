"""Django's name for this app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """See the package's docstring for its subject."""

    name = "huiqi.search"
    label = "search"
