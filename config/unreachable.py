"""While the database cannot be reached: one clear answer, 503, that says what became of what was sent.

A server that ends, starts again or lies beyond a broken line is nothing that went wrong in a page. Nothing here asks
the database, and what was acknowledged before is in it.
"""

import logging
import sys

import psycopg
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views.defaults import server_error

RETRY_SECONDS = 10
AWAY = ("08", "57P01", "57P02", "57P03", "53300")
"""SQLSTATE: no connection, the server ends, crashed or starts, or has none to give."""


def is_unreachable(error: BaseException | None) -> bool:
    """Whether this happened because the database was not there, at whatever remove."""
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError) and _says_so(error.__cause__):
            return True
        error = error.__cause__ or error.__context__
    return False


def _says_so(told: BaseException | None) -> bool:
    """psycopg's own words: without an SQLSTATE no server said anything."""
    if not isinstance(told, psycopg.OperationalError | psycopg.InterfaceError):
        return False
    return told.sqlstate is None or told.sqlstate.startswith(AWAY)


def unreachable(request: HttpRequest) -> HttpResponse:
    """The page: nothing is lost, and what was typed is sent again from where it was typed."""
    sent = request.method not in ("GET", "HEAD")
    told = {"request": request, "sent": sent, "address": request.get_full_path()}  # a context of its own: no processors
    page = loader.get_template("503.html").render(told)
    return to_try_again(HttpResponse(page, status=503))


def to_try_again(response: HttpResponse) -> HttpResponse:
    """Say when to ask again, and keep the answer nowhere."""
    response["Retry-After"], response["Cache-Control"] = str(RETRY_SECONDS), "no-store"
    return response


def failed(request: HttpRequest) -> HttpResponse:
    """Django's handler of what no view caught."""
    return unreachable(request) if is_unreachable(sys.exc_info()[1]) else server_error(request)


class InOneLine(logging.Filter):
    """While the database is away every request would print the same hundred lines."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the line, without its trace."""
        if getattr(record, "status_code", None) == 503:
            record.exc_info = record.exc_text = None
        return True
