"""Verify: is every entry what it was when it was written, and does it lead to what is stored."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import now

from huiqi.journal.models import Entry, Erasure, Finding, Passage, Seal, Verification
from huiqi.journal.ports import examiner_of
from huiqi.journal.rules.chain import keyed_hash
from huiqi.journal.rules.examining import Misfit, misfits
from huiqi.journal.rules.sealing import differing, leaf, root, seal
from huiqi.journal.selectors import heads_between
from huiqi.journal.words import Fault

PAGE = 500
"""Subjects read at a time."""

SLOW_ROUND = 20_000
"""Chains that one night examines besides those that moved, so that every one has its turn."""

LATEST_SEALS = 40
"""Seals that one night makes anew from the entries; a whole verification does so with all."""


def verify_journal(*, at: datetime, whole: bool = False) -> Verification:
    """Examine what moved since last time, a part of all the rest, and the latest seals; `whole`: everything.

    Every finding is kept, with the entry it names. Pages to the end; each page is read at one instant.
    """
    last = Verification.objects.exclude(ended_at=None).order_by("-began_at").first()
    made = Verification.objects.create(began_at=at, is_whole=whole)
    made.through = Entry.objects.aggregate(last=Max("id"))["last"] or 0
    if not whole:
        moved = Entry.objects.filter(id__gt=last.through if last else 0, id__lte=made.through)
        _verify_pages(made, moved.order_by("subject_ref").values_list("subject_ref", flat=True).distinct())
    _verify_round(made, None if whole or last is None else last.round)
    _verify_seals(made)
    made.ended_at = now()
    made.save()
    return made


def verify_subject(subject_ref: UUID) -> tuple[int, list[Misfit]]:
    """Examine one chain; answers how many entries it has, and what does not fit."""
    with transaction.atomic():
        entries = list(Entry.objects.filter(subject_ref=subject_ref).order_by("number"))
        found = list(_misfits(entries, _texts(entries), _erased([subject_ref])))
        return len(entries), found + [misfit for _ref, misfit in _examined({subject_ref: entries} if entries else {})]


def _verify_round(made: Verification, after: UUID | None) -> None:
    """The next subjects of the round over all; at its end the round begins anew."""
    rows = Entry.objects.filter(number=1, id__lte=made.through).order_by("subject_ref")
    rows = rows.filter(subject_ref__gt=after) if after else rows
    refs = rows.values_list("subject_ref", flat=True)
    taken = list(refs if made.is_whole else refs[:SLOW_ROUND])
    _verify_pages(made, taken)
    made.round = taken[-1] if len(taken) == SLOW_ROUND and not made.is_whole else None


def _verify_pages(made: Verification, refs: Iterable[UUID]) -> None:
    listed = list(refs)
    for start in range(0, len(listed), PAGE):
        _verify_page(made, listed[start : start + PAGE])


@transaction.atomic
def _verify_page(made: Verification, refs: Sequence[UUID]) -> None:
    rows = list(Entry.objects.filter(subject_ref__in=refs).order_by("subject_ref", "number"))
    texts, erased = _texts(rows), _erased(refs)
    chains = {ref: list(those) for ref, those in groupby(rows, key=lambda entry: entry.subject_ref)}
    made.subjects, made.entries = made.subjects + len(chains), made.entries + len(rows)
    for ref, entries in chains.items():
        _keep(made, entries[0].subject_kind, ref, _misfits(entries, texts, erased))
    for ref, misfit in _examined(chains):
        _keep(made, chains[ref][0].subject_kind, ref, [misfit])


def _misfits(
    entries: Sequence[Entry], texts: dict[int, list[Passage]], erased: set[tuple[UUID, int, str]]
) -> Iterator[Misfit]:
    yield from misfits(entries)
    for entry in entries:
        yield from _misfit_texts(entry, texts.get(entry.id, []), erased)


def _examined(chains: Mapping[UUID, Sequence[Entry]]) -> Iterator[tuple[UUID, Misfit]]:
    """What the owners of the subjects find, kind by kind."""
    for kind in sorted({entries[0].subject_kind for entries in chains.values()}):
        if examiner := examiner_of(kind):
            yield from examiner({ref: those for ref, those in chains.items() if those[0].subject_kind == kind})


def _misfit_texts(entry: Entry, there: Sequence[Passage], erased: set[tuple[UUID, int, str]]) -> Iterator[Misfit]:
    """Every text answers to its hash; one that is gone was erased by a rule."""
    hashes = {one.name: keyed_hash(bytes(one.key), one.text) for one in there}
    for name, kept in entry.data.get("texts", {}).items():
        if name in hashes and hashes[name] != kept:
            yield Misfit(entry.number, entry.at, Fault.TEXT, name)
        if name not in hashes and (entry.subject_ref, entry.number, name) not in erased:
            yield Misfit(entry.number, entry.at, Fault.TEXT_GONE, name)


def _texts(entries: Sequence[Entry]) -> dict[int, list[Passage]]:
    found: dict[int, list[Passage]] = {}
    for passage in Passage.objects.filter(entry__in=[one.id for one in entries]).order_by("id"):
        found.setdefault(passage.entry_id, []).append(passage)
    return found


def _erased(refs: Sequence[UUID]) -> set[tuple[UUID, int, str]]:
    rows = Erasure.objects.filter(subject_ref__in=refs).values_list("subject_ref", "texts")
    return {(ref, number, name) for ref, texts in rows for number, name in texts}


def _verify_seals(made: Verification) -> None:
    """The chain of all seals; the latest, or all, made anew from the entries."""
    previous, seals = "", list(Seal.objects.defer("leaves").order_by("number"))
    for place, one in enumerate(seals, start=1):
        told = seal(one.previous, one.number, one.day.isoformat(), one.heads, one.root)
        if one.number != place or one.previous != previous or one.hash != told:
            _keep(made, "seal", None, [Misfit(one.number, one.sealed_at, Fault.SEAL)])
        previous = one.hash
    for one in seals if made.is_whole else seals[-LATEST_SEALS:]:
        _verify_seal(made, one)
        made.seals += 1


def _verify_seal(made: Verification, one: Seal) -> None:
    heads = heads_between(one.after, one.through)
    leaves = [leaf(head) for head in heads]
    if root(leaves) == one.root:
        return
    changed = differing(bytes(one.leaves), leaves)
    if not changed or len(changed) == len(heads) != one.heads:
        _keep(made, "seal", None, [Misfit(one.number, one.sealed_at, Fault.SEALED, f"{one.heads} → {len(heads)}")])
        return
    for place in changed:
        head = heads[place]
        entry = Entry.objects.get(subject_ref=head.subject_ref, number=head.number)
        _keep(made, entry.subject_kind, head.subject_ref, [Misfit(head.number, entry.at, Fault.SEALED, f"{one.day}")])


def _keep(made: Verification, kind: str, ref: UUID | None, found: Iterable[Misfit]) -> None:
    Finding.objects.bulk_create(
        Finding(
            verification=made,
            subject_kind=kind,
            subject_ref=ref,
            number=one.number,
            at=one.at,
            fault=one.fault,
            detail=one.detail[:300],
        )
        for one in found
    )
