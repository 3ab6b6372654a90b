"""Django's name for this app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """See the package's docstring for its subject."""

    name = "huiqi.accounts"
    label = "accounts"
