"""How text becomes words: rjieba cuts Chinese, long words also into their parts; titles also by pinyin; one schema."""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import tantivy

from huiqi.kernel.pinyin import syllables

WORD = re.compile(r"[0-9A-Za-z]+|[一-鿿]+")
CHINESE = re.compile(r"[一-鿿]{2,}")
MOST = 12
Need = tuple[tuple[str, ...], ...]
"""What a text must hold: any of these alternatives, each with all of its words."""


@cache
def _cutter() -> Any:
    """The dictionary of rjieba, read when the first word is cut: a start need not wait for it."""
    import rjieba

    return rjieba


def index_words(text: str) -> str:
    """The words of a text as the index keeps them: every cut word, and what it consists of."""
    return " ".join(word.lower() for word in _cutter().cut_for_search(text) if WORD.search(word))


def pinyin_words(text: str) -> str:
    """The Chinese words of a text as they are typed without an input method: 郑州 is found by `zhengzhou` and `zz`."""
    words = {word for word in _cutter().cut_for_search(text) if CHINESE.fullmatch(word)}
    spelt = (syllables(word) for word in sorted(words))
    return " ".join(f"{''.join(parts)} {''.join(part[0] for part in parts)}" for parts in spelt)


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """What people type, and under which words it is written here; the table says where it comes from."""
    table = json.loads(files(__package__).joinpath("synonyms.json").read_text(encoding="utf-8"))
    return {typed: tuple(written) for typed, written in table["synonyms"].items()}


def query_needs(text: str) -> list[Need]:
    """What a person asks for, in any order, each thing once and at most twelve: a known phrase with what it means."""
    text, needs = text[:200], list[Need]()
    for typed in sorted(synonyms(), key=len, reverse=True):
        if typed in text:
            text = text.replace(typed, " ")
            needs.append(tuple(_words(meant) for meant in dict.fromkeys((*synonyms()[typed], typed))))
    needs += [((word,),) for word in _words(text)]
    return list(dict.fromkeys(needs))[:MOST]


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.lower() for word in _cutter().cut(text) if WORD.search(word)))


def short(title: str, keys: str) -> str:
    """The short names and codes by which a document is called, and how they and its title are typed by pinyin."""
    return f"{index_words(keys)} {pinyin_words(f'{title} {keys}')}"


PART = 4096
"""Documents of one part of an index, in the order in which they were written."""


def part_of(number: int) -> str:
    """The part of a document by its number, the first of which is 0."""
    return str(number // PART)


def parts_of(documents: int) -> Iterator[str]:
    """The parts that so many documents make."""
    return map(str, range(-(-documents // PART)))


@cache
def schema() -> tantivy.Schema:
    """`words` are all words of a document, so that a word is one list and not three; `title` those that weigh more.

    `part` is which `PART` documents it was written with, so that some of very much is found without the rest.
    """
    builder = tantivy.SchemaBuilder()
    for name in ("words", "title"):
        builder.add_text_field(name, stored=False, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("kind", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("part", stored=False, tokenizer_name="raw", index_option="basic")
    for name in ("key", "shown", "detail", "url"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()
