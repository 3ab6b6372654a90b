"""The verbs of search: rebuild the index, and say that something changed."""

import shutil
from pathlib import Path

import tantivy
from django.conf import settings
from django.db.models import F

from huiqi.kernel.jobs import enqueue
from huiqi.search.models import Generation
from huiqi.search.ports import searchables
from huiqi.search.rules import index_words, pinyin_words, schema

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
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    index = tantivy.Index(schema(), path=str(target))
    writer = index.writer(heap_size=64_000_000, num_threads=1)
    count = 0
    for searchable in searchables():
        for document in searchable.documents():
            writer.add_document(
                tantivy.Document(
                    kind=document.kind,
                    key=document.key,
                    title=index_words(document.title),
                    keys=f"{index_words(document.keys)} {pinyin_words(f'{document.title} {document.keys}')}",
                    text=index_words(document.text),
                    shown=document.title,
                    detail=document.detail,
                    url=document.url,
                )
            )
            count += 1
    writer.commit()
    writer.wait_merging_threads()
    final = root / str(number)
    shutil.rmtree(final, ignore_errors=True)
    target.rename(final)
    for old in root.iterdir():
        if old.name.isdigit() and int(old.name) <= number - KEEP:
            shutil.rmtree(old, ignore_errors=True)
    return count
