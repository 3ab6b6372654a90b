"""What clients were told against what is stored. Every check answers how much it looked at, and what is wrong."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count

from huiqi.demands.flow import CLOSED, replay
from huiqi.demands.models import (
    AccountabilityRecord,
    AnswerTally,
    Archive,
    Demand,
    NumberCounter,
    OpenTally,
    Promise,
    Telling,
)
from huiqi.demands.selectors import hands_of, states_of
from huiqi.demands.services import recount_tallies
from huiqi.demands.wording.told import TOLD, Audience
from huiqi.demands.words import ArchiveState
from huiqi.files.models import StoredFile
from huiqi.files.selectors import location
from huiqi.journal.models import Entry
from huiqi.journal.selectors import broken_at
from huiqi.kernel.access import Role
from huiqi.notices.models import Delivery, Notice
from huiqi.notices.ports import PLACE
from huiqi.notices.words import DeliveryState
from prove.gateway import Gateway
from prove.players import Memory, Outcome, Told

LINK = re.compile(r"/notices/([0-9a-f-]{36})/")


@dataclass(frozen=True)
class Found:
    """One line of the table."""

    what: str
    looked_at: int
    wrong: tuple[str, ...]


@dataclass
class Evidence:
    """Everything the checks ask, read once: demands by submission, entries by demand."""

    memory: Memory
    gateway: Gateway
    demands: dict[str, list[Demand]]
    entries: dict[str, list[Entry]]

    def __init__(self, memory: Memory, gateway: Gateway) -> None:
        self.memory, self.gateway = memory, gateway
        self.demands, self.entries = defaultdict(list), defaultdict(list)
        for demand in Demand.objects.order_by("id"):
            self.demands[str(demand.submission)].append(demand)
        for entry in Entry.objects.filter(subject_kind="demand").order_by("subject_ref", "number"):
            self.entries[str(entry.subject_ref)].append(entry)

    def all_demands(self) -> Iterator[Demand]:
        """Every demand there is."""
        for those in self.demands.values():
            yield from those


def filings_kept(evidence: Evidence) -> Found:
    """Every acknowledged filing is there once, with the number and the words its firm knows."""
    told = evidence.memory.of(Outcome.TOLD, filings=True)
    return Found("acknowledged filings are stored once, as told", len(told), tuple(_misfiled(evidence, told)))


def _misfiled(evidence: Evidence, told: Iterable[Told]) -> Iterator[str]:
    for one in told:
        stored = evidence.demands.get(one.submission, [])
        if len(stored) != 1:
            yield f"{one.number or one.submission}: stored {len(stored)} times"
        elif (str(stored[0].ref), stored[0].title) != (one.ref, one.title):
            yield f"{one.number}: stored as {stored[0].number} “{stored[0].title}”"
        elif one.number and one.number != stored[0].number:
            yield f"{one.number}: stored as {stored[0].number}"


def filings_not_doubled(evidence: Evidence) -> Found:
    """What was not acknowledged is there at most once; and there is nothing that nobody sent."""
    unsure = [*evidence.memory.of(Outcome.UNKNOWN, filings=True)]
    wrong = [
        f"{one.submission}: {n} times" for one in unsure if (n := len(evidence.demands.get(one.submission, []))) > 1
    ]
    return Found("filings without an answer are stored at most once", len(unsure), tuple(wrong))


def numbers_without_gaps(_evidence: Evidence) -> Found:
    """The serial numbers of a window's year are 1 to the last, each once."""
    wrong, looked_at = [], 0
    for counter in NumberCounter.objects.select_related("window").order_by("id"):
        start = f"{counter.window.code}-{counter.year}-"
        numbers = Demand.objects.filter(number__startswith=start).values_list("number", flat=True)
        given = sorted(int(number.rpartition("-")[2]) for number in numbers)
        looked_at += len(given)
        if given != list(range(1, counter.last + 1)):
            wrong.append(f"{start}: {len(given)} of {counter.last}")
    return Found("numbers have no gap and no double", looked_at, tuple(wrong))


def verbs_done_once(evidence: Evidence) -> Found:
    """Every acknowledged verb has one entry at its revision; one seen later, too; an unknown one at most one."""
    done = [one for one in evidence.memory.told if one.revision]
    return Found("acknowledged verbs are in the journal once", len(done), tuple(_misdone(evidence, done)))


def _misdone(evidence: Evidence, done: Iterable[Told]) -> Iterator[str]:
    for one in done:
        verb = one.verb.replace("-", "_")
        those = [e for e in evidence.entries[one.ref] if e.data.get("revision") == one.revision + 1]
        right = {1} if one.outcome in (Outcome.TOLD, Outcome.SEEN) else {0, 1}
        if len(those) not in right or any(entry.verb != verb for entry in those):
            yield f"{verb} of {one.ref}, {one.outcome.value}: entries {[entry.verb for entry in those]}"


