"""What a page shows of whom a draft reaches; and a rule that is only typed, in an address."""

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate

from huiqi.eligibility.conditions import Node
from huiqi.eligibility.reading import read_condition
from huiqi.eligibility.shapes import BadCondition
from huiqi.eligibility.statuses import Standing
from huiqi.kernel.access import ActorRequest
from huiqi.policies.models import Draft
from huiqi.policies.permissions import can_open_firms
from huiqi.policies.selectors.affected import aims_of, reach
from huiqi.policies.wording.reach import told
from huiqi.policies.words import Move

LONGEST, LARGEST = 8_000, 200_000
"""Characters of a rule in an address, packed and not."""


def packed(raw: Mapping[str, Any] | None) -> str:
    """A rule as it was typed, for an address."""
    return urlsafe_b64encode(zlib.compress(json.dumps(raw).encode(), 9)).decode() if raw else ""


def unpacked(text: str, code: str) -> Node | None:
    """The rule in an address; none where there is none. Raises `Http404` for anything else."""
    if not text:
        return None
    try:
        if len(text) > LONGEST:
            raise ValueError
        opened = zlib.decompressobj()
        told = opened.decompress(urlsafe_b64decode(text.encode()), LARGEST)
        return read_condition(json.loads(told), code)
    except (ValueError, zlib.error, RecursionError, BadCondition):
        raise Http404 from None


def reached(request: ActorRequest, found: Draft, typed: Node | None = None, rule: str = "") -> dict[str, Any]:
    """What a page shows of whom a draft reaches; nothing is counted where this machine has no columns yet."""
    on = localdate()
    aims = aims_of(found, on, typed)
    known = {"rule": rule, "readable": any(aims), "compared": found.base is not None, "reach": None, "lost": 0}
    counted = reach(*aims, on) if any(aims) else None
    if counted is None:
        return known
    shown = told(counted, _url(found, rule), masked=not can_open_firms(request.actor))
    return known | {"reach": shown, "lost": counted.lost}


def _url(found: Draft, rule: str) -> Callable[..., str]:
    address = reverse("policies:draft_firms", args=[found.ref])

    def url(what: Standing | Move, group: str = "", code: str = "") -> str:
        asked = {"what": what} | ({group: code} if group else {}) | ({"rule": rule} if rule else {})
        return f"{address}?{urlencode(asked)}"

    return url
