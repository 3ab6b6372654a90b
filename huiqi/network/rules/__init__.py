"""The rules of the network: how platforms are named, what they may promise, who stands at a post."""

from huiqi.network.rules.posts import Desk, Standing, Suitability, in_order, standing, suitability
from huiqi.network.rules.windows import (
    Preset,
    PresetLimit,
    comprehensive_name,
    hub_name,
    industry_name,
    lacking,
    number_word,
    presets,
    said_alone,
)

__all__ = [
    "Desk",
    "Preset",
    "PresetLimit",
    "Standing",
    "Suitability",
    "comprehensive_name",
    "hub_name",
    "in_order",
    "industry_name",
    "lacking",
    "number_word",
    "presets",
    "said_alone",
    "standing",
    "suitability",
]
