#!/usr/bin/env python
"""Django's command line."""

import os
import secrets
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

FILES_ONLY = {"propose_conditions", "propose_document"}
"""Commands that read a file and write another: they ask no database and keep no secret, so they need no instance."""


def need_no_instance() -> None:
    """Let settings stand that would be read from an instance; whoever did connect would find nothing there."""
    os.environ.setdefault("HUIQI_INSTANCE_ID", "no-instance")
    os.environ.setdefault("HUIQI_SECRET_KEY", secrets.token_urlsafe(50))
    os.environ.setdefault("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")


if __name__ == "__main__":
    if FILES_ONLY & set(sys.argv[1:2]):
        need_no_instance()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as lacking:
        sys.exit(str(lacking))
