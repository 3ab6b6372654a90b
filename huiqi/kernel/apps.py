"""Django's name for the kernel."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """No tables; registered for its commands and for a function of the database."""

    name = "huiqi.kernel"
    label = "kernel"
