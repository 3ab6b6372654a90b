"""Django's name for this app."""

from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    """See the package's docstring for its subject."""

    name = "huiqi.reference"
    label = "reference"
