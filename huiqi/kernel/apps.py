"""Django's name for the kernel."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """No models; registered for its commands, a function of the database, and the table that says what changed."""

    name = "huiqi.kernel"
    label = "kernel"
