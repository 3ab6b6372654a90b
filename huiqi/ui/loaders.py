"""Templates are compiled once for each language: what they say is translated once, not for every row and page."""

from django.template import Origin
from django.template.loaders import cached
from django.utils.translation import get_language


class PerLanguage(cached.Loader):
    """Keeps a template of each language; `templatetags.compiled` puts the words of the language into it."""

    def cache_key(self, template_name: str, skip: list[Origin] | None = None) -> str:
        """The name a template is kept by."""
        return f"{get_language()} {super().cache_key(template_name, skip)}"
