"""What a policy's page shows beside its conditions: documents with their text, openings, the checklist."""

import json
from datetime import date
from typing import Any

from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.kernel.access import Actor
from huiqi.policies import wording
from huiqi.policies.models import Document
from huiqi.policies.rules.openings import most_pressing
from huiqi.policies.rules.paragraphs import articles_of
from huiqi.policies.selectors.documents import Passage, explaining, side_by_side, texts_of
from huiqi.policies.selectors.information import speaking_of
from huiqi.policies.selectors.materials import ListedMaterial, checklist
from huiqi.policies.selectors.openings import openings_of
from huiqi.policies.selectors.shelf import row_of
from huiqi.policies.wording import documents as words
from huiqi.policies.wording import information as informing
from huiqi.policies.words import EXPLAINING

MOST = 12
"""Passages that a policy's page shows; the document's own page has them all."""


def reading(version: Version, today: date, actor: Actor) -> dict[str, Any]:
    """Documents, openings and checklist of an item."""
    texts = texts_of(version.code)
    openings = openings_of(version.code)
    shown = most_pressing(openings, today)
    return {
        "texts": texts,
        "documents": [words.document(text, today) for text in texts],
        "extracts": [one for text in texts if text.kind not in EXPLAINING and (one := _extract(text, texts, version))],
        "opening": words.opening(shown, today) if shown else None,
        "spoken_of": [informing.row(one) for one in speaking_of(version.code, ids=tuple(text.id for text in texts))],
        "past": [words.opening(one, today) for one in openings if one != shown],
        "checklist": [line for line, _row in checked(version, actor)],
    }


def checked(version: Version, actor: Actor) -> list[tuple[dict[str, Any], ListedMaterial]]:
    """The checklist in the reader's language, each line with what it is made of."""
    names = dict(zip(version.materials, wording.materials(version), strict=False))
    rows = checklist(version.code, version.materials, actor)
    return [(words.material(row, names.get(row.name, row.name)), row) for row in rows]


def _extract(text: Document, texts: list[Document], version: Version) -> dict[str, Any] | None:
    """The passages of a document that an item rests on: the articles it cites, else the explained, else the first."""
    rows = side_by_side(text, explaining(text, texts))
    if not rows:
        return None
    told = json.dumps(row_of(version).content["condition"], ensure_ascii=False)
    own = bool(text.number) and text.number in version.document_number
    wanted = articles_of(f"{version.document_number}\n{told}", text.title, own=own)
    found = _of_articles(rows, wanted) or [row for row in rows if row.explained] or list(rows)
    return {
        "document": words.document(text, version.effective_from),
        "passages": words.passages(found[:MOST]),
        "more": len(rows) - len(found[:MOST]),
        "explained": any(row.explained for row in found[:MOST]),
    }


def _of_articles(rows: tuple[Passage, ...], wanted: frozenset[str]) -> list[Passage]:
    """The passages of the wanted articles: from an article's number until the next one's."""
    found, inside = [], False
    for row in rows:
        label = row.original.label if row.original else ""
        if label.endswith(("条", "章", "节")):
            inside = label in wanted
        if inside:
            found.append(row)
    return found
