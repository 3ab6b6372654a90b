"""Settings of the tests: the same, with secrets of no worth, fast password hashing and a small pool."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("HUIQI_SECRET_KEY", "tests only, never secret")
os.environ.setdefault("HUIQI_INSTANCE_ID", "test")
if "HUIQI_HOME" not in os.environ:
    os.environ["HUIQI_HOME"] = tempfile.mkdtemp(prefix="huiqi-test-")
    atexit.register(shutil.rmtree, os.environ["HUIQI_HOME"], ignore_errors=True)
os.environ.setdefault("DATABASE_URL", "postgresql://huiqi:huiqi@127.0.0.1:5432/huiqi")

from config.settings import *  # noqa: F403
from config.settings import DATABASES, DERIVED_ROOT

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES["default"]["OPTIONS"].pop("pool")

# Tests run side by side: what one derives from its enterprises is no other's.
DERIVED_ROOT = DERIVED_ROOT / os.environ.get("PYTEST_XDIST_WORKER", "alone")
