"""Where a policy applies, and which of a generic one and its local variants a firm is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from huiqi.standards import regions


class Placed(Protocol):
    """What says where a policy applies: a version, or as much of a draft as is written."""

    @property
    def code(self) -> str:
        """The policy's code."""

    @property
    def region(self) -> str:
        """Where it applies."""

    @property
    def exceptions(self) -> tuple[str, ...]:
        """The regions in it where it does not."""

    @property
    def variant_of(self) -> str | None:
        """The code of the policy in whose place it stands there."""


One = TypeVar("One", bound=Placed)


@dataclass(frozen=True, slots=True)
class Perimeter:
    """Where a policy applies, by itself."""

    code: str
    region: str
    exceptions: tuple[str, ...] = ()
    variant_of: str | None = None


def lies_in(region: str, code: str) -> bool:
    """Whether a region is another or lies within it. Raises `UnknownCode`."""
    return code == regions.NATION or code in {node.code for node in regions.find(region).path}


def applies_in(version: Placed, region: str) -> bool:
    """Whether a policy's own perimeter, its exceptions left out, covers a region. Raises `UnknownCode`."""
    return lies_in(region, version.region) and not any(lies_in(region, left) for left in version.exceptions)


def shown_in(versions: Iterable[One], region: str) -> tuple[One, ...]:
    """Of the versions those a firm of this region is shown: what covers it, and of variants only the nearest one.

    Of a variant and the policy it varies the variant is shown; of two variants of the same policy the one with the
    smaller perimeter. Without a region everything that varies nothing.
    """
    versions = tuple(versions)
    if not region:
        return tuple(version for version in versions if not version.variant_of)
    here = [version for version in versions if applies_in(version, region)]
    nearest: dict[str, One] = {}
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


def kin_of(one: Placed, versions: Iterable[Placed]) -> tuple[Placed, ...]:
    """The other policies on which it depends whether a firm is shown this one: its generic one, and variants.

    In the order of their codes, as `Library.in_force` has them: of two as near as each other the first is shown.
    """
    generic = one.variant_of or one.code
    return tuple(
        other
        for other in versions
        if other.code != one.code and (other.code == generic or other.variant_of in (generic, one.code))
    )


def is_shown(one: Placed, kin: Iterable[Placed], region: str) -> bool:
    """Whether a firm of this region is shown a policy beside its kin. Raises `UnknownCode`."""
    together = sorted((one, *kin), key=lambda other: other.code)
    return any(shown is one for shown in shown_in(together, region))
