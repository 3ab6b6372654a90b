"""What is asked of the database before anything is done in it."""

from urllib.parse import quote

import pytest
from django.db import connection

from config.upgrade import upgrade
from launch.home import free_port
from launch.speech import Refusal


@pytest.fixture
def url(db):
    kept = connection.settings_dict
    host = quote(kept["HOST"], safe="")
    return f"postgresql://{kept['USER']}:{kept['PASSWORD']}@{host}:{kept['PORT']}/{kept['NAME']}"


def test_a_server_that_is_too_old_is_refused_in_one_sentence(url):
    with pytest.raises(Refusal, match="需要 99 或更新的版本") as refusal:
        upgrade(url, ["no command is reached"], oldest=99)
    assert refusal.value.code == 1


def test_a_server_that_does_not_answer_is_named(url):
    with pytest.raises(Refusal, match="连不上"):
        upgrade(f"postgresql://huiqi:x@127.0.0.1:{free_port()}/huiqi", [])


def test_a_command_that_gives_up_ends_the_start(url):
    with pytest.raises(Refusal, match="no-such-command"):
        upgrade(url, ["check", "no-such-command"])
