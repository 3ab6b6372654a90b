"""What the routers of every app share: the one shape of a failure, and a question whose fields are wrong."""

from typing import Any

from ninja import Schema


class Problem(Schema):
    """What went wrong, for a program and for a person; `fields` names each wrong field with a sentence."""

    code: str
    message: str
    fields: dict[str, str] = {}


class Failure(Schema):
    """The body of every answer that is not 200."""

    error: Problem


FAILURES: dict[Any, Any] = {400: Failure, 404: Failure, 422: Failure, 429: Failure}


class BadQuestion(Exception):
    """A value that the shape allows and the subject does not know: 422 with the fields named."""

    def __init__(self, **fields: str) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields
