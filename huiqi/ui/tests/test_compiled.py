"""What is known when a template is compiled is what Django would say when it is drawn."""

from uuid import UUID

import pytest
from django.template import Context, Template, loader
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

REF = UUID("01a217ed-c5a4-79fe-b386-db5398fc98c8")


def drawn(source: str, **context: object) -> str:
    """A template without a file, compiled for the language of the moment."""
    return Template(source).render(Context(context))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(
    "words",
    [
        '{% translate "办件台" %}',
        "{% translate '办件台' as it %}{{ it }}",
        "{% translate told %}",
        '{% translate "评价" context "heading" %}',
        '{% translate "100%% & <b>" %}',
        '{% translate "办件台" noop %}',
    ],
)
def test_words_are_those_of_django_s_own_tag(language, words):
    with override(language):
        assert drawn(words, told="办件台") == drawn("{% load i18n %}" + words, told="办件台")


def test_a_template_is_kept_for_each_language():
    for _again in range(2):
        for language, words in (("zh-hans", "正在读取…"), ("en", "Loading")):
            with override(language):
                assert words in loader.render_to_string("ui/components/skeleton.html", {"lines": [1]})


@pytest.mark.parametrize("told", [REF, str(REF)])
def test_an_address_is_that_of_the_route(told):
    where = reverse("demands:demand", args=[REF])
    assert drawn('{% url "demands:demand" told %}', told=told) == where
    assert drawn('{% url "demands:act" told "take" %}', told=told) == reverse("demands:act", args=[REF, "take"])
    assert drawn('{% url "demands:desk" %}') == reverse("demands:desk")


def test_a_page_that_is_not_there_has_no_address():
    with pytest.raises(NoReverseMatch):
        drawn('{% url "demands:nowhere" told %}', told=REF)
    with pytest.raises(NoReverseMatch):
        drawn('{% url "demands:nowhere" %}')
