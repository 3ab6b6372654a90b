"""What a service may cost: the published price, and what small and micro firms pay of it (河南指南 五(二)4 收费合理化).

Public benefit comes first, the published standard is kept strictly, small and micro firms pay less. Amounts are yuan.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from huiqi.agreements.words import FeeBasis
from huiqi.standards.size_classes import SizeClass

MOST_FEE = Decimal(10_000_000)
"""Yuan. More than that is no service of a platform, but a slip of the finger."""

MOST_QUANTITY = Decimal(100_000)

SMALL = frozenset({SizeClass.MICRO, SizeClass.SMALL})
_FEN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Standard:
    """What is published of a product: yuan per unit, and how many percent of it small and micro firms pay."""

    is_free: bool
    price: Decimal | None = None
    unit: str = ""
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Which amounts the published standard allows, and by what. None of them: it names no price."""

    basis: FeeBasis
    amounts: tuple[Decimal, ...] = ()
    full: Decimal | None = None

    @property
    def must_be_free(self) -> bool:
        """Whether nothing may be taken at all."""
        return self.basis in (FeeBasis.FREE, FeeBasis.NO_PRODUCT)


def reckon(standard: Standard | None, quantity: Decimal, size: SizeClass | None) -> Reckoning:
    """The fee by the published standard; an unknown size leaves the full and the reduced price open, it is no “no”."""
    if standard is None:
        return Reckoning(FeeBasis.NO_PRODUCT, (Decimal(0),))
    if standard.is_free:
        return Reckoning(FeeBasis.FREE, (Decimal(0),))
    if standard.price is None:
        return Reckoning(FeeBasis.NO_PRICE)
    full = _fen(standard.price * quantity)
    if standard.percent is None:
        return Reckoning(FeeBasis.PUBLISHED, (full,), full)
    reduced = reduced_to(full, standard.percent)
    if size is None:
        return Reckoning(FeeBasis.SIZE_UNKNOWN, (reduced, full), full)
    if size in SMALL:
        return Reckoning(FeeBasis.SMALL_MICRO, (reduced,), full)
    return Reckoning(FeeBasis.PUBLISHED, (full,), full)


def reduced_to(full: Decimal, percent: int) -> Decimal:
    """What small and micro firms pay of a published price, in whole fen."""
    return _fen(full * percent / 100)


def step_of(full: Decimal | None, percent: int | None, basis: FeeBasis, fee: Decimal) -> Decimal | None:
    """The reduced price where it is a step on the way to this fee; of an unknown size only where it was taken."""
    if full is None or percent is None:
        return None
    reduced = reduced_to(full, percent)
    taken = basis is FeeBasis.SMALL_MICRO or (basis is FeeBasis.SIZE_UNKNOWN and fee == reduced)
    return reduced if taken else None


def _fen(amount: Decimal) -> Decimal:
    return amount.quantize(_FEN, ROUND_HALF_UP)


def wrong_with_fee(fee: Decimal, found: Reckoning, explanation: str) -> str:
    """The code of what is wrong with a fee; empty where nothing is.

    Whatever deviates from the published price, up or down, is explained; where nothing may be taken no words help.
    """
    if fee < 0:
        return "fee_negative"
    if fee > MOST_FEE:
        return "fee_absurd"
    if found.must_be_free and fee > 0:
        return "fee_not_published" if found.basis is FeeBasis.NO_PRODUCT else "fee_of_free"
    if fee not in found.amounts and not (fee == 0 and not found.amounts) and not explanation.strip():
        return "deviation_unexplained"
    return ""
