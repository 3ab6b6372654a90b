"""The next question in words: what it opens, what is at stake, how far one has come."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiqi.eligibility.estimates import Estimate, Reckoning
from huiqi.eligibility.questions import Question
from huiqi.eligibility.statuses import Standing
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.policies.wording.cases import question_title
from huiqi.policies.wording.estimates import amount
from huiqi.policies.wording.versions import title

Counts = Mapping[Standing, int]


def stake(question: Question, at_stake: Reckoning) -> str:
    """What one answer is worth: policies settled, and yuan where they are known."""
    said = question_title(question)
    amounts = [amount(total) for total in at_stake.totals]
    if not amounts:
        return said
    return _("%(said)s，关系到%(amount)s") % {"said": said, "amount": _("、").join(amounts)}


def opened(version: Version, worth: Estimate | None) -> dict[str, str]:
    """A policy that the answer helps."""
    return {"code": version.code, "title": title(version), "yuan": amount(worth) if worth else ""}


def progress(counts: Counts) -> dict[str, object]:
    """How many policies are settled, of all."""
    total = sum(counts.values())
    settled = total - counts[Standing.UNKNOWN]
    words = _("%(settled)d 项已有结论，共 %(total)d 项") % {"settled": settled, "total": total}
    return {"settled": settled, "total": total, "progress_words": words, "had": counts[Standing.ELIGIBLE]}


def told(before: Counts, after: Counts) -> str:
    """What an answer did."""
    more = after[Standing.ELIGIBLE] - before[Standing.ELIGIBLE]
    settled = before[Standing.UNKNOWN] - after[Standing.UNKNOWN]
    if more > 0:
        words = ngettext("已记下：多了 %(count)d 项可以享受的政策。", "已记下：多了 %(count)d 项可以享受的政策。", more)
        return words % {"count": more}
    if settled > 0:
        words = ngettext("已记下：有 %(count)d 项政策有了结论。", "已记下：有 %(count)d 项政策有了结论。", settled)
        return words % {"count": settled}
    return _("已记下。")
