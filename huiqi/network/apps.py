"""Django's name for this app."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """See the package's docstring for its subject."""

    name = "huiqi.network"
    label = "network"
