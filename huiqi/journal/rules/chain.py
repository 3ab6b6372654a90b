"""How entries are chained."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID


class Chained(Protocol):
    """What an entry is hashed over."""

    previous: str
    subject_kind: str
    subject_ref: UUID
    number: int
    at: datetime
    verb: str
    actor_ref: str
    organisation_id: int | None
    data: Mapping[str, Any]


def digest(entry: Chained) -> str:
    """The SHA-256 of an entry's content and of the hash before it."""
    content = [
        entry.previous,
        entry.subject_kind,
        str(entry.subject_ref),
        entry.number,
        entry.at.timestamp(),
        entry.verb,
        entry.actor_ref,
        entry.organisation_id,
        entry.data,
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def keyed_hash(key: bytes, text: str) -> str:
    """What an entry keeps of a text: without the key, which is destroyed with the text, it says nothing."""
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
