"""What every page's frame shows."""

from typing import Any

from django.http import HttpRequest


def page_context(request: HttpRequest) -> dict[str, Any]:
    """The actor and the frame: name of the network, navigation."""
    return {"actor": getattr(request, "actor", None)}
