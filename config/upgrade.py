"""What happens before the web server starts: `python -m config.upgrade "migrate --noinput" prepare …`.

The management commands run in one process, under one advisory lock of the database, so that several machines that start
at once on one database do it one after another.
"""

import os
import sys
from collections.abc import Sequence

import django
import psycopg
from django.core.management import CommandError, call_command

from launch.speech import Refusal

LOCK = 0x48756971
OLDEST = 15


def upgrade(database_url: str, commands: Sequence[str], oldest: int = OLDEST) -> None:
    """Run the commands; raises Refusal when the server cannot be reached, is too old, or a command gives up."""
    try:
        connection = psycopg.connect(database_url, autocommit=True, connect_timeout=10)
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[0]
        raise Refusal(
            f"连不上 DATABASE_URL 指定的数据库：{reason}", "The database of DATABASE_URL does not answer."
        ) from error
    with connection:
        found = connection.info.server_version // 10000
        if found < oldest:
            raise Refusal(
                f"数据库是 PostgreSQL {found}，惠企需要 {oldest} 或更新的版本。请升级，或不设 DATABASE_URL。",
                f"The database is PostgreSQL {found}; Huiqi needs {oldest} or later: upgrade, or unset DATABASE_URL.",
            )
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        django.setup()
        for command in commands:
            try:
                call_command(*command.split())
            except CommandError as error:
                raise Refusal(f"{command.split()[0]}：{error}", f"`{command}` gave up; see above.") from error


if __name__ == "__main__":
    try:
        upgrade(os.environ["DATABASE_URL"], sys.argv[1:])
    except Refusal as refusal:
        refusal.say()
        sys.exit(refusal.code)