def nothing_unasked(evidence: Evidence) -> Found:
    """No entry by a person that no client sent."""
    sent = {(one.ref, one.verb.replace("-", "_")) for one in evidence.memory.told}
    ours = {
        str(d.ref) for key in {one.submission for one in evidence.memory.told} for d in evidence.demands.get(key, [])
    }
    acted = [entry for ref in ours for entry in evidence.entries[ref] if entry.actor_ref != "system"]
    wrong = [
        f"{e.verb} of {e.subject_ref}" for e in acted if e.verb != "file" and (str(e.subject_ref), e.verb) not in sent
    ]
    return Found("nothing was done that nobody sent", len(acted), tuple(wrong))


def chains_hold(evidence: Evidence) -> Found:
    """Every hash of every chain holds, and the numbers are 1, 2, 3 …"""
    demands = list(evidence.all_demands())
    wrong = [f"{d.number}: entry {at}" for d in demands if (at := broken_at(d.ref)) is not None]
    return Found("the chains of the journal hold", sum(len(e) for e in evidence.entries.values()), tuple(wrong))


def states_replay(evidence: Evidence) -> Found:
    """The journal alone leads to the states that are stored."""
    wrong = []
    demands = list(evidence.all_demands())
    for demand in demands:
        stored = (demand.state, states_of(hands_of(demand)))
        try:
            replayed = replay((entry.verb, entry.data) for entry in evidence.entries[str(demand.ref)])
        except ValueError as error:
            wrong.append(f"{demand.number}: {error}")
            continue
        if replayed != stored:
            wrong.append(f"{demand.number}: journal {replayed}, stored {stored}")
    return Found("the journal replays to the stored states", len(demands), tuple(wrong))


def promises_answered_for(evidence: Evidence) -> Found:
    """Every missed promise has one record and one entry; none that was due is left, and none was claimed twice."""
    missed = set(Promise.objects.exclude(missed_at=None).values_list("id", flat=True))
    records = Counter(AccountabilityRecord.objects.values_list("promise_id", flat=True))
    told = Counter(e.data["record"] for those in evidence.entries.values() for e in those if e.verb == "promise_missed")
    refs = [str(ref) for ref in AccountabilityRecord.objects.values_list("ref", flat=True)]
    wrong = [
        f"promise {one}: {records[one]} records" for one in missed | set(records) if records[one] != (one in missed)
    ]
    wrong += [f"record {ref}: {told[ref]} entries" for ref in {*refs, *told} if told[ref] != (ref in refs)]
    return Found("a missed promise has one accountability record", len(missed), tuple(wrong))


def next_due_is_right(evidence: Evidence) -> Found:
    """The stored next moment is that of the earliest promise still owed."""
    owed: dict[int, list[object]] = defaultdict(list)
    for demand_id, due in Promise.objects.filter(kept_at=None, released_at=None).values_list("demand_id", "due_at"):
        owed[demand_id].append(due)
    demands = list(evidence.all_demands())
    wrong = [d.number for d in demands if d.next_due_at != min(owed[d.id], default=None)]  # type: ignore[type-var]
    return Found("what is due next is what is owed first", len(demands), tuple(wrong))


def firms_were_told(evidence: Evidence) -> Found:
    """Of every acknowledged verb that concerns the firm it has its notice, once, of the right kind."""
    notices: dict[str, list[str]] = defaultdict(list)
    for key, kind in Notice.objects.filter(person__seats__role=Role.ENTERPRISE_OWNER).values_list("key", "kind"):
        notices[key].append(kind)
    looked_at, wrong = 0, []
    ids = {str(demand.ref): demand.id for demand in evidence.all_demands()}
    for one in evidence.memory.told:
        kinds = [kind for to, kind in TOLD.get(one.verb.replace("-", "_"), ()) if to is Audience.FIRM]
        if one.outcome is Outcome.UNKNOWN or not kinds:
            continue
        looked_at += 1
        got = notices[f"demand:{ids.get(one.ref)}:{one.revision + 1}"]
        if got != kinds:
            wrong.append(f"{one.verb} of {one.ref}: told {got}, not {kinds}")
    return Found("a firm has its one notice of each verb", looked_at, tuple(wrong))


OF_PROMISE = re.compile(r":(promise|warned):\d+")
"""Where a key names one of several promises of a demand that fall due at the same moment."""


def notices_once(_evidence: Evidence) -> Found:
    """Nobody has two notices of one happening, nor two of the same kind about the same revision, but of promises."""
    twice = Notice.objects.values("key", "person", "address", "kind").annotate(n=Count("id")).filter(n__gt=1).order_by()
    alike: dict[tuple[int | None, str, str, str], set[str]] = defaultdict(set)
    for person, kind, link, at, key in Notice.objects.values_list("person", "kind", "link", "at", "key"):
        alike[person, kind, link, at.isoformat()].add(OF_PROMISE.sub("", key))
    wrong = [f"{one['key']} to {one['person']}: {one['n']} times" for one in twice]
    wrong += [
        f"{kind} to {person} about {link}: {keys}" for (person, kind, link, _at), keys in alike.items() if len(keys) > 1
    ]
    return Found("nobody has a notice twice", Notice.objects.count(), tuple(wrong))


