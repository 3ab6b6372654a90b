"""The design system as a Django app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """No models; templates, static files and one tag library."""

    name = "huiqi.ui"
