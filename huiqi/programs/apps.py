"""Django's name for this app, and what it tells those below."""

from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    """See the package's docstring for its subject."""

    name = "huiqi.programs"
    label = "programs"

    def ready(self) -> None:
        """Let the news of keys be told to whoever has to act."""
        from huiqi.notices.ports import register_kind, register_place
        from huiqi.programs.selectors import reaches
        from huiqi.programs.wording import KINDS

        for kind in KINDS:
            register_kind(kind)
        register_place("programs:key", reaches)
