"""The launcher, really started, refused, killed and stopped."""

import os
import shutil
import signal
import socket
import time
from pathlib import Path

import psycopg
import pytest

from launch.binaries import packaged
from launch.processes import launched_for, postgres_in
from launch.tests.instance import Instance, folder, instance, kill, row_count, until

pytestmark = pytest.mark.launcher


@pytest.fixture
def root():
    with folder() as path:
        yield path


@pytest.fixture
def huiqi(root):
    with instance(root) as made:
        yield made


@pytest.fixture(scope="module")
def running():
    """One that is only looked at."""
    with folder() as path, instance(path) as made:
        yield made.start()


def test_it_stops_on_sigterm_and_leaves_no_process(huiqi):
    huiqi.start()
    assert len(launched_for(huiqi.home)) == 3
    huiqi.process.terminate()
    assert huiqi.exit_code() == 0
    assert huiqi.processes() == []


def test_a_second_start_on_the_same_home_is_refused(running):
    second = Instance(running.home, running.port + 1)
    second.launch()
    assert second.exit_code() == 1
    assert "已经在目录" in running.output
    assert not running.ended


def test_a_busy_port_is_refused_before_anything_is_started(huiqi):
    with socket.create_server(("127.0.0.1", huiqi.port)):
        huiqi.launch()
        assert huiqi.exit_code() == 1
    assert f"端口 {huiqi.port} 已被其他程序占用" in huiqi.output
    assert "Traceback" not in huiqi.output


@pytest.mark.parametrize(
    ("extra", "sentence"),
    [
        ({"HUIQI_PORT": "eighty"}, "1 到 65535"),
        ({"HUIQI_HOME": "/proc/nowhere"}, "中读写"),
        ({"HUIQI_HOME": __file__}, f"{__file__} 是一个文件"),
        ({"HUIQI_HOME": f"{__file__}/below"}, f"{__file__} 是一个文件"),
    ],
)
def test_a_wrong_setting_is_one_sentence(huiqi, extra, sentence):
    huiqi.launch(**extra)
    assert huiqi.exit_code() == 1
    assert sentence in huiqi.output
    assert "Traceback" not in huiqi.output


def test_after_kill_9_of_everything_what_was_acknowledged_is_there(huiqi):
    huiqi.start()
    with psycopg.connect(huiqi.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE acknowledged AS SELECT generate_series(1, 100)")
        connection.execute("INSERT INTO acknowledged VALUES (101)")
        huiqi.kill_everything()
    huiqi.start()
    assert row_count(huiqi.url) == 101


def test_no_process_outlives_a_launcher_that_was_killed(huiqi):
    huiqi.start()
    kill(huiqi.process.pid)
    huiqi.process.wait()
    until(lambda: not huiqi.processes())
    huiqi.start()


def test_processes_that_outlived_their_launcher_do_not_block_the_next_start(huiqi):
    huiqi.start()
    survivors = [*launched_for(huiqi.home), huiqi.pid("postgres\0-D")]
    for pid in survivors:
        kill(pid, signal.SIGSTOP)
    kill(huiqi.process.pid)
    huiqi.process.wait()
    assert set(survivors) <= set(huiqi.processes())
    huiqi.start()
    assert not set(survivors) & set(huiqi.processes())


def test_a_postmaster_file_that_names_another_living_program_does_not_block_the_start(huiqi):
    huiqi.start()
    huiqi.kill_everything()
    lines = (huiqi.data / "postmaster.pid").read_text().splitlines()
    (huiqi.data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    huiqi.start()


def test_two_instances_run_side_by_side(running, huiqi):
    huiqi.start()
    assert huiqi.url != running.url
    assert (huiqi.home / "instance_id").read_text() != (running.home / "instance_id").read_text()
    huiqi.process.send_signal(signal.SIGINT)
    assert huiqi.exit_code() == 0
    assert not running.ended


@pytest.mark.parametrize("program", ["HTTPServer", "postgres\0-D"])
def test_a_program_that_dies_is_started_again_without_its_children(huiqi, program):
    huiqi.start()
    before, number = huiqi.processes(), huiqi.pid(program)
    kill(number)
    until(lambda: "starts again" in huiqi.output)
    until(lambda: len(huiqi.processes()) >= len(before))
    assert number not in huiqi.processes()
    socket.create_connection(("127.0.0.1", huiqi.port), timeout=5).close()
    until(lambda: _connects(huiqi.url))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has the choice of another user")
def test_as_root_with_home_and_programs_that_nobody_can_enter_the_cluster_lies_outside(root):
    closed = root / "closed"
    closed.mkdir(mode=0o700)
    package = packaged().parent.parent
    for part in (package, package.with_name(package.name + ".libs")):
        shutil.copytree(part, closed / part.name)
    with instance(closed) as huiqi:
        for _ in range(2):
            huiqi.start(PYTHONPATH=str(closed))
            server = Path(f"/proc/{huiqi.pid('postgres' + chr(0) + '-D')}")
            assert (server / "exe").readlink().is_relative_to("/var/lib/huiqi")
            assert server.owner() == "nobody"
            huiqi.process.terminate()
            assert huiqi.exit_code() == 0
        assert huiqi.output.count("/var/lib/huiqi") == 2  # one sentence, in two languages
        assert closed.stat().st_mode & 0o777 == 0o700


def test_the_exit_code_is_that_of_the_first_failure(huiqi):
    huiqi.launch(STAND_IN_STEP_CODE="23")
    assert huiqi.exit_code() == 23
    assert huiqi.processes() == []


def test_a_port_of_the_database_taken_by_another_program_is_replaced(huiqi):
    huiqi.start()
    huiqi.process.terminate()
    huiqi.exit_code()
    taken = int((huiqi.home / "database_port").read_text())
    with socket.create_server(("127.0.0.1", taken)):
        huiqi.start()
    assert int((huiqi.home / "database_port").read_text()) != taken
    assert "it moves to" in huiqi.output


def test_secrets_are_the_owners_alone_and_stay(huiqi):
    huiqi.start()
    kept = {name: (huiqi.home / name) for name in ("secret_key", "database_password", "instance_id")}
    assert {path.stat().st_mode & 0o777 for path in kept.values()} == {0o600}
    before = {name: path.read_text() for name, path in kept.items()}
    huiqi.process.terminate()
    huiqi.exit_code()
    started = time.monotonic()
    huiqi.start()
    assert time.monotonic() - started < 5
    assert {name: path.read_text() for name, path in kept.items()} == before


def test_the_server_listens_on_this_machine_only_and_wants_the_password(running):
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(running.url.replace(":", ":x", 2).replace("postgresql:x", "postgresql:"))
    assert [path.stat().st_uid for path in running.data.glob(".s.PGSQL*")] == [running.data.stat().st_uid] * 2
    assert running.data.stat().st_mode & 0o077 == 0  # nobody else comes near its socket
    assert postgres_in(running.data)


def _connects(url):
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True
