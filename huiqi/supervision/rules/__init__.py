"""Rules of supervision: when the next step is proposed, until when is answered and objected."""

from huiqi.supervision.rules.ladder import DEFAULTS, OBJECTION_DAYS, Limits, explained_at, until

__all__ = ["DEFAULTS", "OBJECTION_DAYS", "Limits", "explained_at", "until"]
