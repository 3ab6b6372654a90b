"""A policy version: one JSON file of the library, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from huiqi.eligibility.conditions import Node
from huiqi.eligibility.examples import Example, examples_in
from huiqi.eligibility.perimeters import lies_in
from huiqi.eligibility.reading import CODE, read_condition
from huiqi.eligibility.shapes import BadCondition, Broken, Fault, Raw, Shapes
from huiqi.eligibility.windows import Window
from huiqi.eligibility.worth import Worth, read_worth
from huiqi.kernel.words import Word
from huiqi.standards import regions
from huiqi.standards.trees import UnknownCode

SCHEMA = 1
W = TypeVar("W", bound=Word)


class PolicyKind(Word):
    """What a policy is about."""

    TAX = "tax", "税收优惠"
    FEE = "fee", "收费减免"
    EMPLOYMENT = "employment", "稳岗就业"
    FINANCE = "finance", "融资支持"
    TECHNOLOGY = "technology", "科技创新"
    CULTIVATION = "cultivation", "梯度培育"
    PROCUREMENT = "procurement", "政府采购"
    RIGHTS = "rights", "权益保护"


class PublicationStatus(Word):
    """The state of the document as published on the day it was last verified."""

    IN_FORCE = "in_force", "有效"
    PARTLY_REPEALED = "partly_repealed", "部分失效"
    REPEALED = "repealed", "废止"
    SUPERSEDED = "superseded", "被替代"
    EXPIRED = "expired", "期满"


class Grade(Word):
    """How far the source has been checked."""

    A = "A", "已对照法规文本或官方网站"
    B = "B", "转引官方文件"
    C = "C", "未核实"


class Subject(Word):
    """Who applies."""

    ENTERPRISE = "enterprise", "企业"
    PERSON = "person", "个人"


@dataclass(frozen=True, slots=True)
class Benefit:
    """A tier of the benefit; without a condition everyone eligible has it."""

    text: str
    text_en: str
    condition: Node | None
    worth: Worth | None = None
    """How its yuan are reckoned; None where the benefit is not told in yuan."""


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """One version of a policy; first and last day of force are both included."""

    code: str
    title: str
    title_en: str
    kind: PolicyKind
    document_number: str
    issuer: str
    region: str
    status: PublicationStatus
    effective_from: date
    effective_through: date | None
    superseded_by: str | None
    last_verified: date
    grade: Grade
    subject: Subject
    condition: Node
    benefits: tuple[Benefit, ...]
    materials: tuple[str, ...]
    materials_en: tuple[str, ...]
    texts: Mapping[str, str]
    """`note` `how_to_apply` `apply_at` `window_note` `contact` and their `_en`; an empty text where there is none."""
    window: Window | None = None
    """The days of the year between which it is applied for; None: whenever it is in force."""
    examples: tuple[Example, ...] = ()
    exceptions: tuple[str, ...] = ()
    """Regions within `region` where it does not apply."""
    variant_of: str | None = None
    """The code of the policy that it stands for in its own region."""

    def is_in_force(self, on: date) -> bool:
        """Whether the version applies on the day."""
        return self.effective_from <= on and (self.effective_through is None or on <= self.effective_through)

    @property
    def conditions(self) -> tuple[Node, ...]:
        """The condition, those of the benefits' tiers and those of what these are worth."""
        tiers = (benefit.condition for benefit in self.benefits)
        rates = (rate.condition for benefit in self.benefits if benefit.worth for rate in benefit.worth.rates)
        return self.condition, *(condition for condition in (*tiers, *rates) if condition is not None)


_TEXTS = ("note", "how_to_apply", "apply_at", "window_note", "contact")
_KEYS = frozenset(
    {"exceptions", "variant_of"}
    | {"schema", "code", "title", "title_en", "kind", "document_number", "issuer", "region", "status", "effective_from"}
    | {"effective_through", "superseded_by", "last_verified", "grade", "subject", "condition", "benefits", "materials"}
    | {"materials_en", "issuer_en", "examples", "opens", "closes", *_TEXTS, *(f"{name}_en" for name in _TEXTS)},
)


