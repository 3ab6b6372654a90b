"""What every page's frame offers to whom."""

import pytest

pytestmark = pytest.mark.django_db


def test_a_firm_finds_what_is_everybodys_beside_what_is_its_own(cast):
    shown = cast.client(cast.owner_x).get("/desk/").content.decode()
    own, everybodys = shown.split('<li class="apart">', 1)
    assert 'href="/enterprise/"' in own
    assert all(f'href="{address}"' in everybodys for address in ("/policies/", "/institutions/", "/windows/"))


def test_the_firm_stands_whole_below_the_name(cast):
    shown = cast.client(cast.owner_x).get("/desk/").content.decode()
    assert f"<small>{cast.owner_x.seats.first().organisation.name}</small>" in shown
