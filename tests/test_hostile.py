"""Addresses that nobody typed by mistake: no page breaks on them."""

import pytest

from tests.access import ROUTES

pytestmark = pytest.mark.django_db
NAMES = [
    "q",
    "kind",
    "page",
    "region",
    "policy",
    "tab",
    "due",
    "verdict",
    "next",
    "order",
    "product",
    "phone",
    "firm",
    "mark",
    "state",
    "ground",
    "month",
]
ODD = "?" + "&".join(f"{name}=ab%00c" for name in NAMES)
PATHS = sorted({row.path.split("?")[0] for row in ROUTES.values() if "{" not in row.path})


@pytest.mark.parametrize(
    "who", ["receptionist_a", "owner_x", "hub_operator", "finance_reviewer", "administrator", None]
)
def test_no_page_breaks_on_a_nul_in_its_address(cast, who):
    client = cast.client(getattr(cast, who) if who else None)
    broken = [path for path in PATHS if client.get(path + ODD).status_code >= 500]
    assert broken == []
