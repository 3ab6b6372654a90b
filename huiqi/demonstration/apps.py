"""Django's name for this app."""

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    """No tables: it fills those of the apps below."""

    name = "huiqi.demonstration"
    label = "demonstration"
