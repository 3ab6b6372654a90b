"""`manage.py messages`: gather every sentence people read into the English catalogue; `--check` says what is missing.

Chinese is written in the source; the catalogue holds its English. Gathered from Python (`gettext` and its kin), from
templates, and from the labels of every word. Needs no gettext programs, only Babel.
"""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation.template import templatize

from huiqi.kernel.words import Word

KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "lazy": None,
    "mark": None,  # gettext_noop, imported under this name
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
Message = tuple[Any, str | None, str]
BEGUN = datetime(2026, 11, 22, tzinfo=UTC)
"""Written into the catalogue in place of the moment, in which any two branches would differ."""


def gathered(root: Path) -> Iterator[Message]:
    """(msgid, context, where) of every marked sentence under huiqi/ and config/."""
    for path in sorted([*root.glob("huiqi/**/*.py"), *root.glob("config/*.py"), *root.glob("huiqi/**/*.html")]):
        if {"tests", "migrations"} & set(path.parts):
            continue
        source = path.read_text(encoding="utf-8")
        python = _flat(templatize(source, origin=str(path))) if path.suffix == ".html" else source
        where = path.relative_to(root).as_posix()
        for _line, msgid, _comments, context in extract("python", io.BytesIO(python.encode()), keywords=KEYWORDS):
            yield msgid, context, where
    yield from labels(Word)


def _flat(python: str) -> str:
    """What Django makes of a template, without the template's indentation."""
    return "\n".join(line.strip() for line in python.splitlines())


def labels(words: type[Word]) -> Iterator[Message]:
    """The Chinese labels of every word that any app declares; those of tests are nobody's."""
    for kind in words.__subclasses__():
        if "tests" in kind.__module__.split("."):
            continue
        for _code, label in kind.pairs():
            yield label, None, f"{kind.__module__}.{kind.__name__}"
        yield from labels(kind)


class Command(BaseCommand):
    """Update the catalogue, or check that it is complete."""

    help = "Gather what people read into locale/en; --check fails where English is missing or doubtful."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--check` writes nothing."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *_: object, check: bool = False, **__: object) -> None:
        """Gather, then merge into the catalogue or compare with it."""
        found = Catalog(locale="en", project="Huiqi", charset="utf-8", creation_date=BEGUN, fuzzy=False)
        for msgid, context, where in gathered(settings.ROOT):
            found.add(msgid, locations=[(where, 0)], context=context)
        path = settings.ROOT / CATALOGUE
        path.parent.mkdir(parents=True, exist_ok=True)
        known = read_po(io.BytesIO(path.read_bytes()), locale="en") if path.exists() else Catalog(locale="en")
        if check:
            self._compare(found, known)
            return
        known.update(found, no_fuzzy_matching=True)
        known.obsolete.clear()
        with path.open("wb") as out:
            write_po(out, known, width=0, include_lineno=False, sort_output=True, ignore_obsolete=True)
        empty = sum(1 for message in known if message.id and not _said(message.string))
        self.stdout.write(f"{len(known)} sentences, {empty} without English")

    def _compare(self, found: Catalog, known: Catalog) -> None:
        missing = []
        for message in found:
            translation = known.get(message.id, message.context) if message.id else None
            if message.id and (translation is None or translation.fuzzy or not _said(translation.string)):
                missing.append(str(message.id))
        if missing:
            raise CommandError("without English: " + " | ".join(missing[:20]))


def _said(string: Any) -> bool:
    return all(string) if isinstance(string, list | tuple) else bool(string)
