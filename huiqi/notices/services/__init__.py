"""The verbs of notices: tell, send what waits, put together the digests, choose how to be told, forget what is old."""

from huiqi.notices.services.carriers import open_channels
from huiqi.notices.services.choosing import (
    Choice,
    choose,
    confirm_mail,
    mail_in,
    person_in,
    unsubscribe,
)
from huiqi.notices.services.codes import CodeCarrier
from huiqi.notices.services.digests import send_digests
from huiqi.notices.services.keeping import forget_old
from huiqi.notices.services.letters import Letter, write_letter
from huiqi.notices.services.reading import mark_read, read_all
from huiqi.notices.services.sending import retry, send, send_waiting
from huiqi.notices.services.telling import News, tell

__all__ = [
    "Choice",
    "CodeCarrier",
    "Letter",
    "News",
    "choose",
    "confirm_mail",
    "forget_old",
    "mail_in",
    "mark_read",
    "open_channels",
    "person_in",
    "read_all",
    "retry",
    "send",
    "send_digests",
    "send_waiting",
    "tell",
    "unsubscribe",
    "write_letter",
]
