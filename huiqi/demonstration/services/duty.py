"""What one window of the demonstration promises at any hour, who is on duty there, and whom a call reached."""

from datetime import datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils.timezone import localdate, make_aware

from huiqi.accounts.selectors import actor_of, people_of
from huiqi.accounts.services import person_with
from huiqi.demands.services import Filing, answer_demand, call_next_on_duty, file_demand, register_demand
from huiqi.demands.words import DemandState
from huiqi.demonstration.rules import mobile
from huiqi.demonstration.services.satisfaction import archive, rate
from huiqi.kernel.access import SYSTEM
from huiqi.network.selectors import keeps_roster, next_on_duty, urgent_kinds, window_by_slug
from huiqi.network.services import set_shift, set_time_limits
from huiqi.network.words import Urgency
from huiqi.standards.service_kinds import ServiceKind

AT = "zhengzhou"
NIGHTS = 4
EVENING, NIGHT, MORNING = time(17, 30), time(20, 40), time(9, 0)
TITLE = "变压器跳闸，车间停电，炉里还有料"
TEXT = "晚上八点十五变压器跳闸，炉里还有半炉料。报修电话一直占线，请帮忙联系抢修。"
ANSWER = "抢修班组 21:40 到场，22:10 恢复供电，炉料没有受损。供电公司明天上午来检查变压器，请留人接待。"
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def keep_duty(*, at: datetime) -> None:
    """Promise what is urgent within a day, and put the window's people on duty in turn from last night on; once."""
    window, first = window_by_slug(AT), localdate(at) - DAY
    assert window is not None
    if not urgent_kinds(window.id, localdate(at)):
        set_time_limits("urgent_24h", window_id=window.id, since=first, actor=SYSTEM, at=at - DAY)
    people = list(people_of(window.organisation_id, localdate(at)).order_by("id"))
    if keeps_roster(window.id):
        return
    for night in range(NIGHTS):
        since = make_aware(datetime.combine(first + night * DAY, EVENING))
        until = make_aware(datetime.combine(first + (night + 1) * DAY, MORNING))
        set_shift(window.id, people[night % len(people)].id, since, until, actor=SYSTEM, at=at - DAY)


def call_at_night(*, at: datetime) -> None:
    """What was urgent last night: whoever was on duty did not hear the call, the next did, and it was settled."""
    window, night = window_by_slug(AT), make_aware(datetime.combine(localdate(at) - DAY, NIGHT))
    assert window is not None
    filing = Filing(ServiceKind.SERVICE, TITLE, TEXT, urgency=Urgency.URGENT)
    once, firm = uuid5(NAMESPACE_URL, "huiqi:demonstration:night"), actor_of(person_with(mobile(51), at=at))
    demand = file_demand(filing, submission=once, actor=firm, at=night)
    if demand.filed_at != night or demand.state is not DemandState.FILED:
        return
    heard = next_on_duty(window.id, night, {call.person_ref for call in demand.duty_calls.all()})
    assert heard is not None
    call_next_on_duty(at=night + 31 * MINUTE)
    register_demand(demand.ref, actor=actor_of(heard), at=night + 38 * MINUTE)
    call_next_on_duty(at=night + 62 * MINUTE)
    answer_demand(demand.ref, ANSWER, actor=actor_of(heard), at=night + 95 * MINUTE)
    rate(demand.ref, "very_satisfied", "半夜也有人管，炉料保住了。", {}, actor=firm, at=night + 110 * MINUTE)
    archive(demand.ref, actor=actor_of(heard), at=night + 125 * MINUTE)
