"""What a page offers leads somewhere: the way to filing is shown to whoever files, and to who may come to it."""

import io

import pytest
from django.core.management import call_command

LISTED = ("/policies/P17/", "/institutions/testing/", "/windows/zhengzhou/", "/")
PAGES = (*LISTED, "/search/?q=没有这个词", "/demands/anonymous/")


@pytest.fixture
def library(cast):
    """The policies that the repository ships."""
    call_command("load_policies", stdout=io.StringIO())
    return cast


def offering(cast, who):
    """The pages that lead this person to filing."""
    client = cast.client(getattr(cast, who) if who else None)
    pages = {page.replace("zhengzhou", cast.window_a.slug): page for page in PAGES}
    return [told for page, told in pages.items() if '"/demands/new/' in client.get(page).content.decode()]


@pytest.mark.parametrize("who", ["institution_clerk", "receptionist_a", "hub_operator"])
def test_who_files_nothing_is_led_to_no_form_that_refuses_him(library, who):
    assert offering(library, who) == []


@pytest.mark.parametrize("who", ["owner_x", "stranger", None])
def test_who_files_or_may_come_to_it_finds_the_way(library, who):
    assert set(LISTED) <= set(offering(library, who))


@pytest.mark.parametrize(
    ("who", "way"),
    [("institution_clerk", "/demands/desk/"), ("receptionist_a", "/demands/intake/"), ("owner_x", "/demands/new/")],
)
def test_the_card_of_demands_at_home_leads_everybody_where_he_can_go(cast, who, way):
    client = cast.client(getattr(cast, who))
    card = client.get("/").content.decode().partition("诉求直办")[2].partition("</section>")[0]
    assert f'href="{way}"' in card
    assert client.get(way).status_code == 200
