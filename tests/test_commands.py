"""Commands beside a running installation."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(home: Path, *command: str) -> str:
    """What `manage.py` says with nothing but a home."""
    ours = ("HUIQI_", "DATABASE_", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    told = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=kept | {"HUIQI_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return told.stdout + told.stderr


@pytest.mark.parametrize("command", [["accounts", "--all"], ["migrate"], ["help"]])
def test_a_command_that_finds_no_installation_says_which_folder_it_looked_in(command, tmp_path):
    said = run(tmp_path, *command)
    assert "Traceback" not in said
    for words in ("HUIQI_HOME", "make run", str(tmp_path)):
        assert words in said


@pytest.mark.parametrize("command", ["propose_conditions", "propose_document"])
def test_a_command_that_only_reads_and_writes_files_needs_no_installation(command, tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "a", "text": "从业人员不超过300人。"}\n', encoding="utf-8")
    assert run(tmp_path, command, str(source), str(target)) == "texts read: 1\n"
    assert '"id": "a"' in target.read_text(encoding="utf-8")
