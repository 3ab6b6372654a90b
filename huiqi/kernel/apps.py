"""Django's name for the kernel."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """No models; registered for its commands, what it adds to the database, and a lookup (`keys`)."""

    name = "huiqi.kernel"
    label = "kernel"

    def ready(self) -> None:
        """Make the lookup known."""
        from huiqi.kernel import keys  # noqa: F401
