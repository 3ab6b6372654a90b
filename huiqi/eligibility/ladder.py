"""The ladder of cultivation (梯度培育): which policy gives which title, and on what step each stands.

facts.md §2 and §3: first the technology or the innovative SME, then the specialised SME, then the little giant; the
high-tech enterprise stands beside them. 工信部企业〔2026〕2号, 国科发政〔2017〕115号, 国科发火〔2016〕32号.
"""

from __future__ import annotations

from collections.abc import Mapping

TITLES: Mapping[str, str] = {
    "L01": "innovative_sme",
    "L02": "tech_sme",
    "L03": "specialised_sme",
    "L04": "little_giant",
    "L05": "high_tech",
}
"""The title each policy of the ladder gives, by its code."""