def messages_once(evidence: Evidence) -> Found:
    """What reached the gateway under one key has one wording; one notice has one key; what is sent was taken."""
    arrived = evidence.gateway.arrived
    wrong = [f"{key}: {len(set(those))} wordings" for key, those in arrived.items() if len(set(those)) > 1]
    of_notice: dict[str, set[str]] = defaultdict(set)
    for key, those in arrived.items():
        for link in LINK.findall(those[0][1]):
            of_notice[link].add(key)
    wrong += [f"notice {link}: sent under {len(keys)} keys" for link, keys in of_notice.items() if len(keys) > 1]
    sent = Delivery.objects.filter(state=DeliveryState.SENT, code=None).values_list("ref", "text")
    first = {key: those[0][1] for key, those in arrived.items()}
    wrong += [f"{ref}: sent, but not as stored" for ref, text in sent if not _is(first.get(str(ref), ""), text)]
    return Found("no message leaves with other words", len(arrived), tuple(wrong))


def _is(arrived: str, stored: str) -> bool:
    """Whether a message left as it is stored; a secret in it no table holds."""
    before, place, after = stored.partition(PLACE)
    return arrived.startswith(before) and arrived.endswith(after) if place else arrived == stored


GIVEN_UP = (
    "SELECT task_name, count(*) FROM procrastinate_jobs WHERE status = 'failed'"
    " AND task_name NOT IN (SELECT task_name FROM procrastinate_periodic_defers) GROUP BY 1"
)
"""A periodic job needs no second try: its next round does what this one left."""


def nothing_waits(_evidence: Evidence) -> Found:
    """Nothing is left behind: no move untold, no promise unnoticed, no message stuck, no job given up."""
    stuck = Delivery.objects.filter(state=DeliveryState.STUCK).count()
    with connection.cursor() as cursor:
        cursor.execute(GIVEN_UP)
        failed = dict(cursor.fetchall())
    left = {
        "moves untold": Telling.objects.count(),
        "messages stuck": stuck,
        **{f"{k} given up": v for k, v in failed.items()},
    }
    return Found("nothing is left lying", 1, tuple(f"{what}: {n}" for what, n in left.items() if n))


def archives_made(evidence: Evidence) -> Found:
    """Every closing has its one file, whole on the disk, and one entry for it."""
    archives = list(Archive.objects.select_related("file").order_by("id"))
    closings = Counter(one.demand_id for one in archives)
    wrong = [
        f"{d.number}: closed without a file" for d in evidence.all_demands() if d.state in CLOSED and not closings[d.id]
    ]
    wrong += [f"archive {one.id}: not made" for one in archives if one.state is not ArchiveState.MADE]
    for demand in evidence.all_demands():
        entries = evidence.entries[str(demand.ref)]
        made = sum(entry.verb == "archive_made" for entry in entries)
        ended = sum(entry.data.get("to") in CLOSED and entry.data.get("from") not in CLOSED for entry in entries)
        if not made == closings[demand.id] == ended:
            wrong.append(f"{demand.number}: {ended} closings, {closings[demand.id]} files, {made} entries")
    wrong += [f"{one.file.name}: not on the disk as stored" for one in archives if one.file and not _is_whole(one.file)]
    return Found("every closing has its one file", len(archives), tuple(wrong))


def _is_whole(file: StoredFile) -> bool:
    try:
        return hashlib.sha256(location(file).read_bytes()).hexdigest() == file.sha256
    except OSError:
        return False


def figures_are_those_of_the_rows(_evidence: Evidence) -> Found:
    """What is counted as it happens is what there is: counting anew finds nothing wrong."""
    wrong = recount_tallies()
    figures = OpenTally.objects.count() + AnswerTally.objects.count()
    return Found(
        "figures kept are those of the rows", figures, tuple(f"{table}: {n} wrong" for table, n in wrong.items() if n)
    )


CHECKS: tuple[Callable[[Evidence], Found], ...] = (
    *(filings_kept, filings_not_doubled, numbers_without_gaps, verbs_done_once, nothing_unasked),
    *(chains_hold, states_replay, promises_answered_for, next_due_is_right),
    *(firms_were_told, notices_once, messages_once, archives_made, nothing_waits),
    figures_are_those_of_the_rows,
)


def reconcile(memory: Memory, gateway: Gateway) -> list[Found]:
    """Run every check; the first line is what the clients themselves found wrong."""
    evidence = Evidence(memory, gateway)
    own = Found("what clients were answered", len(memory.told), tuple(memory.wrong))
    return [own, *(check(evidence) for check in CHECKS)]
