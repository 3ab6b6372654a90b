"""The tables of benefits without filing."""

from huiqi.benefits.models.entries import Entry, Objection
from huiqi.benefits.models.programmes import PaymentList, Programme

__all__ = ["Entry", "Objection", "PaymentList", "Programme"]
