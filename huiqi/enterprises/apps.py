"""Django's name for this app."""

from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    """See the package's docstring for its subject."""

    name = "huiqi.enterprises"
    label = "enterprises"
