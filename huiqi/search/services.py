"""The verbs of search: rebuild the index, and say that something changed."""

import shutil
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import tantivy
from django.conf import settings
from django.db.models import F

from huiqi.kernel.jobs import enqueue
from huiqi.search.models import Generation
from huiqi.search.ports import Document, searchables
from huiqi.search.rules import index_words, part_of, schema, short

KEEP = 2


def content_changed() -> None:
    """Something public changed: have the index rebuilt soon, once for many changes."""
    enqueue("search.rebuild", once="search.rebuild")


def rebuild() -> int:
    """Write a new generation of the index beside the former one, then point everybody to it. Answers its size."""
    Generation.objects.get_or_create(id=1)
    Generation.objects.filter(id=1).update(number=F("number") + 1)
    number = Generation.objects.get(id=1).number
    root = Path(settings.DERIVED_ROOT) / "search"
    target = root / f"{number}.making"
    count = write_index(target, chain.from_iterable(one.documents() for one in searchables()))
    final = root / str(number)
    shutil.rmtree(final, ignore_errors=True)
    target.rename(final)
    for old in root.iterdir():
        if old.name.isdigit() and int(old.name) <= number - KEEP:
            shutil.rmtree(old, ignore_errors=True)
    return count


def write_index(target: Path, documents: Iterable[Document]) -> int:
    """Write an index of these documents into a folder, whatever was there. Answers how many they are."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    writer = tantivy.Index(schema(), path=str(target)).writer(heap_size=64_000_000, num_threads=1)
    count = 0
    for document in documents:
        title = index_words(document.title)
        writer.add_document(
            tantivy.Document(
                kind=document.kind,
                part=part_of(count),
                key=document.key,
                words=f"{title} {short(document.title, document.keys)} {index_words(document.text)}",
                title=title,
                shown=document.title,
                detail=document.detail,
                url=document.url,
            )
        )
        count += 1
    writer.commit()
    writer.wait_merging_threads()
    return count
