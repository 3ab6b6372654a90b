"""A model that proposes as well: any service that speaks the OpenAI protocol. Off unless configured, asked by a press.

What is sent is the text of a policy without persons; what comes back is held to the words of the text.
"""

import json
import logging
import time
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from huiqi.eligibility.proposals.quoted import instruction
from huiqi.eligibility.proposals.veil import veiled

MOST_SENT = 30_000
"""Characters of a text that a model reads; what is longer it reads in its first part."""
MOST_ANSWER = 1_000_000
_CHUNK = 65_536
_log = logging.getLogger(__name__)


class NoAnswer(Exception):
    """The model gave none; `code`: unreachable, slow, http, unreadable."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class _Stay(HTTPRedirectHandler):
    """A text with a key goes where it was addressed, and nowhere else."""

    def redirect_request(self, *_: object, **__: object) -> None:
        """Follow nothing: the redirection itself becomes the failure."""


def is_ready() -> bool:
    """Whether a model is configured."""
    return bool(settings.MODEL["url"])


def ask_model(text: str) -> object:
    """The JSON a model answers about the conditions of a text; raises `NoAnswer`. Nothing is stored."""
    sent = veiled(text[:MOST_SENT])
    said = [{"role": "system", "content": instruction()}, {"role": "user", "content": sent}]
    asked = {"model": settings.MODEL["name"], "messages": said, "temperature": 0}
    asked["response_format"] = {"type": "json_object"}
    _log.info("a model is asked about %d characters", len(sent))
    return _content(_answer(json.dumps(asked, ensure_ascii=False).encode()))


def _answer(body: bytes) -> bytes:
    """What the service says, within the time and size allowed."""
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {settings.MODEL['key']}"}
    request = Request(
        settings.MODEL["url"].rstrip("/") + "/chat/completions", data=body, headers=headers, method="POST"
    )
    timeout = settings.MODEL["timeout"]
    until = time.monotonic() + timeout
    told = b""
    try:
        with build_opener(_Stay).open(request, timeout=timeout) as answer:
            while chunk := answer.read1(_CHUNK):
                told += chunk
                if time.monotonic() > until:
                    raise NoAnswer("slow")
                if len(told) > MOST_ANSWER:
                    raise NoAnswer("unreadable")
    except HTTPError as error:
        error.close()
        raise NoAnswer("http") from error
    except TimeoutError as error:
        raise NoAnswer("slow") from error
    except (OSError, HTTPException) as error:
        raise NoAnswer("slow" if isinstance(getattr(error, "reason", None), TimeoutError) else "unreachable") from error
    return told


def _content(told: bytes) -> object:
    """The object in the first choice's words; some models put it between fences."""
    try:
        answer: Mapping[str, Any] = json.loads(told)
        words = answer["choices"][0]["message"]["content"]
        return json.loads(words[words.index("{") : words.rindex("}") + 1])
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        raise NoAnswer("unreadable") from None
