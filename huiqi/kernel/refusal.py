"""What a verb says when it cannot be done: one exception for every app, told beside the field it is about."""

from django.forms import BaseForm
from django.utils.functional import Promise


class Refused(Exception):
    """A verb that cannot be done: a code and typed parameters, of which the app's `wording` makes the sentence.

    `field` is the field of the form to which the sentence belongs; empty where it is about the whole.
    """

    def __init__(self, code: str, field: str = "", /, **parameters: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.parameters = parameters


def tell(form: BaseForm, refused: Refused, sentence: str | Promise) -> None:
    """Say the sentence of a refusal beside its field, or above them all where the form has no such field."""
    form.add_error(refused.field if refused.field in form.fields else None, str(sentence))
