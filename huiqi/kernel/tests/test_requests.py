"""What is asked twice while a page is drawn is read once; the next page reads it anew."""

import pytest
from django.core.signals import request_finished, request_started

from huiqi.kernel.requests import forget, once_a_request

pytestmark = pytest.mark.django_db


def counted():
    """A question that answers how often it was really asked."""
    asked = []

    @once_a_request
    def question():
        asked.append(1)
        return len(asked)

    return question


def test_within_a_request_a_question_is_asked_once_and_by_the_next_one_again():
    question, found = counted(), []
    for _ in range(2):
        request_started.send(sender=None)
        found += [question(), question()]
        request_finished.send(sender=None)
    assert found == [1, 1, 2, 2]


def test_without_a_request_it_is_asked_every_time():
    question = counted()
    assert [question(), question()] == [1, 2]


def test_no_answer_is_kept_beyond_the_request():
    question = counted()
    request_started.send(sender=None)
    question()
    request_finished.send(sender=None)
    assert question() == 2


def test_what_a_verb_changed_is_asked_every_time_until_the_request_ends():
    question = counted()
    request_started.send(sender=None)
    found = [question(), question()]
    forget(question)
    found += [question(), question()]
    request_finished.send(sender=None)
    assert found == [1, 1, 2, 3]