class _Reader(Shapes):
    def version(self, raw: object) -> PolicyVersion:
        given = self.mapping(raw, "$")
        self.keys(given, _KEYS, "$")
        if given.get("schema") != SCHEMA:
            raise self.broken("$.schema", f"must be {SCHEMA}")
        code = self.policy_code(given.get("code"), "$.code")
        since, through = self.day(given.get("effective_from"), "$.effective_from"), self.last_day(given)
        if through is not None and through < since:
            raise self.broken("$.effective_through", "lies before effective_from")
        return PolicyVersion(
            code=code,
            title=self.text(given.get("title"), "$.title"),
            title_en=self.text(given.get("title_en"), "$.title_en"),
            kind=self.word(PolicyKind, given, "kind"),
            document_number=self.text(given.get("document_number"), "$.document_number"),
            issuer=self.text(given.get("issuer"), "$.issuer"),
            region=self.region(given.get("region"), "$.region"),
            status=self.word(PublicationStatus, given, "status"),
            effective_from=since,
            effective_through=through,
            superseded_by=self.optional(given.get("superseded_by"), "$.superseded_by") or None,
            last_verified=self.day(given.get("last_verified"), "$.last_verified"),
            grade=self.word(Grade, given, "grade"),
            subject=self.word(Subject, given, "subject"),
            condition=self.condition(given.get("condition"), code, "$.condition"),
            benefits=self.benefits(given.get("benefits"), code),
            materials=self.texts(given.get("materials", ()), "$.materials"),
            materials_en=self.texts(given.get("materials_en", ()), "$.materials_en"),
            window=self.window(given),
            examples=examples_in(self, given.get("examples") or ()),
            exceptions=self.exceptions(given),
            variant_of=self.policy_code(given["variant_of"], "$.variant_of") if given.get("variant_of") else None,
            texts=MappingProxyType(
                {name: self.optional(given.get(name), f"$.{name}") for stem in _TEXTS for name in (stem, f"{stem}_en")}
            ),
        )

    def policy_code(self, raw: object, path: str) -> str:
        code = self.text(raw, path)
        if not CODE.fullmatch(code):
            raise self.broken(path, "must be a letter and two or three digits")
        return code

    def last_day(self, given: Raw) -> date | None:
        raw = given.get("effective_through")
        return None if raw is None else self.day(raw, "$.effective_through")

    def window(self, given: Raw) -> Window | None:
        if not given.get("opens") and not given.get("closes"):
            return None
        opens, closes = (self.text(given.get(name), f"$.{name}") for name in ("opens", "closes"))
        try:
            return Window.read(opens, closes)
        except ValueError:
            raise self.broken("$.opens", "must be days of the year like 03-01") from None

    def word(self, words: type[W], given: Raw, name: str) -> W:
        try:
            return words(self.text(given.get(name), f"$.{name}"))
        except ValueError:
            raise self.broken(f"$.{name}", "must be one of " + ", ".join(words)) from None

    def region(self, raw: object, path: str) -> str:
        try:
            return regions.find(self.text(raw, path)).code
        except UnknownCode:
            raise self.broken(path, "is no region") from None

    def exceptions(self, given: Raw) -> tuple[str, ...]:
        """Regions that lie within the policy's own, and are not all of it."""
        raw = self.texts(given.get("exceptions", ()), "$.exceptions")
        codes = tuple(self.region(code, f"$.exceptions[{place}]") for place, code in enumerate(raw))
        for place, code in enumerate(codes):
            if code == given.get("region") or not lies_in(code, str(given.get("region"))):
                raise self.broken(f"$.exceptions[{place}]", "must lie within the policy's region")
        return codes

    def optional(self, raw: object, path: str) -> str:
        return "" if raw is None or raw == "" else self.text(raw, path)

    def texts(self, raw: object, path: str) -> tuple[str, ...]:
        if not isinstance(raw, list | tuple):
            raise self.broken(path, "must be a list")
        return tuple(self.text(text, f"{path}[{place}]") for place, text in enumerate(raw))

    def condition(self, raw: object, code: str, path: str) -> Node:
        try:
            return read_condition(raw, code, path)
        except BadCondition as bad:
            self.faults.extend(bad.faults)
            raise Broken from None

    def benefits(self, raw: object, code: str) -> tuple[Benefit, ...]:
        path = "$.benefits"
        return tuple(
            self.benefit(benefit, code, f"{path}[{place}]") for place, benefit in enumerate(self.list_of(raw, path))
        )

    def benefit(self, raw: object, code: str, path: str) -> Benefit:
        given = self.mapping(raw, path)
        self.keys(given, frozenset({"text", "text_en", "condition", "worth"}), path)
        text, english = (self.text(given.get(name), f"{path}.{name}") for name in ("text", "text_en"))
        condition = given.get("condition")
        asked = None if condition is None else self.condition(condition, code, f"{path}.condition")
        worth = given.get("worth")
        return Benefit(text, english, asked, None if worth is None else self.worth(worth, code, f"{path}.worth"))

    def worth(self, raw: object, code: str, path: str) -> Worth:
        return read_worth(self, raw, path, lambda condition, at: self.condition(condition, code, at))


def read_version(raw: object) -> PolicyVersion:
    """Read one object of the library; raises `BadCondition` with every fault found."""
    reader = _Reader()
    try:
        version = reader.version(raw)
    except Broken:
        raise BadCondition(reader.faults) from None
    if reader.faults:
        raise BadCondition(reader.faults)
    return version


__all__ = ["Benefit", "Fault", "Grade", "PolicyKind", "PolicyVersion", "PublicationStatus", "Subject", "read_version"]
