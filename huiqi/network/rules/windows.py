"""How platforms are named (豫工信办企业〔2014〕22号 四（一）; requirements H22 to H24), and presets of time limits."""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from huiqi.network.words import LimitStep, LimitUnit, Urgency
from huiqi.standards.service_kinds import ServiceKind


def hub_name(province: str) -> str:
    """四（一）1: the hub bears the name of its province."""
    return f"{province}中小企业公共服务平台"


def comprehensive_name(province: str, place: str) -> str:
    """四（一）2: `place` is the city or county with its own word for it: 郑州市, 滑县."""
    return f"{hub_name(province)}网络 {place}综合窗口平台"


def industry_name(province: str, city: str, cluster: str) -> str:
    """四（一）3: `cluster` is the name of the industrial cluster without the words 产业集聚区."""
    return f"{hub_name(province)}网络 {city}{cluster}产业集聚区产业窗口平台"


def number_word(place: str, cluster: str = "") -> str:
    """What begins the numbers of a platform's papers: its place without the word for it, and 企服: 郑州企服."""
    short = place[:-1] if len(place) > 2 and place[-1] in "省市县区" else place
    return f"{short}{cluster}企服"


@dataclass(frozen=True, slots=True)
class PresetLimit:
    """One limit of a preset: `amount` of `unit` to `step`, for demands of `kind`; `source` quotes it."""

    kind: ServiceKind
    step: LimitStep
    amount: int
    unit: LimitUnit
    source: str
    urgency: Urgency = Urgency.NORMAL


@dataclass(frozen=True, slots=True)
class Preset:
    """Published limits of a place, to start from; `grade` says how good its source is (A seen, C unverified)."""

    label: str
    source: str
    url: str
    grade: str
    note: str
    limits: tuple[PresetLimit, ...]


@cache
def presets() -> dict[str, Preset]:
    """The presets of time limits by their code, as packaged in `presets.json`. Read once per process."""
    told = json.loads(files("huiqi.network").joinpath("presets.json").read_text(encoding="utf-8"))
    return {code: _preset(row) for code, row in told.items()}


def _preset(row: dict[str, Any]) -> Preset:
    texts = {name: str(row.get(name, "")) for name in ("label", "source", "url", "grade", "note")}
    return Preset(**texts, limits=tuple(_limits(row)))


def _limits(row: dict[str, Any]) -> Iterator[PresetLimit]:
    """A line without kinds holds for all four; a line of `own` is this network's addition to the source."""
    for line in row["limits"]:
        quoted = f"{'本网络补充' if line.get('own') else row['source']}：{line['text']}"
        for kind in line.get("kinds", ServiceKind):
            step, unit = LimitStep(line["step"]), LimitUnit(line["unit"])
            urgency = Urgency(line.get("urgency", Urgency.NORMAL))
            yield PresetLimit(ServiceKind(kind), step, line["amount"], unit, quoted, urgency)


NEEDED = (LimitStep.FIRST_CONTACT, LimitStep.FINISH, LimitStep.HANDLER_TAKE, LimitStep.RETURN_VISIT)
"""Steps that every kind of demand has a limit for: without one nobody would answer for it."""


def lacking(scheme: Preset, kind: ServiceKind, beneath: Collection[LimitStep]) -> list[LimitStep]:
    """The steps for which a kind would have no limit by a scheme, nor by what holds `beneath` it in the network."""
    said = {limit.step for limit in scheme.limits if limit.kind is kind and limit.urgency is Urgency.NORMAL}
    return [step for step in NEEDED if step not in said and step not in beneath]


_PHRASES = re.compile(r"[^，。；：、！？\s]+")


def said_alone(texts: Mapping[int, str], names: Mapping[int, tuple[str, ...]]) -> dict[int, str]:
    """Of each platform's text the phrases that no other platform has, its own names left out.

    What all windows promise in the same words tells nobody which of them to choose; names differ everywhere, so they
    would make every phrase an own one.
    """
    phrases = {key: _PHRASES.findall(_without(text, names[key])) for key, text in texts.items()}
    told = Counter(phrase for found in phrases.values() for phrase in set(found))
    return {key: " ".join(phrase for phrase in found if told[phrase] == 1) for key, found in phrases.items()}


def _without(text: str, names: tuple[str, ...]) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return text
