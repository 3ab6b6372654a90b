"""Django's name for this app."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """See the package's docstring for its subject."""

    name = "huiqi.files"
    label = "files"
