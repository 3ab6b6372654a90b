"""Django's name for this app."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """See the package's docstring for its subject."""

    name = "huiqi.directory"
    label = "directory"
