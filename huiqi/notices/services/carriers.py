"""The ways out of the house: an SMS gateway spoken to in signed JSON, a mail server, the demonstration's recorder.

The gateway's side is described in `docs/reference/notices.md`.
"""

import hashlib
import hmac
import json
import smtplib
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.timezone import now

from huiqi.notices.models import Recorded
from huiqi.notices.ports import Carrier, Message, Undelivered
from huiqi.notices.words import Channel

ALREADY_TAKEN = 409
HOPELESS = {400, 413, 422}
"""The gateway says that this message can never be sent. A wrong key (401, 403) a person puts right, so it waits."""

MASK = "······"


class _Stay(HTTPRedirectHandler):
    """A signed message goes where it was addressed, and nowhere else."""

    def redirect_request(self, *_: object, **__: object) -> None:
        """Follow nothing: the redirection itself becomes the failure."""


@dataclass(frozen=True, slots=True)
class SmsGateway:
    """Posts one JSON document a message. The signature is HMAC-SHA256 over the second and the body."""

    url: str
    key: str
    secret: str = field(repr=False)
    sender: str
    timeout: float

    def carry(self, message: Message) -> None:
        """Hand over; raises `Undelivered`: `http_503`, `unreachable`."""
        told = {"id": message.key, "to": message.to, "text": message.text, "kind": message.kind, "sign": self.sender}
        body = json.dumps(told, ensure_ascii=False).encode()
        request = Request(self.url, data=body, headers=self._headers(message.key, body), method="POST")
        try:
            with build_opener(_Stay).open(request, timeout=self.timeout) as answer:
                answer.read(65_536)
        except HTTPError as error:
            error.close()
            if error.code != ALREADY_TAKEN:
                raise Undelivered(f"http_{error.code}", final=error.code in HOPELESS) from error
        except (OSError, HTTPException) as error:
            raise Undelivered("unreachable") from error

    def _headers(self, message_key: str, body: bytes) -> dict[str, str]:
        second = str(int(time.time()))
        signed = hmac.new(self.secret.encode(), second.encode() + b"." + body, hashlib.sha256).hexdigest()
        return {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": message_key,
            "X-Huiqi-Key": self.key,
            "X-Huiqi-Time": second,
            "X-Huiqi-Signature": signed,
        }


@dataclass(frozen=True, slots=True)
class MailServer:
    """Sends by Django's mail backend. The Message-ID is the key, so that one message is one at the other end."""

    sender: str

    def carry(self, message: Message) -> None:
        """Hand over; raises `Undelivered`: `recipient_refused`, `smtp_451`, `unreachable`."""
        headers = {"Message-ID": f"<{message.key}@{self.sender.rpartition('@')[2].strip('>') or 'huiqi'}>"}
        if message.unsubscribe:
            headers |= {
                "List-Unsubscribe": f"<{message.unsubscribe}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            }
        try:
            EmailMessage(message.subject, message.text, self.sender, [message.to], headers=headers).send()
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _said in error.recipients.values()]
            raise Undelivered("recipient_refused", final=all(code >= 500 for code in codes)) from error
        except smtplib.SMTPResponseException as error:
            raise Undelivered(f"smtp_{error.smtp_code}") from error
        except OSError as error:
            raise Undelivered("unreachable") from error


@dataclass(frozen=True, slots=True)
class Recorder:
    """Keeps what would have been sent, without what must not be kept. The same key twice is one row."""

    channel: Channel

    def carry(self, message: Message) -> None:
        """Write it down."""
        text = message.text.replace(message.secret, MASK) if message.secret else message.text
        told = {"channel": self.channel, "kind": message.kind, "to": message.to, "subject": message.subject}
        Recorded.objects.get_or_create(key=message.key, defaults={**told, "text": text, "at": now()})


def carrier_for(channel: Channel) -> Carrier | None:
    """Who carries on this channel; nobody where none is configured. A demonstration sends nothing in earnest."""
    if settings.DEMONSTRATION:
        return Recorder(channel)
    if channel is Channel.MAIL:
        return MailServer(settings.DEFAULT_FROM_EMAIL) if settings.MAIL_READY else None
    gateway: Mapping[str, Any] = settings.SMS
    return SmsGateway(**gateway) if gateway else None


def open_channels() -> frozenset[Channel]:
    """The channels on which something can leave at all."""
    return frozenset(channel for channel in Channel if carrier_for(channel))
