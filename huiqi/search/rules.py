"""How text becomes words: rjieba cuts Chinese, long words also into their parts; one schema for the index."""

import re

import rjieba
import tantivy

WORD = re.compile(r"[0-9A-Za-z]+|[一-鿿]+")


def index_words(text: str) -> str:
    """The words of a text as the index keeps them: every cut word, and what it consists of."""
    return " ".join(word.lower() for word in rjieba.cut_for_search(text) if WORD.search(word))


def query_words(text: str) -> list[str]:
    """The words a person asks for, each once, in order; at most twelve."""
    words = [word.lower() for word in rjieba.cut(text[:200]) if WORD.search(word)]
    return list(dict.fromkeys(words))[:12]


def schema() -> tantivy.Schema:
    """Title and text are searched, cut at blanks; the rest is only kept."""
    builder = tantivy.SchemaBuilder()
    for name in ("title", "text"):
        builder.add_text_field(name, stored=False, tokenizer_name="whitespace")
    builder.add_text_field("kind", stored=True, tokenizer_name="raw")
    for name in ("key", "shown", "detail", "url"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()
