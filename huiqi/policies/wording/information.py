"""Information in words: a piece as a row of its list, as an entry of the feed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html_join
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiqi.kernel.text import visible
from huiqi.policies.wording.drafts import label
from huiqi.policies.wording.texts import place
from huiqi.policies.words import Topic
from huiqi.ui.wording import full_day

if TYPE_CHECKING:
    from huiqi.policies.models import Document

LONG = 120
"""Letters of the first paragraph that a row shows."""


def row(text: Document) -> dict[str, Any]:
    """A piece as a row: what it is about, where it comes from, how it begins where that is at hand."""
    begins = "".join(part.text for part in getattr(text, "beginning", ()))
    return {
        "url": reverse("policies:document", args=[text.ref]),
        "title": text.title,
        "topic": label(Topic(text.topic)),
        "issuer": text.issuer,
        "place": place(text.issued_in),
        "issued": full_day(text.issued_on) if text.issued_on else "",
        "begins": f"{begins[:LONG].rstrip()}……" if len(begins) > LONG else begins,
    }


def piece(text: Document) -> dict[str, Any]:
    """A piece as the API tells it."""
    return {
        **{name: getattr(text, name) for name in ("title", "issuer", "issued_on", "published_at", "url")},
        "ref": str(text.ref),
        "topic": str(text.topic),
        "issued_in": {"code": text.issued_in, "name": place(text.issued_in)},
        "page": settings.ADDRESS + reverse("policies:document", args=[text.ref]),
        "policies": sorted(policy.code for policy in text.policies.all()),
        "paragraphs": [part.text for part in text.words],  # type: ignore[attr-defined]  # read beforehand
    }


def waiting(count: int) -> str:
    """How many drafts wait; empty where none does."""
    return ngettext("%(count)d 条等您核对", "%(count)d 条等您核对", count) % {"count": count} if count else ""


def feed(texts: Iterable[Document], query: str, network: str) -> str:
    """The pieces as an Atom feed, with all their words, so that another site or an account can take them over.

    `query` is what they were looked for by, as it stands in the address.
    """
    asked = f"?{query}" if query else ""
    made = Atom1Feed(
        title=_("%(network)s 资讯") % {"network": network or _("惠企")},
        link=settings.ADDRESS + reverse("policies:information") + asked,
        feed_url=settings.ADDRESS + reverse("policies:information_feed") + asked,
        description=_("上级和当地有关中小企业的政策法规、经济动态、产业、技术、市场等信息。"),
        language="zh-Hans",
    )
    for text in texts:
        made.add_item(**_entry(text))
    return str(made.writeString("utf-8"))


def _entry(text: Document) -> Mapping[str, Any]:
    words = text.words  # type: ignore[attr-defined]  # read beforehand
    day = text.issued_on
    return {
        "title": visible(text.title),
        "link": settings.ADDRESS + reverse("policies:document", args=[text.ref]),
        "unique_id": f"urn:uuid:{text.ref}",
        "description": format_html_join("", "<p>{}</p>", ((visible(part.text),) for part in words)),
        "author_name": visible(text.issuer) or None,
        "categories": [Topic(text.topic).label],
        "pubdate": make_aware(datetime.combine(day, time())) if day else None,
        "updateddate": text.published_at,
    }
