"""What the routers of every app share: a day asked about, the one shape of a failure, a question that is wrong."""

from datetime import date
from typing import Annotated, Any

from django.utils.translation import gettext as _
from ninja import Field, Schema
from ninja.errors import HttpError
from pydantic import BeforeValidator


def written_day(given: object) -> object:
    """An empty parameter is one left out; a number is no date, though a program might take it for one."""
    if isinstance(given, int | float | dict | list):
        raise ValueError(_("应是真实存在的日期，例如 2026-11-22。"))
    return given or None


Day = Annotated[date | None, BeforeValidator(written_day), Field(description="ISO 8601; left out: today")]


class Problem(Schema):
    """What went wrong, for a program and for a person; `fields` names each wrong field with a sentence."""

    code: str
    message: str
    fields: dict[str, str] = {}


class Failure(Schema):
    """The body of every answer that is not 200."""

    error: Problem


FAILURES: dict[Any, Any] = {400: Failure, 404: Failure, 422: Failure, 429: Failure}
BY_KEY: dict[Any, Any] = {400: Failure, 401: Failure, 403: Failure, 404: Failure, 422: Failure, 429: Failure}
"""Of calls for which a program shows its key."""


class BadQuestion(Exception):
    """A value that the shape allows and the subject does not know: 422 with the fields named."""

    def __init__(self, **fields: str) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


class Barred(HttpError):
    """A call that is not let through, with a code of its own for programs; `wait`: seconds until another may be."""

    def __init__(self, status: int, code: str, message: str, *, wait: int | None = None) -> None:
        super().__init__(status, message)
        self.code = code
        self.wait = wait
