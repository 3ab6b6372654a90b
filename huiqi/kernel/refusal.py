"""What a verb says when it cannot be done: one exception for every app, told beside the field it is about."""

from django.forms import BaseForm
from django.utils.functional import Promise
from django.utils.translation import gettext as _


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
    """Say the sentence of a refusal beside its field, or above them all where the form has no such field.

    Where others were first (`stale`), say that what was typed is still there; nothing of it where nothing was.
    """
    said = str(sentence)
    if refused.code == "stale" and is_filled(form):
        said = still_there(said)
    form.add_error(refused.field if refused.field in form.fields else None, said)


def still_there(sentence: str) -> str:
    """The sentence, and that what was typed is still on the page."""
    return _("%(sentence)s您填的还在下面。") % {"sentence": sentence}


def is_filled(form: BaseForm) -> bool:
    """Whether anything was typed or chosen in a field that people see."""
    return any(form.data.get(bound.html_name) or form.files.get(bound.html_name) for bound in form.visible_fields())
