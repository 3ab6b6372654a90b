"""Imports and what the sources answered, for those who keep the library."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse

from huiqi.kernel.access import Actor
from huiqi.policies.models import Document, ImportRun, Opening, SourceLink
from huiqi.policies.permissions import can_draft

LAST = 20


def last_imports(actor: Actor) -> list[ImportRun]:
    """The last imports, newest first, to those who may import."""
    rows = ImportRun.objects.select_related("raw").order_by("-at", "-id")
    return list(rows[:LAST]) if can_draft(actor) else []


def import_run(ref: UUID, actor: Actor) -> ImportRun | None:
    """One import, to those who may import."""
    return ImportRun.objects.select_related("raw").filter(ref=ref).first() if can_draft(actor) else None


def dead_links() -> list[dict[str, Any]]:
    """The addresses that do not answer, the longest failing first, each with what names it. Three queries."""
    dead = list(SourceLink.objects.exclude(failing_since=None).order_by("failing_since", "id"))
    named = _named([link.url for link in dead])
    return [{"link": link, "named": named.get(link.url, [])} for link in dead]


def _named(urls: list[str]) -> Mapping[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for text in Document.objects.filter(url__in=urls).order_by("id"):
        page = reverse("policies:document", args=[text.ref])
        found.setdefault(text.url, []).append({"title": text.title, "url": page})
    for one in Opening.objects.select_related("policy").filter(notice_url__in=urls, withdrawn_at=None).order_by("id"):
        page = reverse("policies:opening_edit", args=[one.ref])
        found.setdefault(one.notice_url, []).append({"title": one.notice_title, "url": page})
    return found
