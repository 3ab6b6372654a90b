"""When a notice leaves the house and by which way. Moments are aware and in the zone of the installation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from huiqi.notices.words import Channel, Rhythm, Urgency

QUIET_FROM, QUIET_UNTIL = time(21, 30), time(8, 0)
"""When no telephone rings, unless it is urgent or the person chose other hours."""

DIGEST_HOUR = 9
LEASE = timedelta(minutes=3)
"""A delivery that was taken out so long ago was taken out by somebody who has died."""

DOWN_AFTER = 3
"""So many messages in a row that could not be handed over: the server is down. One alone says nothing of the others."""

PAUSES = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
)
"""After the first failure, the second, …; after the last one a person must look at it."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How somebody can be reached and how he wants it. `digest_hour` 0–23; `has_mail` only once it is confirmed."""

    has_mail: bool = False
    has_sms: bool = True
    wants_sms: bool = True
    rhythm: Rhythm = Rhythm.AT_ONCE
    digest_hour: int = DIGEST_HOUR
    quiet_from: time = QUIET_FROM
    quiet_until: time = QUIET_UNTIL


@dataclass(frozen=True, slots=True)
class Nature:
    """What its kind says of a notice. Rights: it is sent even to those who want none (a decision, a time limit)."""

    channels: tuple[Channel, ...]
    may_wait: bool
    concerns_rights: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Which messages leave when; or, instead, at which moment the notice goes into the digest."""

    messages: tuple[tuple[Channel, datetime], ...] = ()
    digest_at: datetime | None = None


def is_quiet(moment: time, since: time, until: time) -> bool:
    """Whether a moment lies in [since, until), which may go over midnight; equal ends: never."""
    if since <= until:
        return since <= moment < until
    return moment >= since or moment < until


def after_quiet(at: datetime, since: time, until: time) -> datetime:
    """`at`, or the end of the quiet hours it lies in."""
    if not is_quiet(at.time(), since, until):
        return at
    end = at.replace(hour=until.hour, minute=until.minute, second=0, microsecond=0)
    return end if end > at else end + timedelta(days=1)


def next_digest(at: datetime, hour: int) -> datetime:
    """The next full `hour` after `at`."""
    moment = at.replace(hour=hour, minute=0, second=0, microsecond=0)
    return moment if moment > at else moment + timedelta(days=1)


def plan(nature: Nature, urgency: Urgency, reach: Reach, at: datetime) -> Plan:
    """What leaves the house for one notice to one person. What is urgent rings at night and never waits."""
    urgent = urgency is Urgency.URGENT
    if reach.rhythm is Rhythm.NEVER and not nature.concerns_rights:
        return Plan()
    channels = set(_channels(nature, urgent, reach))
    if channels and reach.rhythm is Rhythm.DAILY and nature.may_wait and not urgent:
        return Plan(digest_at=next_digest(at, reach.digest_hour))
    quiet_over = at if urgent else after_quiet(at, reach.quiet_from, reach.quiet_until)
    moments = {Channel.MAIL: at, Channel.SMS: quiet_over}
    return Plan(tuple((channel, moments[channel]) for channel in Channel if channel in channels))


def _channels(nature: Nature, urgent: bool, reach: Reach) -> Iterable[Channel]:
    """Mail where it is confirmed; a telephone where it is wanted, or where there is no other way and it must be."""
    if reach.has_mail and Channel.MAIL in nature.channels:
        yield Channel.MAIL
    must = nature.concerns_rights and not reach.has_mail
    if reach.has_sms and (reach.wants_sms or must) and (urgent or Channel.SMS in nature.channels):
        yield Channel.SMS


def pause_after(attempts: int) -> timedelta | None:
    """How long to wait after so many attempts have failed; nothing: no further attempt by itself."""
    return PAUSES[attempts - 1] if 0 < attempts <= len(PAUSES) else None
