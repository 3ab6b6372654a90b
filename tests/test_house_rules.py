"""House rules that are checked once, over the whole tree."""

import inspect
import io
import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver

from tests.access import FOREIGN, ROUTES

ROOT = Path(__file__).resolve().parent.parent
BUDGETS = tomllib.loads((ROOT / "budgets.toml").read_text(encoding="utf-8"))
LADDER = re.findall(r"\((\w+)\)", (ROOT / ".importlinter").read_text(encoding="utf-8").split("rings")[0])
TEMPLATES = sorted((ROOT / "huiqi").glob("*/templates/**/*.html"))
SOURCES = [p for p in sorted((ROOT / "huiqi").rglob("*.py")) if not {"tests", "migrations"} & set(p.parts)]


def routes(resolver: URLResolver, prefix: str = "") -> dict[str, object]:
    """Every named route of ours with its view."""
    found: dict[str, object] = {}
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            found |= routes(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        elif isinstance(entry, URLPattern):
            found[f"{prefix}{entry.name}"] = entry.callback
    return found


ALL = routes(get_resolver())


def own() -> dict[str, object]:
    """The routes that are not exempt as somebody else's."""
    return {name: view for name, view in ALL.items() if not name.startswith(tuple(FOREIGN))}


def test_every_view_says_its_effect():
    assert [name for name, view in own().items() if not hasattr(view, "effect")] == []


def test_every_route_is_in_the_access_matrix():
    assert set(own()) ^ set(ROUTES) == set()


def test_no_view_is_longer_than_20_lines():
    long = {}
    for name, view in own().items():
        body = inspect.getsource(inspect.unwrap(view))
        lines = [line for line in body.splitlines() if line.strip() and not line.strip().startswith("@")]
        if len(lines) > 20 and name not in BUDGETS["views"]:
            long[name] = len(lines)
    assert long == {}


def test_no_field_cuts_what_is_typed_or_pasted_into_it():
    """A browser cuts at `maxlength` and says nothing; fields have `data-limit` (ui.templatetags.drawing). What only
    looks for something may be cut: it is shown as it was looked for."""
    lines = [
        (path.relative_to(ROOT).as_posix(), line)
        for path in [*SOURCES, *TEMPLATES]
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    cuts = [(path, line) for path, line in lines if "maxlength" in line and 'type="search"' not in line]
    assert {path for path, _line in cuts} == {"huiqi/ui/templatetags/drawing.py"}


def below(app: str) -> set[str]:
    """The app itself and every app below it on the ladder."""
    return set(LADDER[LADDER.index(app) :])


def test_every_number_is_typed_into_a_field_that_reads_digits_as_people_write_them():
    plain = re.compile(r"\bforms\.(IntegerField|DecimalField)\(")
    found = [p.relative_to(ROOT) for p in SOURCES if plain.search(p.read_text(encoding="utf-8"))]
    assert found == []


def test_templates_reach_only_downwards():
    wrong = []
    for path in TEMPLATES:
        app = path.relative_to(ROOT / "huiqi").parts[0]
        text = path.read_text(encoding="utf-8")
        reached = re.findall(r"{%\s*(?:extends|include)\s+[\"'](\w+)/", text) + re.findall(
            r"{%\s*url\s+[\"'](\w+):", text
        )
        wrong += [f"{path.name} -> {target}" for target in reached if target in LADDER and target not in below(app)]
    assert wrong == []


def test_reversed_routes_reach_only_downwards():
    wrong = []
    for path in SOURCES:
        app = path.relative_to(ROOT / "huiqi").parts[0]
        reached = re.findall(r"\b(?:reverse|redirect)\(\s*[\"'](\w+):", path.read_text(encoding="utf-8"))
        wrong += [f"{path} -> {target}" for target in reached if target in LADDER and target not in below(app)]
    assert wrong == []


def test_every_template_is_used():
    names = {"/".join(p.relative_to(ROOT / "huiqi").parts[2:]) for p in TEMPLATES}
    text = "\n".join(p.read_text(encoding="utf-8") for p in [*TEMPLATES, *SOURCES])
    named = {name for name in names if not re.fullmatch(r"(40[034](_csrf)?|50[03]).html", name)}  # found by name
    assert {name for name in named if name not in text and Path(name).name not in text} == set()


def test_no_template_has_inline_script_or_style():
    inline = re.compile(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\bsrc=)(?![^>]*application/json)")
    assert [p.name for p in TEMPLATES if inline.search(p.read_text(encoding="utf-8"))] == []


def test_who_loads_htmx_says_what_it_may_do():
    told = '{"includeIndicatorStyles": false, "allowEval": false, "selfRequestsOnly": true}'
    loading = [page for page in TEMPLATES if "htmx/htmx" in page.read_text(encoding="utf-8")]
    assert [page.name for page in loading if told not in page.read_text(encoding="utf-8")] == []
    assert loading


def test_every_post_form_carries_its_token():
    forms = re.compile(r"<form[^>]*method=[\"']post[\"'][^>]*>(.*?)</form>", re.S | re.I)
    wrong = [
        p.name for p in TEMPLATES for body in forms.findall(p.read_text(encoding="utf-8")) if "csrf_token" not in body
    ]
    assert wrong == []


@pytest.mark.django_db
def test_migrations_are_in_step():
    out = io.StringIO()
    call_command("makemigrations", "--check", "--dry-run", stdout=out)
