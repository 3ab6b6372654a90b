"""Two kinds of notice for the tests of this app, and how they are told."""

from datetime import datetime
from typing import Any

from huiqi.notices.ports import Kind, Nature, Words, register_kind
from huiqi.notices.services import News, tell
from huiqi.notices.words import Channel, Group

BOTH = (Channel.MAIL, Channel.SMS)


def _words(told: Any) -> Words:
    return Words("有了进展", f"第 {told['n']} 件有了进展。", "去看")


NEWS = Kind("tests.news", Group.POLICIES, "进展", Nature(BOTH, may_wait=True), _words)
RIGHT = Kind("tests.right", Group.TO_DO, "权利", Nature(BOTH, may_wait=False, concerns_rights=True), _words)


def register() -> None:
    """Make both known."""
    for kind in (NEWS, RIGHT):
        register_kind(kind)


def news(person: Any, at: datetime, n: int = 1, kind: Kind = NEWS, **told: Any) -> int:
    """Tell one person that thing `n` has moved."""
    key, about = f"test:{n}", {"n": n}
    return tell([News(kind=kind.code, key=key, parameters=about, link="/policies/", at=at, people=[person], **told)])
