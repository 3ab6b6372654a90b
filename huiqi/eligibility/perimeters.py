"""Where a policy applies, and which of a generic one and its local variants a firm is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from huiqi.standards import regions

if TYPE_CHECKING:
    from huiqi.eligibility.versions import PolicyVersion


def lies_in(region: str, code: str) -> bool:
    """Whether a region is another or lies within it. Raises `UnknownCode`."""
    return code == regions.NATION or code in {node.code for node in regions.find(region).path}


def applies_in(version: PolicyVersion, region: str) -> bool:
    """Whether a policy's own perimeter, its exceptions left out, covers a region. Raises `UnknownCode`."""
    return lies_in(region, version.region) and not any(lies_in(region, left) for left in version.exceptions)


def shown_in(versions: Iterable[PolicyVersion], region: str) -> tuple[PolicyVersion, ...]:
    """Of the versions those a firm of this region is shown: what covers it, and of variants only the nearest one.

    Of a variant and the policy it varies the variant is shown; of two variants of the same policy the one with the
    smaller perimeter. Without a region everything that varies nothing.
    """
    versions = tuple(versions)
    if not region:
        return tuple(version for version in versions if not version.variant_of)
    here = [version for version in versions if applies_in(version, region)]
    nearest: dict[str, PolicyVersion] = {}
    for version in here:
        if version.variant_of:
            former = nearest.get(version.variant_of)
            if former is None or len(regions.find(version.region).path) > len(regions.find(former.region).path):
                nearest[version.variant_of] = version
    return tuple(
        version
        for version in here
        if version.code not in nearest and (not version.variant_of or nearest[version.variant_of] is version)
    )
