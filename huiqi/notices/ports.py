"""What notices asks of the apps above: their kinds of notice; and of the world outside: somebody who carries."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.utils.translation import gettext

from huiqi.kernel.access import Actor
from huiqi.notices.rules import Nature
from huiqi.notices.words import Group

__all__ = [
    "PLACE",
    "Carrier",
    "Kind",
    "Message",
    "Nature",
    "Reach",
    "Secret",
    "Undelivered",
    "Words",
    "kind_of",
    "known_kinds",
    "letter_label",
    "reach_of",
    "register_kind",
    "register_letter",
    "register_place",
    "spoken",
]

Parameters = Mapping[str, Any]
"""Codes and values only (JSON); the words are made of them when somebody reads."""


@dataclass(frozen=True, slots=True)
class Words:
    """A notice in the reader's language: a subject without a full stop, one or two sentences, what the link does."""

    subject: str
    sentence: str
    action: str


def spoken(
    subject: str, sentence: str, action: str, values: Callable[[Parameters], Parameters] = dict
) -> Callable[[Parameters], Words]:
    """Words of marked Chinese; `values` makes of codes what the sentence names, when somebody reads."""
    return lambda told: Words(gettext(subject), gettext(sentence) % values(told), gettext(action))


PLACE = "\u27e8\u27e9"
"""Where in a message its secret goes."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A link that stands in a message behind its words, and in no table: its `path` with `PLACE` in it, the `words`
    around its address in the reader's language, and `derive`, which makes the same secret of the same parameters every
    time the message leaves.
    """

    path: str
    words: Callable[[str], str]
    derive: Callable[[Parameters, datetime], str]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of notice. `label` is Chinese and marked for translation; `words` is called in the reader's language."""

    code: str
    group: Group
    label: str
    nature: Nature
    words: Callable[[Parameters], Words]
    secret: Secret | None = None


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Let notices of this kind be told; called from an upper app's `apps.py: ready()`."""
    _kinds[kind.code] = kind


def kind_of(code: str) -> Kind:
    """The kind with this code; raises `KeyError` where no app registered it."""
    return _kinds[code]


def known_kinds() -> dict[str, Kind]:
    """Every kind, by its code. A notice of an app that is gone is left out where it cannot be worded."""
    return dict(_kinds)


_letters: dict[str, str] = {}


def register_letter(code: str, label: str) -> None:
    """Say what letters of this kind are called, that are behind no notice; `label` is marked for translation."""
    _letters[code] = label


def letter_label(code: str) -> str | None:
    """What letters of a kind are called."""
    return _letters.get(code)


Reach = Callable[[Actor, UUID], bool]
"""Whether somebody may still open the thing of this `ref`."""

_reach: dict[str, Reach] = {}


def register_place(view: str, reach: Reach) -> None:
    """Say who may open what a page of this name (`demands:demand`) shows by its `ref`, where a notice leads to it;
    called from an upper app's `apps.py: ready()`. Of a page that nobody registered everybody is sent there."""
    _reach[view] = reach


def reach_of(view: str) -> Reach | None:
    """Who may open what the page of this name shows."""
    return _reach.get(view)


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it leaves. `key` is the same at every attempt; `to` a mobile number or a mail address.

    `unsubscribe` is an absolute address, for mail only. `secret`: what of the text must not be kept anywhere.
    """

    key: str
    to: str
    subject: str
    text: str
    kind: str
    unsubscribe: str = ""
    secret: str = field(default="", repr=False)


class Undelivered(Exception):
    """The other side did not take it. `final`: no second attempt can help (a number that does not exist)."""

    def __init__(self, why: str, *, final: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.final = final


class Carrier(Protocol):
    """A way out of the house: the SMS gateway, the mail server, the recorder of the demonstration."""

    def carry(self, message: Message) -> None:
        """Hand the message over; the same key twice is one message. Raises `Undelivered`."""
        ...
