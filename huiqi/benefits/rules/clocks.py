"""The time limits of benefits without filing.

A provincial notice of 2024 on 惠企政策 (免申即享、快申快享): the guide of a policy stands within 7 working days of the
policy, and who applied or agreed is paid within 60 working days. A list of whom public money goes to is published
for five working days at least, as notices of this kind have it (公示期不少于5个工作日); a programme may give more.
"""

from datetime import date

from huiqi.standards.working_days import Calendar, Due, add_working_days

GUIDE_DAYS = 7
PAY_DAYS = 60
NOTICE_DAYS = 5
"""Working days."""
LONGEST_NOTICE = 60


def guide_due(published: date, calendar: Calendar) -> Due:
    """The last day on which the guide of a policy is in time."""
    return add_working_days(published, GUIDE_DAYS, calendar)


def notice_until(published: date, days: int, calendar: Calendar) -> Due:
    """The last day of a public notice of `days` working days; the day on which it is put up is not counted."""
    return add_working_days(published, days, calendar)


def pay_due(agreed: date, calendar: Calendar) -> Due:
    """The last day on which a firm that agreed is paid in time."""
    return add_working_days(agreed, PAY_DAYS, calendar)
