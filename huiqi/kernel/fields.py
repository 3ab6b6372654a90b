"""Model fields of the house: a word, and the reference by which a case or a person is known outside."""

from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models
from django.utils.translation import gettext

from huiqi.kernel.refs import uuid7
from huiqi.kernel.words import Word

W = TypeVar("W", bound=Word)

if TYPE_CHECKING:

    def WordField(words: type[W], **options: Any) -> models.CharField[W | str, W]:  # noqa: N802 — a field's name
        """Let the type checker know that the column hands back the word."""
        ...

else:

    class WordField(models.CharField):
        """Stores a word's code and hands back the word.

        The words stay out of migrations (a new label makes no migration); the database refuses any other code by
        the constraint that `word_check` writes into the model's `Meta.constraints`.
        """

        def __init__(self, words: type[Word] | None = None, **options: Any) -> None:
            self.words = words
            self.by_code: dict[Any, Word] = {str(word.value): word for word in words or ()}
            options.setdefault("max_length", 40)
            super().__init__(**options)

        def deconstruct(self) -> Any:
            """Appear in migrations as a plain text column."""
            name, _path, arguments, options = super().deconstruct()
            return name, "django.db.models.CharField", arguments, options

        def from_db_value(self, value: Any, *_: object) -> Any:
            """Turn a stored code into its word."""
            return self.by_code.get(value) or self.to_python(value)

        def to_python(self, value: Any) -> Any:
            """Turn a code into its word; an empty value stays as it is."""
            if self.words is None or value in ("", None) or isinstance(value, self.words):
                return value
            return self.words(value)

        def get_prep_value(self, value: Any) -> Any:
            """Store the bare code."""
            return str(value.value) if isinstance(value, Word) else value


class RefField(models.UUIDField):  # type: ignore[type-arg]
    """A UUIDv7: what URLs and the journal call a thing by; the bigint key never leaves the house."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("default", uuid7)
        options.setdefault("unique", True)
        options.setdefault("editable", False)
        super().__init__(**options)


def word_check(field: str, words: type[Word], name: str) -> models.CheckConstraint:
    """The constraint that `field` holds one of `words` (or nothing, where the column allows nothing)."""
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": [str(w.value) for w in words]}), name=name)


def words_check(field: str, words: type[Word], name: str) -> models.CheckConstraint:
    """The constraint that the list in `field` holds nothing but `words`."""
    allowed = [str(w.value) for w in words]
    return models.CheckConstraint(condition=models.Q(**{f"{field}__contained_by": allowed}), name=name)


def choices(words: type[Word]) -> list[tuple[str, str]]:
    """(code, label in the reader's language) of every word, for forms."""
    return [(code, gettext(label)) for code, label in words.pairs()]
