"""Which verbs answer the reminders of an enterprise."""

from datetime import datetime

from huiqi.demands.models import Demand, Reminder
from huiqi.demands.words import ReminderKind, Verb

ANSWERS = (Verb.REPLY, Verb.ANSWER, Verb.ENTER_ANSWER, Verb.RECTIFY)
"""Verbs that say something to the enterprise: they answer its reminders. Silence, a transfer or a return do not."""


def hear(demand: Demand, verb: Verb, *, by_hub: bool, ended: bool, at: datetime) -> None:
    """Write down which reminders this verb answers; what was asked of the hub only the hub, or an end, answers."""
    answered = []
    if demand.urged_until and (ended or verb in ANSWERS):
        demand.urged_until = None
        answered.append(ReminderKind.URGE)
    if demand.escalated_until and (ended or verb in ANSWERS[1:] or (by_hub and verb is Verb.REPLY)):
        demand.escalated_until = None
        answered.append(ReminderKind.ESCALATION)
    if answered:
        waiting = Reminder.objects.filter(demand=demand, kind__in=answered, answered_at=None)
        waiting.update(answered_at=at)
