"""Loading the library: repeatable, never over a person's edit, all or nothing."""

import pytest
from django.core.management import CommandError, call_command

from huiqi.eligibility.library import BadLibrary
from huiqi.journal.models import Entry
from huiqi.kernel.access import SYSTEM
from huiqi.policies.models import PolicyVersion
from huiqi.policies.selectors import library
from huiqi.policies.services import load_library
from huiqi.policies.tests.conftest import AT

pytestmark = pytest.mark.django_db


def load(folder):
    return load_library(folder, actor=SYSTEM, at=AT)


def test_the_shipped_library_has_every_policy(shipped):
    codes = {version.code for version in library().versions}
    assert codes == {f"P{n:02}" for n in range(1, 31)} | {f"L{n:02}" for n in range(1, 6)}


def test_every_new_version_is_stored_and_told_to_the_journal(folder):
    assert load(folder).new == ["P01 2023-01-01", "P15 2023-01-01"]
    assert Entry.objects.filter(subject_kind="policy", verb="add_version").count() == 2


def test_loading_again_changes_nothing(folder):
    load(folder)
    before = list(PolicyVersion.objects.values_list("id", "loaded_at", "content_hash").order_by("id"))
    again = load(folder)
    assert (again.new, again.changed, len(again.unchanged)) == ([], [], 2)
    assert list(PolicyVersion.objects.values_list("id", "loaded_at", "content_hash").order_by("id")) == before
    assert Entry.objects.filter(subject_kind="policy").count() == 2


def test_a_changed_file_changes_its_version_only(folder, rewrite):
    load(folder)
    rewrite("P01-2023-01-01.json", title="改过的名称")
    assert load(folder).changed == ["P01 2023-01-01"]
    assert library().version_on("P01", AT.date()).title == "改过的名称"
    assert Entry.objects.filter(verb="change_version").count() == 1


def test_what_a_person_edited_is_never_written_over(folder, rewrite):
    load(folder)
    PolicyVersion.objects.filter(policy__code="P01").update(edited_by="somebody", title="人工改过")
    rewrite("P01-2023-01-01.json", title="文件里的名称")
    assert load(folder).kept == ["P01 2023-01-01"]
    assert PolicyVersion.objects.get(policy__code="P01").title == "人工改过"


def test_a_broken_file_refuses_the_whole_load_and_says_where(folder, rewrite):
    rewrite("P15-2023-01-01.json", condition={"fact": "no_such_fact", "op": "is", "value": True})
    with pytest.raises(BadLibrary, match=r"P15-2023-01-01\.json \$\.condition"):
        load(folder)
    assert PolicyVersion.objects.count() == 0


def test_a_file_named_otherwise_than_what_it_holds_is_refused(folder):
    (folder / "P01-2023-01-01.json").rename(folder / "P01.json")
    with pytest.raises(BadLibrary, match=r"should be called P01-2023-01-01\.json"):
        load(folder)


def test_a_version_that_overlaps_a_stored_one_is_refused(folder, rewrite):
    load(folder)
    rewrite("P01-2023-01-01.json", effective_from="2024-01-01")
    (folder / "P01-2023-01-01.json").rename(folder / "P01-2024-01-01.json")
    with pytest.raises(BadLibrary, match="overlaps a stored version"):
        load(folder)
    assert PolicyVersion.objects.filter(policy__code="P01").count() == 1


def test_the_command_counts_and_refuses_in_a_clear_sentence(folder, rewrite, capsys):
    call_command("load_policies", folder=folder)
    assert "2 new, 0 changed, 0 unchanged, 0 kept" in capsys.readouterr().out
    rewrite("P01-2023-01-01.json", grade="D")
    with pytest.raises(CommandError, match=r"was not loaded\.\nP01-2023-01-01\.json \$\.grade"):
        call_command("load_policies", folder=folder)
