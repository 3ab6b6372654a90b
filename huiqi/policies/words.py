"""The words of policies, beside those of `eligibility.versions`."""

from huiqi.kernel.words import Word


class State(Word):
    """Where a day lies in the validity of a version."""

    CURRENT = "current", "现行有效"
    UPCOMING = "upcoming", "尚未施行"
    ENDED = "ended", "已失效"
