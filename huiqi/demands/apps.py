"""Django's name for this app."""

from django.apps import AppConfig


class DemandsConfig(AppConfig):
    """See the package's docstring for its subject."""

    name = "huiqi.demands"
    label = "demands"
