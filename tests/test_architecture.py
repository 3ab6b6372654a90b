"""The house: doors between apps, file names, sizes, jobs. The ladder itself is checked by import-linter."""

import re
import tomllib
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = sorted(path.name for path in (ROOT / "huiqi").iterdir() if (path / "__init__.py").is_file())
OPEN = {"kernel", "standards", "eligibility", "ui"}
DOORS = {"services", "selectors", "permissions", "events", "ports", "words"}
NAMES = DOORS | {
    "__init__",
    "apps",
    "flow",
    "rules",
    "models",
    "wording",
    "forms",
    "views",
    "api",
    "urls",
    "tasks",
    "subscribers",
    "middleware",
    "migrations",
    "management",
    "templatetags",
    "templates",
    "static",
    "library",
    "tests",
}
BUDGETS = tomllib.loads((ROOT / "budgets.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("huiqi", exclude_type_checking_imports=True, cache_dir=None)


def crossings(graph: grimp.ImportGraph) -> list[tuple[str, str]]:
    """Imports of one app's module by another app, tests aside."""
    found = []
    for importer in graph.modules:
        if ".tests" in importer or importer.count(".") < 1:
            continue
        for imported in graph.find_modules_directly_imported_by(importer):
            if imported.count(".") >= 1 and imported.split(".")[1] != importer.split(".")[1]:
                found.append((importer, imported))
    return sorted(found)


def test_apps_enter_each_other_through_their_doors_only(graph):
    through_walls = [
        f"{importer} -> {imported}"
        for importer, imported in crossings(graph)
        if imported.split(".")[1] not in OPEN and [*imported.split("."), ""][2] not in DOORS
    ]
    assert through_walls == []


def test_services_never_import_tasks(graph):
    assert [
        i
        for i in graph.modules
        if i.endswith(".tasks")
        for u in graph.find_modules_that_directly_import(i)
        if u.endswith((".services", ".selectors"))
    ] == []


@pytest.mark.parametrize("app", [app for app in APPS if app not in OPEN])
def test_an_app_has_only_the_files_of_its_anatomy(app):
    names = {
        p.stem if p.suffix == ".py" else p.name for p in (ROOT / "huiqi" / app).iterdir() if p.name != "__pycache__"
    }
    allowed = NAMES | {Path(name).stem for name in BUDGETS["anatomy"].get(app, [])}
    assert {n for n in names if not n.endswith(".json")} - allowed == set()


def sources() -> list[Path]:
    """Our own Python files, migrations aside."""
    roots = ("huiqi", "config", "launch", "benchmarks", "prove", "tests")
    return [p for r in roots for p in sorted((ROOT / r).rglob("*.py")) if "migrations" not in p.parts]


def test_no_file_is_longer_than_400_lines():
    long = {
        str(p.relative_to(ROOT)): lines
        for p in sources()
        if (lines := len(p.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert set(long) - set(BUDGETS["lines"]) == set()


def test_no_module_has_a_name_that_says_nothing():
    empty = {"utils", "helpers", "common", "core", "base", "manager", "misc"}
    asked_for_by_django = ROOT / "config/postgresql/base.py"
    assert [p for p in sources() if p.stem in empty] == [asked_for_by_django]


def test_templates_stay_short():
    long = [p for p in (ROOT / "huiqi").rglob("*.html") if len(p.read_text(encoding="utf-8").splitlines()) > 150]
    assert long == []


def test_every_enqueued_job_is_registered():
    from procrastinate.contrib.django import app

    said = {
        name
        for p in (ROOT / "huiqi").rglob("*.py")
        if "tests" not in p.parts
        for name in re.findall(r"\benqueue\(\s*[\"']([a-z_.]+)[\"']", p.read_text(encoding="utf-8"))
    }
    assert said
    assert said <= set(app.tasks)


def test_nothing_of_any_workplace_is_named():
    words = [
        p
        for p in ROOT.rglob("*")
        if p.is_file()
        and p.suffix in {".py", ".md", ".html", ".toml", ".lock"}
        and not {".venv", ".uv", "var", ".git", "node_modules"} & set(p.relative_to(ROOT).parts)
    ]
    pattern = re.compile("/" + r"(work|root)/(main|trees|shared)|file" + ":" + r"///opt")
    assert [str(p) for p in words if pattern.search(p.read_text(encoding="utf-8"))] == []
