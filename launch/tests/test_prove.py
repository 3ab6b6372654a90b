"""What was acknowledged survives five kills; `make prove` does the same with a hundred."""

import subprocess
import sys

import pytest

from launch.settings import CHECKOUT

pytestmark = pytest.mark.launcher


def test_what_was_acknowledged_survives_five_kills(capsys):
    command = [sys.executable, "-m", "prove", "--kills", "5", "--gap", "4", "--patience", "3", "--hasten"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    with capsys.disabled():
        print(f"\nprove: {done.stdout.partition(':')[0]}")
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
