"""The rules of the network: how platforms are named, what they may promise, who stands at a post."""

from huiqi.network.rules.windows import Preset, PresetLimit, comprehensive_name, hub_name, industry_name, presets

__all__ = [
    "Preset",
    "PresetLimit",
    "comprehensive_name",
    "hub_name",
    "industry_name",
    "presets",
]
