"""Similar past demands, and the answer that worked."""

from dataclasses import replace

import pytest
from django.urls import reverse

from huiqi.demands.models import Demand
from huiqi.demands.selectors import similar
from huiqi.demands.tests.play import FILING, Play
from huiqi.demands.words import RatingLevel, Verb

V = Verb
ANSWERED = (V.REGISTER, V.ANSWER)


def past(cast, title: str, level: RatingLevel = RatingLevel.SATISFIED, by=None, answer: str = "请带样品来。") -> Demand:
    """A demand that was answered, rated and archived."""
    play = Play(cast)
    play.file(by=by, filing=replace(FILING, title=title))
    play.do(V.REGISTER)
    play.do(V.ANSWER, answer=answer)
    play.do(V.RATE, by=by, level=level)
    if level in (RatingLevel.DISSATISFIED, RatingLevel.VERY_DISSATISFIED):
        play.do(V.RECTIFY)
        play.do(V.RATE, by=by, level=level)
        play.later(days=9)
        play.do(V.VISIT)
    play.do(V.ARCHIVE)
    return play.demand


@pytest.fixture
def play(cast):
    """A new demand."""
    play = Play(cast)
    play.file(filing=replace(FILING, title="钢结构出口要办 CE 认证"))
    play.do(V.REGISTER)
    return play


def found(play: Play, who) -> list[str]:
    """The titles that are offered."""
    return [one.title for one in similar(play.actor(who), play.demand)]


def test_what_is_alike_and_was_liked_is_offered_the_likest_first(cast, play):
    for title in ("办 CE 认证，钢结构出口", "钢结构出口要办 CE 认证吗", "厂房漏水要修"):
        past(cast, title)
    assert found(play, cast.receptionist_a) == ["钢结构出口要办 CE 认证吗", "办 CE 认证，钢结构出口"]


def test_what_was_disliked_is_no_example(cast, play):
    past(cast, "钢结构出口要办 CE 认证吗", RatingLevel.DISSATISFIED)
    assert found(play, cast.receptionist_a) == []


def test_nothing_confidential_and_nothing_nameless_is_offered(cast, play):
    one = past(cast, "钢结构出口要办 CE 认证吗")
    Demand.objects.filter(id=one.id).update(is_confidential=True)
    assert found(play, cast.receptionist_a) == []
    Demand.objects.filter(id=one.id).update(is_confidential=False, anonymity="withheld")
    assert found(play, cast.receptionist_a) == []


def test_of_another_window_the_answer_comes_without_the_name(cast, play):
    name = cast.enterprise_x.name
    one = past(cast, f"{name}钢结构出口要办 CE 认证", answer=f"{name}请带样品来。")
    Demand.objects.filter(id=one.id).update(window_id=cast.window_b.id)
    [told] = similar(play.actor(cast.receptionist_a), play.demand)
    assert told.ref is None
    assert told.window == "洛阳窗口"
    assert name not in told.title + told.answer
    [seen] = similar(play.actor(cast.hub_operator), play.demand)
    assert (seen.ref, seen.answer) == (one.ref, f"{name}请带样品来。")


def test_the_same_window_comes_first(cast, play):
    there = past(cast, "钢结构出口要办 CE 认证")
    Demand.objects.filter(id=there.id).update(window_id=cast.window_b.id)
    past(cast, "钢结构出口要办 CE 认证吗？急")
    assert [one.window for one in similar(play.actor(cast.receptionist_a), play.demand)] == ["郑州窗口", "洛阳窗口"]


def test_it_is_two_queries(cast, play, django_assert_num_queries):
    past(cast, "钢结构出口要办 CE 认证吗")
    actor = play.actor(cast.receptionist_a)
    play.demand.window  # noqa: B018 — known before
    similar(actor, play.demand)
    with django_assert_num_queries(2):
        assert similar(actor, play.demand)


def test_the_past_answer_is_taken_over_without_a_script(cast, play):
    one = past(cast, "钢结构出口要办 CE 认证吗", answer="先做焊接工艺评定。")
    client, address = cast.client(cast.receptionist_a), reverse("demands:act", args=[play.demand.ref, "answer"])
    assert "用这段答复" in client.get(address).content.decode()
    assert ">\n先做焊接工艺评定。</textarea>" in client.get(address, {"like": str(one.ref)}).content.decode()
    for nonsense in ("x", "\x00", "1" * 5000):
        assert client.get(address, {"like": nonsense}).status_code == 200


def test_the_page_is_for_desks(cast, play):
    past(cast, "钢结构出口要办 CE 认证吗")
    address = reverse("demands:similar", args=[play.demand.ref])
    assert "请带样品来。" in cast.client(cast.receptionist_a).get(address).content.decode()
    for who in (cast.owner_x, cast.owner_y, cast.receptionist_b):
        assert cast.client(who).get(address).status_code == 404
