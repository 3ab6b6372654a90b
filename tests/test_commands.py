"""Commands beside a running installation."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("command", [["accounts", "--all"], ["migrate"], ["help"]])
def test_a_command_that_finds_no_installation_says_which_folder_it_looked_in(command, tmp_path):
    ours = ("HUIQI_", "DATABASE_", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    told = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=kept | {"HUIQI_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    said = told.stdout + told.stderr
    assert "Traceback" not in said
    for words in ("HUIQI_HOME", "make run", str(tmp_path)):
        assert words in said
