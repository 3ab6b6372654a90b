"""Django's name for this app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """See the package's docstring for its subject."""

    name = "huiqi.portal"
    label = "portal"
